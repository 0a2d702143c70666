import type { RecordId } from "../../shared/domain/primitives.ts";
import type { RotationDraft } from "./rotation-form.ts";

/** What stands in the form of a move and is not saved. */
export interface KeptRotation {
  readonly draft: RotationDraft;
  readonly personId: RecordId<"person"> | null;
  readonly partnerId: RecordId<"person"> | null;
}

/** A kept draft, where it has the form's fields; fields of another version are passed over. */
export const keptRotation =
  (blank: RotationDraft) =>
  (value: unknown): KeptRotation | null => {
    if (!isObject(value) || !isObject(value.draft)) return null;
    const { draft } = value;
    const fields = Object.entries(blank).map(([field, empty]): [string, unknown] => {
      const kept = draft[field];
      const fits = typeof kept === typeof empty || (empty === null && typeof kept === "string");
      return [field, fits ? kept : empty];
    });
    return {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the form's own fields, each of its own kind
      draft: Object.fromEntries(fields) as unknown as RotationDraft,
      personId: personIn(value.personId),
      partnerId: personIn(value.partnerId),
    };
  };

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;
const personIn = (value: unknown): RecordId<"person"> | null =>
  typeof value === "string" && value.startsWith("person:") ? `person:${value.slice("person:".length)}` : null;
