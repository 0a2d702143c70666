import { describe, expect, it } from "vitest";
import { apply } from "../../../../shared/change/apply.ts";
import { describeChange, recordFrom } from "../../../../shared/change/describe-change.ts";
import { emptyState } from "../../../../shared/change/records.ts";
import { kindOf, type RecordId } from "../../../../shared/domain/primitives.ts";
import type { AnyRecord, RecordKind, RecordOf } from "../../../../shared/domain/record-kinds.ts";
import {
  type MoveGround,
  type NewId,
  type PlannedAct,
  planCancellation,
  planDecision,
  planExtension,
} from "../../../../shared/domain/rotations/effects.ts";
import { aMove, anAssignment, numbered } from "../../../fixtures/records.ts";
import { paper } from "./effects-register.ts";

describe("acts in the ledger", () => {
  it("are ordinary changes: decided, extended and cancelled, every value of the career is as it was", () => {
    const state = emptyState();
    let number = 0;
    const put = (records: readonly AnyRecord[]): void => {
      number += 1;
      const changes = records.flatMap((record) => describeChange(state.records.get(record.id), record) ?? []);
      const action = { feed: "doluong-k3fq", clerk: "c1", at: "2026-01-01T08:00", purpose: "rotation.decide" };
      apply(state, { ...action, number, reason: "", audience: [], changes });
    };
    const held = <Kind extends RecordKind>(kind: Kind): RecordOf<Kind>[] =>
      [...state.records.all()].flatMap((each) => (kindOf(each.id) === kind ? (recordFrom(each, kind) ?? []) : []));
    const ground = (): MoveGround => ({
      assignments: held("assignment"),
      rotations: held("rotation"),
      steps: held("procedure-step"),
    });
    let made = 500;
    const newId: NewId = <Kind extends RecordKind>(kind: Kind): RecordId<Kind> => {
      made += 1;
      return numbered(kind, made);
    };
    const write = (plan: PlannedAct): void => put([...plan.rotations, ...plan.assignments, ...plan.steps]);
    put([anAssignment(1, 1, { postId: numbered("post", 1), from: "2018-01-01", to: "2027-12-31" })]);
    const before = JSON.stringify(held("assignment"));
    const move = aMove(1, 1, { toPostId: numbered("post", 2), toTitle: "Bí thư", start: "2026-03-01" });
    write(planDecision([{ move, unitText: "Đảng ủy", also: [] }], paper, ground(), newId));
    expect(held("rotation")[0]).toMatchObject({ state: "ACTIVE", extendedTo: null, startFacts: null });
    write(planExtension(held("rotation")[0]!, "2031-12-31", paper, ground(), newId));
    expect(held("assignment").length).toBe(2);
    write(planCancellation(held("rotation"), paper, ground(), newId));
    expect(JSON.stringify(held("assignment").filter(({ withdrawn }) => !withdrawn))).toBe(before);
    expect(held("rotation")[0]).toMatchObject({ state: "CANCELLED", extendedTo: null, outcome: "ONGOING" });
    expect(held("procedure-step").map((each) => [each.step, each.state])).toEqual([
      ["DECIDE", "UNDONE"],
      ["EXTEND", "UNDONE"],
      ["CANCEL", "DONE"],
    ]);
  });

  it("leave moves readable that were written before there were procedures", () => {
    const { programmeId, state, extendedTo, endReason, startFacts, ...old } = aMove(1, 1, { start: "2013-05-01" });
    const office = emptyState();
    const fields = Object.entries(old).filter(([field]) => field !== "id");
    const changes = [
      { record: old.id, fields: Object.fromEntries(fields.map(([field, to]) => [field, { saw: [], to }])) },
    ];
    const action = { feed: "doluong-k3fq", clerk: "c1", at: "2026-01-01T08:00", purpose: "rotation.record" };
    apply(office, { ...action, number: 1, reason: "", audience: [], changes });
    expect(recordFrom(office.records.get(old.id)!, "rotation")).toEqual({
      ...old,
      programmeId,
      state,
      extendedTo,
      endReason,
      startFacts,
    });
  });
});
