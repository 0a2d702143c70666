import { describe, expect, it } from "vitest";
import type { Action } from "../../../shared/change/change.ts";
import { excerptChange } from "../../../shared/change/excerpt.ts";
import { encodeLine } from "../../../shared/change/line.ts";
import type { ActionLine } from "../../../shared/exchange/entry.ts";
import { action, change, personId } from "../../shared/change/office.ts";
import { feedOf, makeDesk, province } from "./closing-world.ts";

/** A neighbour's feed forked: one branch came itself, and the province passes on places of the other. */
const lineOf = (said: Action): ActionLine => ({ feed: said.feed, number: said.number, line: encodeLine(said) });
const made = action(feedOf("doluong"), 1, change(personId, [], { custodian: "doluong", birthName: "Lê Văn Thử" }));
const here = action(feedOf("doluong"), 2, change(personId, [`${feedOf("doluong")}:1`], { phone: "0911" }));
const there = {
  ...here,
  changes: [change(personId, [`${feedOf("doluong")}:1`], { phone: "0922", birthName: "Lê Thị Thử" })],
};
const passing = action(
  feedOf(province),
  1,
  excerptChange("excerpt:0192a0b0-1234-7000-8000-000000000009", {
    office: "vinh",
    file: personId,
    lines: [made, there].map((each, i) => ({ action: each, depth: i + 1, writer: "", officeName: "" })),
  }),
);

describe("a place of a forked feed that came itself and in an excerpt", () => {
  it.each([
    ["itself first", [made, here], [passing]],
    ["in the excerpt first", [passing], [made, here]],
  ])("says on the page what came itself, and of other fields what was passed on: %s", async (_, first, then) => {
    const desk = makeDesk("vinh", ["doluong", "vinh", province]);
    for (const lines of [first, then])
      await desk.take(lines.map(lineOf), lines[0]!.feed === feedOf(province) ? province : "doluong");
    const shown = desk.memory.records.get(personId);
    expect(shown?.values).toMatchObject({ phone: "0911", birthName: "Lê Thị Thử" });
    expect(shown?.rivals).toEqual({});
  });
});
