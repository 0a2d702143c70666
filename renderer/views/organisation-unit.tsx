import { useState } from "react";
import { useTranslation } from "react-i18next";
import { nameOfCode } from "../../shared/domain/codes/code-list.ts";
import { traits as traitCodes } from "../../shared/domain/codes/organisation-codes.ts";
import { blocs, levels } from "../../shared/domain/codes/unit-codes.ts";
import { formatPartialDate } from "../../shared/domain/dates.ts";
import { forebearsOf, heirsOf, type Relation } from "../../shared/domain/organisation/successions.ts";
import { traitsOn } from "../../shared/domain/organisation/traits.ts";
import type { UnitTrait } from "../../shared/domain/organisation.ts";
import type { PartialDate, RecordId } from "../../shared/domain/primitives.ts";
import type { UnitVersion } from "../../shared/domain/unit.ts";
import { unitName, versionOn } from "../../shared/domain/units.ts";
import { Section } from "../parts/page.tsx";
import type { OrganisationOnFile, Organisation as OrganisationState } from "../state/organisation.ts";
import type { Go } from "../state/screen.ts";
import { useLanguage } from "./language.ts";
import { TraitDialog, VersionDialog } from "./organisation-forms.tsx";
import { OrganisationPosts } from "./organisation-posts.tsx";

type UnitId = RecordId<"unit">;

/** One unit: what it was called and where it stood, what it came from, its traits, its posts and who holds them. */
export function OrganisationUnit({
  organisation,
  onFile,
  unitId,
  go,
}: {
  readonly organisation: OrganisationState;
  readonly onFile: OrganisationOnFile;
  readonly unitId: UnitId;
  readonly go: Go;
}) {
  const { t } = useTranslation("organisation");
  const language = useLanguage();
  const { day, knownUntil } = organisation;
  const [version, setVersion] = useState<UnitVersion | "new" | null>(null);
  const [trait, setTrait] = useState<UnitTrait | "new" | null>(null);
  const present = versionOn(onFile.versions, unitId, day);
  const own = onFile.versions.get(unitId) ?? [];
  const mayEdit = knownUntil === null;
  return (
    <>
      <div className="org-head">
        <h2>{present?.name ?? unitName(onFile.versions, unitId, null)}</h2>
        {present === null ? (
          <p className="sign sign-warn">{t("absent", { day: formatPartialDate(day) })}</p>
        ) : (
          <p className="quiet">
            {[
              nameOfCode(levels, present.level, language),
              present.bloc === null ? t("blocNone") : nameOfCode(blocs, present.bloc, language),
              present.code === "" ? null : `${t("code")} ${present.code}`,
            ]
              .filter((part) => part !== null)
              .join(" · ")}
          </p>
        )}
      </div>
      <OrganisationPosts organisation={organisation} onFile={onFile} unitId={unitId} go={go} />
      <Section
        title={t("versions")}
        aside={
          mayEdit && (
            <button type="button" className="button button-small" onClick={() => setVersion("new")}>
              {t("addVersion")}
            </button>
          )
        }
      >
        <div className="table-scroll">
          <table className="table table-dense">
            <thead>
              <tr>
                <th scope="col">{t("from")}</th>
                <th scope="col">{t("to")}</th>
                <th scope="col">{t("name")}</th>
                <th scope="col">{t("parent")}</th>
                <th scope="col">{t("code")}</th>
                <th scope="col">{t("document")}</th>
              </tr>
            </thead>
            <tbody>
              {own.map((each) => (
                <tr key={each.id} className={each.id === present?.id ? "org-present" : undefined}>
                  <td className="nowrap">{formatPartialDate(each.from) || "…"}</td>
                  <td className="nowrap">{formatPartialDate(each.to) || t("now")}</td>
                  <td>
                    {mayEdit ? (
                      <button type="button" className="link" onClick={() => setVersion(each)}>
                        {each.name}
                      </button>
                    ) : (
                      each.name
                    )}
                  </td>
                  <td>{each.parentId && nameThen(onFile, each.parentId, each.from ?? each.to)}</td>
                  <td>{each.code}</td>
                  <td>{each.document}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </Section>
      <Kin
        title={t("before")}
        relations={forebearsOf(unitId, onFile.successions)}
        organisation={organisation}
        onFile={onFile}
      />
      <Kin
        title={t("after")}
        relations={heirsOf(unitId, onFile.successions)}
        organisation={organisation}
        onFile={onFile}
      />
      <Section
        title={t("traits")}
        aside={
          mayEdit && (
            <button type="button" className="button button-small" onClick={() => setTrait("new")}>
              {t("addTrait")}
            </button>
          )
        }
      >
        <TraitList traits={traitsOn(onFile.traits, unitId, day)} edit={mayEdit ? setTrait : null} />
      </Section>
      {version !== null && (
        <VersionDialog
          organisation={organisation}
          onFile={onFile}
          unitId={unitId}
          before={version === "new" ? null : version}
          close={() => setVersion(null)}
        />
      )}
      {trait !== null && (
        <TraitDialog
          organisation={organisation}
          unitId={unitId}
          before={trait === "new" ? null : trait}
          close={() => setTrait(null)}
        />
      )}
    </>
  );
}

function TraitList({
  traits,
  edit,
}: {
  readonly traits: readonly UnitTrait[];
  readonly edit: ((trait: UnitTrait) => void) | null;
}) {
  const { t } = useTranslation("organisation");
  const language = useLanguage();
  if (traits.length === 0) return <p className="quiet">{t("noTraits")}</p>;
  return (
    <ul className="lines">
      {traits.map((each) => (
        <li key={each.id}>
          {edit === null ? (
            nameOfCode(traitCodes, each.trait, language)
          ) : (
            <button type="button" className="link" onClick={() => edit(each)}>
              {nameOfCode(traitCodes, each.trait, language)}
            </button>
          )}{" "}
          <span className="quiet">
            {[
              `${formatPartialDate(each.from) || "…"} – ${formatPartialDate(each.to) || t("now")}`,
              each.reason,
              each.evidence,
            ]
              .filter((part) => part !== "")
              .join(" · ")}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Units that this one came from or went over into, nearest first. */
function Kin({
  title,
  relations,
  organisation,
  onFile,
}: {
  readonly title: string;
  readonly relations: readonly Relation[];
  readonly organisation: OrganisationState;
  readonly onFile: OrganisationOnFile;
}) {
  const { t } = useTranslation("organisation");
  if (relations.length === 0) return null;
  return (
    <Section title={title}>
      <ul className="lines">
        {relations.slice(0, 60).map(({ unitId, steps, part }) => (
          <li key={unitId}>
            <button type="button" className="link" onClick={() => organisation.choose(unitId)}>
              {unitName(onFile.versions, unitId, null) || unitId}
            </button>{" "}
            <span className="quiet">
              {[
                formatPartialDate(steps[0]?.date ?? null),
                part ? t("part") : "",
                steps.length > 1 ? t("steps", { count: steps.length }) : "",
              ]
                .filter((each) => each !== "")
                .join(" · ")}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

const nameThen = (onFile: OrganisationOnFile, unit: UnitId, day: PartialDate | null): string =>
  (day === null ? "" : unitName(onFile.versions, unit, day)) || unitName(onFile.versions, unit, null);
