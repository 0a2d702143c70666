import { latestDay } from "../dates.ts";
import type { Json, OfficeId, PartialDate } from "../primitives.ts";

/** One write of one field, as a record's history tells it, in the order of the ledger. */
export interface KnownStep {
  readonly field: string;
  readonly to: Json;
  readonly by: string; // feed:number
  readonly saw: readonly string[];
  readonly depth: number; // causal depth of the action
  readonly at: string; // "2026-03-02T08:15", the writer's own clock
  readonly position: number; // entry in our ledger
}

/** Up to where knowledge counts: an entry of the ledger, or a day on which things were written down. */
export type KnownUntil = { readonly position: number } | { readonly day: PartialDate };

/** A field as it was known then. */
export interface KnownField {
  readonly value: Json;
  readonly contested: boolean; // others had written something else, unseen
}

/**
 * A record as it was then known: the fields that had been written, each with the value that would have been shown.
 *
 * By position it is what this office held after that entry. By day it is what had been written down by the end of that
 * day, by the writers' own clocks; what a write had seen was known before it, whatever its clock said, so a clock that
 * ran wrong never shows a correction without what it corrects.
 *
 * @param custodian  the office that kept the file, whose word is shown where several stand (CM-6); null: not a person's
 * @returns null where nothing was known of the record
 */
export function asKnown(
  steps: readonly KnownStep[],
  until: KnownUntil,
  custodian: OfficeId | null = null,
): ReadonlyMap<string, KnownField> | null {
  const known = knownSteps(steps, until);
  if (known.length === 0) return null;
  const heads = new Map<string, readonly KnownStep[]>();
  for (const step of known) {
    const others = (heads.get(step.field) ?? []).filter(({ by }) => !step.saw.includes(by) && by !== step.by);
    heads.set(step.field, [...others, step]);
  }
  const fields = new Map<string, KnownField>();
  for (const [field, writes] of heads) {
    // What keeps the file is decided without the custodian, or it would rest on itself.
    const [shown, ...others] = writes.toSorted(
      bestFirst(field === "custodian" || field === "personId" ? null : custodian),
    );
    if (shown === undefined) continue;
    const text = JSON.stringify(shown.to);
    fields.set(field, { value: shown.to, contested: others.some(({ to }) => JSON.stringify(to) !== text) });
  }
  return fields;
}

function knownSteps(steps: readonly KnownStep[], until: KnownUntil): readonly KnownStep[] {
  if ("position" in until) return steps.filter(({ position }) => position <= until.position);
  const last = `${latestDay(until.day)}T99`;
  const known = new Set(steps.filter(({ at }) => at <= last).map(({ by }) => by));
  for (let before = -1; before !== known.size; ) {
    before = known.size;
    for (const { by, saw } of steps) if (known.has(by)) for (const ref of saw) known.add(ref);
  }
  return steps.filter(({ by }) => known.has(by));
}

const officeOfRef = (ref: string): string => ref.slice(0, ref.lastIndexOf("-", ref.indexOf(":")));

const bestFirst =
  (custodian: OfficeId | null) =>
  (one: KnownStep, other: KnownStep): number =>
    Number(officeOfRef(other.by) === custodian) - Number(officeOfRef(one.by) === custodian) ||
    other.depth - one.depth ||
    comparePlaces(other.by, one.by);

function comparePlaces(a: string, b: string): number {
  const [[feed, number], [otherFeed, otherNumber]] = [a.split(":"), b.split(":")] as [string[], string[]];
  if (feed !== otherFeed) return feed! < otherFeed! ? -1 : 1;
  return Number(number) - Number(otherNumber);
}
