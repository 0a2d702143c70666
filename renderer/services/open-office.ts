import type { Desktop } from "../../shared/ipc/contract.ts";
import type { Opened } from "../../shared/ipc/office.ts";
import type { LedgerSource, OpeningProgress, OpenOfficeData } from "../data/office-data.ts";
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
  const data = await openData(opened, ledgerSource(desktop), progress);
  return { opened, desktop, data };
}

/** The ledger, asked through main. A refusal here is a fault of the program or the disk: it is thrown, with its kind. */
export function ledgerSource(desktop: Desktop): LedgerSource {
  return {
    read: async (after, bytes) => {
      const read = await desktop.call("ledger.read", { after, bytes });
      if (!read.ok) throw new Error(`ledger.read: ${read.problem.kind}`);
      return read.value;
    },
    at: async (positions) => {
      const read = await desktop.call("ledger.at", { positions: [...positions] });
      if (!read.ok) throw new Error(`ledger.at: ${read.problem.kind}`);
      return read.value.entries;
    },
  };
}
