import { countsAs, hashOfText, sha256, tell, type Value } from "./lines.ts";
import type { Expected, View } from "./records.ts";
import type { Asked } from "./told.ts";

/** What the judge knows of one PC. */
export interface Pc {
  readonly office: string;
  feed: string;
  held: Map<string, string[]>; // lines of each feed
  readonly unanswered: Asked[];
  view: View | null;
  compared: { readonly lines: number; readonly viewText: string } | null; // when it was looked at last: lines held, and what it showed
  expected: Expected | null;
  ended: ReadonlyMap<string, number>;
  gone: ReadonlySet<string>;
  digest: string;
  frozen: ReadonlySet<string>;
  setBack: boolean;
  left: { readonly feed: string; readonly upTo: number } | null; // a feed that it has just left, and what stays of it
}

/** Whether a PC holds of every feed the same branch as the province does. */
export function onMainBranches(pc: Pc, province: Pc): boolean {
  return [...pc.held].every(([feed, lines]) => {
    const theirs = province.held.get(feed) ?? [];
    const both = Math.min(lines.length, theirs.length);
    return lines.slice(0, both).every((line, i) => countsAs(line) === countsAs(theirs[i] ?? ""));
  });
}

/** Whether a PC has what the province has of feeds that nobody writes any more: whoever missed a part of one will never get it. */
export function hasAllOfTheGone(pc: Pc, province: Pc, living: ReadonlySet<string>, everybody: boolean): boolean {
  return [...province.held].every(([feed, lines]) => {
    const isTold = everybody || pc.office === province.office || pc.held.has(feed) || feed.startsWith(`${pc.office}-`);
    return living.has(feed) || !isTold || (pc.held.get(feed)?.length ?? 0) >= lines.length;
  });
}

/** Records whose every write lies open at both PCs. */
export function wholeRecords(pc: Pc, province: Pc): readonly string[] {
  const missing = new Set<string>();
  for (const [feed, lines] of province.held)
    for (const [i, line] of lines.entries()) {
      const here = pc.held.get(feed)?.[i];
      if (here !== line)
        for (const { record, field, to } of tell(feed, i + 1, line).writes) {
          missing.add(record);
          if ((field === "personId" || field === "file") && typeof to === "string") missing.add(to);
        }
    }
  for (const [feed, lines] of pc.held)
    for (const [i, line] of lines.entries())
      if (province.held.get(feed)?.[i] === undefined)
        for (const { record } of tell(feed, i + 1, line).writes) missing.add(record);
  const home = (record: string): string => {
    const said = pc.view?.records[record]?.personId?.[0]?.to;
    return typeof said === "string" ? said : record;
  };
  for (const [record, { file }] of Object.entries(province.view?.records ?? {}))
    if (record.startsWith("handover:") && missing.has(record) && typeof file?.[0]?.to === "string")
      missing.add(file[0].to);
  return Object.keys(pc.view?.records ?? {}).filter((record) => !missing.has(record) && !missing.has(home(record)));
}

export function holdingOf(pc: Pc): string {
  const feeds = [...pc.held]
    .filter(([, lines]) => lines.length > 0)
    .map(([feed, lines]) => `${feed} ${sha256(...lines).toString("hex")}`);
  const ended = [...pc.ended].map(([feed, upTo]) => `${feed} ends ${upTo}`);
  const gone = [...pc.gone].map((place) => `${place} is gone`);
  const passesOn = [...pc.held].some(([feed, lines]) =>
    lines.some((line, i) => tell(feed, i + 1, line).passedOn.length > 0),
  );
  const own = passesOn ? [pc.office] : []; // what is passed on says nothing to others
  return sha256([...feeds.toSorted(), ...ended.toSorted(), ...gone.toSorted(), ...own].join("\n")).toString("hex");
}

export const hashOfView = ({ records, proposals }: View): string =>
  hashOfText(
    [records, proposals]
      .map((some) =>
        Object.keys(some)
          .toSorted()
          .map((record) => `${record}\n${spelledFields(some[record])}`)
          .join("\n\n"),
      )
      .join("\n\n\n"),
  );

export const same = (one: readonly unknown[], other: readonly unknown[]): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

/** One text of a value, keys in order. */
const plain = (value: Value): string =>
  JSON.stringify(value, (_, part: Value) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
export const spelled = (write: {
  readonly record: string;
  readonly field: string;
  readonly saw: readonly string[];
  readonly to: Value;
}): string => `${write.record} ${write.field} ${write.saw.toSorted().join()} ${plain(write.to)}`;
export const spelledSaid = ({ by, to }: { readonly by: string; readonly to: Value }): string => `${by} ${plain(to)}`;
export const spelledFields = (fields: View["records"][string] | undefined): string =>
  Object.entries(fields ?? {})
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([field, heads]) => `${field}=${heads[0]?.by ?? ""}|${heads.map(spelledSaid).toSorted().join("|")}`)
    .join("\n");
