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
  /** How many are about a person, as far as is known. */
  countOf(person: RecordId): number;
  close(): void;
}

/** A finding that somebody looked at, and the record that says so. */
export interface AcceptedOnDesk {
  readonly finding: Finding;
  readonly by: RecordId<"accepted-finding">;
  readonly reason: string;
}

/** Milliseconds of work before others get their turn. */
const slice = 6;

/** After a change, milliseconds before the work begins: the list is shown first. */
const pause = 50;

/** Above so many touched records, everything is looked at again instead of each by itself. */
const touchedAtMost = 400;

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
  let counts = countsOf(listedIn(records, known), accepted);
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
    return all ? allChecks(records, files, refusedPacks) : checksAfter(records, ids, known, files, refusedPacks);
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
    counts = countsOf(listedIn(records, known), accepted);
    for (const answer of waiting) answer();
    waiting = [];
    if (!sameCounts(before, counts)) recounted();
  };
  schedule(pause);
  return {
    touched: (ids) => {
      for (const id of ids) touched.add(id);
      if (ids.some((id) => kindOf(id) === "accepted-finding")) accepted = acceptances(records);
      schedule(pause);
    },
    findings: () =>
      new Promise((give) => {
        const answer = (): void => {
          const open: Finding[] = [];
          const looked: AcceptedOnDesk[] = [];
          for (const finding of listedIn(records, known)) {
            const by = accepted.get(findingKey(finding));
            if (by === undefined) open.push(finding);
            else looked.push({ finding, by: by.id, reason: by.reason });
          }
          give({ open, accepted: looked });
        };
        if (timer === null) answer();
        else waiting.push(answer);
      }),
    countOf: (person) => counts.get(person) ?? 0,
    close: () => {
      if (timer !== null) clearTimeout(timer);
    },
  };
}

/** A unit's version may be named by any move; files that are joined or parted change whose every row is. */
const reachesFar: ReadonlySet<string> = new Set(["unit", "unit-version", "same-person", "code-record"]);

/** What was found, but for people whose file has left the province: nobody here could mend it. */
const listedIn = (records: PagedRecords, known: ReadonlyMap<string, readonly Finding[]>): readonly Finding[] =>
  [...known.values()]
    .flat()
    .filter(({ personId }) => personId === null || records.get(personId)?.values.custodian !== outsideProvince);

function countsOf(
  found: readonly Finding[],
  accepted: ReadonlyMap<string, AcceptedFinding>,
): ReadonlyMap<RecordId, number> {
  const counts = new Map<RecordId, number>();
  for (const finding of found) {
    const { personId } = finding;
    if (personId === null || (accepted.size > 0 && accepted.has(findingKey(finding)))) continue;
    counts.set(personId, (counts.get(personId) ?? 0) + 1);
  }
  return counts;
}

function acceptances(records: PagedRecords): ReadonlyMap<string, AcceptedFinding> {
  const standing = new Map<string, AcceptedFinding>();
  for (const state of records.ofKind("accepted-finding" satisfies OpenKind)) {
    const record = recordFrom(state, "accepted-finding");
    if (record !== null && !record.withdrawn) standing.set(record.finding, record);
  }
  return standing;
}

const sameCounts = (a: ReadonlyMap<RecordId, number>, b: ReadonlyMap<RecordId, number>): boolean =>
  a.size === b.size && [...a].every(([id, count]) => b.get(id) === count);
