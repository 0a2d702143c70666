import type { z } from "zod";
import type { Person } from "./person.ts";
import type { Json, OfficeId, RecordId } from "./primitives.ts";
import type { Protected } from "./protected.ts";
import { isRecordKind, type RecordKind, type RecordOf, recordKinds, siblingId } from "./record-kinds.ts";

/** A file of which nothing is known yet. */
export const blankPerson = (id: RecordId<"person">, custodian: OfficeId): Person =>
  blankRecord("person", { id, custodian });

/** The protected items of a person's file, none of them known yet. */
export const blankProtected = (personId: RecordId<"person">): Protected =>
  blankRecord("protected", { id: siblingId(personId, "protected"), personId });

/** A record of which only what is given is known; what cannot be empty must be given, or it does not compile. */
export function blankRecord<Kind extends RecordKind>(
  kind: Kind,
  given: Pick<RecordOf<Kind>, NeverEmpty<RecordOf<Kind>>> & Partial<RecordOf<Kind>>,
): RecordOf<Kind> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- every field is given or takes its empty value
  return { ...Object.fromEntries(emptyValues(kind)), ...given } as unknown as RecordOf<Kind>;
}

/** Fields that no empty value fits. Ids, choices and numbers that may not be null. */
type NeverEmpty<Kept> = {
  [Field in keyof Kept]: null extends Kept[Field]
    ? never
    : "" extends Kept[Field]
      ? never
      : false extends Kept[Field]
        ? never
        : { code: null; text: string } extends Kept[Field]
          ? never
          : Field;
}[keyof Kept] &
  keyof Kept;

/** What stands in a field that was never filled in; undefined where the kind has no such field or it cannot be empty. */
export const emptyValue = (kind: string, field: string): Json | undefined =>
  isRecordKind(kind) ? emptyValues(kind).get(field) : undefined;

const collected = new Map<RecordKind, ReadonlyMap<string, Json | undefined>>();

/** Every field of a kind but `id`. The one place that says what is empty: null where the schema takes it, else "", else no, else a blank coded value. */
export function emptyValues(kind: RecordKind): ReadonlyMap<string, Json | undefined> {
  const known = collected.get(kind);
  if (known !== undefined) return known;
  const shape: Record<string, z.ZodType> = recordKinds[kind].shape;
  const empty = new Map<string, Json | undefined>();
  for (const [field, schema] of Object.entries(shape)) {
    if (field === "id") continue;
    const candidates: Json[] = [null, "", false, { code: null, text: "" }];
    empty.set(
      field,
      candidates.find((candidate) => schema.safeParse(candidate).success),
    );
  }
  collected.set(kind, empty);
  return empty;
}
