import { readFileSync } from "node:fs";
import { handoverCounts, keeps, type Time, timesOf } from "./custody.ts";
import { isExcerpt, type Told, tell, type Value, type Write } from "./lines.ts";

/** What an office must show by rules CM-2 to CM-10 and CM-16 to CM-18, worked out from its lines alone: slow and plain on purpose. */

/** One write of a field as somebody shows it. */
export interface Said {
  readonly by: string;
  readonly to: Value;
}

type Fields = Readonly<Record<string, readonly Said[]>>;

/** What a PC shows: of each field the heads, the one shown first; proposals; places that wait; last number of each feed. */
export interface View {
  readonly records: Readonly<Record<string, Fields>>;
  readonly proposals: Readonly<Record<string, Fields>>;
  readonly waiting: readonly string[];
  readonly reached: Readonly<Record<string, number>>;
}

export interface Known {
  readonly provinces: ReadonlySet<string>; // offices
  readonly ended: ReadonlyMap<string, number>; // last action of a feed that counts
  readonly gone: ReadonlySet<string>; // places of ended feeds that never came
  readonly own: string; // office: excerpts for it count
}

export interface Expected extends View {
  /** Who keeps a person's file; null: nobody has said so. */
  readonly keeperOf: (person: string) => string | null;
  /** Who kept it before, and since when; none: it was never handed over (CM-18). */
  readonly times: (person: string) => readonly Time[];
  /** Whether the writer of a value may write there (CM-17). */
  readonly mayWrite: (write: Write) => boolean;
  readonly writes: readonly Write[]; // that have taken effect, also those that are only proposed
  readonly depths: ReadonlyMap<string, number>; // of each place that has taken effect
}

/** @param lines  of each feed, from its first on */
export function expectedOf(lines: ReadonlyMap<string, readonly string[]>, known: Known): Expected {
  const { provinces, ended } = known;
  const { taken, waiting, reached } = inTurn(lines, known);
  const depth = depthsOf(taken, ended);
  const writes = once(taken).filter(
    ({ record, feed, number }) => !isExcerpt(record) && number <= (ended.get(feed) ?? Infinity),
  );
  const byField = new Map<string, Map<string, Write[]>>();
  for (const write of writes) {
    const fields = byField.get(write.record) ?? new Map<string, Write[]>();
    byField.set(write.record, fields);
    const some = fields.get(write.field);
    if (some === undefined) fields.set(write.field, [write]);
    else some.push(write);
  }
  const of = (record: string, field: string): readonly Write[] => byField.get(record)?.get(field) ?? [];
  const deeper = (one: Write, other: Write): number =>
    (depth.get(other.by) ?? 0) - (depth.get(one.by) ?? 0) ||
    (one.feed === other.feed ? other.number - one.number : one.feed < other.feed ? 1 : -1);
  const best = (some: readonly Write[]): Write | undefined => some.toSorted(deeper)[0];
  const standing = (write: Write, keeper: string | null): Standing =>
    officeOf(write.feed) === keeper ? "custodian" : provinces.has(officeOf(write.feed)) ? "province" : "other";
  const handovers = new Map([...byField].filter(([record]) => record.startsWith("handover:")));
  const spans = new Map<string, readonly Time[]>();
  const times = (person: string): readonly Time[] => {
    const found = spans.get(person) ?? (handovers.size === 0 ? [] : timesOf(person, handovers, provinces));
    spans.set(person, found);
    return found;
  };
  const may = (write: Write, person: string | null): boolean => {
    const keeper = person === null ? null : keeperOf(person);
    const handed = person === null ? [] : times(person);
    if (keeper === null && handed.length === 0) return true;
    const as = handed.length === 0 ? keeper : keeps(handed, write) ? officeOf(write.feed) : null;
    return word(groupOf(write.record, write.field), standing(write, as)) === "writes";
  };

  /** Whether by this action an office came to keep the file. */
  const takesOver = (person: string, { by, to }: Write): boolean =>
    times(person).some((time) => time.office === to && time.by.includes(by));
  const keepers = new Map<string, string | null>();
  const claims = (person: string): readonly Write[] =>
    of(person, "custodian").filter(
      ({ saw, to, feed }) => saw.length === 0 && (to === officeOf(feed) || provinces.has(officeOf(feed))),
    );
  /** Words on who keeps a file: of the last of its hand-overs that brought one, else of those who made it; whatever they saw (CM-18). */
  const custodyWords = (person: string): readonly Write[] => {
    const said = of(person, "custodian");
    const handed = times(person).map(({ office, by }) =>
      said.filter((write) => write.to === office && by.includes(write.by)),
    );
    return handed.findLast((words) => words.length > 0) ?? claims(person);
  };
  const keeperOf = (person: string): string | null => {
    const found = keepers.get(person);
    if (found !== undefined) return found;
    const counting = custodyWords(person);
    const to = best(counting.filter(({ by }) => !counting.some(({ saw }) => saw.includes(by))))?.to;
    const keeper = typeof to === "string" ? to : null;
    keepers.set(person, keeper);
    return keeper;
  };
  const homes = new Map<string, string | null>();
  const personOf = (row: string): string | null => {
    const found = homes.get(row);
    if (found !== undefined) return found;
    const counting = of(row, "personId").filter(
      (write) => write.saw.length === 0 && may(write, isPerson(write.to) ? write.to : null),
    );
    const shown = best(counting)?.to;
    const person = isPerson(shown) ? shown : proposedHome(of(row, "personId"));
    homes.set(row, person);
    return person;
  };
  const decide = (write: Write): boolean => {
    const { record, field } = write;
    if (record.startsWith("handover:")) return handoverCounts(write, handovers.get(record)!, provinces);
    const home = homeField(record);
    const claim = of(record, home).find(({ by }) => by === write.by);
    const begins = claim !== undefined && claim.saw.length === 0;
    if (record.startsWith("person:")) {
      if (begins) return claims(record).includes(claim);
      return field === home ? takesOver(record, write) : may(write, record);
    }
    const person = begins && isPerson(claim.to) ? claim.to : personOf(record);
    return (field !== home || begins) && may(write, person);
  };
  const verdicts = new Map<Write, boolean>();
  const mayWrite = (write: Write): boolean => {
    const found = verdicts.get(write);
    if (found !== undefined) return found;
    const verdict = decide(write);
    verdicts.set(write, verdict);
    return verdict;
  };

  const records: Record<string, Record<string, readonly Said[]>> = {};
  const proposals: Record<string, Record<string, readonly Said[]>> = {};
  for (const [record, fields] of byField) {
    const home = homeField(record);
    for (const [field, all] of fields) {
      const counting = record.startsWith("person:") && field === home ? custodyWords(record) : all.filter(mayWrite);
      const seen = new Set(counting.flatMap(({ saw }) => saw));
      const heads = counting.filter(({ by }) => !seen.has(by));
      if (heads.length > 0) {
        const person = record.startsWith("person:") ? record : personOf(record);
        const keeper = field === home || person === null ? null : keeperOf(person);
        const ordered = heads
          .toSorted((one, other) => {
            const kept = (write: Write) => (officeOf(write.feed) === keeper ? 1 : 0);
            return kept(other) - kept(one) || deeper(one, other);
          })
          .map(said);
        records[record] = { ...records[record], [field]: ordered };
      }
      if (field === home && counting.length > 0) continue;
      const open = all.filter(
        (write) =>
          !mayWrite(write) &&
          !seen.has(write.by) &&
          !all.some((other) => other.saw.includes(write.by) && officeOf(other.feed) === officeOf(write.feed)),
      );
      if (open.length > 0) proposals[record] = { ...proposals[record], [field]: open.map(said) };
    }
  }
  return { records, proposals, waiting, reached, keeperOf, times, mayWrite, writes, depths: depth };
}

const said = ({ by, to }: Write): Said => ({ by, to });
const isPerson = (to: Value | undefined): to is string => typeof to === "string" && to.startsWith("person:");
const homeField = (record: string): string => (record.startsWith("person:") ? "custodian" : "personId");
export const officeOf = (feed: string): string => feed.slice(0, feed.indexOf("-"));

/** Whose file a row belongs to while that is only proposed: by the lowest place that its own office has not taken back. */
function proposedHome(all: readonly Write[]): string | null {
  const open = all.filter(
    (write) => !all.some((other) => other.saw.includes(write.by) && officeOf(other.feed) === officeOf(write.feed)),
  );
  const lowest = open.toSorted((a, b) => (a.feed === b.feed ? a.number - b.number : a.feed < b.feed ? -1 : 1))[0]?.to;
  return isPerson(lowest) ? lowest : null;
}

const isRevoked = (ended: Known["ended"], place: string): boolean =>
  numberOf(place) > (ended.get(feedOf(place)) ?? Infinity);

/**
 * Lines take effect once the one before and all that they saw have (CM-2, CM-3); for what was revoked or is gone nobody waits (CM-16). What the
 * province passes on is here with the line that does it (CM-18).
 */
function inTurn(lines: ReadonlyMap<string, readonly string[]>, { provinces, ended, gone, own }: Known) {
  const reached = new Map<string, number>();
  const taken: Taken[] = [];
  const passed = new Set<string>(); // places
  for (let before = -1; before !== taken.length; ) {
    before = taken.length;
    for (const [feed, texts] of lines) {
      for (let at = reached.get(feed) ?? 0; at < texts.length; at += 1) {
        const told = tell(feed, at + 1, texts[at] ?? "");
        const isHere = (place: string) => numberOf(place) <= (reached.get(feedOf(place)) ?? 0) || passed.has(place);
        if (!told.sees.every((place) => isHere(place) || gone.has(place) || isRevoked(ended, place))) break;
        taken.push({ told, passedOn: null });
        reached.set(feed, at + 1);
        if (told.passedOn.length === 0 || !provinces.has(officeOf(feed)) || isRevoked(ended, told.by)) continue;
        for (const { office, told: cut, depth } of told.passedOn)
          if (office === own) {
            taken.push({ told: cut, passedOn: depth });
            passed.add(cut.by);
          }
      }
    }
  }
  const waiting = [...lines].flatMap(([feed, texts]) => {
    const first = (reached.get(feed) ?? 0) + 1;
    return Array.from({ length: texts.length - first + 1 }, (_, i) => `${feed}:${first + i}`);
  });
  return { taken, waiting, reached: Object.fromEntries(reached) };
}

/** A line that has taken effect; one that was passed on with the depth that the province gave it. */
interface Taken {
  readonly told: Told;
  readonly passedOn: number | null;
}

/**
 * Each write once: it may have come itself and been passed on, more than once. Where the writer's feed forked, the province passes on what
 * stands at the same places of the other branch: both count, or a file would come empty to its new keeper; of one field what came itself.
 */
function once(taken: readonly Taken[]): readonly Write[] {
  const writes = new Map<string, Write>();
  for (const { told, passedOn } of taken)
    for (const write of told.writes) {
      const key = `${write.by} ${write.record} ${write.field}`;
      if (passedOn === null || !writes.has(key)) writes.set(key, write);
    }
  return [...writes.values()];
}

export const feedOf = (place: string): string => place.slice(0, place.lastIndexOf(":"));
export const numberOf = (place: string): number => Number(place.slice(place.lastIndexOf(":") + 1));

/** The longest chain of writes that ends in each line (CM-9), without what was revoked. A place that came itself has its own depth. */
function depthsOf(taken: readonly Taken[], ended: Known["ended"]): ReadonlyMap<string, number> {
  const depths = new Map<string, number>();
  const depthAt = (place: string): number => (isRevoked(ended, place) ? 0 : (depths.get(place) ?? 0));
  for (const { told, passedOn } of taken) {
    const { by, sees, withheld } = told;
    if (passedOn === null) depths.set(by, withheld?.depth ?? 1 + Math.max(0, ...sees.map(depthAt)));
    else if (!depths.has(by)) depths.set(by, passedOn);
  }
  return depths;
}

const standings = ["custodian", "province", "other"] as const;
type Standing = (typeof standings)[number];

/** Who may write what, as people read it. */
const table = new Map(
  readFileSync("docs/authority.csv", "utf8")
    .trim()
    .split("\n")
    .slice(1)
    .map((row) => {
      const [, group = "", ...words] = /^([a-z-]+),"[^"]+",(\w+),(\w+),(\w+),\w+$/.exec(row) ?? [];
      return [group, words] as const;
    }),
);

function word(group: string, standing: Standing): string {
  const words = table.get(group);
  if (words === undefined) throw new Error(`docs/authority.csv has no ${group}`);
  return words[standings.indexOf(standing)] ?? "";
}

/** The groups of what the simulator's clerks write; what nobody has heard of is part of the file. */
const groups: Readonly<Record<string, string>> = {
  "person.birthName": "identity",
  "person.nativeCommune": "identity",
  "person.partyJoinDate": "party",
  "person.withdrawn": "closing",
  person: "file",
  training: "file",
  assignment: "posts",
  "yearly-rating": "assessment",
  "unit-version": "office-wide",
  unit: "office-wide",
};

function groupOf(record: string, field: string): string {
  const kind = record.slice(0, record.indexOf(":"));
  return groups[`${kind}.${field}`] ?? groups[kind] ?? "file";
}
