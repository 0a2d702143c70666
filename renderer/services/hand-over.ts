import type { Change } from "../../shared/change/change.ts";
import { seenOfHandover } from "../../shared/change/custody.ts";
import { excerptChange, excerptId } from "../../shared/change/excerpt.ts";
import { headsOf } from "../../shared/change/heads.ts";
import type { RecordState } from "../../shared/change/state.ts";
import type { Handover } from "../../shared/domain/handover.ts";
import { type IsoDate, type OfficeId, outsideProvince, type RecordId } from "../../shared/domain/primitives.ts";
import type { Problem } from "../../shared/problem.ts";
import { ok, type Result } from "../../shared/result.ts";
import type { Destination, HandoverOnFile } from "../data/office-data.ts";
import { appendAction, type Saved } from "./append.ts";
import { newIds } from "./new-ids.ts";
import type { Office } from "./office.ts";

export type { HandoverGround, HandoverOnFile } from "../data/office-data.ts";

/** What a clerk says of a hand-over. */
export interface HandoverDraft {
  readonly file: RecordId<"person">;
  readonly toOffice: OfficeId;
  readonly decision: string;
  readonly decidedOn: IsoDate | null;
  readonly reason: string;
  readonly forced: boolean;
  readonly second: string; // the second officer, where it is forced
}

/** "moved": the file or the hand-over is not as it was shown; nothing was saved. */
export type HandedOver = Result<Saved | "moved", Problem>;

/** Hand a file over (CM-18), and have its history ready to travel. */
export async function handOver(office: Office, draft: HandoverDraft): Promise<HandedOver> {
  const { file, toOffice, forced } = draft;
  const ground = await office.data.handoverGround(file);
  const person = await office.data.held(file);
  if (ground === null || person === null || ground.open !== null || ground.keeper === toOffice) return ok("moved");
  if (ground.keeper === outsideProvince) return ok("moved"); // it is taken back first
  // What takes effect at once names what the file's last keeper wrote: who is to receive the file must hold that first (CM-3).
  const before = forced ? await passOn(office, [{ office: toOffice, file }]) : ok(0);
  if (!before.ok) return before;
  const id = newIds()("handover");
  const record: Handover = {
    ...draft,
    id,
    destination: "",
    previous: ground.previous,
    fromOffice: ground.keeper,
    cut: ground.cut,
    after: forced ? await office.data.positionsOf(toOffice) : {},
    closing: null,
    answer: null,
    withdrawn: false,
  };
  const made = madeBy(record);
  const saved = await appendAction(office, {
    purpose: forced ? "file.hand-over-forced" : "file.hand-over",
    reason: draft.reason,
    audience: othersOf(office, [ground.keeper, toOffice]),
    changes: forced ? [made, taking(person, toOffice)] : [made],
  });
  if (!saved.ok) return saved;
  await saved.value.shown;
  const passed = await passOn(office);
  return passed.ok ? saved : passed;
}

/** Answer a hand-over as the office that is to receive the file. */
export async function answerHandover(
  office: Office,
  handover: HandoverOnFile,
  { accepted, reason }: { readonly accepted: boolean; readonly reason: string },
): Promise<HandedOver> {
  const now = await asItStands(office, handover);
  const person = now === null ? null : await office.data.held(now.values.file);
  if (now === null || (accepted && person === null)) return ok("moved");
  const after = await office.data.positionsOf(office.opened.office);
  const answer: Change = {
    record: now.state.id,
    fields: { answer: { saw: [...seenOfHandover(now.state, "answer")], to: { accepted, after, reason } } },
  };
  return appendAction(office, {
    purpose: accepted ? "file.accept" : "file.refuse",
    reason,
    audience: [],
    changes: accepted && person !== null ? [answer, taking(person, office.opened.office)] : [answer],
  });
}

/** Take back a hand-over that has not taken effect. */
export async function withdrawHandover(office: Office, handover: HandoverOnFile, reason: string): Promise<HandedOver> {
  const withdrawal = await withdrawalOf(office, handover);
  if (withdrawal === null) return ok("moved");
  const saved = await appendAction(office, {
    purpose: "file.hand-over-withdraw",
    reason,
    audience: othersOf(office, [handover.record.fromOffice, handover.record.toOffice]),
    changes: [withdrawal],
  });
  return saved;
}

/**
 * Record what offices are to be told of files that they receive, gave or keep, ready for their next bundles. Asked for after
 * every bundle that a province takes; where nothing is due, nothing is recorded.
 *
 * @param going  files that are about to go to an office, whose history goes before them: these alone
 */
export async function passOn(office: Office, going?: readonly Destination[]): Promise<Result<number, Problem>> {
  if (office.opened.level !== "province") return ok(0);
  const due = await office.data.dueToPassOn(going);
  const newId = newIds();
  for (const excerpts of due) {
    const saved = await appendAction(office, {
      purpose: "file.pass-on",
      reason: "",
      audience: [...new Set(excerpts.map((excerpt) => excerpt.office))],
      changes: excerpts.map((excerpt) => excerptChange(excerptId(newId("handover")), excerpt)),
    });
    if (!saved.ok) return saved;
    await saved.value.shown;
  }
  return ok(due.length);
}

/** A hand-over as the action that makes it says it. */
export function madeBy({ id, ...values }: Handover): Change {
  const fields = Object.entries(values).map(([field, to]) => [field, { saw: [], to }] as const);
  return { record: id, fields: Object.fromEntries(fields) };
}

/** The word by which a hand-over is taken back; null: it is not as it was shown. */
export async function withdrawalOf(office: Office, handover: HandoverOnFile): Promise<Change | null> {
  const now = await asItStands(office, handover);
  if (now === null) return null;
  const saw = [...seenOfHandover(now.state, "withdrawn")];
  return { record: now.state.id, fields: { withdrawn: { saw, to: true } } };
}

/** The file's new keeper, in the action by which it comes to keep it. */
export const taking = (person: RecordState, office: OfficeId): Change => ({
  record: person.id,
  fields: { custodian: { saw: headsOf(person, "custodian").map(({ by }) => by), to: office } },
});

/** Offices other than our own. */
export const othersOf = (office: Office, offices: readonly OfficeId[]): OfficeId[] =>
  [...new Set(offices)].filter((each) => each !== office.opened.office).toSorted();

/** A hand-over that still waits for what is about to be said of it. */
async function asItStands(office: Office, { record }: HandoverOnFile) {
  const now = (await office.data.handovers(record.file)).find((each) => each.record.id === record.id);
  if (now === undefined || !(now.isOurs || now.mayWithdraw)) return null;
  const state = await office.data.held(record.id);
  return state === null ? null : { state, values: now.record };
}
