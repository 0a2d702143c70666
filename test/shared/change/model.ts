import type { Action } from "../../../shared/change/change.ts";
import type { Json, RecordId } from "../../../shared/domain/primitives.ts";

/**
 * The judge: rules CM-2 to CM-6 and CM-9 told once more, as sets and searches through all writes, with no code of the
 * program. Slow and plain on purpose.
 */
export interface Model {
  readonly applied: readonly Action[];
  readonly waiting: readonly Action[];
  readonly writes: readonly Write[];
  /** Places and values of the heads of one field, the shown one first. */
  heads(record: string, field: string): readonly Write[];
  fields(): readonly (readonly [record: RecordId, field: string])[];
}

export interface Write {
  readonly by: string;
  readonly feed: string;
  readonly number: number;
  readonly record: RecordId;
  readonly field: string;
  readonly saw: readonly string[];
  readonly to: Json;
}

const placeOf = (action: Action): string => `${action.feed}:${action.number}`;

export function modelOf(actions: readonly Action[]): Model {
  const distinct = [...new Map(actions.map((action) => [placeOf(action), action])).values()];
  const held = new Set<string>();
  const applied: Action[] = [];
  let open = distinct;
  for (let before = -1; before !== applied.length; ) {
    before = applied.length;
    const still: Action[] = [];
    for (const action of open) {
      const followsOn = action.number === 1 || held.has(`${action.feed}:${action.number - 1}`);
      const knows = action.changes.every(({ fields }) =>
        Object.values(fields).every(({ saw }) => saw.every((ref) => held.has(ref))),
      );
      if (followsOn && knows) {
        held.add(placeOf(action));
        applied.push(action);
      } else still.push(action);
    }
    open = still;
  }
  const writes = applied.flatMap((action) =>
    action.changes.flatMap(({ record, fields }) =>
      Object.entries(fields).map(([field, { saw, to }]) => ({
        by: placeOf(action),
        feed: action.feed,
        number: action.number,
        record,
        field,
        saw,
        to,
      })),
    ),
  );
  const byField = new Map<string, Write[]>();
  for (const write of writes) {
    const group = byField.get(fieldKey(write));
    if (group === undefined) byField.set(fieldKey(write), [write]);
    else group.push(write);
  }
  const depths = depthsOf(applied);
  const unseen = (record: string, field: string): Write[] => {
    const all = byField.get(`${record} ${field}`) ?? [];
    return all.filter((write) => !all.some((other) => other.saw.includes(write.by)));
  };
  const isBefore = (one: Write, other: Write, keeper: Json | undefined): boolean => {
    const kept = (write: Write): number => (write.feed.replace(/-.*/, "") === keeper ? 1 : 0);
    const depth = (write: Write): number => depths.get(write.by) ?? 0;
    if (kept(one) !== kept(other)) return kept(one) > kept(other);
    if (depth(one) !== depth(other)) return depth(one) > depth(other);
    return one.feed === other.feed ? one.number > other.number : one.feed > other.feed;
  };
  const order = (heads: readonly Write[], keeper: Json | undefined): Write[] =>
    heads.toSorted((one, other) => (isBefore(one, other, keeper) ? -1 : 1));
  const keeperOf = (record: string): Json | undefined => {
    const person = record.startsWith("person:") ? record : order(unseen(record, "personId"), undefined)[0]?.to;
    return typeof person === "string" ? order(unseen(person, "custodian"), undefined)[0]?.to : undefined;
  };
  const ordered = new Map<string, readonly Write[]>(); // each field is asked for often
  return {
    applied,
    waiting: open,
    writes,
    heads(record, field) {
      const known = ordered.get(`${record} ${field}`);
      if (known !== undefined) return known;
      const free = field === "custodian" || field === "personId";
      const heads = order(unseen(record, field), free ? undefined : keeperOf(record));
      ordered.set(`${record} ${field}`, heads);
      return heads;
    },
    fields: () =>
      [...byField.values()].flatMap(([write]) => (write === undefined ? [] : [[write.record, write.field] as const])),
  };
}

const fieldKey = (write: Write): string => `${write.record} ${write.field}`;

/** Whether a reader would call two values the same. */
export function same(one: Json | undefined, other: Json | undefined): boolean {
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return one === other;
  const [a, b] = [Object.entries(one), new Map(Object.entries(other))];
  return a.length === b.size && a.every(([key, value]) => b.has(key) && same(value, b.get(key)));
}

function depthsOf(actions: readonly Action[]): ReadonlyMap<string, number> {
  const byPlace = new Map(actions.map((action) => [placeOf(action), action]));
  const known = new Map<string, number>();
  const depth = (place: string): number => {
    const found = known.get(place);
    if (found !== undefined) return found;
    const saw = (byPlace.get(place)?.changes ?? []).flatMap(({ fields }) =>
      Object.values(fields).flatMap((field) => field.saw),
    );
    const own = 1 + Math.max(0, ...saw.map(depth));
    known.set(place, own);
    return own;
  };
  for (const place of byPlace.keys()) depth(place);
  return known;
}
