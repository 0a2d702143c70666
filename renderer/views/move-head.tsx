import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { nameOfCode } from "../../shared/domain/codes/code-list.ts";
import { directions, moveKinds, moveOutcomes, movePurposes } from "../../shared/domain/codes/move-codes.ts";
import { formatPartialDate } from "../../shared/domain/dates.ts";
import { overdueSince, plannedEndOf, shownState } from "../../shared/domain/rotations/procedure.ts";
import type { MoveFile, NamedMove } from "../state/move.ts";
import type { Go } from "../state/screen.ts";
import { useLanguage } from "./language.ts";

/** Who goes from where to where, how and why, and where it stands today. */
export function MoveHead({ file, go }: { readonly file: MoveFile; readonly go: Go }) {
  const { t } = useTranslation("move");
  const language = useLanguage();
  const { move, direction, programme, day } = file;
  const overdue = overdueSince(move, day);
  const planned = plannedEndOf(move);
  const none = <span className="quiet">{t("head.none")}</span>;
  const others = file.legs.filter((leg) => leg.move.id !== move.id);
  return (
    <section className="section move-head" aria-label={t("head.label")}>
      <div className="move-way">
        <Side title={t("head.from")} place={file.from} />
        <span className="move-arrow" aria-hidden="true">
          →
        </span>
        <Side title={t("head.to")} place={file.to} />
        <div className="move-state">
          <span className="move-label">{t("head.state")}</span>
          <strong>
            <span className={stateTone(shownState(move, day))}>{t(`state.${shownState(move, day)}`)}</span>
          </strong>
          {overdue !== null && (
            <span className="sign sign-warn">{t("head.overdue", { date: formatPartialDate(overdue) })}</span>
          )}
        </div>
      </div>
      <dl className="move-facts">
        <Fact label={t("head.person")}>
          <button type="button" className="link" onClick={() => go("profile", { personId: move.personId })}>
            {file.name}
          </button>
        </Fact>
        <Fact label={t("head.kind")}>{nameOfCode(moveKinds, move.kind, language)}</Fact>
        <Fact label={t("head.direction")}>
          {direction.direction === null ? (
            <span className="quiet">{t("head.directionNone")}</span>
          ) : (
            nameOfCode(directions, direction.direction, language)
          )}
          {direction.overridden && (
            <div className="quiet">
              {t("head.directionOverridden", {
                derived:
                  direction.derived === null
                    ? t("head.directionNone")
                    : nameOfCode(directions, direction.derived, language),
                reason: move.directionReason,
              })}
            </div>
          )}
        </Fact>
        <Fact label={t("head.purpose")}>
          {move.purpose === null ? none : nameOfCode(movePurposes, move.purpose, language)}
        </Fact>
        <Fact label={t("head.programme")}>
          {programme === null ? (
            move.programme || none
          ) : (
            <button type="button" className="link" onClick={() => go("programme", { programmeId: programme.id })}>
              {programme.number || programme.name}
            </button>
          )}
        </Fact>
        <Fact label={t("head.start")}>{formatPartialDate(move.start) || none}</Fact>
        <Fact label={t("head.plannedEnd")}>
          {formatPartialDate(planned) || none}
          {move.extendedTo !== null && (
            <div className="quiet">{t("head.extendedTo", { date: formatPartialDate(move.plannedEnd) || "…" })}</div>
          )}
        </Fact>
        {move.endedOn !== null && <Fact label={t("head.endedOn")}>{formatPartialDate(move.endedOn)}</Fact>}
        {move.outcome !== "ONGOING" && (
          <Fact label={t("head.outcome")}>{nameOfCode(moveOutcomes, move.outcome, language)}</Fact>
        )}
        {move.endReason !== "" && <Fact label={t("head.endReason")}>{move.endReason}</Fact>}
        {others.length > 0 && (
          <Fact label={t("head.legs")} wide>
            {others.map((leg) => (
              <div key={leg.move.id}>
                <button type="button" className="link" onClick={() => go("move", { rotationId: leg.move.id })}>
                  {leg.name}
                </button>{" "}
                <span className="quiet">→ {placeWords(leg.to)}</span>
              </div>
            ))}
          </Fact>
        )}
      </dl>
      {move.note !== "" && <p className="quiet">{move.note}</p>}
    </section>
  );
}

function Side({ title, place }: { readonly title: string; readonly place: NamedMove["from"] }) {
  return (
    <div className="move-side">
      <span className="move-label">{title}</span>
      <strong>{place.title || "–"}</strong>
      <span>{place.unit}</span>
    </div>
  );
}

const Fact = ({
  label,
  wide = false,
  children,
}: {
  readonly label: string;
  readonly wide?: boolean;
  readonly children: ReactNode;
}) => (
  <div className={wide ? "move-fact-wide" : undefined}>
    <dt className="move-label">{label}</dt>
    <dd>{children}</dd>
  </div>
);

/** A place in one line. */
export const placeWords = ({ title, unit }: NamedMove["from"]): string =>
  [title, unit].filter((part) => part !== "").join(", ");

/** Goes on: good; over or cancelled: quiet; on its way: plain. */
export const stateTone = (state: ReturnType<typeof shownState>): string =>
  state === "ACTIVE" || state === "EXTENDED"
    ? "sign sign-good"
    : state === "CANCELLED" || state === "RECALLED"
      ? "sign sign-bad"
      : "sign";
