import { useTranslation } from "react-i18next";
import { formatPartialDate } from "../../shared/domain/dates.ts";
import type { GapKind } from "../../shared/domain/gaps/gap.ts";
import { EmptyState } from "../parts/page.tsx";
import type { GapRegister, GapRow, Gaps } from "../state/gaps.ts";
import type { Go } from "../state/screen.ts";
import { causeSentence, causesByDay, dueWords, placeWords } from "./gap-words.ts";

/** The register's rows of one kind, gravest first. */
export function GapsTable({
  gaps,
  register,
  kind,
  go,
}: {
  readonly gaps: Gaps;
  readonly register: GapRegister;
  readonly kind: GapKind;
  readonly go: Go;
}) {
  const { t } = useTranslation("gaps");
  if (register.total === 0) {
    const narrowed = gaps.text !== "" || gaps.unit !== null;
    return (
      <EmptyState
        title={narrowed ? t("noneFound") : t(`none.${kind}`)}
        {...(narrowed || kind === "WEAK" ? {} : { text: t("noPosts") })}
      >
        {!narrowed && kind !== "WEAK" && (
          <button type="button" className="button" onClick={() => go("organisation", {})}>
            {t("toOrganisation")}
          </button>
        )}
      </EmptyState>
    );
  }
  return (
    <div className="section table-scroll">
      <GapRows rows={register.rows} kind={kind} go={go} />
      {register.total > register.rows.length && (
        <button type="button" className="button button-quiet" onClick={gaps.more}>
          {t("more")}
        </button>
      )}
    </div>
  );
}

/** A table of gaps. `kind` null: of several kinds and in little room, so only what, when and why. */
export function GapRows({
  rows,
  kind,
  go,
}: {
  readonly rows: readonly GapRow[];
  readonly kind: GapKind | null;
  readonly go: Go;
}) {
  const { t } = useTranslation("gaps");
  return (
    <table className="table table-dense gaps-table">
      <thead>
        <tr>
          <th scope="col">{t(kind === "WEAK" ? "column.weakPlace" : "column.place")}</th>
          <th scope="col">
            {t(kind === null ? "column.day" : kind === "VACANT_SOON" ? "column.due" : "column.since")}
          </th>
          <th scope="col">{t("column.why")}</th>
          {kind !== null && (
            <>
              <th scope="col">{t("column.severity")}</th>
              <th scope="col">{t("column.owner")}</th>
              <th scope="col">
                <span className="unseen">{t("suggest")}</span>
              </th>
            </>
          )}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <GapLine key={row.key} row={row} brief={kind === null} go={go} />
        ))}
      </tbody>
    </table>
  );
}

function GapLine({ row, brief, go }: { readonly row: GapRow; readonly brief: boolean; readonly go: Go }) {
  const { t } = useTranslation("gaps");
  const place = placeWords(row, t);
  const isPost = row.postId !== null;
  const name = isPost ? row.title : row.unit;
  const around = isPost ? [row.unit, row.above] : [row.above];
  return (
    <tr data-gap={row.key}>
      <td className="gaps-place">
        <button
          type="button"
          className="link gaps-name"
          aria-label={t("openGap", { place })}
          onClick={() => go("gap", { key: row.key })}
        >
          {name || t("noPlace")}
        </button>
        {row.places > 1 && <span className="sign">{t("placesCount", { count: row.places })}</span>}
        {row.byHand && <span className="sign">{t("byHandSign")}</span>}
        {row.closedByHand && <span className="sign">{t("closedSign")}</span>}
        <div className="quiet">{around.filter((part) => part !== "").join(" · ")}</div>
      </td>
      <td className="nowrap">{dueWords(row, t)}</td>
      <td>
        {causesByDay(row.causes).map((cause) => (
          <div key={`${cause.why} ${cause.records.join(" ")}`}>{causeSentence(cause, t)}</div>
        ))}
      </td>
      {!brief && <Follow row={row} place={place} go={go} />}
    </tr>
  );
}

/** How grave it is, who looks after it and until when, and the way to suggestions. */
function Follow({ row, place, go }: { readonly row: GapRow; readonly place: string; readonly go: Go }) {
  const { t } = useTranslation("gaps");
  return (
    <>
      <td className="nowrap">
        {row.severity === null ? <span className="quiet">–</span> : <SeveritySign severity={row.severity} />}
      </td>
      <td>
        {row.owner || <span className="quiet">–</span>}
        {row.deadline !== null && (
          <div className={row.overdue ? "gaps-overdue" : "quiet"}>
            {formatPartialDate(row.deadline)}
            {row.overdue && ` (${t("overdue")})`}
          </div>
        )}
      </td>
      <td>
        <button
          type="button"
          className="button button-small nowrap"
          aria-label={t("suggestFor", { place })}
          onClick={() => go("suggestions", { opening: openingOf(row) })}
        >
          {t("suggest")}
        </button>
      </td>
    </>
  );
}

export function SeveritySign({ severity }: { readonly severity: NonNullable<GapRow["severity"]> }) {
  const { t } = useTranslation("gaps");
  const tone = severity === "HIGH" ? "sign sign-bad" : severity === "MEDIUM" ? "sign sign-warn" : "sign";
  return <span className={tone}>{t(`severities.${severity}`)}</span>;
}

/** What somebody is looked for: from the day the place falls vacant; one that is vacant already, from a day to be chosen. */
export const openingOf = ({
  key,
  kind,
  postId,
  unitId,
  title,
  due,
}: Pick<GapRow, "key" | "kind" | "postId" | "unitId" | "title" | "due">) => ({
  postId,
  unitId,
  title,
  start: kind === "VACANT_SOON" ? due : null,
  programmeId: null,
  gapKey: key,
});
