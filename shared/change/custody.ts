import type { Positions } from "../domain/handover.ts";
import { type OfficeId, officeOf, outsideProvince, type RecordId } from "../domain/primitives.ts";
import { compareRefs, splitRef } from "./arrival-order.ts";
import type { ActionRef, FieldChange } from "./change.ts";
import { headsOf, own } from "./heads.ts";
import type { Head, OfficeState, RecordState } from "./state.ts";

/** One office's time with a file, by places in its feeds: the office's word is a keeper's after one and up to the other. */
export interface Spell {
  readonly office: OfficeId;
  readonly after: readonly Positions[]; // none: from its first action; several PCs may each have said theirs
  readonly upTo: Positions | null; // null: it keeps the file now
  readonly by: readonly ActionRef[]; // the actions by which it came to keep it; none: it made the file
  readonly handover: RecordId | null; // that gave it the file
}

export const isHandover = (id: RecordId): boolean => id.startsWith("handover:");
export const isClosing = (id: RecordId): boolean => id.startsWith("closing:");

/** Note that a hand-over is about a person's file. */
export function noteHandover(state: OfficeState, person: RecordId, handover: RecordId): void {
  const handovers = handoversOf(state);
  const known = handovers.get(person);
  if (known === undefined) handovers.set(person, new Set([handover]));
  else known.add(handover);
}

/** Hand-overs by person. Collected from the records once, when a state was opened without it. */
function handoversOf(state: OfficeState): Map<RecordId, Set<RecordId>> {
  if (state.handovers !== undefined) return state.handovers;
  state.handovers = new Map();
  for (const { id, values } of state.records.all())
    if (isHandover(id) && typeof values.file === "string") noteHandover(state, values.file as RecordId, id);
  return state.handovers;
}

/** A hand-over that took effect. */
interface Taken {
  readonly id: RecordId;
  readonly from: OfficeId;
  readonly spell: Spell;
  readonly cut: Positions;
}

/**
 * Who kept a file when, in the order of the hand-overs that took effect (CM-18). None: nothing was handed over, and the file's
 * own `custodian` says all.
 *
 * Each hand-over names the one before it, so that the order is the province's and no clock's. Where two name the same, the
 * lesser id goes on and the other has no effect: a file has one keeper. No ring is walked: each names one before it, and the first none.
 */
export function spellsOf(
  state: OfficeState,
  person: RecordId,
  read: (id: RecordId) => RecordState | undefined,
): readonly Spell[] {
  const ids = handoversOf(state).get(person);
  if (ids === undefined) return [];
  const next = new Map<string, Taken>();
  for (const id of [...ids].toSorted()) {
    const record = read(id);
    const taken = record === undefined ? null : takenOf(record);
    const previous = record === undefined ? null : own(record.values, "previous");
    const key = typeof previous === "string" ? previous : "";
    if (taken !== null && !next.has(key)) next.set(key, taken);
  }
  const spells: Spell[] = [];
  for (let at = next.get(""); at !== undefined; at = next.get(at.id)) {
    if (spells.length === 0) spells.push({ office: at.from, after: [], upTo: null, by: [], handover: null });
    const leaving = spells.pop()!;
    spells.push({ ...leaving, upTo: at.cut }, at.spell);
  }
  return spells;
}

/**
 * Whether what an office wrote at a place is the keeper's word.
 *
 * @param provinces  who keeps what stays of a file beyond the province
 */
export const keptAt = (spells: readonly Spell[], by: ActionRef, provinces: ReadonlySet<OfficeId>): boolean => {
  const { feed, number } = splitRef(by);
  const office = officeOf(feed);
  return spells.some(
    (spell) =>
      (spell.office === office || (spell.office === outsideProvince && provinces.has(office))) &&
      (spell.after.length === 0 || spell.after.some((after) => number > (own(after, feed) ?? 0))) &&
      (spell.upTo === null || number <= (own(spell.upTo, feed) ?? 0)),
  );
};

/**
 * Where in the chain a word on who keeps a file stands (CM-18).
 *
 * @returns 1 and up for an action by which an office came to keep it; 0 for the word of whoever made the file, and every other
 */
export const linkOf = (spells: readonly Spell[], office: unknown, by: ActionRef): number =>
  Math.max(
    0,
    spells.findIndex((spell) => spell.office === office && spell.by.includes(by)),
  );

/** A word on who keeps a file as its place in the chain lets it count: earlier words are as if it had seen them; null: a later one is there. */
export function inLink(
  spells: readonly Spell[],
  heads: readonly Head[],
  { saw, to }: FieldChange,
  by: ActionRef,
): FieldChange | null {
  const link = linkOf(spells, to, by);
  const links = heads.map((head) => linkOf(spells, head.to, head.by));
  if (links.some((other) => other > link)) return null;
  const earlier = heads.filter((_, i) => links[i]! < link).map((head) => head.by);
  return { saw: [...new Set([...saw, ...earlier])], to };
}

/** What whoever answers or withdraws a hand-over has seen: all heads of the field, and the action that made it. */
export const seenOfHandover = (record: RecordState, field: string): readonly ActionRef[] => [
  ...new Set([...headsOf(record, field).map(({ by }) => by), record.first]),
];

/** What a hand-over did, or null where it has no effect: not answered, refused, or withdrawn. */
function takenOf(record: RecordState): Taken | null {
  const { values } = record;
  if (headsOf(record, "withdrawn").some(({ to }) => to === true)) return null;
  const [from, office] = [values.fromOffice, values.toOffice];
  if (typeof from !== "string" || typeof office !== "string") return null;
  const spell = (by: readonly ActionRef[], after: readonly Positions[]): Taken => ({
    id: record.id,
    from,
    cut: positions(values.cut),
    spell: { office, after, upTo: null, by, handover: record.id },
  });
  if (values.forced === true) return spell([record.first], [positions(values.after)]);
  const accepted = headsOf(record, "answer")
    .filter(({ to }) => isObject(to) && to.accepted === true)
    .toSorted((one, other) => compareRefs(one.by, other.by));
  if (accepted.length === 0) return null;
  return spell(
    accepted.map(({ by }) => by),
    accepted.map(({ by, to }) => ({ ...positions(isObject(to) ? to.after : undefined), ...before(by) })),
  );
}

/** An answer is the keeper's first word in its own feed. */
function before(by: ActionRef): Positions {
  const { feed, number } = splitRef(by);
  return { [feed]: number - 1 };
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const positions = (value: unknown): Positions => (isObject(value) ? (value as Positions) : {});
