import { splitRef } from "../../shared/change/arrival-order.ts";
import type { ActionRef } from "../../shared/change/change.ts";
import { spellsOf } from "../../shared/change/custody.ts";
import { recordFrom } from "../../shared/change/describe-change.ts";
import { headsOf } from "../../shared/change/heads.ts";
import { custodianShown } from "../../shared/change/shown-order.ts";
import type { RecordState } from "../../shared/change/state.ts";
import { type Closing, placeOf } from "../../shared/domain/closing.ts";
import { compareText } from "../../shared/domain/compare-text.ts";
import type { Positions } from "../../shared/domain/handover.ts";
import { type OfficeId, officeOf, type RecordId } from "../../shared/domain/primitives.ts";
import type { Opened } from "../../shared/ipc/office.ts";
import { type HandoverOnFile, handoversOnFile, positionsOf } from "./handovers.ts";
import { officeName } from "./history.ts";
import type { Memory } from "./memory.ts";

/** What closings look up about a person. */
export interface Whereabouts {
  readonly nameOf: (person: RecordId<"person">) => string;
  readonly unitOf: (person: RecordId<"person">) => RecordId<"unit"> | null; // of the present post
  readonly unitName: (person: RecordId<"person">) => string;
}

export interface NamedOffice {
  readonly id: OfficeId;
  readonly name: string;
}

export interface NamedPerson {
  readonly id: RecordId<"person">;
  readonly name: string;
}

/** What closing an office starts from. */
export interface ClosingGround extends NamedOffice {
  readonly files: number; // that it keeps, as far as is known here
  readonly units: readonly { readonly id: RecordId<"unit">; readonly name: string; readonly files: number }[]; // most files first
  readonly without: readonly NamedPerson[]; // people without a present post in a unit
  readonly offices: readonly NamedOffice[]; // that may go on with its files, ours too
  readonly open: readonly HandoverOnFile[]; // hand-overs to or from it that wait for an answer
  readonly last: Positions;
}

/** A closing as screens show it. */
export interface ClosingOnFile {
  readonly record: Closing;
  readonly name: string; // of the closed office
  readonly successors: readonly (NamedOffice & { readonly files: number })[]; // files handed to each so far
  readonly here: number; // of those handed to us, files whose contents have come
  readonly unplaced: readonly NamedPerson[]; // still kept by the closed office, and no rule says where they go
  readonly late: number; // records in which it proposes something, written after the end
  readonly isOwn: boolean; // it is this office that was closed
}

/** A file that is to change hands by a closing. */
export interface Transfer {
  readonly closing: Closing;
  readonly file: RecordId<"person">;
  readonly toOffice: OfficeId;
  readonly previous: RecordId<"handover"> | null;
  readonly cut: Positions;
  readonly after: Positions;
  readonly saw: readonly ActionRef[]; // heads of the file's `custodian`
}

/** What closing an office would start from; null: it is closed already, or nobody is known by that id. */
export function closingGround(
  memory: Memory,
  opened: Pick<Opened, "office" | "level">,
  office: OfficeId,
  where: Whereabouts,
): ClosingGround | null {
  const closed = closingsByOffice(memory);
  if (closed.has(office) || !memory.known.offices.has(office)) return null;
  const files = filesOf(memory, (keeper) => keeper === office).map(({ id }) => id);
  const units = new Map<RecordId<"unit">, { name: string; files: number }>();
  const without: NamedPerson[] = [];
  for (const id of files) {
    const unit = where.unitOf(id);
    if (unit === null) {
      without.push({ id, name: where.nameOf(id) });
      continue;
    }
    const known = units.get(unit);
    units.set(unit, { name: known?.name ?? where.unitName(id), files: (known?.files ?? 0) + 1 });
  }
  return {
    id: office,
    name: officeName(memory, office),
    files: files.length,
    units: [...units]
      .map(([id, unit]) => ({ id, ...unit }))
      .toSorted((one, other) => other.files - one.files || compareText(one.name, other.name)),
    without: without.toSorted((one, other) => compareText(one.name, other.name)),
    offices: [...memory.known.offices]
      .filter(([id]) => id !== office && !closed.has(id))
      .map(([id, name]) => ({ id, name }))
      .toSorted((one, other) => compareText(one.name, other.name)),
    open: handoversOnFile(memory, opened, where.nameOf).filter(
      ({ record, mayWithdraw }) => mayWithdraw && (record.fromOffice === office || record.toOffice === office),
    ),
    last: positionsOf(memory, office),
  };
}

/** Every closing in effect, the newest first. */
export function closingsOnFile(
  memory: Memory,
  { office: own }: Pick<Opened, "office">,
  where: Whereabouts,
): readonly ClosingOnFile[] {
  const closed = closingsByOffice(memory);
  if (closed.size === 0) return [];
  const handed = new Map<RecordId, Map<OfficeId, RecordId<"person">[]>>();
  for (const state of memory.records.ofKind("handover")) {
    const record = recordFrom(state, "handover");
    if (record === null || record.closing === null || record.withdrawn) continue;
    const byOffice = handed.get(record.closing) ?? new Map<OfficeId, RecordId<"person">[]>();
    handed.set(record.closing, byOffice);
    const files = byOffice.get(record.toOffice) ?? [];
    byOffice.set(record.toOffice, files);
    files.push(record.file);
  }
  const kept = filesOf(memory, (keeper) => closed.has(keeper));
  const late = (closing: Closing) =>
    [...memory.state.proposals.values()].filter((fields) =>
      Object.values(fields).some((heads) => heads.some(({ by }) => isLate(by, closing))),
    ).length;
  return [...closed.values()]
    .map((record): ClosingOnFile => {
      const to = handed.get(record.id);
      return {
        record,
        name: officeName(memory, record.office),
        successors: record.successors.map((id) => ({
          id,
          name: memory.known.offices.get(id) ?? record.names[id] ?? id,
          files: to?.get(id)?.length ?? 0,
        })),
        here: (to?.get(own) ?? []).filter((file) => where.nameOf(file) !== "").length,
        unplaced: kept
          .filter(({ keeper, id }) => keeper === record.office && placed(closed, where, record, id) === null)
          .map(({ id }) => ({ id, name: where.nameOf(id) })),
        late: late(record),
        isOwn: record.office === own,
      };
    })
    .toSorted((one, other) => (one.record.id < other.record.id ? 1 : -1));
}

/**
 * Files that closed offices still keep and a rule places: those that they kept when they were closed, and what came late.
 *
 * @param most  at most so many, all by one closing and to one office, so that nobody else hears of them
 */
export function transfersDue(memory: Memory, where: Whereabouts, most: number): readonly Transfer[] {
  const closed = closingsByOffice(memory);
  if (closed.size === 0) return [];
  const found: Transfer[] = [];
  for (const { id, keeper, state } of filesOf(memory, (each) => closed.has(each))) {
    const closing = closed.get(keeper)!;
    const toOffice = placed(closed, where, closing, id);
    const [first] = found;
    if (toOffice === null) continue;
    if (first !== undefined && (first.toOffice !== toOffice || first.closing.id !== closing.id)) continue;
    const previous = spellsOf(memory.state, id, (each) => memory.records.get(each)).at(-1)?.handover ?? null;
    found.push({
      closing,
      file: id,
      toOffice,
      previous: previous as RecordId<"handover"> | null,
      cut: isLate(state.first, closing) ? positionsOf(memory, keeper) : closing.last,
      after: positionsOf(memory, toOffice),
      saw: headsOf(state, "custodian").map(({ by }) => by),
    });
    if (found.length >= most) break;
  }
  return found;
}

/** The closing of each closed office; of several the newest. */
function closingsByOffice(memory: Memory): ReadonlyMap<OfficeId, Closing> {
  const found = new Map<OfficeId, Closing>();
  for (const state of memory.records.ofKind("closing")) {
    const record = recordFrom(state, "closing");
    if (record === null || record.withdrawn) continue;
    const known = found.get(record.office);
    if (known === undefined || known.id < record.id) found.set(record.office, record);
  }
  return found;
}

interface KeptFile {
  readonly id: RecordId<"person">;
  readonly keeper: OfficeId;
  readonly state: RecordState;
}

function filesOf({ records }: Memory, wanted: (keeper: OfficeId) => boolean): readonly KeptFile[] {
  const found: KeptFile[] = [];
  for (const state of records.ofKind("person")) {
    const keeper = custodianShown(state);
    if (keeper !== null && wanted(keeper)) found.push({ id: state.id as RecordId<"person">, keeper, state });
  }
  return found;
}

/** Where a file goes; null: a person says so. No rule hands a file to an office that is closed itself. */
function placed(
  closed: ReadonlyMap<OfficeId, Closing>,
  { unitOf }: Whereabouts,
  closing: Closing,
  id: RecordId<"person">,
): OfficeId | null {
  const place = placeOf(closing, { id, unitId: unitOf(id) });
  return place === null || closed.has(place) ? null : place;
}

/** Whether an action is of an office that was closed, and after the last that counts of it. */
export function writtenLate(memory: Memory): (by: ActionRef) => boolean {
  const closed = closingsByOffice(memory);
  return (by) => {
    const closing = closed.size === 0 ? undefined : closed.get(officeOf(splitRef(by).feed));
    return closing !== undefined && isLate(by, closing);
  };
}

/** Whether the closed office wrote this after its last action that counts: a file that it made then comes whole. */
function isLate(by: ActionRef, { office, last }: Closing): boolean {
  const { feed, number } = splitRef(by);
  return officeOf(feed) === office && number > (last[feed] ?? 0);
}
