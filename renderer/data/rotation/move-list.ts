import { decidingDay } from "../../../shared/domain/direction.ts";
import { foldVietnamese } from "../../../shared/domain/fold.ts";
import type { IsoDate, RecordId } from "../../../shared/domain/primitives.ts";
import type { MoveKind, Rotation } from "../../../shared/domain/rotation.ts";
import { overdueSince, type ShownState, shownState } from "../../../shared/domain/rotations/procedure.ts";
import type { RotationGround } from "./ground.ts";
import { inSlices } from "./in-slices.ts";
import { latestFirst, placeOf, type RotationRow, type RowGround, rowOf } from "./move-rows.ts";

/** Which moves a list shows. Null: any. */
export interface MoveListQuery {
  readonly text: string;
  readonly kind: MoveKind | null;
  readonly state: ShownState | "OVERDUE" | null;
  readonly programmeId: RecordId<"programme"> | null;
}

/** How many moves there are, how many were asked for, and a stretch of them. */
export interface MoveList {
  readonly total: number;
  readonly found: number;
  readonly from: number;
  readonly rows: readonly RotationRow[];
}

/** The moves in order as of one state of the records, and the words of each, folded when a search first asks for them. */
interface Ordered {
  readonly of: string;
  readonly ground: RowGround;
  readonly moves: readonly Rotation[];
  readonly words: (string | undefined)[]; // by place in `moves`
}

/**
 * A list of all moves, asked for a stretch at a time. Only the rows that are shown are put together, and words are
 * folded in slices, so that twenty thousand moves keep nobody waiting.
 */
export function makeMoveList(ground: RotationGround) {
  let ordered: Ordered | null = null;
  let last: { readonly asked: string; readonly moves: readonly Rotation[] } | null = null;
  const fold = remembered(foldVietnamese);
  return async (query: MoveListQuery, from: number, to: number): Promise<MoveList> => {
    const day = ground.today();
    const of = `${ground.changes()} ${day}`;
    if (ordered?.of !== of) ordered = read(ground, of, day);
    const all = ordered;
    const asked = `${of} ${JSON.stringify(query)}`;
    const moves = last?.asked === asked ? last.moves : await inSlices(matching(all, query, fold));
    if (ordered === all) last = { asked, moves };
    return {
      total: all.moves.length,
      found: moves.length,
      from,
      rows: moves.slice(from, to).map((move) => rowOf(move, all.ground)),
    };
  };
}

function read(ground: RotationGround, of: string, day: IsoDate): Ordered {
  const rows: RowGround = {
    decisions: ground.byId("decision"),
    programmes: ground.byId("programme"),
    versions: ground.versions(),
    nameOf: (id) => ground.nameOf(id),
    day,
  };
  return { of, ground: rows, moves: latestFirst(ground.all("rotation"), rows), words: [] };
}

/** The moves that hold every typed word and are what was chosen. */
function* matching(
  { moves, words, ground }: Ordered,
  { text, kind, state, programmeId }: MoveListQuery,
  fold: (text: string) => string,
): Generator<void, readonly Rotation[]> {
  const typed = foldVietnamese(text)
    .split(" ")
    .filter((word) => word !== "");
  const found: Rotation[] = [];
  for (const [at, move] of moves.entries()) {
    if (at % 200 === 199) yield;
    if (kind !== null && move.kind !== kind) continue;
    if (programmeId !== null && move.programmeId !== programmeId) continue;
    if (state === "OVERDUE" && overdueSince(move, ground.day) === null) continue;
    if (state !== null && state !== "OVERDUE" && shownState(move, ground.day) !== state) continue;
    if (typed.length > 0) {
      words[at] ??= wordsOf(move, ground, fold);
      const own = words[at] ?? "";
      if (!typed.every((word) => own.includes(word))) continue;
    }
    found.push(move);
  }
  return found;
}

/** Everything a search looks through, without marks. */
function wordsOf(
  move: Rotation,
  { decisions, programmes, versions, nameOf }: RowGround,
  fold: (text: string) => string,
) {
  const decision = move.decisionId === null ? undefined : decisions.get(move.decisionId);
  const day = decidingDay(move, decision);
  const from = placeOf(versions, move.fromUnitId, move.fromTitle, day);
  const to = placeOf(versions, move.toUnitId, move.toTitle, day);
  const programme = move.programmeId === null ? move.programme : (programmes.get(move.programmeId)?.number ?? "");
  return [nameOf(move.personId), from.title, from.unit, to.title, to.unit, decision?.number ?? "", programme]
    .filter((part) => part !== "")
    .map(fold)
    .join(" ");
}

/** Titles and units repeat thousands of times: each is folded once. */
function remembered(fold: (text: string) => string): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    const held = known.get(text);
    if (held !== undefined) return held;
    if (known.size > 50_000) known.clear();
    const folded = fold(text);
    known.set(text, folded);
    return folded;
  };
}
