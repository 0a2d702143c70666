import { z } from "zod";
import { FeedId, OfficeId, type RecordId, recordId } from "../domain/primitives.ts";
import { type Action, type ActionRef, type Arrival, type Change, isWithheld, refOf } from "./change.ts";
import { decodeLine, encodeLine } from "./line.ts";

/**
 * Lines of feeds that an office does not receive, passed on by the province: cut to one person's file, each at the place where
 * it was first written. No record is kept of an excerpt; what it says counts as if its feeds had come themselves (CM-18).
 */
export interface Excerpt {
  readonly office: OfficeId; // for whom; every other office passes it over
  readonly file: RecordId<"person">;
  readonly lines: readonly ExcerptLine[]; // what a line saw stands before it, or was held already
}

export interface ExcerptLine {
  readonly action: Action; // cut to what concerns the file
  readonly depth: number; // causal depth of the whole action (CM-9): the reader cannot work it out
  readonly writer: string; // name of the clerk; "" where it is not known
  readonly officeName: string;
}

const kind = "excerpt";

export const isExcerpt = (id: RecordId): boolean => id.startsWith(`${kind}:`);

/** The id of an excerpt, made of a fresh id of any record. */
export const excerptId = (fresh: RecordId): RecordId<typeof kind> => `${kind}:${fresh.slice(fresh.indexOf(":") + 1)}`;

const Fields = z.strictObject({
  office: OfficeId,
  file: recordId("person"),
  lines: z
    .array(
      z.strictObject({
        feed: FeedId,
        number: z.int().min(1),
        depth: z.int().min(1).default(1),
        who: z.string().max(200).default(""),
        from: z.string().max(200).default(""),
        line: z.unknown(),
      }),
    )
    .min(1),
});

/** The change that carries an excerpt. */
export const excerptChange = (id: RecordId<typeof kind>, { office, file, lines }: Excerpt): Change => ({
  record: id,
  fields: {
    office: { saw: [], to: office },
    file: { saw: [], to: file },
    lines: {
      saw: [],
      to: lines.map(({ action, depth, writer, officeName }) => ({
        feed: action.feed,
        number: action.number,
        ...(depth === 1 ? {} : { depth }),
        ...(writer === "" ? {} : { who: writer }),
        ...(officeName === "" ? {} : { from: officeName }),
        line: JSON.parse(encodeLine(action)),
      })),
    },
  },
});

/** What the change of an excerpt says, or null where it is none that can be read. */
export function readExcerpt({ fields }: Change): Excerpt | null {
  const read = Fields.safeParse(Object.fromEntries(Object.entries(fields).map(([name, { to }]) => [name, to])));
  if (!read.success) return null;
  const lines: ExcerptLine[] = [];
  for (const { feed, number, depth, who, from, line } of read.data.lines) {
    const action = decodeLine(line, feed, number);
    if (!action.ok || isWithheld(action.value)) return null;
    if (action.value.changes.some(({ record }) => isExcerpt(record))) return null;
    lines.push({ action: action.value, depth, writer: who, officeName: from });
  }
  return { office: read.data.office, file: read.data.file, lines };
}

/** The excerpts of an action that are for an office. Nearly every action has none, which costs a look at the ids. */
export function excerptsFor(office: OfficeId | undefined, arrival: Arrival): readonly Excerpt[] {
  if (office === undefined || isWithheld(arrival)) return [];
  return excerptsOf(arrival).filter((excerpt) => excerpt.office === office);
}

/** Every excerpt that an action carries, for whomever. */
export function excerptsOf(action: Action): readonly Excerpt[] {
  return action.changes
    .filter(({ record }) => isExcerpt(record))
    .map(readExcerpt)
    .filter((excerpt) => excerpt !== null);
}

/** What an action wrote to one record, as we were told of it. */
export interface Telling {
  readonly change: Change;
  readonly itself: boolean; // in its own feed, not in an excerpt
}

/**
 * What stands at one place of one record that was told twice. It is the same, unless the writer's feed forked and the province holds the
 * other branch: then both count, and of one field what came itself (CM-18).
 */
export function toldTogether(one: Telling, other: Telling): Telling {
  const [first, second] = other.itself ? [other, one] : [one, other];
  const { record } = one.change;
  return {
    change: { record, fields: { ...second.change.fields, ...first.change.fields } },
    itself: one.itself || other.itself,
  };
}

/** An action, and those that it passes on to an office. */
export const unfolded = (office: OfficeId | undefined, action: Action): readonly Action[] => [
  action,
  ...excerptsFor(office, action).flatMap(({ lines }) => lines.map((line) => line.action)),
];

/** The places that an arrival makes known to an office beside its own. */
export const placesPassedOn = (office: OfficeId | undefined, arrival: Arrival): readonly ActionRef[] =>
  excerptsFor(office, arrival).flatMap(({ lines }) => lines.map(({ action }) => refOf(action)));
