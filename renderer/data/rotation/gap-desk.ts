import { type OpeningsByPeriod, openingsByPeriod } from "../../../shared/domain/gaps/falling-vacant.ts";
import { forecastOf } from "../../../shared/domain/gaps/forecast.ts";
import type { GapKind } from "../../../shared/domain/gaps/gap.ts";
import { type ClosedGap, gapsOn, type OpenGap } from "../../../shared/domain/gaps/gaps-on.ts";
import { type TermsInForce, termsOn } from "../../../shared/domain/gaps/terms-on.ts";
import { establishmentOn } from "../../../shared/domain/organisation/posts.ts";
import type { IsoDate, RecordId } from "../../../shared/domain/primitives.ts";
import { isWithin } from "../../../shared/domain/units.ts";
import { type GapRow, gapRows, holdsWords } from "./gap-rows.ts";
import { type GapStory, gapStoryOf } from "./gap-story.ts";
import type { RotationGround } from "./ground.ts";

export type { CauseSaid, GapRow } from "./gap-rows.ts";
export type { GapMove, GapStory, GapVacancy, WhyClosed } from "./gap-story.ts";

export interface GapQuery {
  readonly day: IsoDate | null; // null: today
  readonly kinds: readonly GapKind[]; // of the rows; the counts are of every kind
  readonly unitId: RecordId<"unit"> | null; // with everything below it; null: all
  readonly text: string; // as typed; marks optional
  readonly months: number; // how far ahead "vacant soon" looks
  readonly most: number; // rows wanted
}

export interface GapCount {
  readonly gaps: number;
  readonly places: number; // of a weak place none
}

/** The register: counts of what fits unit and text, and the rows of the kinds asked for, gravest first. */
export interface GapRegister {
  readonly day: IsoDate;
  readonly counts: Readonly<Record<GapKind, GapCount>>;
  readonly total: number; // rows there are
  readonly rows: readonly GapRow[];
}

/** One look ahead. vacant + soon = total; so do `now`, the periods and `undated`. */
export interface Forecast extends OpeningsByPeriod {
  readonly months: number;
  readonly vacant: number;
  readonly soon: number;
}

/** A post as a form offers it, and whether it is full. */
export interface PostToFill {
  readonly id: RecordId<"post">;
  readonly title: string;
  readonly places: number;
  readonly vacant: number;
  readonly holders: readonly string[];
}

/** What is asked about vacancies, weak places and what is to come. */
export interface GapQueries {
  gapRegister(query: GapQuery): Promise<GapRegister>;
  /** Rows by their keys, as of a look so many months ahead; keys that are no longer there are left out. */
  gapsByKey(query: {
    readonly day: IsoDate | null;
    readonly months: number;
    readonly keys: readonly string[];
  }): Promise<readonly GapRow[]>;
  /** One gap with its whole story, also when it is closed. Null: no such place has ever been on file. */
  gapStory(key: string): Promise<GapStory | null>;
  /** Openings 12, 24 and 60 months ahead: the first by months, the others by quarters. */
  openings(query: {
    readonly day: IsoDate | null;
    readonly unitId: RecordId<"unit"> | null;
  }): Promise<readonly Forecast[]>;
  /** By what the register counts, and the rule that says so. */
  gapTerms(): Promise<TermsInForce>;
  /** The posts of a unit today. */
  postsToFill(unitId: RecordId<"unit">): Promise<readonly PostToFill[]>;
}

/** Each question once: one that is left out does not compile. */
export const gapQueries: Readonly<Record<keyof GapQueries, true>> = {
  gapRegister: true,
  gapsByKey: true,
  gapStory: true,
  openings: true,
  gapTerms: true,
  postsToFill: true,
};

/** How far ahead each forecast looks, in months, and how many months a line of it holds. */
const looks = [
  { months: 12, step: 1 },
  { months: 24, step: 3 },
  { months: 60, step: 3 },
] as const;

/** Answers kept until a record changes: a register is asked for again with every key that is typed. */
const keptAnswers = 8;

export function makeGapDesk(ground: RotationGround): GapQueries {
  let changes = -1;
  const answers = new Map<string, unknown>();
  const once = <Answer>(name: string, answer: () => Answer): Answer => {
    if (changes !== ground.changes()) answers.clear();
    changes = ground.changes();
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- each name is used for one question
    if (answers.has(name)) return answers.get(name) as Answer;
    const made = answer();
    answers.set(name, made);
    const [oldest] = answers.keys();
    if (answers.size > keptAnswers && oldest !== undefined) answers.delete(oldest);
    return made;
  };
  const termsFor = (day: IsoDate, months: number): TermsInForce =>
    termsOn(day, ground.packs(), ground.all("term-end"), months);
  const registerOn = (
    day: IsoDate,
    months: number,
  ): { readonly open: readonly OpenGap[]; readonly closed: readonly ClosedGap[] } =>
    once(`register ${day} ${months}`, () => gapsOn(day, ground.gapRecords(), termsFor(day, months).terms));
  const rowsOn = (day: IsoDate, months: number): readonly GapRow[] =>
    once(`rows ${day} ${months}`, () => gapRows(ground, registerOn(day, months).open, day));
  const isBelow = (unitId: RecordId<"unit"> | null, day: IsoDate): ((gap: Pick<GapRow, "unitId">) => boolean) => {
    if (unitId === null) return () => true;
    const versions = ground.versions();
    const known = new Map<RecordId<"unit">, boolean>();
    return ({ unitId: own }) => {
      if (own === null) return false;
      const within = known.get(own) ?? isWithin(versions, own, unitId, day);
      known.set(own, within);
      return within;
    };
  };
  return {
    gapRegister: async ({ day: asked, kinds, unitId, text, months, most }) => {
      await ground.ready();
      const day = asked ?? ground.today();
      const below = isBelow(unitId, day);
      const fitting = rowsOn(day, months).filter((row) => below(row) && holdsWords(row, text));
      const rows = fitting.filter(({ kind }) => kinds.includes(kind));
      const countOf = (kind: GapKind): GapCount => {
        const own = fitting.filter((row) => row.kind === kind);
        return { gaps: own.length, places: own.reduce((sum, { places }) => sum + places, 0) };
      };
      return {
        day,
        counts: { VACANT: countOf("VACANT"), VACANT_SOON: countOf("VACANT_SOON"), WEAK: countOf("WEAK") },
        total: rows.length,
        rows: rows.slice(0, most),
      };
    },
    gapsByKey: async ({ day: asked, months, keys }) => {
      await ground.ready();
      const wanted = new Set(keys);
      return rowsOn(asked ?? ground.today(), months).filter(({ key }) => wanted.has(key));
    },
    gapStory: async (key) => {
      await ground.ready();
      const day = ground.today();
      const find = (wanted: string): OpenGap | null => {
        // Only what is still to come depends on how far ahead one looks: the nearest look that shows it is the truest.
        const far = wanted.startsWith("VACANT_SOON ") ? looks : looks.slice(0, 1);
        for (const { months } of far) {
          const found = registerOn(day, months).open.find((gap) => gap.key === wanted);
          if (found !== undefined) return found;
        }
        return null;
      };
      return gapStoryOf(ground, key, day, find);
    },
    openings: async ({ day: asked, unitId }) => {
      await ground.ready();
      const day = asked ?? ground.today();
      const below = isBelow(unitId, day);
      const all = once(`openings ${day}`, () =>
        forecastOf(
          day,
          ground.gapRecords(),
          termsFor(day, 12).terms,
          looks.map(({ months }) => months),
        ),
      );
      return all.map((openings, n): Forecast => {
        const gaps = openings.gaps.filter(below);
        const placesOf = (kind: GapKind) =>
          gaps.filter((gap) => gap.kind === kind).reduce((sum, { places }) => sum + places, 0);
        const [vacant, soon] = [placesOf("VACANT"), placesOf("VACANT_SOON")];
        const own = { months: openings.months, gaps, vacant, soon, total: vacant + soon };
        return { months: own.months, vacant, soon, ...openingsByPeriod(day, own, looks[n]?.step ?? 3) };
      });
    },
    gapTerms: async () => termsFor(ground.today(), looks[0].months),
    postsToFill: async (unitId) => {
      const posts = ground.all("post").filter((post) => post.unitId === unitId);
      const steps = posts.flatMap(({ id }) => ground.holdersOf(id));
      return establishmentOn(posts, steps, ground.today()).map(({ post, places, vacant, holders }) => ({
        id: post.id,
        title: post.title,
        places,
        vacant,
        holders: [...new Set(holders.map(({ personId }) => ground.nameOf(personId)))],
      }));
    },
  };
}
