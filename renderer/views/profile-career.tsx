import { useTranslation } from "react-i18next";
import type { Assignment } from "../../shared/domain/assignment.ts";
import { formatPartialDate } from "../../shared/domain/dates.ts";
import type { RecordId } from "../../shared/domain/primitives.ts";
import type { Rotation } from "../../shared/domain/rotation.ts";
import { Section } from "../parts/page.tsx";

/** Posts held, oldest first, as item 27 of the form has them. */
export function Career({ assignments }: { readonly assignments: readonly Assignment[] }) {
  const { t } = useTranslation("profile");
  return (
    <Section title={t("section.career")}>
      {assignments.length === 0 ? (
        <p className="quiet">{t("career.empty")}</p>
      ) : (
        <ol className="career">
          {assignments.map(({ id, from, to, title, unitText, nature }) => (
            <li key={id} className={to === null ? "career-step career-now" : "career-step"}>
              <span className="career-dates">
                {formatPartialDate(from) || t("career.unknown")} –{" "}
                {to === null ? t("career.now") : formatPartialDate(to)}
              </span>
              <span>
                {[title, unitText].filter(Boolean).join(", ") || "–"}
                {nature !== "SUBSTANTIVE" && <span className="quiet"> ({t(`career.nature.${nature}`)})</span>}
              </span>
            </li>
          ))}
        </ol>
      )}
    </Section>
  );
}

/** Moves on record, oldest first; each opens its own screen. */
export function RotationsOfPerson({
  rotations,
  onOpen,
}: {
  readonly rotations: readonly Rotation[];
  readonly onOpen: (id: RecordId<"rotation">) => void;
}) {
  const { t } = useTranslation(["profile", "common"]);
  return (
    <Section title={t("section.rotations")}>
      {rotations.length === 0 ? (
        <p className="quiet">{t("rotation.empty")}</p>
      ) : (
        <div className="table-scroll">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t("rotation.since")}</th>
                <th scope="col">{t("section.rotations")}</th>
                <th scope="col">{t("rotation.from")}</th>
                <th scope="col">{t("rotation.to")}</th>
                <th scope="col">{t("rotation.until")}</th>
                <th scope="col">{t("rotation.ended")}</th>
              </tr>
            </thead>
            <tbody>
              {rotations.map((rotation) => (
                <tr key={rotation.id}>
                  <td className="nowrap">{formatPartialDate(rotation.start) || "–"}</td>
                  <td>
                    <button
                      type="button"
                      className="link"
                      title={t("rotation.open")}
                      onClick={() => onOpen(rotation.id)}
                    >
                      {t(`rotation.kind.${rotation.kind}`)}
                    </button>
                  </td>
                  <td>{rotation.fromTitle || "–"}</td>
                  <td>{rotation.toTitle || "–"}</td>
                  <td className="nowrap">{formatPartialDate(rotation.plannedEnd) || "–"}</td>
                  <td className="nowrap">{formatPartialDate(rotation.endedOn) || "–"}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Section>
  );
}
