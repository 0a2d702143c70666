import { describe, expect, it } from "vitest";
import { blankRecord } from "../../../../shared/domain/blank-records.ts";
import { dossierList } from "../../../../shared/domain/rotations/dossier-list.ts";
import { nextSteps, overdueSince, procedure, stateOn } from "../../../../shared/domain/rotations/procedure.ts";
import type { ProcedureStep } from "../../../../shared/domain/rotations/procedure-step.ts";
import { aMove, numbered } from "../../../fixtures/records.ts";

const move = aMove(1, 1, { state: "PROPOSE_POLICY" });
const step = (n: number, patch: Partial<ProcedureStep>): ProcedureStep =>
  blankRecord("procedure-step", {
    id: numbered("procedure-step", n),
    rotationId: move.id,
    personId: move.personId,
    step: "PROPOSE_POLICY",
    state: "DONE",
    ...patch,
  });
const item = (code: string, n: number, patch = {}) =>
  blankRecord("dossier-item", {
    id: numbered("dossier-item", n),
    rotationId: move.id,
    personId: move.personId,
    item: code,
    present: true,
    ...patch,
  });
const day = "2026-01-01";

describe("the procedure of a move", () => {
  it("offers every step that is not taken, and says what is missing instead of forbidding it", () => {
    const first = nextSteps(move, [], [], day);
    expect(first.map((each) => each.step)).toEqual([...procedure, "CANCEL"]);
    expect(first[0]!.missing).toEqual([{ what: "plan", about: "PROPOSE_POLICY" }]);
    expect(first[2]!.missing.map(({ what }) => what)).toEqual([
      "earlier-step",
      "earlier-step",
      "assessment",
      "opinions",
    ]);
    expect(first[4]!.missing.filter(({ what }) => what === "dossier").map(({ about }) => about)).toEqual(
      dossierList.map(({ code }) => code),
    );
    expect(nextSteps(move, [], [], day).at(-1)).toEqual({ step: "CANCEL", missing: [] });
  });

  it("asks a skipped step for its reason, and lets go what has one", () => {
    const skipped = step(1, { state: "SKIPPED" });
    expect(nextSteps(move, [skipped], [], day)[0]!.missing).toContainEqual({ what: "reason", about: "PROPOSE_POLICY" });
    const explained = { ...skipped, note: "Theo kết luận của Ban Thường vụ" };
    const [next] = nextSteps(move, [explained], [], day);
    expect(next).toEqual({ step: "PROPOSE_PERSON", missing: [{ what: "proposals", about: "PROPOSE_PERSON" }] });
    const draft = step(2, { step: "PROPOSE_PERSON", state: "OPEN", document: "Danh sách ngày 05/01" });
    expect(nextSteps(move, [explained, draft], [], day)[0]).toEqual({ step: "PROPOSE_PERSON", missing: [] });
    expect(nextSteps(move, [{ ...explained, withdrawn: true }], [], day)[0]!.step).toBe("PROPOSE_POLICY");
  });

  it("misses nothing for the decision where every paper is there or is said to be needless", () => {
    const steps = procedure.slice(0, 4).map((name, n) => step(n + 1, { step: name }));
    const dossier = dossierList.map(({ code }, n) => item(code, n + 1));
    const ready = { ...move, state: "DECIDE" as const, decisionId: numbered("decision", 1), start: "2026-02-01" };
    expect(nextSteps(ready, steps, dossier, day)).toEqual([
      { step: "DECIDE", missing: [] },
      { step: "CANCEL", missing: [] },
    ]);
    const needless = dossier.map((each, n) =>
      n === 3 ? { ...each, present: false, note: "Đã có trong hồ sơ bổ nhiệm" } : each,
    );
    expect(nextSteps(ready, steps, needless, day)[0]!.missing).toEqual([]);
    const gone = dossier.map((each, n) => (n === 3 ? { ...each, present: false } : each));
    expect(nextSteps(ready, steps, gone, day)[0]!.missing).toEqual([{ what: "dossier", about: dossierList[3]!.code }]);
    expect(nextSteps({ ...ready, start: null }, steps, dossier, day)[0]!.missing).toEqual([
      { what: "start", about: "DECIDE" },
    ]);
  });

  it("shows each state from its day on by itself", () => {
    const decided = { ...move, state: "ACTIVE" as const, start: "2026-02-01", plannedEnd: "2029-01-31" };
    const states = (each: typeof move, ...days: string[]) => days.map((on) => stateOn(each, on));
    expect(states(decided, "2026-01-31", "2026-02-01", "2035-01-01")).toEqual(["DECIDE", "ACTIVE", "ACTIVE"]);
    const extended = { ...decided, state: "EXTENDED" as const, extendedTo: "2030-01-31", outcome: "EXTENDED" as const };
    expect(states(extended, "2029-06-01")).toEqual(["EXTENDED"]);
    const ended = { ...extended, state: "FINISHED" as const, outcome: "HIGHER" as const, endedOn: "2029-06-30" };
    expect(states(ended, "2029-06-30", "2029-07-01")).toEqual(["EXTENDED", "FINISHED"]);
    const recalled = { ...decided, state: "RECALLED" as const, outcome: "RECALL" as const, endedOn: "2027-03-31" };
    expect(states(recalled, "2027-03-31", "2027-04-01")).toEqual(["ACTIVE", "RECALLED"]);
    // Moves from before there were procedures follow from their dates and outcome.
    const old = { ...move, state: null, start: "2013-05-01" };
    expect(states(old, "2013-04-30", "2013-05-01")).toEqual(["DECIDE", "ACTIVE"]);
    expect(states({ ...old, outcome: "STAY" as const }, "2016-01-01")).toEqual(["FINISHED"]);
    expect([
      overdueSince(decided, "2029-01-31"),
      overdueSince(decided, "2029-02-01"),
      overdueSince(extended, "2029-02-01"),
      overdueSince(ended, "2031-01-01"),
    ]).toEqual([null, "2029-01-31", null, null]);
  });

  it("offers what may follow a decided move, and nothing after a cancelled one", () => {
    const decided = { ...move, state: "ACTIVE" as const, start: "2026-02-01" };
    const names = (each: typeof move, on: string) => nextSteps(each, [], [], on).map((next) => next.step);
    expect(names(decided, "2026-01-31")).toEqual(["CANCEL"]);
    expect(names(decided, "2026-02-01")).toEqual(["EXTEND", "FINISH", "RECALL", "CANCEL"]);
    expect(names({ ...decided, state: "CANCELLED" }, "2026-02-01")).toEqual([]);
    expect(names({ ...decided, state: "FINISHED", outcome: "EQUAL", endedOn: "2027-01-01" }, "2028-02-01")).toEqual([
      "CANCEL",
    ]);
  });
});
