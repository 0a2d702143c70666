import type { Desktop } from "../../shared/ipc/contract.ts";
import type { Opened } from "../../shared/ipc/office.ts";
import type { OfficeData } from "../data/office-data.ts";

/** An open office: what every service works with. */
export interface Office {
  readonly opened: Opened;
  readonly desktop: Desktop;
  readonly data: OfficeData;
}

/** Hear of every entry that the working copy has taken. @returns how to stop */
export const watchRecords = (office: Office, listener: () => void): (() => void) => office.data.subscribe(listener);
