import { decodeLine } from "../../shared/change/line.ts";
import { type ImportPlan, type PlannedRecord, planOf, tryImport } from "../../shared/change/plan-import.ts";
import type { RecordState } from "../../shared/change/state.ts";
import { kindOf, type RecordId } from "../../shared/domain/primitives.ts";
import type { ActionLine } from "../../shared/exchange/entry.ts";
import { judgeTried } from "./judge-again.ts";
import type { Memory } from "./memory.ts";
import type { ArrivalPlan, ArrivalWeight, ArrivingPerson, LedgerSource } from "./office-data.ts";
import type { PeopleListing } from "./people-listing.ts";
import { namesOfUnits, presentPost, unitOf } from "./people-listing.ts";

/**
 * What taking these lines would change, by unit of the person and kind of record; and whom, for each group. Memory stays as it is,
 * and must meanwhile.
 */
export async function planArrival(
  memory: Memory,
  ledger: LedgerSource,
  listing: PeopleListing,
  lines: readonly ActionLine[],
): Promise<{ readonly plan: ArrivalPlan; readonly people: readonly (readonly ArrivingPerson[])[] }> {
  const { plan, unreadable } = await tried(memory, ledger, lines);
  const after = (id: RecordId): RecordState | undefined => plan.after.records.get(id) ?? memory.records.get(id);
  const unitNames = namesOfUnits(
    plan.records.flatMap(({ id }) => (kindOf(id) === "unit-version" ? [after(id)!] : [])),
    memory.records,
    listing.today,
  );
  const unitOfPerson = unitsAfter(listing, plan.records, after, unitNames);
  const groups = new Map<string, Group>();
  for (const record of plan.records) {
    const unit = record.personId === null ? "" : unitOfPerson(record.personId);
    const kind = kindOf(record.id);
    const key = `${unit}\0${kind}`;
    const group = groups.get(key) ?? { unit, kind, created: 0, changed: 0, conflicts: 0, people: new Map() };
    groups.set(key, group);
    group.created += record.created ? 1 : 0;
    group.changed += record.changed.length;
    group.conflicts += record.conflicts.length;
    const id = record.personId ?? record.id;
    const known = group.people.get(id);
    group.people.set(id, {
      id,
      name: known?.name ?? (recordName(after(id)) || (isUnit(id) && unitNames.get(id)) || id),
      created: (known?.created ?? 0) + (record.created ? 1 : 0),
      changed: (known?.changed ?? 0) + record.changed.length,
      conflicts: (known?.conflicts ?? 0) + record.conflicts.length,
      fields: [...new Set([...(known?.fields ?? []), ...record.changed, ...record.conflicts])],
    });
  }
  const sorted = [...groups.values()].toSorted(
    (a, b) => vietnamese.compare(a.unit, b.unit) || (a.kind < b.kind ? -1 : 1),
  );
  const shown: ArrivalPlan = {
    actions: plan.actions + unreadable,
    applied: plan.applied - plan.proposing.length,
    waiting: plan.waiting,
    held: plan.held + plan.proposing.length,
    refused: plan.refused + unreadable,
    ...weightOf(memory, plan),
    groups: sorted.map((group) => ({ ...group, people: group.people.size })),
  };
  return { plan: shown, people: sorted.map(({ people }) => [...people.values()]) };
}

/** How much taking these lines would change. */
export async function weighArrival(
  memory: Memory,
  ledger: LedgerSource,
  lines: readonly ActionLine[],
): Promise<ArrivalWeight> {
  return weightOf(memory, (await tried(memory, ledger, lines)).plan);
}

async function tried(
  memory: Memory,
  ledger: LedgerSource,
  lines: readonly ActionLine[],
): Promise<{ readonly plan: ImportPlan; readonly unreadable: number }> {
  const decoded = lines.map(({ feed, number, line }) => decodeLine(parsedOrNull(line), feed, number));
  const arrivals = decoded.flatMap((each) => (each.ok ? [each.value] : []));
  const plan = planOf(memory.state, await judgeTried(memory, ledger, tryImport(memory.state, arrivals)));
  return { plan, unreadable: decoded.length - arrivals.length };
}

const weightOf = ({ records }: Memory, { proposing, records: planned }: ImportPlan): ArrivalWeight => ({
  proposing,
  weight: {
    changed: planned.filter(({ created, changed, conflicts }) => !created && changed.length + conflicts.length > 0)
      .length,
    records: records.kinds().reduce((sum, kind) => sum + records.count(kind), 0),
    held: proposing.length,
  },
});

interface Group {
  readonly unit: string;
  readonly kind: string;
  created: number;
  changed: number;
  conflicts: number;
  readonly people: Map<RecordId, ArrivingPerson>;
}

const vietnamese = new Intl.Collator("vi");

/** A person's unit as the list shows it now; of a new person, as it would show it after. */
function unitsAfter(
  listing: PeopleListing,
  planned: readonly PlannedRecord[],
  after: (id: RecordId) => RecordState | undefined,
  unitNames: ReadonlyMap<RecordId<"unit">, string>,
): (person: RecordId<"person">) => string {
  const arriving = new Map<RecordId, RecordState[]>();
  for (const { id, personId } of planned) {
    const state = kindOf(id) === "assignment" ? after(id) : undefined;
    if (state === undefined || personId === null) continue;
    const known = arriving.get(personId);
    if (known === undefined) arriving.set(personId, [state]);
    else known.push(state);
  }
  const known = new Map<RecordId, string>();
  return (person) => {
    const listed = listing.index.get(person);
    if (listed !== undefined) return listed.unit;
    const before = known.get(person);
    if (before !== undefined) return before;
    const post = presentPost(arriving.get(person) ?? [], listing.today);
    const unit = post === null ? "" : unitOf(post, unitNames);
    known.set(person, unit);
    return unit;
  };
}

const isUnit = (id: RecordId): id is RecordId<"unit"> => kindOf(id) === "unit"; // its name stands in its versions

/** What a record is called in a list of names; "": it has no name. */
export function recordName(state: RecordState | undefined): string {
  for (const field of ["birthName", "name", "title", "number", "toTitle"]) {
    const value = state?.values[field];
    if (typeof value === "string" && value !== "") return value;
  }
  return "";
}

function parsedOrNull(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
