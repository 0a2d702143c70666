import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Assignment } from "../../shared/domain/assignment.ts";
import { timelineOf, titleWithUnit } from "../../shared/domain/career.ts";
import { formatPartialDate } from "../../shared/domain/dates.ts";
import type { RecordId } from "../../shared/domain/primitives.ts";
import type { Rotation } from "../../shared/domain/rotation.ts";

/** Posts held, oldest first, from top to bottom; gaps, posts held at once, and the moves that began them are marked. */
export function Career({
  assignments,
  rotations,
}: {
  readonly assignments: readonly Assignment[];
  readonly rotations: readonly Rotation[];
}) {
  const { t } = useTranslation("profile");
  const steps = useMemo(() => timelineOf(assignments), [assignments]);
  const moves = useMemo(() => new Map(rotations.map((rotation) => [rotation.id, rotation])), [rotations]);
  if (steps.length === 0) return null;
  return (
    <ol className="career" aria-label={t("career.timeline")}>
      {steps.map((step) => {
        if (step.what === "gap") {
          const [from, to] = [formatPartialDate(step.from), formatPartialDate(step.to)];
          return (
            <li key={`gap ${step.from}`} className="career-step career-gap">
              <span className="career-dates">
                {from} – {to}
              </span>
              <span>{t("career.gap")}</span>
            </li>
          );
        }
        const { id, from, to, nature, rotationId } = step.assignment;
        const move = rotationId === null ? undefined : moves.get(rotationId);
        return (
          <li key={id} className={to === null ? "career-step career-now" : "career-step"}>
            <span className="career-dates">
              {formatPartialDate(from) || t("career.unknown")} – {to === null ? t("career.now") : formatPartialDate(to)}
            </span>
            <span>
              {titleWithUnit(step.assignment) || "–"}
              {nature !== "SUBSTANTIVE" && <span className="quiet"> ({t(`career.nature.${nature}`)})</span>}
              {move !== undefined && <span className="sign"> {t(`rotation.kind.${move.kind}`)}</span>}
              {step.overlaps.length > 0 && (
                <span className="sign sign-warn">
                  {t("career.overlap", { other: step.overlaps.map(titleWithUnit).join("; ") })}
                </span>
              )}
            </span>
          </li>
        );
      })}
    </ol>
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
  if (rotations.length === 0) return <p className="quiet">{t("rotation.empty")}</p>;
  return (
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
                <button type="button" className="link" title={t("rotation.open")} onClick={() => onOpen(rotation.id)}>
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
  );
}
