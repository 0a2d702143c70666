import type { Change } from "../../shared/change/change.ts";
import { recordFrom } from "../../shared/change/describe-change.ts";
import { headsOf } from "../../shared/change/heads.ts";
import type { Handover } from "../../shared/domain/handover.ts";
import { holdsOn } from "../../shared/domain/organisation/period.ts";
import { type IsoDate, kindOf, outsideProvince, type RecordId } from "../../shared/domain/primitives.ts";
import type { Block, TableBlock } from "../../shared/domain/sheets/sheet.ts";
import type { LaidTable } from "../../shared/domain/tables/laid-table.ts";
import type { ReplyOf } from "../../shared/ipc/contract.ts";
import type { Problem } from "../../shared/problem.ts";
import { ok, type Result } from "../../shared/result.ts";
import type { HandoverOnFile } from "../data/office-data.ts";
import { appendAction } from "./append.ts";
import { digitsOf } from "./enrol.ts";
import { type HandedOver, madeBy, othersOf, passOn, taking, withdrawalOf } from "./hand-over.ts";
import { newIds, today } from "./new-ids.ts";
import type { Office } from "./office.ts";
import { openFileForPrint, sheetOfFile } from "./sheet.ts";

/** What a clerk says of a file that leaves the province. */
export interface DepartureDraft {
  readonly file: RecordId<"person">;
  readonly destination: string;
  readonly decision: string;
  readonly decidedOn: IsoDate;
  readonly reason: string;
}

/**
 * Let a person's file leave the province: in effect at once, and what the person holds or is planned for ends that day. What
 * stays is a stub that the province keeps (CM-18).
 */
export async function leaveProvince(office: Office, draft: DepartureDraft): Promise<HandedOver> {
  const { file, decidedOn, reason } = draft;
  if (office.opened.level !== "province") return ok("moved"); // another office's word would count for its posts alone
  const [ground, person] = await Promise.all([office.data.handoverGround(file), office.data.held(file)]);
  if (ground === null || person === null || ground.open !== null || ground.keeper === outsideProvince)
    return ok("moved");
  const record: Handover = {
    ...draft,
    id: newIds()("handover"),
    toOffice: outsideProvince,
    previous: ground.previous,
    fromOffice: ground.keeper,
    cut: ground.cut,
    forced: true,
    second: "",
    after: await office.data.positionsOf(office.opened.office),
    closing: null,
    answer: null,
    withdrawn: false,
  };
  const saved = await appendAction(office, {
    purpose: "file.leave-province",
    reason,
    audience: othersOf(office, [ground.keeper]),
    changes: [madeBy(record), taking(person, outsideProvince), ...(await endings(office, file, decidedOn))],
  });
  if (!saved.ok) return saved;
  await saved.value.shown;
  const passed = await passOn(office);
  return passed.ok ? saved : passed;
}

/** What a person holds, or is planned for, when the file leaves. */
export async function heldOn(office: Office, file: RecordId<"person">, day: IsoDate): Promise<readonly HeldThen[]> {
  const kinds = ["assignment", "plan-entry"] as const;
  const rows = await Promise.all(
    kinds.map(async (kind) =>
      (await office.data.rowsOf(kind, file)).flatMap((state) => {
        const row = recordFrom(state, kind);
        if (row === null || row.withdrawn || row.to === day || !holdsOn(row, day)) return [];
        return [{ id: row.id, title: row.title, saw: headsOf(state, "to").map(({ by }) => by) }];
      }),
    ),
  );
  return rows.flat();
}

/** A post or a planned title that goes on. */
interface HeldThen {
  readonly id: RecordId;
  readonly title: string;
  readonly saw: readonly string[];
}

const endings = async (office: Office, file: RecordId<"person">, day: IsoDate): Promise<Change[]> =>
  (await heldOn(office, file, day)).map(({ id, saw }) => ({ record: id, fields: { to: { saw: [...saw], to: day } } }));

/** Take a file back that left by mistake: its keeper keeps it again, and what ended with it goes on. */
export async function takeBack(office: Office, handover: HandoverOnFile, reason: string): Promise<HandedOver> {
  const { id, fromOffice } = handover.record;
  const withdrawal = await withdrawalOf(office, handover);
  if (withdrawal === null) return ok("moved");
  const made = await office.data.held(id);
  const undo = made === null ? null : await office.data.undoOf(made.first);
  const saved = await appendAction(office, {
    purpose: "file.take-back",
    reason,
    audience: othersOf(office, [fromOffice]),
    changes: [withdrawal, ...(undo?.changes ?? []).filter(({ record }) => ended.has(kindOf(record)))],
  });
  return saved;
}

const ended: ReadonlySet<string> = new Set(["assignment", "plan-entry"]);

/** Open the enrolment sheet of whoever receives the file, beyond the province: whom it claims to be. Null: cancelled. */
export const openReceiver = ({ desktop }: Office): Promise<Result<ReplyOf<"departure.receiver">, Problem>> =>
  desktop.call("departure.receiver", {});

/**
 * Seal a file that has left for its receiver: its form as tables, and the list of what is scanned. That protected items were given out
 * is noted first.
 *
 * @param digits  as typed from the receiver's stamped sheet
 * @returns       null: the clerk chose no place, or there is no such file
 */
export async function sealFile(
  office: Office,
  { record, from }: HandoverOnFile,
  token: string,
  digits: string,
  words: SealedWords,
): Promise<Result<ReplyOf<"departure.seal">, Problem>> {
  const opened = await openFileForPrint(office, record.file, "printed");
  if (!opened.ok) return opened;
  if (opened.value === null) return ok(null);
  const { sheet } = sheetOfFile("2c-98", opened.value, today());
  const items = sheet.blocks.flatMap((block) => {
    if (block.kind === "table") return [];
    const parts = block.kind === "heading" ? [block.title] : block.parts.map(({ label, value }) => `${label} ${value}`);
    return [[block.no, parts.map((text) => text.trim()).join("; ")]];
  });
  const scans = opened.value.dossier.attachment.filter(({ withdrawn }) => !withdrawn);
  const tables: LaidTable[] = [
    laid(sheet.title, [words.head(from), sheet.code], [words.item, words.content], [8, 90], items),
    ...sheet.blocks.flatMap((block, at) =>
      block.kind === "table" ? [tableOf(block, headingOver(sheet.blocks, at))] : [],
    ),
    laid(
      words.scans,
      [words.scansApart],
      [words.kind, words.number, words.hash],
      [30, 20, 64],
      scans.map(({ kind, number, blob }) => [kind, number, blob]),
    ),
  ];
  return office.desktop.call("departure.seal", { token, digits: digitsOf(digits).slice(0, 80), tables });
}

/** The words that only a screen has. */
export interface SealedWords {
  readonly head: (from: string) => string; // which decision, from whom to whom, and where the ledger stands
  readonly item: string;
  readonly content: string;
  readonly scans: string;
  readonly scansApart: string;
  readonly kind: string;
  readonly number: string;
  readonly hash: string;
}

/** The item that a table of the form stands under. */
function headingOver(blocks: readonly Block[], at: number): string {
  const heading = blocks.slice(0, at).findLast((block) => block.kind === "heading");
  return heading === undefined ? "" : `${heading.no} ${heading.title}`.trim();
}

function tableOf({ no, label, heads, shares, groups }: TableBlock, heading: string): LaidTable {
  const columns = shares.map((_, i) => heads[i] ?? "");
  const rows = groups.flatMap((group) => [
    ...(group.label === "" ? [] : [[group.label, ...columns.slice(1).map(() => "")]]),
    ...group.rows.filter((row) => row.some((cell) => cell !== "")).map((row) => [...row]),
  ]);
  return laid([heading, `${no} ${label}`.trim()].filter(Boolean).join(" – "), [], columns, shares, rows);
}

const laid = (
  title: string,
  above: readonly string[],
  heads: readonly string[],
  widths: readonly number[],
  rows: readonly (readonly string[])[],
): LaidTable => ({
  title: title.slice(0, 300),
  above: above.map((text) => text.slice(0, 300)),
  columns: heads.map((head, i) => ({ head: head.slice(0, 200), width: Math.min(200, Math.max(1, widths[i] ?? 10)) })),
  rows: rows.map((row) => [...row]),
  below: [],
  paper: "A4",
  upright: true,
});
