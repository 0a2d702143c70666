import { emptyValues } from "../../shared/domain/blank-records.ts";
import { asKnown, type KnownStep, type KnownUntil } from "../../shared/domain/organisation/as-known.ts";
import type { OfficeId, RecordId } from "../../shared/domain/primitives.ts";
import type { OpenKind, RecordOf } from "../../shared/domain/record-kinds.ts";
import type { OfficeData } from "../data/office-data.ts";

/** Records of a kind as they were known then; those not yet known, or withdrawn then, are left out. */
export async function allAsKnown<Kind extends Exclude<OpenKind, "person">>(
  data: OfficeData,
  kind: Kind,
  until: KnownUntil,
): Promise<readonly RecordOf<Kind>[]> {
  const ids = (await data.states(kind)).map(({ id }) => id);
  return known(kind, await data.histories(ids), until, null);
}

/**
 * A person's steps as they were known then: two questions in one, since the answer still says from when to when each
 * step lasted. Ask `careerOn` of it for a day, and of the present rows for what is known now.
 */
export async function careerAsKnown(
  data: OfficeData,
  personId: RecordId<"person">,
  until: KnownUntil,
): Promise<readonly RecordOf<"assignment">[]> {
  const rows = await data.rowsOf("assignment", personId);
  const histories = await data.histories([personId, ...rows.map(({ id }) => id)]);
  const custodian = asKnown(histories[personId] ?? [], until)?.get("custodian")?.value;
  const { [personId]: _, ...ofRows } = histories;
  return known("assignment", ofRows, until, typeof custodian === "string" ? custodian : null);
}

function known<Kind extends OpenKind>(
  kind: Kind,
  histories: Readonly<Record<RecordId, readonly KnownStep[]>>,
  until: KnownUntil,
  custodian: OfficeId | null,
): readonly RecordOf<Kind>[] {
  return Object.entries(histories).flatMap(([id, steps]) => {
    const fields = asKnown(steps, until, custodian);
    if (fields === null || fields.get("withdrawn")?.value === true) return [];
    const record: Record<string, unknown> = { id };
    for (const [field, empty] of emptyValues(kind)) {
      const value = fields.get(field)?.value ?? empty;
      if (value === undefined) return []; // a part that cannot be empty was not known yet
      record[field] = value;
    }
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- each value passed its field's schema when it was taken
    return [record as RecordOf<Kind>];
  });
}
