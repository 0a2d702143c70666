import { spellsOf } from "../../shared/change/custody.ts";
import { recordFrom } from "../../shared/change/describe-change.ts";
import { custodianShown } from "../../shared/change/shown-order.ts";
import type { RecordState } from "../../shared/change/state.ts";
import { type Handover, type HandoverState, handoverState, type Positions } from "../../shared/domain/handover.ts";
import { type OfficeId, officeOf, outsideProvince, type RecordId } from "../../shared/domain/primitives.ts";
import type { Opened } from "../../shared/ipc/office.ts";
import { officeName } from "./history.ts";
import type { Memory } from "./memory.ts";

/** A hand-over as screens show it. */
export interface HandoverOnFile {
  readonly record: Handover;
  readonly state: HandoverState;
  readonly personName: string; // "" while the file has not reached us
  readonly from: string;
  readonly to: string;
  readonly isOurs: boolean; // we are to receive the file, and may answer
  readonly mayWithdraw: boolean;
}

/** What handing a file over starts from. */
export interface HandoverGround {
  readonly keeper: OfficeId;
  readonly keeperName: string;
  readonly previous: RecordId<"handover"> | null; // by which the keeper came to keep it
  readonly cut: Positions; // last actions of the keeper that are held here
  readonly offices: readonly { readonly id: OfficeId; readonly name: string }[]; // that could receive it
  readonly open: HandoverOnFile | null; // one that waits for its answer
}

/**
 * Hand-overs, the newest first.
 *
 * @param files  whose hand-overs; left out: everybody's
 */
export function handoversOnFile(
  memory: Memory,
  { office, level }: Pick<Opened, "office" | "level">,
  nameOf: (person: RecordId<"person">) => string,
  files?: readonly RecordId<"person">[],
): readonly HandoverOnFile[] {
  const states = files === undefined ? memory.records.ofKind("handover") : statesOf(memory, files);
  return shownOf(memory, { office, level }, nameOf, states);
}

/** Files that have left the province, by name. */
export function departuresOnFile(
  memory: Memory,
  opened: Pick<Opened, "office" | "level">,
  nameOf: (person: RecordId<"person">) => string,
): readonly HandoverOnFile[] {
  const states = memory.records.matching("handover", "toOffice", outsideProvince);
  return shownOf(memory, opened, nameOf, states)
    .filter(({ state, record }) => state === "outside" && hasLeft(memory, record.file))
    .toSorted((one, other) => one.personName.localeCompare(other.personName, "vi"));
}

const hasLeft = ({ records }: Memory, file: RecordId): boolean => custodianShown(records.get(file)) === outsideProvince;

function shownOf(
  memory: Memory,
  { office, level }: Pick<Opened, "office" | "level">,
  nameOf: (person: RecordId<"person">) => string,
  states: Iterable<RecordState>,
): readonly HandoverOnFile[] {
  const found: HandoverOnFile[] = [];
  for (const state of states) {
    const record = recordFrom(state, "handover");
    if (record === null) continue;
    const now = handoverState(record);
    found.push({
      record,
      state: now,
      personName: nameOf(record.file),
      from: officeName(memory, record.fromOffice),
      to: record.destination || officeName(memory, record.toOffice),
      isOurs: record.toOffice === office && (now === "sent" || now === "refused"),
      mayWithdraw:
        level === "province" &&
        (now === "sent" || now === "refused" || (now === "outside" && hasLeft(memory, record.file))),
    });
  }
  return found.toSorted((one, other) => (one.record.id < other.record.id ? 1 : -1));
}

const statesOf = ({ records, state: { handovers } }: Memory, files: readonly RecordId<"person">[]) =>
  files.flatMap((file) => [...(handovers?.get(file) ?? [])]).flatMap((id) => records.get(id) ?? []);

/** What a hand-over of a file would start from; null: the file is not here, or nobody is known to keep it. */
export function handoverGround(
  memory: Memory,
  opened: Pick<Opened, "office" | "level">,
  person: RecordId<"person">,
  nameOf: (person: RecordId<"person">) => string,
): HandoverGround | null {
  const { records, known } = memory;
  const keeper = custodianShown(records.get(person));
  if (keeper === null) return null;
  const last = spellsOf(memory.state, person, (id) => records.get(id)).at(-1);
  return {
    keeper,
    keeperName: officeName(memory, keeper),
    previous: (last?.handover ?? null) as RecordId<"handover"> | null,
    cut: positionsOf(memory, keeper),
    offices: [...known.offices].filter(([id]) => id !== keeper).map(([id, name]) => ({ id, name })),
    open:
      handoversOnFile(memory, opened, nameOf, [person]).find(({ state }) => state === "sent" || state === "refused") ??
      null,
  };
}

/** The last action held of each feed of an office. */
export function positionsOf({ state }: Memory, office: OfficeId): Positions {
  const found: Record<string, number> = {};
  for (const [feed, depths] of state.depths) if (officeOf(feed) === office) found[feed] = depths.length;
  return found;
}
