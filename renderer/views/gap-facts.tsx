import { useTranslation } from "react-i18next";
import { nameOfCode } from "../../shared/domain/codes/code-list.ts";
import { moveKinds } from "../../shared/domain/codes/move-codes.ts";
import { managingLevels, postRoles } from "../../shared/domain/codes/unit-codes.ts";
import { formatPartialDate, latestDay } from "../../shared/domain/dates.ts";
import { placesOf } from "../../shared/domain/organisation/posts.ts";
import type { RecordId } from "../../shared/domain/primitives.ts";
import { Section } from "../parts/page.tsx";
import { type GapMove, type GapStory, keptWords } from "../state/gap.ts";
import type { GapRow } from "../state/gaps.ts";
import type { Go } from "../state/screen.ts";
import { causeSentence, causesByDay } from "./gap-words.ts";
import { SeveritySign } from "./gaps-table.tsx";
import { useLanguage } from "./language.ts";

/** Why it is there: a sentence for each cause, and where that was read. */
export function GapWhy({ gap, row, go }: { readonly gap: GapStory; readonly row: GapRow; readonly go: Go }) {
  const { t } = useTranslation("gaps");
  return (
    <Section title={t("gap.why")}>
      <ul className="lines">
        {causesByDay(row.causes).map((cause) => (
          <li key={`${cause.why} ${cause.records.join(" ")}`}>
            {causeSentence(cause, t)}
            <div className="quiet gaps-small gap-from">
              {t("gap.from")} <Source gap={gap} cause={cause} go={go} />
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** The file, the move or the unit a cause was read from. */
function Source({
  gap,
  cause,
  go,
}: {
  readonly gap: GapStory;
  readonly cause: GapRow["causes"][number];
  readonly go: Go;
}) {
  const { t } = useTranslation("gaps");
  const { personId, person, records, why } = cause;
  const { unitId } = gap;
  const rotationId = records.find(isRotation);
  if (why === "by-hand") return <span>{t("gap.fromKept")}</span>;
  return (
    <>
      {personId !== null && (
        <button type="button" className="link" onClick={() => go("profile", { personId })}>
          {t("gap.fromPerson", { person: person || t("somebody") })}
        </button>
      )}
      {rotationId !== undefined && (
        <>
          {" · "}
          <button type="button" className="link" onClick={() => go("move", { rotationId })}>
            {t("gap.openMove", { person })}
          </button>
        </>
      )}
      {personId === null && unitId !== null && (
        <button type="button" className="link" onClick={() => go("organisation", { unitId })}>
          {t("gap.fromUnit", { unit: gap.unit })}
        </button>
      )}
    </>
  );
}

/** The post as the establishment has it, who holds it, and who is decided to come. */
export function GapPost({
  gap,
  post: { record, vacant, holders, coming },
  go,
}: {
  readonly gap: GapStory;
  readonly post: NonNullable<GapStory["post"]>;
  readonly go: Go;
}) {
  const { t } = useTranslation("gaps");
  const language = useLanguage();
  const { unitId } = gap;
  const natures = { SUBSTANTIVE: "", ACTING: t("gap.acting"), CONCURRENT: t("gap.concurrent") };
  return (
    <Section title={t("gap.position")}>
      <dl className="facts">
        <dt>{t("gap.unit")}</dt>
        <dd>
          {unitId === null ? (
            gap.unit
          ) : (
            <button type="button" className="link" onClick={() => go("organisation", { unitId })}>
              {gap.unit || t("noPlace")}
            </button>
          )}
        </dd>
        <dt>{t("gap.role")}</dt>
        <dd>{nameOfCode(postRoles, record.role, language)}</dd>
        {record.managingLevel !== null && (
          <>
            <dt>{t("gap.managing")}</dt>
            <dd>{nameOfCode(managingLevels, record.managingLevel, language)}</dd>
          </>
        )}
        <dt>{t("gap.places")}</dt>
        <dd>{t("gap.placesFree", { places: placesOf(record), vacant })}</dd>
        <dt>{t("gap.holders")}</dt>
        <dd>
          {holders.length === 0
            ? t("gap.nobody")
            : holders.map(({ id, personId, person, nature }) => (
                <div key={id}>
                  <button type="button" className="link" onClick={() => go("profile", { personId })}>
                    {person || t("unnamed")}
                  </button>
                  {natures[nature] !== "" && <span className="quiet"> ({natures[nature]})</span>}
                </div>
              ))}
        </dd>
        {coming.length > 0 && (
          <>
            <dt>{t("gap.coming")}</dt>
            <dd>
              {coming.map(({ id, personId, person, from }) => (
                <div key={id}>
                  <button type="button" className="link" onClick={() => go("profile", { personId })}>
                    {t("gap.comingFrom", { person: person || t("unnamed"), day: formatPartialDate(from) })}
                  </button>
                </div>
              ))}
            </dd>
          </>
        )}
        {record.requirements !== "" && (
          <>
            <dt>{t("gap.requirements")}</dt>
            <dd>{record.requirements}</dd>
          </>
        )}
        {record.nonLocal && (
          <>
            <dt />
            <dd>{t("gap.nonLocal")}</dd>
          </>
        )}
      </dl>
    </Section>
  );
}

/** What clerks keep about it; nothing can be kept about a gap that is closed. */
export function GapFollow({ gap, edit }: { readonly gap: GapStory; readonly edit: (() => void) | null }) {
  const { t } = useTranslation("gaps");
  const { severity, owner, deadline, reason, evidence, note } = keptWords(gap);
  const overdue = deadline !== null && latestDay(deadline) < gap.day && gap.row !== null;
  const nothing =
    severity === null && deadline === null && [owner, reason, evidence, note].every((each) => each === "");
  return (
    <Section
      title={t("gap.follow")}
      aside={
        edit !== null && (
          <button type="button" className="button button-small" onClick={edit}>
            {t("gap.edit")}
          </button>
        )
      }
    >
      {nothing ? (
        <p className="quiet">{t("gap.nothingKept")}</p>
      ) : (
        <dl className="facts">
          {severity !== null && (
            <>
              <dt>{t("field.severity")}</dt>
              <dd>
                <SeveritySign severity={severity} />
              </dd>
            </>
          )}
          <Words name={t("field.owner")} text={owner} />
          {deadline !== null && (
            <>
              <dt>{t("field.deadline")}</dt>
              <dd className={overdue ? "gaps-overdue" : undefined}>
                {formatPartialDate(deadline)}
                {overdue && ` (${t("overdue")})`}
              </dd>
            </>
          )}
          <Words name={t("field.reason")} text={reason} />
          <Words name={t("field.evidence")} text={evidence} />
          <Words name={t("field.note")} text={note} />
        </dl>
      )}
    </Section>
  );
}

const Words = ({ name, text }: { readonly name: string; readonly text: string }) =>
  text === "" ? null : (
    <>
      <dt>{name}</dt>
      <dd>{text}</dd>
    </>
  );

/** Who is proposed, decided or under way to this place. */
export function GapMoves({ gap, go }: { readonly gap: GapStory; readonly go: Go }) {
  const { t } = useTranslation("gaps");
  return (
    <Section title={t("gap.moves")}>
      {gap.moves.length === 0 ? (
        <p className="quiet">{t("gap.noMoves")}</p>
      ) : (
        <div className="table-scroll">
          <table className="table table-dense">
            <thead>
              <tr>
                <th scope="col">{t("gap.move.person")}</th>
                <th scope="col">{t("gap.move.from")}</th>
                <th scope="col">{t("gap.move.state")}</th>
                <th scope="col">{t("gap.move.start")}</th>
                <th scope="col">{t("gap.move.decision")}</th>
              </tr>
            </thead>
            <tbody>
              {gap.moves.map((move) => (
                <MoveLine key={move.rotationId} move={move} go={go} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Section>
  );
}

function MoveLine({ move, go }: { readonly move: GapMove; readonly go: Go }) {
  const { t } = useTranslation("gaps");
  const language = useLanguage();
  const { rotationId, person, kind, fromTitle, fromUnit, state, start, decision, decisionDate } = move;
  return (
    <tr data-move={state}>
      <td>
        <button
          type="button"
          className="link"
          aria-label={t("gap.openMove", { person: person || t("unnamed") })}
          onClick={() => go("move", { rotationId })}
        >
          {person || t("unnamed")}
        </button>
        <div className="quiet">{nameOfCode(moveKinds, kind, language)}</div>
      </td>
      <td>
        {fromTitle}
        <div className="quiet">{fromUnit}</div>
      </td>
      <td>{t(`state.${state}`)}</td>
      <td className="nowrap">{formatPartialDate(start) || "–"}</td>
      <td>
        {decision || "–"}
        <div className="quiet">{formatPartialDate(decisionDate)}</div>
      </td>
    </tr>
  );
}

const isRotation = (id: RecordId): id is RecordId<"rotation"> => id.startsWith("rotation:");
