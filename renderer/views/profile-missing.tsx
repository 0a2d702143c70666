import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { kindOf } from "../../shared/domain/primitives.ts";
import {
  type Dossier,
  type FormName,
  formNames,
  type MissingField,
  missingFor,
  openTables,
  protectedTables,
} from "../../shared/domain/sheets/crosswalk.ts";
import type { Profile } from "../state/profile.ts";
import { labelOf, tableTitle } from "./profile-labels.ts";
import { fieldSpec, type SectionName, sectionOf } from "./profile-sections.ts";
import { tables } from "./profile-tables.ts";

/** What a form asks for and the file does not say: how much, and a way to each. */
export function MissingForForm({
  profile,
  onPlace,
}: {
  readonly profile: Pick<Profile, "file" | "restricted">;
  readonly onPlace: (section: SectionName, field: string | null) => void;
}) {
  const { t } = useTranslation(["profile", "common"]);
  const [form, setForm] = useState<FormName>("2c-98");
  const { file, restricted } = profile;
  const missing = useMemo(
    () => (file === null ? [] : missingFor(form, dossierOf(file, restricted))),
    [form, file, restricted],
  );
  const name = t(`missingFor.forms.${form}`);
  const wordsFor = ({ kind, field }: MissingField): string => {
    const spec = fieldSpec(kind, field);
    if (kind === "attachment") return t("photo.title");
    if (kind === "person" || kind === "protected" || kind === "economy")
      return spec === undefined ? field : labelOf(spec, t);
    return tableTitle(kind === "relative" ? "relativeOwn" : tables[kind].name, t);
  };
  return (
    <details className="file-missing">
      <summary className={missing.length === 0 ? "file-missing-full" : "file-missing-some"}>
        {missing.length === 0
          ? t("missingFor.full", { form: name })
          : t("missingFor.form", { form: name, count: missing.length })}
      </summary>
      <label className="file-missing-form">
        <span className="unseen">{t("missingFor.choose")}</span>
        <select
          value={form}
          onChange={(event) => setForm(formNames.find((each) => each === event.target.value) ?? form)}
        >
          {formNames.map((each) => (
            <option key={each} value={each}>
              {t(`missingFor.forms.${each}`)}
            </option>
          ))}
        </select>
      </label>
      <ul>
        {missing.map((each) => {
          const section = sectionOf(each.kind, each.field);
          return (
            <li key={`${each.kind} ${each.field}`}>
              <button
                type="button"
                className="link"
                disabled={section === null}
                onClick={() => section !== null && onPlace(section, isSingle(each.kind) ? each.field : null)}
              >
                {/^\d/.test(each.item) && <span className="field-item">{each.item})</span>}
                {wordsFor(each)}
              </button>
            </li>
          );
        })}
      </ul>
      {restricted === null && <p className="quiet">{t("missingFor.sealed")}</p>}
    </details>
  );
}

const isSingle = (kind: string): boolean => kind === "person" || kind === "protected" || kind === "economy";

function dossierOf(file: NonNullable<Profile["file"]>, restricted: Profile["restricted"]): Dossier {
  const rows = [...file.rows, ...(restricted?.rows ?? [])].map(({ record }) => record);
  const of = (kinds: readonly string[]) =>
    Object.fromEntries(kinds.map((kind) => [kind, rows.filter(({ id }) => kindOf(id) === kind)]));
  // Every table was asked for by its name.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return {
    ...of(openTables),
    person: file.person,
    ...(restricted === null
      ? {}
      : { ...of(protectedTables), protected: restricted.record, economy: restricted.economy.record }),
  } as unknown as Dossier;
}
