import type { IsoDate } from "../../shared/domain/primitives.ts";
import type { ShownState } from "../../shared/domain/rotations/procedure.ts";
import type { MoveList, OpenWarning, WaitingRow, WorkBoard, WorkQuery } from "../data/office-data.ts";
import type { Office } from "./office.ts";

export type {
  BoardKind,
  DueRange,
  DueRow,
  OpenWarning,
  RotationRow,
  WaitingRow,
  WorkBoard,
} from "../data/office-data.ts";

export const readWorkBoard = ({ data }: Office, query: WorkQuery): Promise<WorkBoard> => data.workBoard(query);

export const readWaiting = ({ data }: Office, day: IsoDate | null): Promise<readonly WaitingRow[]> =>
  data.workWaiting({ day });

export const readWarnings = ({ data }: Office, day: IsoDate | null): Promise<readonly OpenWarning[]> =>
  data.workWarnings({ day });

/** The moves in a state today, or those over their planned end. */
export const movesIn = ({ data }: Office, state: ShownState | "OVERDUE", most: number): Promise<MoveList> =>
  data.moveList({ text: "", kind: null, state, programmeId: null }, 0, most);

/** What is late, or due within 30 days, for the sign in the navigation. */
export const countWork = ({ data }: Office): Promise<number> => data.workCount();
