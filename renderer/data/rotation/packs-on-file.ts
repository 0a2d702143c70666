import { recordFrom } from "../../../shared/change/describe-change.ts";
import { headsOf } from "../../../shared/change/heads.ts";
import type { RecordState } from "../../../shared/change/state.ts";
import { type OfficeId, officeOf, type RecordId } from "../../../shared/domain/primitives.ts";
import { builtInPacks } from "../../../shared/domain/rules/packs/built-in.ts";
import {
  type PackProblem,
  packsOf,
  type RulePack,
  type RulePackRecord,
} from "../../../shared/domain/rules/rule-pack.ts";

/** The packs of rules an office has: those in use, and those that stay on file and are not used. */
export interface PacksOnFile {
  readonly packs: readonly RulePack[]; // those that come with the program first, then in the order they were written
  readonly refused: readonly {
    readonly record: RulePackRecord;
    readonly writer: OfficeId;
    readonly problem: PackProblem;
  }[];
  readonly writers: ReadonlyMap<string, OfficeId>; // by id of the pack; those of the program have none
}

/**
 * Read the packs on file.
 *
 * A pack counts as its writer wrote it: only whole, only from an office whose rules count here, and unchanged since. Its
 * writer may take it back; that anybody else marks it so changes nothing. Newer and older go by the place in the writer's
 * feed, never by a clock.
 *
 * @param states   every record of the kind
 * @param mayRule  whether an office's packs count here
 */
export function packsOnFile(states: Iterable<RecordState>, mayRule: (office: OfficeId) => boolean): PacksOnFile {
  const whole = [...states]
    .flatMap((state) => {
      const record = recordFrom(state, "rule-pack");
      return record === null ? [] : [{ state, record: { ...record, withdrawn: isTakenBack(state) } }];
    })
    .toSorted((a, b) => byPlace(a.state, b.state));
  const stateOf = new Map<RecordId, RecordState>(whole.map(({ state }) => [state.id, state]));
  const writerOf = (id: RecordId): OfficeId => officeOfRef(stateOf.get(id)!.first);
  const { packs, refused } = packsOf(
    builtInPacks,
    whole.map(({ record }) => record),
    ({ id }): PackProblem | null => {
      const writer = writerOf(id);
      if (!mayRule(writer)) return { kind: "not-entitled", office: writer };
      const changer = changerOf(stateOf.get(id)!);
      return changer === null ? null : { kind: "changed", office: changer };
    },
  );
  return {
    packs,
    refused: refused.map(({ record, problem }) => ({ record, writer: writerOf(record.id), problem })),
    writers: new Map(whole.map(({ record }) => [record.id, writerOf(record.id)])),
  };
}

/** The office that wrote to a pack after it was made; null: nobody. Taking it back is no change of what it says. */
function changerOf(state: RecordState): OfficeId | null {
  for (const field of Object.keys(state.values)) {
    if (field === "withdrawn") continue;
    const later = headsOf(state, field).find(({ by }) => by !== state.first);
    if (later !== undefined) return officeOfRef(later.by);
  }
  return null;
}

const isTakenBack = (state: RecordState): boolean =>
  headsOf(state, "withdrawn").some(({ by, to }) => to === true && officeOfRef(by) === officeOfRef(state.first));

const byPlace = (a: RecordState, b: RecordState): number => {
  const [[one, first], [other, second]] = [placeOf(a), placeOf(b)];
  return one < other ? -1 : one > other ? 1 : first - second || (a.id < b.id ? -1 : 1);
};

/** The feed and number of the action that made a record. */
function placeOf({ first }: RecordState): readonly [string, number] {
  const at = first.lastIndexOf(":");
  return [first.slice(0, at), Number(first.slice(at + 1))];
}

const officeOfRef = (ref: string): OfficeId => officeOf(ref.slice(0, ref.lastIndexOf(":")));
