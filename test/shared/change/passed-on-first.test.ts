import { describe, expect, it } from "vitest";
import type { Action, Change } from "../../../shared/change/change.ts";
import { excerptChange } from "../../../shared/change/excerpt.ts";
import { headsOf } from "../../../shared/change/heads.ts";
import { custodianShown } from "../../../shared/change/shown-order.ts";
import type { OfficeState } from "../../../shared/change/state.ts";
import type { RecordId } from "../../../shared/domain/primitives.ts";
import { hashOf } from "./examine.ts";
import { handoverId, nodeOf } from "./handover-world.ts";
import { action, change, personId, recordOf, rowId } from "./office.ts";

/** Actions of a neighbour that the province passes on and that come themselves as well, before it or after it. */
const question = "confirmation:0192a0b0-1234-7000-8000-000000000008" as const;
const made = action("doluong-aaaa", 1, change(personId, [], { custodian: "doluong", birthName: "Lê Văn Thử" }));
const punished = change(rowId, [], { personId, title: "Bí thư" });
const asking = action("doluong-aaaa", 2, punished, change(question, [], { asks: "c1" }));
const yes: Action = {
  ...action("doluong-aaaa", 3, change(question, ["doluong-aaaa:2"], { answer: { confirmed: true, reason: "" } })),
  clerk: "c2",
};

const passing = (...lines: readonly (readonly [Action, readonly Change[]])[]): Action =>
  action(
    "tinh-aaaa",
    1,
    excerptChange("excerpt:0192a0b0-1234-7000-8000-000000000009", {
      office: "vinh",
      file: personId,
      lines: lines.map(([each, changes]) => ({
        action: { ...each, changes: [...changes] },
        depth: 1,
        writer: "",
        officeName: "",
      })),
    }),
  );

function* orders<Each>(all: readonly Each[]): Generator<readonly Each[]> {
  if (all.length === 0) yield [];
  for (const [i, first] of all.entries())
    for (const rest of orders(all.filter((_, other) => other !== i))) yield [first, ...rest];
}

/** What the office holds after each order in which the lines may come. */
const statesOf = (...lines: readonly Action[]): readonly OfficeState[] =>
  Array.from(orders(lines), (order) => nodeOf("vinh", order).state);

describe("what is passed on and comes itself, CM-18", () => {
  it("takes effect where the answer comes before the hand-over that it answers", () => {
    const id = handoverId(1);
    const said = { file: personId, previous: null, fromOffice: "doluong", toOffice: "tinh", forced: false, after: {} };
    const toDoluong = (number: number, each: Change): Action => ({
      ...action("tinh-aaaa", number, each),
      audience: ["doluong"],
    });
    const filed = toDoluong(1, change(personId, [], { custodian: "doluong", birthName: "Lê Văn Thử" }));
    const handed = toDoluong(2, change(id, [], { ...said, cut: {}, answer: null, withdrawn: false }));
    const accepted = action(
      "tinh-aaaa",
      3,
      change(id, ["tinh-aaaa:2"], { answer: { accepted: true, after: {}, reason: "" } }),
      change(personId, ["tinh-aaaa:1"], { custodian: "tinh" }),
    );
    const withheld = [1, 2].map((number) => ({ feed: "tinh-aaaa", number, hash: "0".repeat(64), depth: 1 }));
    const history = { ...passing([filed, filed.changes], [handed, handed.changes]), number: 4 };
    const { state } = nodeOf("vinh", [...withheld, accepted, history]);
    expect(headsOf(recordOf(state, id), "answer")[0]?.by).toBe("tinh-aaaa:3");
    expect(state.proposals.size).toBe(0);
    expect(custodianShown(recordOf(state, personId))).toBe("tinh");
  });

  it("counts once, whichever comes first", () => {
    const states = statesOf(made, passing([made, made.changes]));
    expect(new Set(states.map(hashOf)).size).toBe(1);
    for (const state of states)
      expect(headsOf(recordOf(state, personId), "birthName")).toEqual([{ by: "doluong-aaaa:1", to: "Lê Văn Thử" }]);
  });

  it("is proposed once, whoever it was meant for: a district's feed comes whole", () => {
    const wished = {
      ...action("namdan-aaaa", 1, change(personId, ["doluong-aaaa:1"], { phone: "0912" })),
      audience: ["doluong"],
    };
    const states = statesOf(made, wished, passing([made, made.changes], [wished, wished.changes]));
    expect(new Set(states.map(hashOf)).size).toBe(1);
    for (const state of states)
      expect(state.proposals.get(personId)?.phone).toEqual([{ by: "namdan-aaaa:1", to: "0912" }]);
  });

  it("counts once where it asked for a second clerk, who said yes, CM-20", () => {
    const states = statesOf(made, asking, yes, passing([made, made.changes], [asking, [punished]]));
    expect(new Set(states.map(hashOf)).size).toBe(1);
    for (const state of states) expect(headsOf(recordOf(state, rowId), "title")).toHaveLength(1);
  });

  it("waits with its question where the answer has not come, as if nobody had passed it on", () => {
    const states = statesOf(made, asking, passing([made, made.changes], [asking, [punished]]));
    expect(new Set(states.map(hashOf)).size).toBe(1);
    for (const state of states) expect(state.records.get(rowId)).toBeUndefined();
  });
});

describe("what is passed on of a feed that forked, where the other branch came itself, CM-18", () => {
  const other: RecordId<"person"> = "person:0192a0b0-1234-7000-8000-000000000012";
  const filed = change(other, [], { custodian: "doluong", birthName: "Trần Thị Khác" });

  it("counts beside what came itself, or the file would come empty to its new keeper", () => {
    const states = statesOf(action("doluong-aaaa", 1, filed), passing([made, made.changes]));
    expect(new Set(states.map(hashOf)).size).toBe(1);
    for (const state of states)
      expect([other, personId].map((id) => recordOf(state, id).values.birthName)).toEqual([
        "Trần Thị Khác",
        "Lê Văn Thử",
      ]);
  });

  it("gives way to it in one field, whichever comes first", () => {
    const here = action("doluong-aaaa", 2, change(personId, ["doluong-aaaa:1"], { phone: "0911" }));
    const there = {
      ...here,
      changes: [change(personId, ["doluong-aaaa:1"], { phone: "0922", birthName: "Lê Thị Thử" })],
    };
    const states = statesOf(made, here, passing([made, made.changes], [there, there.changes]));
    expect(new Set(states.map(hashOf)).size).toBe(1);
    for (const state of states)
      expect(recordOf(state, personId).values).toMatchObject({ phone: "0911", birthName: "Lê Thị Thử" });
  });

  it("is in the order of its own causes where the branches differ in depth", () => {
    const seen = action("vinh-aaaa", 1, change(rowId, [], { personId: other, title: "Bí thư" }));
    const here = [
      action("doluong-aaaa", 1, change(rowId, ["vinh-aaaa:1"], { title: "Phó bí thư" })),
      action("doluong-aaaa", 2, filed),
    ];
    const edited = action("doluong-aaaa", 2, change(personId, ["doluong-aaaa:1"], { birthName: "Lê Thị Thử" }));
    const states = statesOf(seen, ...here, passing([made, made.changes], [edited, edited.changes]));
    expect(new Set(states.map(hashOf)).size).toBe(1);
    for (const state of states)
      expect(headsOf(recordOf(state, personId), "birthName")).toEqual([{ by: "doluong-aaaa:2", to: "Lê Thị Thử" }]);
  });
});
