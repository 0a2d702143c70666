import type { Desktop, RequestOf } from "../../shared/ipc/contract.ts";
import type { Opened } from "../../shared/ipc/office.ts";
import type { LedgerStretches, OpeningProgress, OpenOfficeData } from "../data/office-data.ts";
import type { Office } from "./office.ts";

/**
 * Open the working copy of a store that main has opened.
 *
 * @param progress  called while lists are read, caught up or rebuilt
 */
export async function openOffice(
  desktop: Desktop,
  openData: OpenOfficeData,
  opened: Opened,
  progress: (at: OpeningProgress) => void,
): Promise<Office> {
  const data = await openData(opened, ledgerStretches(desktop), progress);
  return { opened, desktop, data };
}

/** The ledger and what lies in staging, asked through main. A refusal here is a fault of the program or the disk: it is thrown, with its kind. */
export function ledgerStretches(desktop: Desktop): LedgerStretches {
  const given = async <C extends "ledger.read" | "ledger.at" | "ledger.lines" | "bundle.lines">(
    channel: C,
    request: RequestOf<C>,
  ) => {
    const answer = await desktop.call(channel, request);
    if (!answer.ok) throw new Error(`${channel}: ${answer.problem.kind}`);
    return answer.value;
  };
  return {
    read: (after, bytes) => given("ledger.read", { after, bytes }),
    at: (positions) => given("ledger.at", { positions: [...positions] }),
    lines: (position, at) => given("ledger.lines", { position, at }),
    staged: (token, at) => given("bundle.lines", { token, at }),
  };
}
