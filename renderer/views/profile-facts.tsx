import type { TFunction } from "i18next";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Json, RecordId } from "../../shared/domain/primitives.ts";
import { HistoryIcon, SplitIcon } from "../parts/icons.tsx";
import { Section } from "../parts/page.tsx";
import type { Profile } from "../state/profile.ts";
import type { OpenOffice } from "../state/session.ts";
import { FieldHistory } from "./history.tsx";
import { RestrictedDoor } from "./profile-restricted.tsx";
import { restrictedFields, sections } from "./profile-sections.ts";
import { type AnySpec, shownValue } from "./shown-value.ts";

type File = NonNullable<Profile["file"]>;

/** The file as it stands, item by item; every value has its history behind a button. */
export function ProfileFacts({
  office,
  profile,
  file,
  onEdit,
  onDesk,
}: {
  readonly office: OpenOffice;
  readonly profile: Profile;
  readonly file: File;
  readonly onEdit: (section: string) => void;
  readonly onDesk: () => void;
}) {
  const { t } = useTranslation(["profile", "common"]);
  const [asked, setAsked] = useState<{ readonly record: RecordId; readonly spec: AnySpec } | null>(null);
  const { restricted, hideRestricted } = profile;
  const facts = (
    record: { readonly id: RecordId } & Readonly<Record<string, Json>>,
    specs: readonly AnySpec[],
    conflicts: File["conflicts"],
  ) => (
    <dl className="profile-facts">
      {specs.map((spec) => (
        <Fact
          key={spec.field}
          t={t}
          spec={spec}
          value={record[spec.field]}
          conflicts={conflicts[spec.field] ?? 0}
          onHistory={() => setAsked({ record: record.id, spec })}
          onDesk={onDesk}
        />
      ))}
    </dl>
  );
  return (
    <>
      {sections.flatMap(({ name, fields }) => {
        const title = t(`section.${name}`);
        const section = (
          <Section
            key={name}
            title={title}
            aside={
              <button
                type="button"
                className="button button-small button-quiet"
                aria-label={t("editSection", { section: title })}
                onClick={() => onEdit(name)}
              >
                {t("common:button.edit")}
              </button>
            }
          >
            {facts(file.person, fields, file.conflicts)}
          </Section>
        );
        if (name !== "origin") return section;
        return [
          section,
          <Section
            key="protected"
            title={t("section.protected")}
            aside={
              restricted && (
                <button type="button" className="button button-small button-quiet" onClick={hideRestricted}>
                  {t("protected.hide")}
                </button>
              )
            }
          >
            {restricted === null ? (
              <RestrictedDoor profile={profile} />
            ) : (
              <>
                {facts(restricted.record, restrictedFields, restricted.conflicts)}
                <output className="quiet">{t("protected.logged")}</output>
              </>
            )}
          </Section>,
        ];
      })}
      {asked && <FieldHistory office={office} {...asked} onClose={() => setAsked(null)} />}
    </>
  );
}

/** `t` is handed down: sixty subscriptions to the language would be felt when a file is shown. */
function Fact({
  t,
  spec,
  value,
  conflicts,
  onHistory,
  onDesk,
}: {
  readonly t: TFunction<["profile", "common"]>;
  readonly spec: AnySpec;
  readonly value: Json | undefined;
  readonly conflicts: number;
  readonly onHistory: () => void;
  readonly onDesk: () => void;
}) {
  const label = t(`field.${spec.field}`);
  const shown = shownValue(spec, value, t);
  return (
    <div className={spec.wide ? "fact fact-wide" : "fact"} data-field={spec.field}>
      <dt>
        {spec.item !== null && <span className="field-item">{spec.item})</span>}
        {label}
      </dt>
      <dd>
        <span className={shown === "" ? "fact-value quiet" : "fact-value"}>{shown || "–"}</span>
        {conflicts > 0 && (
          <button
            type="button"
            className="sign sign-bad sign-button"
            title={t("conflict.mark", { count: conflicts })}
            onClick={onDesk}
          >
            <SplitIcon />
            <span aria-hidden="true">{conflicts}</span>
            <span className="unseen">{t("conflict.mark", { count: conflicts })}</span>
          </button>
        )}
        <button
          type="button"
          className="button-icon fact-history"
          aria-label={t("history.open", { field: label })}
          title={t("history.open", { field: label })}
          onClick={onHistory}
        >
          <HistoryIcon />
        </button>
      </dd>
    </div>
  );
}
