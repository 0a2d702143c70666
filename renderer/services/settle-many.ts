import { splitRef } from "../../shared/change/arrival-order.ts";
import type { FieldChange } from "../../shared/change/change.ts";
import { reopenPurpose } from "../../shared/change/reopen.ts";
import { SettledTogether } from "../../shared/change/settled-together.ts";
import type { Json, RecordId } from "../../shared/domain/primitives.ts";
import type { Problem } from "../../shared/problem.ts";
import { ok, type Result } from "../../shared/result.ts";
import type { ConflictOnDesk } from "../data/office-data.ts";
import { appendAction } from "./append.ts";
import type { Office } from "./office.ts";
import { recordAction } from "./record-action.ts";
import { seenHeads, settlePurpose } from "./settle-conflict.ts";

export type { SettledTogether } from "../../shared/change/settled-together.ts";

/** A conflict and the value that shall stand. */
export interface Settled {
  readonly conflict: ConflictOnDesk;
  readonly to: Json;
}

export interface ManySettled {
  readonly together: SettledTogether;
  readonly moved: number; // written to since they were shown: left on the desk
  readonly problem: Problem | null; // why the rest was not saved
}

/** Records in one action: what one line of a feed holds without trouble. */
const atOnce = 250;
const kept = "desk:settled-together";

/**
 * Settle many conflicts, each as `settleConflict` would. Conflicts of files that one office keeps, and that rest on writes of
 * the same feeds, share an action: an action waits where a write that it saw has not arrived (CM-3), and is sent only to
 * the office whose files it touches, so none may wait or travel for another's sake.
 *
 * What is saved before a problem stays saved, is counted, and can be taken back.
 */
export async function settleMany(office: Office, chosen: readonly Settled[], reason: string): Promise<ManySettled> {
  const actions = new Map<string, Map<RecordId, Record<string, FieldChange>>[]>();
  const people = new Map<RecordId, RecordId<"person">>();
  let moved = 0;
  for (const { conflict, to } of chosen) {
    const { record, field, heads, custodian, personId } = conflict;
    const seen = heads.map(({ by }) => by);
    const saw = seenHeads(await office.data.held(record), field, seen);
    if (saw === null) {
      moved += 1;
      continue;
    }
    if (personId !== null) people.set(record, personId);
    const feeds = [...new Set(saw.map((by) => splitRef(by).feed))].toSorted();
    const key = [custodian ?? "", ...feeds].join(" ");
    const alike = actions.get(key) ?? [];
    const last = alike.at(-1);
    const action = last !== undefined && (last.size < atOnce || last.has(record)) ? last : new Map();
    if (action !== last) actions.set(key, [...alike, action]);
    action.set(record, { ...action.get(record), [field]: { saw, to } });
  }

  let together: SettledTogether = { refs: [], conflicts: 0, reason };
  const shown: Promise<void>[] = [];
  for (const records of [...actions.values()].flat()) {
    const saved = await recordAction(office, {
      purpose: settlePurpose,
      reason,
      people: [...new Set([...records.keys()].flatMap((id) => people.get(id) ?? []))],
      changes: [...records].map(([record, fields]) => ({ record, fields })),
    });
    if (!saved.ok) return { together, moved, problem: saved.problem };
    shown.push(saved.value.shown);
    const fields = [...records.values()].reduce((sum, changed) => sum + Object.keys(changed).length, 0);
    together = { ...together, refs: [...together.refs, saved.value.ref], conflicts: together.conflicts + fields };
    await keep(office, together);
  }
  await Promise.all(shown);
  return { together, moved, problem: null };
}

/** What was settled together last and not taken back; null: nothing. */
export async function lastTogether(office: Office): Promise<SettledTogether | null> {
  const read = await office.desktop.call("kept.read", { name: kept });
  if (!read.ok || read.value.value === null) return null;
  try {
    return SettledTogether.safeParse(JSON.parse(read.value.value)).data ?? null;
  } catch {
    return null;
  }
}

export interface ManyReopened {
  readonly conflicts: number; // on the desk again
  readonly kept: number; // written since: they stay as they are
}

/** Lay everything that was settled together on the desk again. Asked again after a problem, it does what is left. */
export async function reopenMany(office: Office, { refs }: SettledTogether): Promise<Result<ManyReopened, Problem>> {
  let [conflicts, changed] = [0, 0];
  const shown: Promise<void>[] = [];
  for (const ref of refs) {
    const plan = await office.data.reopenOf(ref);
    if (plan === null) continue;
    for (const changes of plan.rounds) {
      const saved = await appendAction(office, {
        purpose: reopenPurpose,
        reason: ref,
        audience: [...plan.audience],
        changes: [...changes],
      });
      if (!saved.ok) return saved;
      shown.push(saved.value.shown);
    }
    conflicts += plan.fields;
    changed += plan.kept.length;
  }
  await Promise.all(shown);
  await keep(office, null);
  return ok({ conflicts, kept: changed });
}

/** Only for taking back: where it cannot be kept, what was settled stands all the same. */
const keep = (office: Office, together: SettledTogether | null) =>
  office.desktop.call("kept.write", { name: kept, value: together === null ? null : JSON.stringify(together) });
