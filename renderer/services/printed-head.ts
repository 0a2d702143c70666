import { type HeadStanding, printedHead, readPrintedHead } from "../../shared/exchange/printed-head.ts";
import type { Problem } from "../../shared/problem.ts";
import { ok, type Result } from "../../shared/result.ts";
import type { OfficeData } from "../data/office-data.ts";
import type { Office } from "./office.ts";

/** The ledger entry that a paper rests on: its number and the first digits of its tag. */
export function shownHead(data: Pick<OfficeData, "head">): string {
  const { position, tag } = data.head();
  return printedHead(position, tag);
}

/** Whether this PC's ledger still holds the entry that a paper shows. Null: what was typed is no such number. */
export async function checkPrintedHead(
  { desktop }: Office,
  typed: string,
): Promise<Result<{ readonly position: number; readonly standing: HeadStanding }, Problem> | null> {
  const printed = readPrintedHead(typed);
  if (printed === null) return null;
  const asked = await desktop.call("ledger.standing", printed);
  return asked.ok ? ok({ position: printed.position, standing: asked.value }) : asked;
}
