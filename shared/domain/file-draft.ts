import { z } from "zod";
import { emptyValue } from "./blank-records.ts";
import { AnyRecordId, Json, kindOf, type RecordId } from "./primitives.ts";
import { isProtectedKind, isRecordKind, recordKinds } from "./record-kinds.ts";

/** What is typed in a person's file and not saved: only the fields that differ, and the rows that were touched. */
export const FileDraft = z.object({
  person: z.record(z.string(), Json),
  restricted: z.record(z.string(), Json).nullable(),
  economy: z.record(z.string(), Json).nullable(),
  rows: z.array(z.looseObject({ id: AnyRecordId }).and(z.record(z.string(), Json))),
  open: z.union([z.literal("all"), z.array(z.string()).readonly()]), // parts of the file that were being typed in
});
export type FileDraft = z.infer<typeof FileDraft>;

/** A kept draft, as far as this version can read it; null: it cannot. */
export function readFileDraft(value: unknown): FileDraft | null {
  const read = FileDraft.safeParse(value);
  return read.success ? read.data : null;
}

/** Whether a draft holds anything restricted: showing it is noted in the ledger first. */
export const holdsRestricted = ({ restricted, economy, rows }: FileDraft): boolean =>
  Object.keys({ ...restricted, ...economy }).length > 0 || rows.some(({ id }) => isProtectedKind(kindOf(id)));

/** The fields in which one record differs from another. */
export function differing(before: object, after: object): Record<string, Json> {
  const known = new Map<string, Json>(Object.entries(before));
  return Object.fromEntries(
    Object.entries<Json>(after as Readonly<Record<string, Json>>).filter(
      ([field, value]) => JSON.stringify(known.get(field)) !== JSON.stringify(value),
    ),
  );
}

/** A record with a draft's fields, as far as its kind still takes them. */
export function withDraft<Kept extends { readonly id: RecordId }>(
  record: Kept,
  patch: Readonly<Record<string, Json>> | null,
): Kept {
  const kind = kindOf(record.id);
  if (!isRecordKind(kind) || patch === null) return record;
  const shape: Readonly<Record<string, z.ZodType>> = recordKinds[kind].shape;
  const taken = Object.entries(patch).filter(
    ([field, value]) => field !== "id" && field !== "personId" && shape[field]?.safeParse(value).success === true,
  );
  return { ...record, ...Object.fromEntries(taken) };
}

/** A draft's rows as records of this file; what no kind takes any more is left out. */
export const rowsOfDraft = (
  { rows }: FileDraft,
  personId: RecordId,
): readonly ({ readonly id: RecordId } & Readonly<Record<string, Json>>)[] =>
  rows.flatMap((row) => {
    const kind = kindOf(row.id);
    if (!isRecordKind(kind)) return [];
    const whole: Record<string, Json> = {};
    for (const field of Object.keys(recordKinds[kind].shape)) {
      const value = field === "personId" ? personId : (row[field] ?? emptyValue(kind, field));
      if (value !== undefined) whole[field] = value;
    }
    return recordKinds[kind].safeParse(whole).success ? [{ ...whole, id: row.id }] : [];
  });
