import { create } from "zustand";
import type { Attachment } from "../../shared/domain/dossier.ts";
import type { RecordId } from "../../shared/domain/primitives.ts";
import type { ReplyOf } from "../../shared/ipc/contract.ts";
import type { Problem } from "../../shared/problem.ts";
import { type Bytes, choosePhoto, exportAttached, keepPhoto, readAttached } from "../services/attachments.ts";
import type { Office } from "../services/office.ts";
import type { RowOnFile } from "../services/person-file.ts";

export type { Bytes } from "../services/attachments.ts";

/** The portrait of a file, and a document of it that is being looked at. Pictures are addresses of bytes in memory. */
export interface Pictures {
  readonly shown: { readonly blob: string; readonly url: string } | null; // the portrait
  readonly absent: boolean; // its bytes have not reached this PC
  readonly choosing: Bytes | null; // to be cropped
  readonly looking: { readonly attachment: Attachment; readonly url: string } | null;
  readonly exported: NonNullable<ReplyOf<"blob.export">> | null;
  readonly problem: Problem | null;
  readonly show: (attachment: Attachment | null) => Promise<void>;
  readonly choose: () => Promise<void>;
  readonly drop: () => void;
  /** Make the cropped picture the file's portrait. @returns whether it was saved */
  readonly keep: (jpeg: Uint8Array<ArrayBuffer>, before: readonly RowOnFile[]) => Promise<boolean>;
  readonly refuse: () => void; // what was chosen cannot be drawn
  readonly look: (attachment: Attachment) => Promise<void>;
  readonly lookAway: () => void;
  readonly export: (attachment: Attachment) => Promise<void>;
}

/** Addresses for bytes in memory: made by the page, and given back when they are no longer shown. */
export interface Addresses {
  readonly make: (bytes: Bytes) => string;
  readonly give: (url: string) => void;
}

export const openPictures = (office: Office, personId: RecordId<"person">, addresses: Addresses) =>
  create<Pictures>()((set, get) => ({
    shown: null,
    absent: false,
    choosing: null,
    looking: null,
    exported: null,
    problem: null,
    show: async (attachment) => {
      const { shown } = get();
      if (shown?.blob === attachment?.blob) return;
      const read = attachment === null ? null : await readAttached(office, attachment);
      if (shown !== null) addresses.give(shown.url);
      if (attachment === null || read === null) return set({ shown: null, absent: false });
      if (!read.ok) return set({ shown: null, absent: true });
      set({ shown: { blob: attachment.blob, url: addresses.make(read.value) }, absent: false });
    },
    choose: async () => {
      const chosen = await choosePhoto(office);
      if (!chosen.ok) return set({ problem: chosen.problem });
      if (chosen.value !== null) set({ choosing: chosen.value, problem: null });
    },
    drop: () => set({ choosing: null }),
    refuse: () => set({ choosing: null, problem: { kind: "not-a-picture" } }),
    keep: async (jpeg, before) => {
      const kept = await keepPhoto(office, personId, jpeg, before);
      if (!kept.ok) {
        set({ problem: kept.problem, choosing: null });
        return false;
      }
      set({ choosing: null, problem: null });
      await kept.value.shown;
      return true;
    },
    look: async (attachment) => {
      set({ exported: null });
      const read = await readAttached(office, attachment);
      if (!read.ok) return set({ problem: read.problem });
      set({ looking: { attachment, url: addresses.make(read.value) }, problem: null });
    },
    lookAway: () => {
      const { looking } = get();
      if (looking !== null) addresses.give(looking.url);
      set({ looking: null });
    },
    export: async (attachment) => {
      const exported = await exportAttached(office, attachment);
      if (!exported.ok) return set({ problem: exported.problem, exported: null });
      set({ exported: exported.value, problem: null });
    },
  }));
export type PicturesStore = ReturnType<typeof openPictures>;
