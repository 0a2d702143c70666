import { create } from "zustand";
import { foldVietnamese } from "../../shared/domain/fold.ts";
import type { MoveKind } from "../../shared/domain/rotation.ts";
import type { Office } from "../services/office.ts";
import { watchRecords } from "../services/office.ts";
import { type RotationRow, rotationRows } from "../services/rotations-on-file.ts";

export type { RotationRow } from "../services/rotations-on-file.ts";

export interface RotationList {
  readonly rows: readonly RotationRow[] | null; // null: not read yet
  readonly text: string;
  readonly kind: MoveKind | null;
  readonly shown: number;
  readonly load: () => Promise<void>;
  readonly search: (text: string) => void;
  readonly ofKind: (kind: MoveKind | null) => void;
  readonly more: () => void;
  /** Keep the list as the records are. @returns how to stop */
  readonly follow: () => () => void;
}

/** How many rows a first look needs; thousands of rows in the page would make typing slow. */
const step = 200;

export const createRotations = (office: Office) =>
  create<RotationList>()((set, get) => ({
    rows: null,
    text: "",
    kind: null,
    shown: step,
    load: async () => set({ rows: await rotationRows(office.data) }),
    search: (text) => set({ text, shown: step }),
    ofKind: (kind) => set({ kind, shown: step }),
    more: () => set(({ shown }) => ({ shown: shown + step })),
    follow: () => watchRecords(office, () => void get().load()),
  }));

/** The rows that hold every typed word and are of the kind chosen. */
export function matchingRows(
  rows: readonly RotationRow[],
  text: string,
  kind: MoveKind | null,
): readonly RotationRow[] {
  const words = foldVietnamese(text)
    .split(" ")
    .filter((word) => word !== "");
  return rows.filter((row) => (kind === null || row.kind === kind) && words.every((word) => row.folded.includes(word)));
}
