import type { Change } from "../../shared/change/change.ts";
import { type Closing, type ClosingRule, nobody, placeOf } from "../../shared/domain/closing.ts";
import type { Handover } from "../../shared/domain/handover.ts";
import type { Problem } from "../../shared/problem.ts";
import { ok, type Result } from "../../shared/result.ts";
import type { Transfer } from "../data/office-data.ts";
import { appendAction, type Saved } from "./append.ts";
import { may } from "./clerks.ts";
import { othersOf, passOn, withdrawHandover } from "./hand-over.ts";
import { newIds } from "./new-ids.ts";
import type { Office } from "./office.ts";

export type { ClosingGround, ClosingOnFile } from "../data/office-data.ts";

/** What a clerk says of an office that ends. */
export type ClosingDraft = ClosingRule & Pick<Closing, "office" | "decision" | "decidedOn" | "reason">;

/** Files that change hands in one action. */
const filesAtOnce = 250;

/**
 * End an office: its closing is recorded, its files change hands, and its keys are to be revoked with the next edition of the
 * registry. What is cut off in between goes on by `followClosings`.
 *
 * @param progress  hears how many files have changed hands
 * @returns "moved": the office is closed already, or it keeps files that the draft does not place; nothing was saved
 */
export async function closeOffice(
  office: Office,
  draft: ClosingDraft,
  progress: (files: number) => void = () => {},
): Promise<Result<Saved | "moved", Problem>> {
  const ground = await office.data.closingGround(draft.office);
  if (ground === null) return ok("moved");
  const left =
    ground.units.some(({ id }) => placeOf(draft, { id: nobody, unitId: id }) === null) ||
    ground.without.some(({ id }) => placeOf(draft, { id, unitId: null }) === null);
  if (left || draft.successors.length === 0) return ok("moved");
  for (const open of ground.open) {
    const taken = await withdrawHandover(office, open, draft.reason);
    if (!taken.ok) return taken;
    if (taken.value !== "moved") await taken.value.shown;
  }
  const { id, ...values }: Closing = {
    ...draft,
    successors: [...draft.successors],
    id: newIds()("closing"),
    names: Object.fromEntries(
      ground.offices.map(({ id: each, name }) => [each, name]).filter(([each]) => draft.successors.includes(each!)),
    ),
    last: ground.last,
    withdrawn: false,
  };
  const saved = await appendAction(office, {
    purpose: "office.close",
    reason: draft.reason,
    audience: othersOf(office, [draft.office, ...draft.successors]),
    changes: [said(id, values)],
  });
  if (!saved.ok) return saved;
  await saved.value.shown;
  const followed = await followClosings(office, progress);
  return followed.ok ? saved : followed;
}

/**
 * Hand over what closed offices still keep and a rule places, and have their keys revoked. Asked for after every bundle that a
 * province takes; where nothing is due, nothing is recorded.
 *
 * @returns how many files changed hands
 */
export async function followClosings(
  office: Office,
  progress: (files: number) => void = () => {},
): Promise<Result<number, Problem>> {
  if (office.opened.level !== "province") return ok(0);
  let files = 0;
  let last: string | null = null;
  for (;;) {
    const due = await office.data.transfersDue(filesAtOnce);
    const [first] = due;
    if (first === undefined || first.file === last) break; // never the same again, should one not move
    last = first.file;
    const told = await passOn(
      office,
      due.map(({ file, toOffice }) => ({ file, office: toOffice })),
    );
    if (!told.ok) return told;
    const newId = newIds();
    const saved = await appendAction(office, {
      purpose: "office.hand-over",
      reason: first.closing.reason,
      audience: othersOf(office, [...new Set(due.flatMap(({ closing, toOffice }) => [closing.office, toOffice]))]),
      changes: due.flatMap((transfer) => handedBy(transfer, newId("handover"))),
    });
    if (!saved.ok) return saved;
    await saved.value.shown;
    files += due.length;
    progress(files);
  }
  for (const { record } of await office.data.closings()) {
    const ended = await office.desktop.call("registry.close", { office: record.office, why: record.reason });
    if (!ended.ok) return ended;
  }
  return ok(files);
}

/**
 * What is due after a bundle was taken: closed offices' files change hands, where the clerk may hand files over, and what others do
 * not receive is passed on.
 */
export async function followUp(office: Office): Promise<Result<number, Problem>> {
  const followed = may(office, "hand-over") ? await followClosings(office) : ok(0);
  return followed.ok ? passOn(office) : followed;
}

/** A file's hand-over, in effect at once, and the name of its new keeper. */
function handedBy({ closing, file, toOffice, previous, cut, after, saw }: Transfer, id: Handover["id"]): Change[] {
  const values: Omit<Handover, "id"> = {
    file,
    previous,
    fromOffice: closing.office,
    toOffice,
    destination: "",
    cut,
    decidedOn: closing.decidedOn,
    decision: closing.decision,
    reason: closing.reason,
    forced: true,
    second: "",
    closing: closing.id,
    after,
    answer: null,
    withdrawn: false,
  };
  return [said(id, values), { record: file, fields: { custodian: { saw: [...saw], to: toOffice } } }];
}

const said = (record: Change["record"], values: Omit<Closing, "id"> | Omit<Handover, "id">): Change => ({
  record,
  fields: Object.fromEntries(Object.entries(values).map(([field, to]) => [field, { saw: [], to }])),
});
