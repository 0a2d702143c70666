import type { RecordId } from "../../shared/domain/primitives.ts";
import type { Sheet } from "../../shared/domain/sheets/sheet.ts";
import type { FileKind } from "../../shared/domain/tables/file-kind.ts";
import type { Delivery } from "../../shared/exchange/delivery.ts";
import type { Desktop, ReplyOf } from "../../shared/ipc/contract.ts";
import type { Problem } from "../../shared/problem.ts";
import { ok, type Result } from "../../shared/result.ts";
import { tidy } from "./custody.ts";
import { paperOnPage } from "./paper-on-page.ts";

/** What left the office as a PDF. Null: the clerk chose no place. */
export type Printed = ReplyOf<"page.print">;

/** As what a paper leaves: printed, or in a file of an office program. */
export type PaperKind = "pdf" | FileKind;

export interface PrintJob {
  readonly suggestedName: string; // small letters, digits and hyphens: nothing personal
  readonly landscape: boolean;
  /** What an official paper, in Vietnamese, calls itself in its own properties; else the heading that stands on it. Nobody's name. */
  readonly title?: string;
  /** The record whose protected fields stand on the paper; null where none do. */
  readonly shows: RecordId | null;
  /** The elements that are printed; else the whole page without what is of the screen only. */
  readonly within?: Iterable<Element>;
  /** Where it goes, for the register. */
  readonly said?: Delivery;
}

/**
 * Print what the page shows.
 *
 * A paper with protected fields is noted in the ledger first, and is not printed when the note could not be kept:
 * a paper that nobody wrote down is the one that is looked for later.
 */
export async function printPage(desktop: Desktop, job: PrintJob): Promise<Result<Printed, Problem>> {
  const noted = await noteShown(desktop, job.shows);
  if (!noted.ok) return noted;
  const { suggestedName, landscape, said = {} } = job;
  return desktop.call("page.print", {
    suggestedName,
    landscape,
    paper: paperOnPage(job.title, job.within),
    said: tidy(said),
  });
}

export interface SheetJob {
  readonly suggestedName: string; // as of a print
  readonly as: FileKind;
  readonly sheet: Sheet;
  readonly shows: RecordId | null;
}

/** The same form as a file of an office program, noted like a print. */
export async function saveSheet(desktop: Desktop, job: SheetJob): Promise<Result<Printed, Problem>> {
  const noted = await noteShown(desktop, job.shows);
  if (!noted.ok) return noted;
  return desktop.call("sheet.save", { suggestedName: job.suggestedName, as: job.as, sheet: job.sheet });
}

const noteShown = async (desktop: Desktop, shows: RecordId | null): Promise<Result<unknown, Problem>> =>
  shows === null ? ok(null) : desktop.call("ledger.access", { record: shows, why: "printed" });
