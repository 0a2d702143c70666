import { create } from "zustand";
import { blankRecord } from "../../shared/domain/blank-records.ts";
import { codeLists, type ListName, listOn } from "../../shared/domain/codes/all-lists.ts";
import type { CodeEntry } from "../../shared/domain/codes/code-list.ts";
import type { CodeRecord } from "../../shared/domain/organisation.ts";
import type { Problem } from "../../shared/problem.ts";
import { newIds } from "../services/new-ids.ts";
import { type Office, watchRecords } from "../services/office.ts";
import { saveOrganisation } from "../services/organisation-on-file.ts";

/** What a form says about one code. */
export type CodeDraft = Pick<CodeRecord, "code" | "vi" | "en" | "from" | "to" | "replacedBy">;

export interface CodeLists {
  readonly list: ListName;
  readonly records: readonly CodeRecord[];
  readonly entries: readonly CodeEntry[];
  readonly mayEdit: boolean; // the province only: its word reaches every office
  readonly problem: Problem | null;
  readonly saved: string | null; // the code that was saved last
  readonly load: () => Promise<void>;
  readonly follow: () => () => void;
  readonly choose: (list: ListName) => void;
  readonly save: (draft: CodeDraft) => Promise<boolean>;
}

export const listNames: readonly ListName[] = Object.keys(codeLists) as ListName[];

export const createCodeLists = (office: Office) =>
  create<CodeLists>()((set, get) => ({
    list: "TITLE",
    records: [],
    entries: codeLists.TITLE,
    mayEdit: office.opened.level === "province",
    problem: null,
    saved: null,
    load: async () => {
      const records = await office.data.all("code-record");
      set({ records, entries: listOn(get().list, records) });
    },
    follow: () => watchRecords(office, () => void get().load()),
    choose: (list) => set({ list, entries: listOn(list, get().records), saved: null, problem: null }),
    save: async (draft) => {
      const { list, records } = get();
      const before = records.find((record) => record.list === list && record.code === draft.code);
      const next = before ?? blankRecord("code-record", { id: newIds()("code-record"), list, code: draft.code });
      const saved = await saveOrganisation(office, "codes.edit", [{ ...next, ...draft }]);
      if (!saved.ok) {
        set({ problem: saved.problem });
        return false;
      }
      await saved.value?.shown;
      set({ problem: null, saved: draft.code });
      await get().load();
      return true;
    },
  }));
