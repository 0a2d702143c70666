import { expect, it } from "vitest";
import { handOver, passOn } from "../../../renderer/services/hand-over.ts";
import type { Action } from "../../../shared/change/change.ts";
import { excerptsOf } from "../../../shared/change/excerpt.ts";
import { encodeLine } from "../../../shared/change/line.ts";
import { given } from "../../electron/seats.ts";
import { action, change, personId } from "../../shared/change/office.ts";
import { feedOf, makeDesk, province } from "./closing-world.ts";

const feed = feedOf("doluong");
const question = "confirmation:0192a0b0-1234-7000-8000-000000000008" as const;
const made = action(feed, 1, change(personId, [], { custodian: "doluong", birthName: "Lê Văn Thử" }));
const asking = action(
  feed,
  2,
  change(personId, [`${feed}:1`], { birthName: "Lê Văn Thật" }),
  change(question, [], { asks: "c1" }),
);
const yes: Action = {
  ...action(feed, 3, change(question, [`${feed}:2`], { answer: { confirmed: true, reason: "" } })),
  clerk: "c2",
};
const lineOf = (said: Action) => ({ feed, number: said.number, line: encodeLine(said) });

it("passes on what a second clerk has confirmed since the file was looked at, CM-18, CM-20", async () => {
  const desk = makeDesk(province, ["doluong", "vinh", province]);
  await desk.take([made, asking].map(lineOf), "doluong");
  const draft = { file: personId, toOffice: "vinh", decision: "12-QĐ/TU", decidedOn: null, reason: "điều động" };
  given(await handOver(desk.office, { ...draft, second: "", forced: false }));
  expect(given(await passOn(desk.office))).toBe(0); // what waits is not passed on
  await desk.take([lineOf(yes)], "doluong");
  given(await passOn(desk.office));
  const told = desk.written.flatMap(excerptsOf).flatMap(({ lines }) => lines.map(({ action: { number } }) => number));
  expect(told).toEqual([1, 2]);
});
