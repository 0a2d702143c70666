import type { Finding } from "../../shared/domain/findings.ts";
import { kindOf, type RecordId } from "../../shared/domain/primitives.ts";
import { allChecks, type Check, checksAfter } from "./desk-checks.ts";
import type { PagedRecords } from "./paged-records.ts";

/** What is odd in meaning, worked out in the background a few milliseconds at a time, so that searches never wait for it. */
export interface Desk {
  /** Records changed: what they may have made odd, or mended, is looked at again. */
  touched(ids: readonly RecordId[]): void;
  /** All findings, once everything has been looked at. */
  findings(): Promise<readonly Finding[]>;
  /** How many are about a person, as far as is known. */
  countOf(person: RecordId): number;
  close(): void;
}

/** Milliseconds of work before others get their turn. */
const slice = 6;

/** After a change, milliseconds before the work begins: the list is shown first. */
const pause = 50;

/** Above so many touched records, everything is looked at again instead of each by itself. */
const touchedAtMost = 400;

/** @param recounted  called when counts have changed */
export function makeDesk(records: PagedRecords, recounted: () => void): Desk {
  let known = new Map<string, readonly Finding[]>(); // by what was checked, e.g. "posts person:…"; only where something was found
  let counts = countsOf(known);
  let timer: ReturnType<typeof setTimeout> | null = null;
  let waiting: (() => void)[] = [];
  const touched = new Set<RecordId>();
  let work: Iterator<Check> | null = null;
  let fresh: Map<string, readonly Finding[]> | null = new Map(); // of a look at everything; null: single checks

  const begin = (): Iterator<Check> | null => {
    if (fresh === null && touched.size === 0) return null;
    const all = fresh !== null || touched.size > touchedAtMost || [...touched].some((id) => reachesFar.has(kindOf(id)));
    const ids = [...touched];
    touched.clear();
    fresh = all ? new Map() : null;
    return all ? allChecks(records) : checksAfter(records, ids, known);
  };
  const turn = (): void => {
    timer = null;
    const until = performance.now() + slice;
    work ??= begin();
    while (work !== null) {
      const { done, value } = work.next();
      if (done === true) {
        known = fresh ?? known;
        fresh = null;
        work = begin();
      } else {
        const into = fresh ?? known;
        if (value.found.length > 0) into.set(value.about, value.found);
        else into.delete(value.about);
      }
      if (performance.now() >= until) break;
    }
    if (work !== null) schedule(0);
    else finish();
  };
  const schedule = (after: number): void => {
    timer ??= setTimeout(turn, after);
  };
  const finish = (): void => {
    const before = counts;
    counts = countsOf(known);
    for (const answer of waiting) answer();
    waiting = [];
    if (!sameCounts(before, counts)) recounted();
  };
  schedule(pause);
  return {
    touched: (ids) => {
      for (const id of ids) touched.add(id);
      schedule(pause);
    },
    findings: () =>
      new Promise((give) => {
        const answer = (): void => give([...known.values()].flat());
        if (timer === null) answer();
        else waiting.push(answer);
      }),
    countOf: (person) => counts.get(person) ?? 0,
    close: () => {
      if (timer !== null) clearTimeout(timer);
    },
  };
}

/** A unit's version may be named by any move. */
const reachesFar: ReadonlySet<string> = new Set(["unit", "unit-version"]);

function countsOf(known: ReadonlyMap<string, readonly Finding[]>): ReadonlyMap<RecordId, number> {
  const counts = new Map<RecordId, number>();
  for (const { personId } of [...known.values()].flat()) {
    if (personId !== null) counts.set(personId, (counts.get(personId) ?? 0) + 1);
  }
  return counts;
}

const sameCounts = (a: ReadonlyMap<RecordId, number>, b: ReadonlyMap<RecordId, number>): boolean =>
  a.size === b.size && [...a].every(([id, count]) => b.get(id) === count);
