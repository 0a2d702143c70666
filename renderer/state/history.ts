import { create } from "zustand";
import type { RecordId } from "../../shared/domain/primitives.ts";
import type { HistoryStep } from "../data/office-data.ts";
import type { Office } from "../services/office.ts";
import { fieldHistory, recordHistory } from "../services/person-file.ts";

export type Step = HistoryStep;

/** The life of one field; null while it is being read. */
export interface FieldHistory {
  readonly steps: readonly HistoryStep[] | null;
}

export const createFieldHistory = (read: () => Promise<readonly HistoryStep[]>) => {
  const useHistory = create<FieldHistory>()(() => ({ steps: null }));
  void read().then((steps) => useHistory.setState({ steps }));
  return useHistory;
};

export const openFieldHistory = (office: Office, record: RecordId, field: string) =>
  createFieldHistory(() => fieldHistory(office, record, field));

export const openRecordHistory = (office: Office, record: RecordId) =>
  createFieldHistory(() => recordHistory(office, record));
