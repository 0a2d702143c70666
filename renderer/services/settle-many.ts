import { splitRef } from "../../shared/change/arrival-order.ts";
import type { FieldChange } from "../../shared/change/change.ts";
import { adoptPurpose, declinePurpose } from "../../shared/change/proposals.ts";
import { reopenPurpose } from "../../shared/change/reopen.ts";
import { SettledTogether } from "../../shared/change/settled-together.ts";
import type { Json, OfficeId, RecordId } from "../../shared/domain/primitives.ts";
import type { Problem } from "../../shared/problem.ts";
import { ok, type Result } from "../../shared/result.ts";
import type { ConflictOnDesk, ProposalOnDesk } from "../data/office-data.ts";
import { appendAction } from "./append.ts";
import type { Office } from "./office.ts";
import { audienceOf } from "./record-action.ts";
import { seenHeads, settlePurpose } from "./settle-conflict.ts";
import { changeDeciding, proposersOf } from "./settle-proposal.ts";

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
  const writes: TogetherWrite[] = [];
  let moved = 0;
  for (const { conflict, to } of chosen) {
    const { record, field, heads, custodian, personId } = conflict;
    const seen = heads.map(({ by }) => by);
    const saw = seenHeads(await office.data.held(record), field, seen);
    if (saw === null) {
      moved += 1;
      continue;
    }
    writes.push({ record, personId, custodian: custodian ?? "", told: [], fields: { [field]: { saw, to } } });
  }
  return { ...(await recordTogether(office, writes, settlePurpose, reason)), moved };
}

/** Decide on many proposals, each as `settleProposal` would; they share actions, and are taken back, as conflicts are. */
export async function decideMany(
  office: Office,
  chosen: readonly ProposalOnDesk[],
  { adopt, reason }: { readonly adopt: boolean; readonly reason: string },
): Promise<ManySettled> {
  const open = new Set((await office.data.proposals()).map(({ record, by }) => `${record} ${by}`));
  const writes: TogetherWrite[] = [];
  const written = new Set<string>();
  let moved = 0;
  for (const proposal of chosen) {
    const { record, by, personId, keeper } = proposal;
    if (!open.has(`${record} ${by}`)) {
      moved += 1;
      continue;
    }
    const { fields } = await changeDeciding(office, proposal, adopt);
    const told = proposersOf(office, [proposal]);
    const places = Object.keys(fields).map((field) => `${record} ${field}`);
    // A second decision on the same field has to see the first.
    if (places.some((place) => written.has(place))) {
      moved += 1;
      continue;
    }
    for (const place of places) written.add(place);
    writes.push({ record, personId, custodian: keeper, told, fields });
  }
  const purpose = adopt ? adoptPurpose : declinePurpose;
  return { ...(await recordTogether(office, writes, purpose, reason)), moved };
}

/** What one of many settled together writes. */
interface TogetherWrite {
  readonly record: RecordId;
  readonly personId: RecordId<"person"> | null;
  readonly custodian: string; // who keeps the file
  readonly told: readonly OfficeId[]; // beside those whose files it touches
  readonly fields: Readonly<Record<string, FieldChange>>;
}

/** One action of those, while it is put together. */
interface TogetherAction {
  readonly records: Map<RecordId, Record<string, FieldChange>>;
  readonly people: Set<RecordId<"person">>;
  readonly told: readonly OfficeId[];
  settles: number; // of what lay on the desk
}

async function recordTogether(
  office: Office,
  writes: readonly TogetherWrite[],
  purpose: string,
  reason: string,
): Promise<Pick<ManySettled, "together" | "problem">> {
  let together: SettledTogether = { refs: [], conflicts: 0, reason };
  const shown: Promise<void>[] = [];
  for (const { records, people, told, settles } of inActions(writes)) {
    const changes = [...records].map(([record, fields]) => ({ record, fields }));
    const audience = new Set([...(await audienceOf(office, { people: [...people], changes })), ...told]);
    const saved = await appendAction(office, { purpose, reason, audience: [...audience].toSorted(), changes });
    if (!saved.ok) return { together, problem: saved.problem };
    shown.push(saved.value.shown);
    together = { ...together, refs: [...together.refs, saved.value.ref], conflicts: together.conflicts + settles };
    await keep(office, together);
  }
  await Promise.all(shown);
  return { together, problem: null };
}

/** Those that may share an action, at most so many records in each. An action says a field of a record once. */
function inActions(writes: readonly TogetherWrite[]): readonly TogetherAction[] {
  const alike = new Map<string, TogetherAction[]>();
  for (const { record, personId, custodian, told, fields } of writes) {
    const feeds = new Set(Object.values(fields).flatMap(({ saw }) => saw.map((by) => splitRef(by).feed)));
    const key = [custodian, ...told, "", ...[...feeds].toSorted()].join(" ");
    const before = alike.get(key) ?? [];
    const last = before.at(-1);
    const known = last?.records.get(record) ?? {};
    const fits =
      last !== undefined &&
      (last.records.size < atOnce || last.records.has(record)) &&
      Object.keys(fields).every((field) => !Object.hasOwn(known, field));
    const action = fits ? last : { records: new Map(), people: new Set<RecordId<"person">>(), told, settles: 0 };
    if (!fits) alike.set(key, [...before, action]);
    action.records.set(record, { ...(fits ? known : {}), ...fields });
    if (personId !== null) action.people.add(personId);
    action.settles += 1;
  }
  return [...alike.values()].flat();
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
