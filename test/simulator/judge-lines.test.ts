import { describe, expect, it } from "vitest";
import type { Action, Change } from "../../shared/change/change.ts";
import { encodeLine } from "../../shared/change/line.ts";
import type { RecordId } from "../../shared/domain/primitives.ts";
import { formerLine } from "../fixtures/former-line.ts";
import { tell, type Write } from "./judge/lines.ts";

const feed = "doluong-k3f7";
const person: RecordId = "person:0192a0b0-1234-7000-8000-000000000001";
const excerpt: RecordId = "excerpt:0192a0b0-1234-7000-8000-000000000002";
const action = (...changes: readonly Change[]): Action => ({
  feed,
  number: 20,
  clerk: "c1",
  at: "2026-11-22T08:14",
  purpose: "person.edit",
  reason: "",
  audience: ["vinh"],
  changes: [...changes],
});

describe("the judge's reading of a line", () => {
  it("finds the same writes in both spellings", () => {
    const fields: Change["fields"] = {
      birthName: { saw: [], to: "phone" },
      note: { saw: ["vinh-abcd:7", `${feed}:3`], to: [12, { "*": null }] },
      phone: { saw: [`${feed}:12`], to: {} },
      residence: { saw: [`${feed}:12`], to: 12 },
    };
    const own = action({ record: person, fields });
    const passed = (line: string) =>
      action({
        record: excerpt,
        fields: {
          office: { saw: [], to: "vinh" },
          file: { saw: [], to: person },
          lines: { saw: [], to: [{ feed: "namdan-k3f7", number: 4, depth: 2, line: JSON.parse(line) }] },
        },
      });
    const told = (text: string) => {
      const { writes, sees, passedOn, ...more } = tell(feed, 20, text);
      const inside = passedOn.map(({ told: { writes: of }, ...said }) => ({ ...said, writes: sorted(of) }));
      return { ...more, writes: sorted(writes), sees: sees.toSorted(), inside };
    };
    const sorted = (writes: readonly Write[]) => writes.toSorted((one, other) => (one.field < other.field ? -1 : 1));
    const flat = told(encodeLine(own));
    expect(flat).toEqual(told(formerLine(own)));
    expect(flat.writes).toEqual(
      Object.entries(fields).map(([field, change]) => ({
        by: `${feed}:20`,
        feed,
        number: 20,
        record: person,
        field,
        ...change,
      })),
    );
    expect(flat.sees).toEqual([`${feed}:12`, `${feed}:3`, "vinh-abcd:7"]);
    const passing = told(encodeLine(passed(encodeLine(own))));
    expect(passing.inside).toEqual([{ office: "vinh", depth: 2, writes: expect.any(Array) }]);
    expect(passing.inside[0]?.writes.map(({ field }) => field)).toEqual(["birthName", "note", "phone", "residence"]);
    expect(told(formerLine(passed(encodeLine(own)))).inside).toEqual(passing.inside);
  });
});
