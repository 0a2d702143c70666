import type { RecordId } from "../domain/primitives.ts";
import { type AppliedAll, applyAll } from "./apply.ts";
import { sameValue } from "./canonical-json.ts";
import { type ActionRef, type Arrival, isWithheld, refOf } from "./change.ts";
import { isConflict, own } from "./heads.ts";
import { type Malformed, malformed } from "./malformed.ts";
import { overlayState } from "./records.ts";
import { personOf } from "./shown-order.ts";
import type { OfficeState, RecordState } from "./state.ts";

/** What an import would do to one record. */
export interface PlannedRecord {
  readonly id: RecordId;
  readonly personId: RecordId<"person"> | null; // whose file it belongs to
  readonly created: boolean;
  readonly changed: readonly string[]; // fields that would show another value or none; none for a record that is created
  readonly conflicts: readonly string[]; // fields with differing heads that had none before
}

/** What an import would do. applied + waiting + held + refused = actions. */
export interface ImportPlan {
  readonly actions: number;
  readonly applied: number;
  readonly proposing: readonly ActionRef[]; // of those that apply: what their offices may only propose (CM-17)
  readonly waiting: number;
  readonly held: number; // here before: nothing to do
  readonly refused: number;
  readonly released: number; // came earlier, waited, and would apply now; not among `actions`
  readonly refusals: readonly { readonly ref: ActionRef; readonly problem: Malformed }[];
  readonly records: readonly PlannedRecord[];
  readonly after: OfficeState; // an overlay: only for looking
}

/**
 * What these arrivals would do to the state, which stays as it is, but for files to be judged again.
 *
 * @param arrivals  decoded, in any order. A malformed one is refused and takes no number: what follows it waits
 */
export function planImport(state: OfficeState, arrivals: readonly Arrival[]): ImportPlan {
  const tried = tryImport(state, arrivals);
  return planOf(state, tried);
}

/** Arrivals applied to an overlay. What `moved` names is still to be judged again there (`rejudge`). */
export interface TriedImport
  extends Pick<AppliedAll, "taken" | "held" | "released" | "touched" | "proposing" | "moved"> {
  readonly after: OfficeState; // only for looking
  readonly actions: number;
  readonly sound: number;
  readonly refusals: ImportPlan["refusals"];
}

export function tryImport(state: OfficeState, arrivals: readonly Arrival[]): TriedImport {
  const after = overlayState(state);
  const refusals: { readonly ref: ActionRef; readonly problem: Malformed }[] = [];
  const sound = arrivals.filter((arrival) => {
    const problem = isWithheld(arrival) ? null : malformed(arrival);
    if (problem !== null) refusals.push({ ref: refOf(arrival), problem });
    return problem === null;
  });
  return { after, actions: arrivals.length, sound: sound.length, refusals, ...applyAll(after, sound) };
}

/** What an import would do, once everything is judged. */
export function planOf(
  state: OfficeState,
  { after, actions, sound, taken, held, released, touched, proposing, refusals }: TriedImport,
): ImportPlan {
  return {
    actions,
    applied: taken.length,
    proposing: taken.map(refOf).filter((ref) => proposing.has(ref)),
    waiting: sound - taken.length - held.length,
    held: held.length,
    refused: refusals.length,
    released: released.length,
    refusals,
    records: touched.flatMap((id) => {
      const [before, record] = [state.records.get(id), after.records.get(id)];
      if (record !== undefined) return [plannedRecord(before, record)];
      return before === undefined ? [] : [goneRecord(before)];
    }),
    after,
  };
}

/** A record of which nothing counts any more, now that it is known who keeps its file. */
const goneRecord = (before: RecordState): PlannedRecord => ({
  id: before.id,
  personId: personOf(before),
  created: false,
  changed: Object.keys(before.values),
  conflicts: [],
});

function plannedRecord(before: RecordState | undefined, after: RecordState): PlannedRecord {
  const changed =
    before === undefined || before === after
      ? []
      : Object.keys(after.values).filter((field) => {
          const [was, is] = [own(before.values, field), own(after.values, field)];
          return was === undefined || is === undefined || !sameValue(was, is);
        });
  const conflicts = Object.keys(after.rivals).filter(
    (field) => isConflict(after, field) && !(before !== undefined && isConflict(before, field)),
  );
  return { id: after.id, personId: personOf(after), created: before === undefined, changed, conflicts };
}
