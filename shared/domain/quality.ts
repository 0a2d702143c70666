import { earliestDay, latestDay } from "./dates.ts";
import type { FindingRule } from "./findings.ts";
import type { IsoDate, PartialDate, RecordId } from "./primitives.ts";
import { type FormName, missingFor, type OpenDossier, openTables } from "./sheets/crosswalk.ts";
import { evidenceOf } from "./text/legacy-evidence.ts";

/** The four questions of the data clean-up: is it right, is it all there, is it well written, is it of today. */
export const aspects = ["correct", "complete", "clean", "current"] as const;
export type Aspect = (typeof aspects)[number];

/** Why a field is on the worklist. */
export type QualityReason =
  | "finding" // correct: a check found something odd; `rule` says which
  | "missing" // complete: the form asks for it
  | "uncoded" // clean: there is a list of codes and the text fits none
  | "odd-signs" // clean: signs that cannot be meant, or letters that stand apart from their marks
  | "old-font" // clean: text of a font from before Unicode
  | "rating-old" // current: no rating for the year before last or later
  | "pay-old"; // current: the pay step is older than the time after which it is raised

/** One thing to do about a file. It never holds what the file says, only where. */
export interface QualityIssue {
  readonly aspect: Aspect;
  readonly reason: QualityReason;
  readonly kind: string; // of the record
  readonly field: string; // "" where it is about no single field
  readonly record: RecordId | null; // null: the record is not there yet
  readonly item: string; // on the form, "" where it has none
  readonly rule: FindingRule | null;
}

/** What the board needs of a finding. */
export interface FoundFor {
  readonly rule: FindingRule;
  readonly records: readonly RecordId[];
}

/** Months after which a pay step is raised: three years for the ranks of group A, and half a year for the decision to come. */
const payMonths = 36 + 6;

/**
 * Everything to do about one file for one form. Takes open records only: what is protected is neither asked for nor looked at.
 *
 * @param today  the day against which "of today" is measured
 */
export function qualityOf(
  form: FormName,
  dossier: OpenDossier,
  found: readonly FoundFor[],
  today: IsoDate,
): readonly QualityIssue[] {
  return [
    ...found.map(
      ({ rule, records }): QualityIssue => ({
        aspect: "correct",
        reason: "finding",
        kind: records[0]?.slice(0, records[0].indexOf(":")) ?? "person",
        field: "",
        record: records[0] ?? null,
        item: "",
        rule,
      }),
    ),
    ...missingFor(form, dossier).map(
      ({ kind, field, item }): QualityIssue => ({
        aspect: "complete",
        reason: "missing",
        kind,
        field,
        record: kind === "person" ? dossier.person.id : null,
        item,
        rule: null,
      }),
    ),
    ...unclean(dossier),
    ...outdated(dossier, today),
  ];
}

const issue = (
  aspect: Aspect,
  reason: QualityReason,
  record: { readonly id: RecordId },
  field: string,
): QualityIssue => ({
  aspect,
  reason,
  kind: record.id.slice(0, record.id.indexOf(":")),
  field,
  record: record.id,
  item: "",
  rule: null,
});

function unclean(dossier: OpenDossier): readonly QualityIssue[] {
  const records: readonly { readonly id: RecordId }[] = [
    dossier.person,
    ...openTables.flatMap((kind): readonly { readonly id: RecordId; readonly withdrawn: boolean }[] => dossier[kind]),
  ];
  return records.flatMap((record) => {
    if ("withdrawn" in record && record.withdrawn === true) return [];
    return Object.entries(record).flatMap(([field, value]: [string, unknown]) => {
      if (typeof value === "string") {
        const reason = notText.has(field) ? null : uncleanText(value);
        return reason === null ? [] : [issue("clean", reason, record, field)];
      }
      if (typeof value !== "object" || value === null || !("text" in value) || !("code" in value)) return [];
      const text = typeof value.text === "string" ? value.text : "";
      const reason = uncleanText(text) ?? (value.code === null && text.trim() !== "" ? "uncoded" : null);
      return reason === null ? [] : [issue("clean", reason, record, field)];
    });
  });
}

/** Fields that hold ids, dates and choices of the program itself. */
const notText: ReadonlySet<string> = new Set(["id", "custodian", "personId", "blob", "media", "role", "nature"]);

/** Control signs, signs without width, the sign for "unreadable", private letters, and eth for đ. */
const odd = /(?![\t\n\r])\p{Cc}|\p{Cf}|\p{Co}|[\ufffdÐð]/u;
const plainAscii = /^[\u0020-\u007e]*$/;

/** Why a text is not well written; null: nothing to say about it. */
export function uncleanText(text: string): "odd-signs" | "old-font" | null {
  if (plainAscii.test(text)) return null;
  const evidence = evidenceOf({ text, font: "" });
  if (evidence.sure && evidence.encoding !== null) return "old-font";
  return odd.test(text) || text !== text.normalize("NFC") ? "odd-signs" : null;
}

function outdated(dossier: OpenDossier, today: IsoDate): readonly QualityIssue[] {
  const issues: QualityIssue[] = [];
  const ratings = dossier["yearly-rating"].filter(({ withdrawn, year }) => !withdrawn && year !== null);
  const last = ratings.toSorted((a, b) => ((a.year ?? "") < (b.year ?? "") ? 1 : -1))[0];
  // The rating of a year is decided early in the next one: the year before last should be there in any month.
  if (last !== undefined && Number(last.year!.slice(0, 4)) < Number(today.slice(0, 4)) - 2) {
    issues.push(issue("current", "rating-old", last, "year"));
  }
  const steps = dossier["pay-step"].filter(({ withdrawn, from }) => !withdrawn && from !== null);
  const newest = steps.toSorted((a, b) => ((a.from ?? "") < (b.from ?? "") ? 1 : -1))[0];
  const [since, about, field]: readonly [PartialDate | null, { readonly id: RecordId }, string] =
    newest !== undefined && (newest.from ?? "") >= (dossier.person.payFrom ?? "")
      ? [newest.from, newest, "from"]
      : [dossier.person.payFrom, dossier.person, "payFrom"];
  if (since !== null && monthsOf(earliestDay(today)) - monthsOf(latestDay(since)) > payMonths) {
    issues.push(issue("current", "pay-old", about, field));
  }
  return issues;
}

const monthsOf = (day: IsoDate): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));

/** How many of some people have something to do, and how much. Every person is counted once under each aspect. */
export interface QualityCount {
  readonly people: number;
  readonly clear: number; // with nothing to do
  readonly files: Readonly<Record<Aspect, number>>; // people with something to do
  readonly issues: Readonly<Record<Aspect, number>>;
}

export const nothingCounted: QualityCount = {
  people: 0,
  clear: 0,
  files: { correct: 0, complete: 0, clean: 0, current: 0 },
  issues: { correct: 0, complete: 0, clean: 0, current: 0 },
};

/** The count with one more person. @param own  how many issues of each aspect */
export function counted(count: QualityCount, own: Readonly<Record<Aspect, number>>): QualityCount {
  const sums = (sum: (aspect: Aspect) => number): Readonly<Record<Aspect, number>> => ({
    correct: sum("correct"),
    complete: sum("complete"),
    clean: sum("clean"),
    current: sum("current"),
  });
  return {
    people: count.people + 1,
    clear: count.clear + (aspects.every((aspect) => own[aspect] === 0) ? 1 : 0),
    files: sums((aspect) => count.files[aspect] + (own[aspect] > 0 ? 1 : 0)),
    issues: sums((aspect) => count.issues[aspect] + own[aspect]),
  };
}
