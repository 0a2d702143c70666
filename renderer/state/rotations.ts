import { create } from "zustand";
import type { Programme } from "../../shared/domain/rotations/programme.ts";
import { tableCaps } from "../../shared/domain/tables/laid-table.ts";
import type { MoveListQuery, RotationRow } from "../data/office-data.ts";
import type { Office } from "../services/office.ts";
import { watchRecords } from "../services/office.ts";

export type { MoveListQuery, RotationRow } from "../data/office-data.ts";
export { today } from "../services/new-ids.ts";

/** The list of moves: what is asked for, and the stretch of the answer that is seen. */
export interface RotationList {
  readonly total: number | null; // moves on file; null: not read yet
  readonly found: number;
  readonly from: number; // place of the first row held
  readonly rows: readonly RotationRow[];
  readonly query: MoveListQuery;
  readonly programmes: readonly Programme[];
  readonly load: () => Promise<void>;
  readonly ask: (patch: Partial<MoveListQuery>) => void;
  /** Hold the rows of a stretch, and some around it. */
  readonly show: (from: number, to: number) => void;
  /** The moves that are found, all of them; null: more than a file takes. */
  readonly whole: () => Promise<readonly RotationRow[] | null>;
  /** Keep the list as the records are. @returns how to stop */
  readonly follow: () => () => void;
}

/** Rows fetched around those that are seen, so that a turn of the wheel finds them there. */
const around = 60;

export const createRotations = (office: Office) =>
  create<RotationList>()((set, get) => {
    let asked = 0; // the latest answer counts
    let seen: readonly [number, number] = [0, 40];
    const read = async (): Promise<void> => {
      asked += 1;
      const mine = asked;
      const first = Math.max(0, seen[0] - around);
      const list = await office.data.moveList(get().query, first, seen[1] + around);
      if (mine === asked) set(list);
    };
    return {
      total: null,
      found: 0,
      from: 0,
      rows: [],
      query: { text: "", kind: null, state: null, programmeId: null },
      programmes: [],
      load: async () => {
        await read();
        set({ programmes: await office.data.all("programme") });
      },
      ask: (patch) => {
        seen = [0, 40];
        set(({ query }) => ({ query: { ...query, ...patch } }));
        void read();
      },
      show: (from, to) => {
        seen = [from, to];
        const held = get();
        if (from < held.from || Math.min(to, held.found) > held.from + held.rows.length) void read();
      },
      whole: async () => {
        const { found, rows } = await office.data.moveList(get().query, 0, tableCaps.rows);
        return found > tableCaps.rows ? null : rows;
      },
      follow: () => watchRecords(office, () => void get().load()),
    };
  });
