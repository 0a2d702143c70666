import { dayBefore } from "../../../shared/domain/dates.ts";
import type { IsoDate, RecordId } from "../../../shared/domain/primitives.ts";
import { type Chain, chainFrom } from "../../../shared/domain/rules/chain.ts";
import { type DayBounds, dayBounds, dayNumber } from "../../../shared/domain/rules/day-numbers.ts";
import { leftBy, type Opening } from "../../../shared/domain/rules/opening.ts";
import { pageOf, type Ranking, rankInSteps, type Suggestion, whyNot } from "../../../shared/domain/rules/suggest.ts";
import { standingOf } from "../../../shared/domain/rules/title-step.ts";
import { isWithin, unitName } from "../../../shared/domain/units.ts";
import { candidateGround } from "./candidate-ground.ts";
import type { CandidatePages } from "./candidate-pages.ts";
import { exchangesAmong } from "./exchange-rings.ts";
import type { RotationGround } from "./ground.ts";
import { inSlices } from "./in-slices.ts";
import type { CandidatePlace, CandidateRow, SuggestionQueries, SuggestionQuery } from "./suggestion-queries.ts";

export type * from "./suggestion-queries.ts";

/** Each question once: one that is left out does not compile. */
export const suggestionQueries: Readonly<Record<keyof SuggestionQueries, true>> = {
  suggest: true,
  suggestionRows: true,
  suggestionOf: true,
  suggestionChain: true,
  exchangesAmong: true,
};

type PersonId = RecordId<"person">;

/** Rows that come with an answer, answers whose further rows can be asked for, and links of a chain at most. */
const firstWindow = 30;
const keptAnswers = 6;
const depth = 6;
/** Orders kept, for the file of a candidate and chains ask for them again. */
const keptRankings = 10;
/** People judged before others may have their turn. */
const stretch = 40_000;
/** Questions after which the compiler of the page has seen enough: a question then takes a quarter of the first. */
const rehearsals = 6;
/** Milliseconds after opening before the tables are read: by then lists and their search are ready. */
const pause = 4_000;

export function makeSuggestionDesk(ground: RotationGround): SuggestionQueries {
  const candidates = candidateGround(ground);
  // Some questions ahead: who asks first finds the tables read, the titles known, and the code warm.
  ground.later(pause, () => void warmUp());

  const rankings = new Map<string, Ranking>();
  let rankedAt = "";
  const rankingFor = async (
    opening: Opening,
  ): Promise<{ readonly ranking: Ranking; readonly pages: CandidatePages }> => {
    const { pages, at } = await candidates.now();
    const moment = `${at} ${ground.today()}`;
    if (rankedAt !== moment) rankings.clear();
    rankedAt = moment;
    const key = JSON.stringify(opening);
    const known = rankings.get(key);
    if (known !== undefined) return { ranking: known, pages };
    const ranking = await inSlices(rankInSteps(candidates.askedFor(pages, opening), stretch));
    if (rankedAt === moment) rankings.set(key, ranking);
    for (const old of [...rankings.keys()].slice(0, -keptRankings)) rankings.delete(old);
    return { ranking, pages };
  };

  const warmUp = async (): Promise<void> => {
    const heads = ground.all("post").filter(({ role }) => role === "T");
    for (const { id: postId, unitId, title } of heads.slice(0, rehearsals)) {
      const usual = { kind: "LUAN_CHUYEN", purpose: "DAO_TAO", plannedEnd: null } as const;
      await rankingFor({ postId, unitId, title, start: ground.today(), ...usual });
    }
  };

  const answers = new Map<number, { readonly ranking: Ranking; readonly found: Int32Array }>();
  let asked = 0;

  const placeOf = (leaves: NonNullable<Suggestion["leaves"]>, start: IsoDate): CandidatePlace => ({
    title: leaves.title,
    unit:
      (leaves.unitId === null ? "" : unitName(ground.versions(), leaves.unitId, dayBefore(start))) || leaves.unitText,
    unitId: leaves.unitId,
    postId: leaves.postId,
  });
  const rowOf = ({ place, personId, leaves, evaluations }: Suggestion, start: IsoDate): CandidateRow => ({
    place,
    personId,
    name: ground.nameOf(personId),
    birthDate: ground.records.get(personId)?.values.birthDate as CandidateRow["birthDate"],
    leaves: leaves === null ? null : placeOf(leaves, start),
    marks: evaluations
      .filter(({ severity }) => severity === "W")
      .map(({ rule, result, overridden }) => ({ rule, result, overridden: overridden !== null })),
  });
  const rowsAt = (ranking: Ranking, places: Int32Array): readonly CandidateRow[] =>
    [...places].flatMap((at) => pageOf(ranking, at, 1).map((each) => rowOf(each, ranking.asked.opening.start)));

  return {
    suggest: async (query) => {
      const { ranking } = await rankingFor(query.opening);
      const stays = narrowing(ranking, query);
      const found = placesWhere(ranking.order, stays);
      asked += 1;
      answers.set(asked, { ranking, found });
      answers.delete(asked - keptAnswers);
      return {
        key: asked,
        total: found.length,
        listed: ranking.order.length,
        excluded: ranking.excluded,
        firstRows: rowsAt(ranking, found.subarray(0, firstWindow)),
      };
    },
    suggestionRows: async (key, from, to) => {
      const answer = answers.get(key);
      return answer === undefined ? [] : rowsAt(answer.ranking, answer.found.subarray(from, to));
    },
    suggestionOf: async (query, personId) => {
      const { ranking } = await rankingFor(query.opening);
      const kept = ground.files.keptOf(personId);
      const standing = whyNot(ranking, kept);
      if (standing.kind === "no-file") return standing;
      if (standing.kind === "excluded") return { ...standing, name: ground.nameOf(kept) };
      const { suggestion } = standing;
      const at = ranking.asked.tables.placeOf(kept);
      return {
        kind: "listed",
        row: rowOf(suggestion, query.opening.start),
        narrowedOut: !narrowing(ranking, query)(at),
        evaluations: suggestion.evaluations,
      };
    },
    suggestionChain: async ({ opening }, personId) => {
      const first = ground.files.keptOf(personId);
      const { pages } = await rankingFor(opening);
      const leaves = (id: PersonId): Opening | null => {
        const place = pages.tables.placeOf(id);
        const left = place < 0 ? null : leftBy(pages.rowsOf("assignment", place), opening.start);
        if (left === null) return null;
        const { title, unitId, postId } = left;
        const { role } = standingOf({ posts: ground.byId("post"), units: ground.versions() }, left, opening.start);
        // Whoever leads nothing leaves nothing that a move must fill.
        return postId === null && (role === null || role === "M") ? null : { ...opening, title, unitId, postId };
      };
      const known = new Map<string, Ranking>();
      for (;;) {
        let missing: Opening | null = null;
        const chain: Chain = chainFrom(
          opening,
          (wanted, taken) => {
            if (taken.size === 0) return first;
            const ranking = known.get(JSON.stringify(wanted));
            if (ranking === undefined) {
              missing ??= wanted;
              return null;
            }
            const ids = ranking.asked.tables.ids;
            const next = ranking.order.find((at) => !taken.has(ids[at]!));
            return next === undefined ? null : ids[next]!;
          },
          leaves,
          depth,
        );
        if (missing === null)
          return {
            steps: chain.links.map(({ opening: { title, unitId }, personId: id }) => ({
              title,
              unit: unitId === null ? "" : unitName(ground.versions(), unitId, opening.start),
              person: id === null ? null : { id, name: ground.nameOf(id) },
            })),
            end: chain.end,
          };
        known.set(JSON.stringify(missing), (await rankingFor(missing)).ranking);
      }
    },
    exchangesAmong: (query) => exchangesAmong(ground, candidates, query),
  };

  /** Who stays in view. What narrows the list decides nothing. @returns by place in the tables */
  function narrowing({ asked: about, presence, notMet }: Ranking, query: SuggestionQuery): (at: number) => boolean {
    const { tables, opening } = about;
    const { unitId, planned, clear } = query;
    const units = ground.versions();
    const inside = new Map<RecordId<"unit">, boolean>();
    const servesThere = (at: number): boolean => {
      const own = tables.registers.held.values[presence.leftHeld[at]!]?.unitId ?? null;
      if (unitId === null) return true;
      if (own === null) return false;
      const known = inside.get(own) ?? isWithin(units, own, unitId, dayBefore(opening.start));
      inside.set(own, known);
      return known;
    };
    const days = dayBounds(tables.registers.dates);
    return (at) =>
      (!clear || notMet[at] === 0) && (!planned || isPlanned(about.tables, at, days, opening.start)) && servesThere(at);
  }
}

/** Places in an order of those of whom something is so. */
function placesWhere(order: Int32Array, isSo: (at: number) => boolean): Int32Array {
  const found = new Int32Array(order.length);
  let size = 0;
  for (let i = 0; i < order.length; i += 1) if (isSo(order[i]!)) found[size++] = i;
  return found.subarray(0, size);
}

/** Whether an entry of somebody's, as far as its dates tell, holds on a day. */
function isPlanned({ entries }: CandidatePages["tables"], at: number, days: DayBounds, day: IsoDate): boolean {
  const [on, { from, to }] = [dayNumber(day), entries.columns];
  for (let row = entries.starts[at]!; row < entries.starts[at + 1]!; row += 1)
    if (days.begins[from[row]!]! <= on && on <= days.ends[to[row]!]!) return true;
  return false;
}
