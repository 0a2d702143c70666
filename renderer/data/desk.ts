import { recordFrom } from "../../shared/change/describe-change.ts";
import { type AcceptedFinding, findingKey } from "../../shared/domain/accepted-finding.ts";
import type { Finding } from "../../shared/domain/findings.ts";
import { kindOf, outsideProvince, type RecordId } from "../../shared/domain/primitives.ts";
import type { OpenKind } from "../../shared/domain/record-kinds.ts";
import type { FileGroups } from "../../shared/domain/same-person.ts";
import { allChecks, type Check, checksAfter, type RefusedPacks } from "./desk-checks.ts";
import type { PagedRecords } from "./paged-records.ts";

/** What is odd in meaning, worked out in the background a few milliseconds at a time, so that searches never wait for it. */
export interface Desk {
  /** Records changed: what they may have made odd, or mended, is looked at again. */
  touched(ids: readonly RecordId[]): void;
  /** All findings, once everything has been looked at; those that a person has accepted stand apart. */
  findings(): Promise<{ readonly open: readonly Finding[]; readonly accepted: readonly AcceptedOnDesk[] }>;
  /** How many are open, as far as is known. */
  count(): number;
  /** How many of them are about a person. */
  countOf(person: RecordId): number;
  close(): void;
}

/** A finding that somebody looked at, and the record that says so. */
export interface AcceptedOnDesk {
  readonly finding: Finding;
  readonly by: RecordId<"accepted-finding">;
  readonly reason: string;
}

/** Milliseconds of work before others get their turn: while somebody waits for the answer, and before anybody has asked. */
const slices = { asked: 24, ahead: 6 };

/** After a change, milliseconds before the work begins: the list is shown first. */
const pause = 50;

/** Above so many touched records, everything is looked at again instead of each by itself. */
const touchedAtMost = 400;

/**
 * After a look at everything, the next one waits this many times as long as it worked, and no longer than so many milliseconds,
 * unless somebody asks: while bundle after bundle comes in, each would begin another.
 */
const rest = { times: 4, atMost: 20_000 };

/**
 * @param recounted     called when counts have changed
 * @param refusedPacks  packs of rules that are not used
 */
export function makeDesk(
  records: PagedRecords,
  files: FileGroups,
  recounted: () => void,
  refusedPacks: RefusedPacks,
): Desk {
  let known = new Map<string, readonly Finding[]>(); // by what was checked, e.g. "posts person:…"; only where something was found
  let accepted = acceptances(records); // by finding key
  let sorted = sortedOut(records, known, accepted);
  let timer: ReturnType<typeof setTimeout> | null = null;
  let waiting: (() => void)[] = [];
  const touched = new Set<RecordId>();
  let work: Iterator<Check> | null = null;
  let fresh: Map<string, readonly Finding[]> | null = new Map(); // of a look at everything; null: single checks
  let worked = 0; // ms, in the newest look at everything
  let restUntil = 0; // ms of the clock

  const isForAll = (): boolean =>
    fresh !== null || touched.size > touchedAtMost || [...touched].some((id) => reachesFar.has(kindOf(id)));
  const restLeft = (): number => (waiting.length > 0 || !isForAll() ? 0 : restUntil - performance.now());
  const begin = (): Iterator<Check> | null => {
    if ((fresh === null && touched.size === 0) || restLeft() > 0) return null;
    const all = isForAll();
    const ids = [...touched];
    touched.clear();
    fresh = all ? new Map() : null;
    if (all) worked = 0;
    return all ? allChecks(records, files, refusedPacks) : checksAfter(records, ids, known, files, refusedPacks);
  };
  const turn = (): void => {
    timer = null;
    const begun = performance.now();
    const slice = waiting.length > 0 ? slices.asked : slices.ahead;
    work ??= begin();
    while (work !== null) {
      const { done, value } = work.next();
      if (done === true) {
        if (fresh !== null) {
          known = fresh;
          const now = performance.now();
          restUntil = now + Math.min((worked + now - begun) * rest.times, rest.atMost);
        }
        fresh = null;
        work = begin();
      } else {
        const into = fresh ?? known;
        if (value.found.length > 0) into.set(value.about, value.found);
        else into.delete(value.about);
      }
      if (performance.now() >= begun + slice) break;
    }
    if (work === null) finish();
    else {
      worked += performance.now() - begun;
      schedule(0);
    }
  };
  const schedule = (after: number): void => {
    timer ??= setTimeout(turn, after);
  };
  const finish = (): void => {
    const before = sorted;
    sorted = sortedOut(records, known, accepted);
    if (!sameCounts(before, sorted)) recounted();
    if (touched.size > 0) schedule(Math.max(0, restLeft()));
    else {
      for (const answer of waiting) answer();
      waiting = [];
    }
  };
  schedule(pause);
  return {
    touched: (ids) => {
      for (const id of ids) touched.add(id);
      if (ids.some((id) => kindOf(id) === "accepted-finding")) accepted = acceptances(records);
      schedule(Math.max(pause, restLeft()));
    },
    findings: () =>
      new Promise((give) => {
        if (timer === null) return give(sorted);
        waiting.push(() => give(sorted));
        if (work !== null) return;
        clearTimeout(timer); // it may only wait for the end of a rest
        timer = null;
        schedule(0);
      }),
    count: () => sorted.open.length,
    countOf: (person) => sorted.counts.get(person) ?? 0,
    close: () => {
      if (timer !== null) clearTimeout(timer);
    },
  };
}

/** A unit's version may be named by any move; files that are joined or parted change whose every row is. */
const reachesFar: ReadonlySet<string> = new Set(["unit", "unit-version", "same-person", "code-record"]);

/** What was found, and what of it is open. */
interface SortedOut {
  readonly open: readonly Finding[];
  readonly accepted: readonly AcceptedOnDesk[];
  readonly counts: ReadonlyMap<RecordId, number>; // of the open ones, by person
}

/** All but what is about people whose file has left the province: nobody here could mend it. */
function sortedOut(
  records: PagedRecords,
  known: ReadonlyMap<string, readonly Finding[]>,
  looked: ReadonlyMap<string, AcceptedFinding>,
): SortedOut {
  const open: Finding[] = [];
  const accepted: AcceptedOnDesk[] = [];
  const counts = new Map<RecordId, number>();
  const departed = new Set<RecordId | null>(
    known.size === 0
      ? []
      : records.matching("person" satisfies OpenKind, "custodian", outsideProvince).map(({ id }) => id),
  );
  for (const found of known.values()) {
    for (const finding of found) {
      const { personId } = finding;
      if (departed.has(personId)) continue;
      const by = looked.size === 0 ? undefined : looked.get(findingKey(finding));
      if (by !== undefined) accepted.push({ finding, by: by.id, reason: by.reason });
      else {
        open.push(finding);
        if (personId !== null) counts.set(personId, (counts.get(personId) ?? 0) + 1);
      }
    }
  }
  return { open, accepted, counts };
}

function acceptances(records: PagedRecords): ReadonlyMap<string, AcceptedFinding> {
  const standing = new Map<string, AcceptedFinding>();
  for (const state of records.ofKind("accepted-finding" satisfies OpenKind)) {
    const record = recordFrom(state, "accepted-finding");
    if (record !== null && !record.withdrawn) standing.set(record.finding, record);
  }
  return standing;
}

const sameCounts = (one: SortedOut, other: SortedOut): boolean =>
  one.open.length === other.open.length &&
  one.counts.size === other.counts.size &&
  [...one.counts].every(([id, count]) => other.counts.get(id) === count);
