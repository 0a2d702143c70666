import { recordFrom } from "../../shared/change/describe-change.ts";
import type { Assignment } from "../../shared/domain/assignment.ts";
import type { Decision } from "../../shared/domain/decision.ts";
import { absentUnits, brokenExchanges } from "../../shared/domain/findings/moves.ts";
import { groupBy } from "../../shared/domain/group-by.ts";
import { isPartialDate, kindOf, type RecordId } from "../../shared/domain/primitives.ts";
import type { OpenKind, RecordOf } from "../../shared/domain/record-kinds.ts";
import type { Rotation } from "../../shared/domain/rotation.ts";
import { heldPosts, numberingOf, numbersTwice, outcomesBeforeStart } from "../../shared/domain/rotations/findings.ts";
import { partyTerms } from "../../shared/domain/rotations/party-terms.ts";
import type { FileGroups } from "../../shared/domain/same-person.ts";
import type { UnitVersions } from "../../shared/domain/units.ts";
import { cellAt } from "./columns.ts";
import type { Check } from "./desk-checks.ts";
import { postOf } from "./establishment-checks.ts";
import type { Page } from "./page.ts";
import type { PagedRecords } from "./paged-records.ts";

/** Steps of careers under the ids of the files that are kept. */
type OfPersons = (steps: readonly Assignment[]) => readonly Assignment[];

/** Looks at every move: its units and dates, the post it goes to, its exchange, and papers that share a number. */
export function* allMoves(
  records: PagedRecords,
  versions: UnitVersions,
  files: FileGroups,
  ofPersons: OfPersons,
): Generator<Check> {
  const wanted: Rotation[] = []; // moves to a post
  let rotations = 0;
  for (const { page } of records.pagesOf("rotation" satisfies OpenKind)) {
    for (let row = 0; row < page.rows; row += 1) {
      rotations += 1;
      const move = recordFrom(page.state(row), "rotation");
      if (move === null) continue;
      if (move.toPostId !== null && move.start !== null) wanted.push(move);
      yield moveCheck(records, move, versions);
    }
  }
  if (rotations > 0) yield exchangesCheck(records);
  yield* seats(records, wanted, files, ofPersons);
  yield* numbers(records);
}

/** What to look at again after a record changed. */
export function moveAbouts(records: PagedRecords, id: RecordId): readonly string[] {
  const values = records.get(id)?.values ?? {};
  const seatsOf = (post: unknown): readonly string[] =>
    typeof post === "string"
      ? records.matching("rotation" satisfies OpenKind, "toPostId", post).map((move) => `seat ${move.id}`)
      : [];
  switch (kindOf(id)) {
    case "rotation":
      return [`move ${id}`, "exchanges", `seat ${id}`];
    case "assignment":
      return seatsOf(values.postId);
    case "post":
      return seatsOf(id);
    case "decision": {
      const moves = records.matching("rotation" satisfies OpenKind, "decisionId", id).map((move) => `move ${move.id}`);
      const state = records.get(id);
      const paper = state === undefined ? null : recordFrom(state, "decision");
      const key = paper === null ? null : keyOfNumber()(paper);
      return key === null ? moves : [...moves, `number ${key}`];
    }
    default:
      return [];
  }
}

/** One look, by what it is about; null: it is about something else. */
export function moveCheckOf(
  records: PagedRecords,
  about: string,
  versions: UnitVersions,
  files: FileGroups,
  ofPersons: OfPersons,
): Check | null {
  const at = about.indexOf(" ");
  const [what, id] = at < 0 ? [about, ""] : [about.slice(0, at), about.slice(at + 1)];
  const move = what === "move" || what === "seat" ? recordOf(records, "rotation", id as RecordId<"rotation">) : null;
  switch (what) {
    case "move":
      return move === null ? { about, found: [] } : moveCheck(records, move, versions);
    case "exchanges":
      return exchangesCheck(records);
    case "seat": {
      if (move?.toPostId == null) return { about, found: [] };
      const steps = records
        .matching("assignment" satisfies OpenKind, "postId", move.toPostId)
        .flatMap((state) => recordFrom(state, "assignment") ?? []);
      return seatCheck(records, move, steps, files, ofPersons);
    }
    case "number":
      return { about, found: numbersTwice(papersNumbered(records, id), partyTerms) };
    default:
      return null;
  }
}

function moveCheck(records: PagedRecords, move: Rotation, versions: UnitVersions): Check {
  const decision = move.decisionId === null ? null : recordOf(records, "decision", move.decisionId);
  const standing = decision === null || decision.withdrawn ? undefined : decision;
  return {
    about: `move ${move.id}`,
    found: move.withdrawn ? [] : [...absentUnits(move, standing, versions), ...outcomesBeforeStart([move])],
  };
}

function exchangesCheck(records: PagedRecords): Check {
  const legs: Rotation[] = [];
  for (const state of records.ofKind("rotation" satisfies OpenKind)) {
    if (state.values.exchangeGroup === "" || state.values.withdrawn === true) continue;
    const move = recordFrom(state, "rotation");
    if (move !== null) legs.push(move);
  }
  return { about: "exchanges", found: brokenExchanges(legs) };
}

function seatCheck(
  records: PagedRecords,
  move: Rotation,
  steps: readonly Assignment[],
  files: FileGroups,
  ofPersons: OfPersons,
): Check {
  const post = postOf(records, move.toPostId);
  const kept = { ...move, personId: files.keptOf(move.personId) };
  return {
    about: `seat ${move.id}`,
    found: heldPosts(
      [kept],
      ofPersons(steps.filter(({ withdrawn }) => !withdrawn)),
      new Map(post === null ? [] : [[post.id, post]]),
    ),
  };
}

/** Posts that moves go to, each with those steps that may still hold it when a move begins. */
function* seats(
  records: PagedRecords,
  moves: readonly Rotation[],
  files: FileGroups,
  ofPersons: OfPersons,
): Generator<Check> {
  if (moves.length === 0) return;
  const byPost = groupBy(moves, (move) => move.toPostId);
  const steps = new Map<string, Assignment[]>();
  for (const { page } of records.pagesOf("assignment" satisfies OpenKind)) {
    const [post, from, to] = ["postId", "from", "to"].map((name) => page.column(name));
    if (post === null || post === undefined) continue;
    for (let row = 0; row < page.rows; row += 1) {
      const own = cellAt(post, row);
      const toIt = typeof own === "string" ? byPost.get(own as RecordId<"post">) : undefined;
      if (toIt === undefined) continue;
      const [first, last] = [from, to].map((column) => (column == null ? null : cellAt(column, row)));
      // Dates as texts: a step that begins after every start, or ended well before, holds nothing then.
      const may = toIt.some(
        ({ start }) =>
          start !== null &&
          typeof first === "string" &&
          first <= `${start}~` &&
          (typeof last !== "string" || `${last}~` >= start),
      );
      const step = may ? recordFrom(page.state(row), "assignment") : null;
      if (step !== null) steps.set(step.postId ?? "", [...(steps.get(step.postId ?? "") ?? []), step]);
    }
    yield { about: "", found: [] };
  }
  for (const move of moves) {
    const own = steps.get(move.toPostId ?? "");
    if (own !== undefined) yield seatCheck(records, move, own, files, ofPersons);
  }
}

/** Papers that share a number within a period: columns tell which may, only those are put together. */
function* numbers(records: PagedRecords): Generator<Check> {
  const keyOf = keyOfNumber();
  const first = new Map<string, readonly [Page, number]>();
  const shared = new Map<string, (readonly [Page, number])[]>();
  for (const { page } of records.pagesOf("decision" satisfies OpenKind)) {
    const columns = ["number", "issuer", "date"].map((name) => page.column(name));
    for (let row = 0; row < page.rows; row += 1) {
      const [number, issuer, date] = columns.map((column) => (column === null ? null : cellAt(column, row)));
      if (typeof number !== "string" || typeof date !== "string" || !isPartialDate(date)) continue;
      const key = keyOf({ number, issuer: typeof issuer === "string" ? issuer : "", date });
      if (key === null) continue;
      const before = first.get(key);
      if (before === undefined) first.set(key, [page, row]);
      else shared.set(key, [...(shared.get(key) ?? [before]), [page, row]]);
    }
    yield { about: "", found: [] };
  }
  for (const [key, places] of shared) {
    const papers = places.flatMap(([page, row]) => recordFrom(page.state(row), "decision") ?? []);
    yield { about: `number ${key}`, found: numbersTwice(papers, partyTerms) };
  }
}

/** Papers on file under one key of numbering. Most are passed over by their digits alone. */
function papersNumbered(records: PagedRecords, key: string): readonly Decision[] {
  const keyOf = keyOfNumber();
  const [digits = ""] = /^\d*/.exec(key) ?? [];
  return records
    .fitting("decision" satisfies OpenKind, "number", (number) => typeof number === "string" && number.includes(digits))
    .flatMap((state) => recordFrom(state, "decision") ?? [])
    .filter((paper) => keyOf(paper) === key);
}

const keyOfNumber = () => numberingOf(partyTerms);

function recordOf<Kind extends OpenKind>(records: PagedRecords, kind: Kind, id: RecordId<Kind>): RecordOf<Kind> | null {
  const state = records.get(id);
  return state === undefined ? null : recordFrom(state, kind);
}
