import { type ActionRef, refOf } from "../../shared/change/change.ts";
import { own } from "../../shared/change/heads.ts";
import { reopen } from "../../shared/change/reopen.ts";
import type { OfficeId } from "../../shared/domain/primitives.ts";
import { writesTo } from "./history.ts";
import type { Memory } from "./memory.ts";
import type { LedgerSource, ReopenPlan } from "./office-data.ts";
import { audienceNow, ownAction } from "./undo-plan.ts";

/** What would lay the conflicts that one own action settled on the desk again. Null: no such action of this office. */
export async function reopenPlan(
  memory: Memory,
  ledger: LedgerSource,
  ownOffice: OfficeId,
  ref: ActionRef,
): Promise<ReopenPlan | null> {
  const action = await ownAction(memory.head.position, ledger, ref);
  if (action === null) return null;
  const { records, state } = memory;
  const ids = action.changes.map(({ record }) => record);
  const written = new Map(
    [...(await writesTo(memory, ledger, ids))].map(
      ([record, writes]) => [record, new Map(writes.map((each) => [refOf(each.action), each]))] as const,
    ),
  );
  const { rounds, fields, kept } = reopen(action, {
    depths: state.depths,
    apart: state.apart,
    get: (id) => records.get(id),
    write: (by, record, field) => {
      const found = written.get(record)?.get(by);
      const change = own(found?.change.fields ?? {}, field);
      return found === undefined || change === undefined ? undefined : { ...change, purpose: found.action.purpose };
    },
  });
  return { rounds, fields, kept, audience: audienceNow(memory, action, ownOffice) };
}
