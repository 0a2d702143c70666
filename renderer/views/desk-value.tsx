import { useTranslation } from "react-i18next";
import { type CodeList, nameOfCode } from "../../shared/domain/codes/code-list.ts";
import {
  assignmentNatures,
  directions,
  moveKinds,
  moveOutcomes,
  movePurposes,
} from "../../shared/domain/codes/move-codes.ts";
import { blocs, levels, managingLevels, postRoles } from "../../shared/domain/codes/unit-codes.ts";
import { formatPartialDate } from "../../shared/domain/dates.ts";
import { isPartialDate, type Json, kindOf, type RecordId } from "../../shared/domain/primitives.ts";
import { CheckField } from "../parts/check-field.tsx";
import { DateField } from "../parts/date-field.tsx";
import { SelectField } from "../parts/select-field.tsx";
import { TextField } from "../parts/text-field.tsx";
import type { Language } from "../text/index.ts";
import { FieldInput } from "./field-input.tsx";
import { useLanguage } from "./language.ts";
import type { FieldSpec } from "./profile-fields.ts";
import { labelOf } from "./profile-labels.ts";
import { fieldSpec } from "./profile-sections.ts";
import { codedOf, shownValue } from "./shown-value.ts";

/** Fields whose values are codes, beside those of the form's own sections. */
const codeLists: Readonly<Record<string, CodeList>> = {
  "assignment.nature": assignmentNatures,
  "rotation.kind": moveKinds,
  "rotation.purpose": movePurposes,
  "rotation.direction": directions,
  "rotation.outcome": moveOutcomes,
  "unit-version.level": levels,
  "unit-version.bloc": blocs,
  "post.role": postRoles,
  "post.managingLevel": managingLevels,
};
const dateFields = ["from", "to", "date", "start", "plannedEnd", "endedOn"];

/** How the form shows a field of a person's file; undefined for other kinds of record. */
export function specOf(record: RecordId, field: string): FieldSpec | undefined {
  const spec = fieldSpec(kindOf(record), field);
  return spec?.as === "unit" ? undefined : spec; // a reference: its unit's name is looked up here
}

/** A field's name in words, whatever kind of record it belongs to. */
export function useFieldName(): (record: RecordId, field: string) => string {
  const { t } = useTranslation(["desk", "profile"]);
  const { t: words } = useTranslation(["profile", "common"]);
  return (record, field) => {
    const spec = specOf(record, field);
    if (spec !== undefined) return labelOf(spec, words);
    return isOtherField(field) ? t(`fields.${field}`) : field; // a newer office's field has only its own name
  };
}

/** A value in words: dates as people write them, codes and ids by name. "" where nothing stands. */
export function useValueInWords(
  names: Readonly<Record<string, string>>,
): (record: RecordId, field: string, value: Json) => string {
  const { t } = useTranslation(["profile", "common"]);
  const language = useLanguage();
  return (record, field, value) => {
    const spec = specOf(record, field);
    if (spec !== undefined) return shownValue(spec, value, t, language);
    if (value === null || value === "") return "";
    if (typeof value === "boolean") return t(value ? "common:button.yes" : "common:button.no");
    if (typeof value === "string") return inWords(value, kindOf(record), field, names, language);
    return typeof value === "number" ? String(value) : codedOf(value).text || JSON.stringify(value);
  };
}

/** The control for typing another value; null where a value can only be chosen among those written. */
export function ValueInput({
  record,
  field,
  value,
  onChange,
}: {
  readonly record: RecordId;
  readonly field: string;
  readonly value: Json;
  readonly onChange: (value: Json) => void;
}) {
  const { t } = useTranslation("desk");
  const language = useLanguage();
  const spec = specOf(record, field);
  if (spec !== undefined) return <FieldInput spec={spec} value={value} onChange={onChange} />;
  const label = t("other");
  const codes = codeLists[`${kindOf(record)}.${field}`];
  if (codes !== undefined)
    return (
      <SelectField
        label={label}
        value={typeof value === "string" && value !== "" ? value : null}
        options={codes.map((entry) => ({ value: entry.code, text: entry[language] }))}
        onChange={onChange}
      />
    );
  if (dateFields.includes(field))
    return <DateField label={label} value={typeof value === "string" && value ? value : null} onChange={onChange} />;
  if (field === "withdrawn") return <CheckField label={t("yes")} value={value === true} onChange={onChange} />;
  return <TextField label={label} value={typeof value === "string" ? value : ""} onChange={onChange} />;
}

/** Whether another value can be typed: a reference to a record can only be chosen. */
export const canType = (field: string): boolean => !field.endsWith("Id") && field !== "custodian" && field !== "tree";

const otherFields = [
  "custodian",
  "withdrawn",
  "personId",
  "unitId",
  "postId",
  "title",
  "unitText",
  "nature",
  "from",
  "to",
  "decisionId",
  "rotationId",
  "number",
  "issuer",
  "date",
  "signer",
  "subject",
  "kind",
  "fromUnitId",
  "fromTitle",
  "toUnitId",
  "toPostId",
  "toTitle",
  "start",
  "plannedEnd",
  "endedOn",
  "purpose",
  "direction",
  "directionReason",
  "exchangeGroup",
  "programme",
  "outcome",
  "note",
  "tree",
  "name",
  "type",
  "level",
  "bloc",
  "parentId",
  "localityId",
  "code",
  "document",
  "role",
  "managingLevel",
  "requirements",
  "nonLocal",
  "places",
  "programmeId",
  "state",
  "extendedTo",
  "endReason",
  "startFacts",
  "trait",
  "reason",
  "evidence",
  "effective",
  "part",
  "reorganisationId",
  "list",
  "vi",
  "en",
  "replacedBy",
  "otherId",
  "same",
  "finding",
] as const;
const isOtherField = (field: string): field is (typeof otherFields)[number] =>
  (otherFields as readonly string[]).includes(field);

function inWords(
  value: string,
  kind: string,
  field: string,
  names: Readonly<Record<string, string>>,
  language: Language,
): string {
  const codes = codeLists[`${kind}.${field}`];
  if (codes !== undefined) return nameOfCode(codes, value, language);
  if (dateFields.includes(field) && isPartialDate(value)) return formatPartialDate(value);
  return names[value] || value;
}
