import { applyAll } from "../../../shared/change/apply.ts";
import { type Action, refOf } from "../../../shared/change/change.ts";
import { emptyState, mapRecords } from "../../../shared/change/records.ts";
import { recordsOfFile, rejudge } from "../../../shared/change/rejudge.ts";
import { personOf } from "../../../shared/change/shown-order.ts";
import type { OfficeState } from "../../../shared/change/state.ts";

/** An office that holds these actions, come in this order; files are judged again whenever that is due. */
export function judgedState(
  actions: readonly Action[],
  again: typeof rejudge = rejudge,
  provinces: readonly string[] = ["tinh"],
): OfficeState {
  const state = emptyState(mapRecords(), { provinces: new Set(provinces) });
  const distinct = [...new Map(actions.map((each) => [refOf(each), each])).values()];
  for (const each of actions) {
    const { moved } = applyAll(state, [each]);
    for (const person of moved) {
      const rows = [...state.records.all()].filter((record) => personOf(record) === person).map(({ id }) => id);
      const applied = distinct.filter(({ feed, number }) => number <= (state.depths.get(feed)?.length ?? 0));
      const ids = recordsOfFile(state, person, rows);
      again(
        state,
        person,
        ids,
        applied.filter(({ changes }) => changes.some(({ record }) => ids.has(record))),
      );
    }
  }
  return state;
}
