import { kindOf } from "../primitives.ts";
import type { AnyRecord } from "../record-kinds.ts";

/** Collects what a workbook makes or changes, each record once, however many rows name it. */
export interface Tally {
  /** @param before  the record on file, null where there is none; a withdrawn one is left as it is */
  put<Kept extends AnyRecord>(before: Kept | null, after: Kept): void;
  records(): AnyRecord[];
  counts(): Readonly<Record<"created" | "changed" | "unchanged", Readonly<Record<string, number>>>>;
}

export function newTally(): Tally {
  const seen = new Map<string, { readonly before: AnyRecord | null; readonly after: AnyRecord }>();
  const outcome = ({ before, after }: { readonly before: AnyRecord | null; readonly after: AnyRecord }) => {
    if (before === null) return "created";
    return isWithdrawn(before) || sameFields(before, after) ? "unchanged" : "changed";
  };
  return {
    put: (before, after) => {
      const first = seen.get(after.id);
      seen.set(after.id, { before: first === undefined ? before : first.before, after });
    },
    records: () =>
      [...seen.values()]
        .filter((each) => outcome(each) !== "unchanged")
        .map(({ after }) => after)
        .toSorted((a, b) => rank(a) - rank(b)),
    counts: () => {
      const counts = { created: {}, changed: {}, unchanged: {} };
      for (const each of seen.values()) count(counts[outcome(each)], each.after.id);
      return counts;
    },
  };
}

/** The values of a row that are not blank: a blank cell says nothing. */
export const given = <Values extends object>(
  values: Values,
): { [Field in keyof Values]?: Exclude<Values[Field], null> } =>
  // The entries left are the same fields with the same values; Object.entries forgets their names.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null)) as {
    [Field in keyof Values]?: Exclude<Values[Field], null>;
  };

function count(what: Record<string, number>, id: AnyRecord["id"]): void {
  const kind = kindOf(id);
  what[kind] = (what[kind] ?? 0) + 1;
}

/** Units before what names them, people before their careers: a person reads the preview from top to bottom. */
const order: readonly string[] = ["unit", "unit-version", "person", "decision", "rotation", "assignment"];
const rank = (record: AnyRecord): number => order.indexOf(kindOf(record.id));

const isWithdrawn = (record: AnyRecord): boolean => "withdrawn" in record && record.withdrawn;

function sameFields(before: AnyRecord, after: AnyRecord): boolean {
  const [left, right] = [Object.entries(before), new Map<string, unknown>(Object.entries(after))];
  return left.every(([field, value]) => JSON.stringify(value) === JSON.stringify(right.get(field)));
}
