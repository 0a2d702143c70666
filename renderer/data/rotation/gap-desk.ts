import { type OpeningsByPeriod, openingsByPeriod } from "../../../shared/domain/gaps/falling-vacant.ts";
import { openingsOf } from "../../../shared/domain/gaps/forecast.ts";
import type { GapKind } from "../../../shared/domain/gaps/gap.ts";
import { gapsInTurn, type OpenGap } from "../../../shared/domain/gaps/gaps-on.ts";
import { type TermsInForce, termsOn } from "../../../shared/domain/gaps/terms-on.ts";
import { establishmentOn } from "../../../shared/domain/organisation/posts.ts";
import type { IsoDate, RecordId } from "../../../shared/domain/primitives.ts";
import { isWithin } from "../../../shared/domain/units.ts";
import { bySeverity, type GapRow, gapWords, holdsWords, searchedFor } from "./gap-rows.ts";
import { type GapStory, gapStoryOf } from "./gap-story.ts";
import type { RotationGround } from "./ground.ts";
import { inSlices } from "./in-slices.ts";

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

/** How far ahead "vacant soon" looks where nothing else is asked for, in months, and each forecast. */
const usual = 12;
const shown: readonly number[] = [usual, 24, 60];

/** Answers kept until a record changes: a register is asked for again with every key that is typed. */
const keptAnswers = 4;

/** The registers of one day: of each look ahead its gaps, gravest first, and their words as soon as somebody wants them. */
interface OnDay {
  readonly looks: readonly { readonly months: number; readonly open: readonly OpenGap[] }[];
  readonly rowOf: (gap: OpenGap) => GapRow;
}

export function makeGapDesk(ground: RotationGround): GapQueries {
  let changes = -1;
  const answers = new Map<string, Promise<OnDay>>();
  const termsFor = (day: IsoDate, months: number): TermsInForce =>
    termsOn(day, ground.packs(), ground.all("term-end"), months);
  const readDay = async (day: IsoDate, ahead: readonly number[]): Promise<OnDay> => {
    await ground.ready();
    const registers = await inSlices(gapsInTurn(day, ground.gapRecords(), termsFor(day, usual).terms, ahead));
    const inWords = gapWords(ground, day);
    const rows = new Map<OpenGap, GapRow>();
    return {
      looks: registers.map(({ open }, n) => ({ months: ahead[n] ?? usual, open: open.toSorted(bySeverity) })),
      rowOf: (gap) => {
        const row = rows.get(gap) ?? inWords(gap);
        rows.set(gap, row);
        return row;
      },
    };
  };
  /** One pass gives every look that the screens show; another look is a pass of its own. */
  const onDay = (day: IsoDate, months: number): Promise<OnDay> => {
    if (changes !== ground.changes()) answers.clear();
    changes = ground.changes();
    const ahead = shown.includes(months) ? shown : [months];
    const name = `${day} ${ahead.join()}`;
    const known = answers.get(name) ?? readDay(day, ahead);
    answers.set(name, known);
    const [oldest] = answers.keys();
    if (answers.size > keptAnswers && oldest !== undefined) answers.delete(oldest);
    return known;
  };
  const openOn = ({ looks }: OnDay, months: number): readonly OpenGap[] =>
    looks.find((look) => look.months === months)?.open ?? [];
  const isBelow = (unitId: RecordId<"unit"> | null, day: IsoDate): ((gap: Pick<OpenGap, "unitId">) => boolean) => {
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
      const day = asked ?? ground.today();
      const register = await onDay(day, months);
      const below = openOn(register, months).filter(isBelow(unitId, day));
      const words = searchedFor(text);
      const fitting = words.length === 0 ? below : await inSlices(withWords(below, register.rowOf, words));
      const own = fitting.filter(({ kind }) => kinds.includes(kind));
      const countOf = (kind: GapKind): GapCount => {
        const gaps = fitting.filter((gap) => gap.kind === kind);
        return { gaps: gaps.length, places: gaps.reduce((sum, { places }) => sum + places, 0) };
      };
      return {
        day,
        counts: { VACANT: countOf("VACANT"), VACANT_SOON: countOf("VACANT_SOON"), WEAK: countOf("WEAK") },
        total: own.length,
        rows: own.slice(0, most).map(register.rowOf),
      };
    },
    gapsByKey: async ({ day, months, keys }) => {
      const register = await onDay(day ?? ground.today(), months);
      const wanted = new Set(keys);
      return openOn(register, months)
        .filter(({ key }) => wanted.has(key))
        .map(register.rowOf);
    },
    gapStory: async (key) => {
      const day = ground.today();
      const register = await onDay(day, usual);
      const find = (wanted: string): OpenGap | null => {
        // Only what is still to come depends on how far ahead one looks: the nearest look that shows it is the truest.
        for (const { open } of register.looks) {
          const found = open.find((gap) => gap.key === wanted);
          if (found !== undefined) return found;
        }
        return null;
      };
      return gapStoryOf(ground, key, day, find);
    },
    openings: async ({ day: asked, unitId }) => {
      const day = asked ?? ground.today();
      const below = isBelow(unitId, day);
      const { looks } = await onDay(day, usual);
      return looks.map(({ months, open }): Forecast => {
        const openings = openingsOf(months, open.filter(below));
        const { vacant, soon } = openings;
        return { months, vacant, soon, ...openingsByPeriod(day, openings, months > usual ? 3 : 1) };
      });
    },
    gapTerms: async () => termsFor(ground.today(), usual),
    postsToFill: async (unitId) => {
      await ground.ready();
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

/** Gaps whose words hold every word typed. */
function* withWords(
  gaps: readonly OpenGap[],
  rowOf: (gap: OpenGap) => GapRow,
  words: readonly string[],
): Generator<void, readonly OpenGap[]> {
  const found: OpenGap[] = [];
  for (const [n, gap] of gaps.entries()) {
    if (n % 100 === 0) yield;
    if (holdsWords(rowOf(gap), words)) found.push(gap);
  }
  return found;
}
