import type { TFunction } from "i18next";
import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import { formatPartialDate } from "../../shared/domain/dates.ts";
import { groupBy } from "../../shared/domain/group-by.ts";
import type { RecordId } from "../../shared/domain/primitives.ts";
import type { Go } from "../state/screen.ts";
import type { BoardKind, DueRange, DueRow, Work, WorkBoard } from "../state/work.ts";

const ranges: readonly DueRange[] = ["overdue", "30", "90", "365"];

/** What falls due, month by month; the numbers of the kinds add up to that of the time chosen. */
export function WorkDue({ work, board, go }: { readonly work: Work; readonly board: WorkBoard; readonly go: Go }) {
  const { t } = useTranslation("work");
  const { range, kind, look, more } = work;
  const months = groupBy(board.rows, ({ due }) => due.slice(0, 7));
  return (
    <section className="section" aria-label={t("tab.due")}>
      <div className="todo-tools no-print">
        <fieldset className="todo-segments">
          <legend className="unseen">{t("ranges")}</legend>
          {ranges.map((each) => (
            <button
              key={each}
              type="button"
              className="todo-segment"
              aria-pressed={range === each}
              data-range={each}
              data-count={board.ranges[each]}
              onClick={() => look({ range: each })}
            >
              {t(`range.${each}`)} <b>{board.ranges[each]}</b>
            </button>
          ))}
        </fieldset>
        <Kinds board={board} range={range} kind={kind} onChoose={(next) => look({ kind: next })} />
      </div>
      {board.rows.length === 0 ? (
        <p className="quiet">{t("due.none")}</p>
      ) : (
        <table className="table table-dense todo-table">
          <thead>
            <tr>
              <th scope="col" className="todo-day">
                {t("due.day")}
              </th>
              <th scope="col">{t("due.what")}</th>
              <th scope="col">{t("due.who")}</th>
              <th scope="col">{t("due.where")}</th>
            </tr>
          </thead>
          <tbody>
            {[...months].map(([month, rows]) => (
              <Fragment key={month}>
                <tr className="todo-month">
                  <th scope="rowgroup" colSpan={4}>
                    {t("due.month", { month: formatPartialDate(month) })}{" "}
                    <span className="quiet">{t("due.count", { count: rows.length })}</span>
                  </th>
                </tr>
                {rows.map((row) => (
                  <Line key={`${row.kind} ${row.record} ${row.postId ?? ""} ${row.about}`} row={row} go={go} />
                ))}
              </Fragment>
            ))}
          </tbody>
        </table>
      )}
      {board.total > board.rows.length && (
        <div className="buttons">
          <span className="quiet">{t("due.shown", { shown: board.rows.length, count: board.total })}</span>
          <button type="button" className="button button-small no-print" onClick={more}>
            {t("due.more")}
          </button>
        </div>
      )}
    </section>
  );
}

/** Kinds of which there is something in the time chosen; pressing one again shows all. */
function Kinds({
  board: { kinds, ranges: counts },
  range,
  kind,
  onChoose,
}: {
  readonly board: WorkBoard;
  readonly range: DueRange;
  readonly kind: BoardKind | null;
  readonly onChoose: (kind: BoardKind | null) => void;
}) {
  const { t } = useTranslation("work");
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of the record
  const there = (Object.keys(kinds) as BoardKind[]).filter((each) => kinds[each] > 0);
  if (there.length < 2 && kind === null) return null;
  return (
    <fieldset className="todo-kinds">
      <legend className="unseen">{t("kinds")}</legend>
      <button type="button" className="todo-kind" aria-pressed={kind === null} onClick={() => onChoose(null)}>
        {t("anyKind")} <b>{counts[range]}</b>
      </button>
      {there.map((each) => (
        <button
          key={each}
          type="button"
          className="todo-kind"
          aria-pressed={kind === each}
          data-kind={each}
          data-count={kinds[each]}
          onClick={() => onChoose(kind === each ? null : each)}
        >
          {t(`kind.${each}`)} <b>{kinds[each]}</b>
        </button>
      ))}
    </fieldset>
  );
}

/** Words of a line that a file has, too. */
export const dueWords = (t: TFunction<"work">) => ({
  what: (row: DueRow): string =>
    row.kind === "assessment" ? t("assessmentOf", { year: row.about }) : t(`kind.${row.kind}`),
  days: (row: DueRow): string => daysWords(row, t),
});

function Line({ row, go }: { readonly row: DueRow; readonly go: Go }) {
  const { t } = useTranslation("work");
  const what = dueWords(t).what(row);
  return (
    <tr data-due={row.due} data-kind={row.kind}>
      <td className="todo-day">
        {formatPartialDate(row.due)}
        <div className={row.days < 0 ? "todo-late" : "quiet"}>{daysWords(row, t)}</div>
      </td>
      <td>
        <button
          type="button"
          className="link"
          aria-label={t("due.open", { what, who: row.name || row.title || row.unit })}
          onClick={() => open(row, go)}
        >
          {what}
        </button>
      </td>
      <td className="todo-name">{row.name || <span className="quiet">–</span>}</td>
      <td>
        {row.title}
        <div className="quiet">{row.unit}</div>
      </td>
    </tr>
  );
}

function daysWords({ days }: DueRow, t: TFunction<"work">): string {
  if (days === 0) return t("due.today");
  return days < 0 ? t("due.late", { count: -days }) : t("due.left", { count: days });
}

/** Where a line is worked on: its move, its gap, the plan, or the file of the person. */
function open({ kind, record, about, personId }: DueRow, go: Go): void {
  if (isMove(record)) go("move", { rotationId: record });
  else if (kind === "gap-deadline") go("gap", { key: about });
  else if (kind === "plan-review") go("planning", {});
  else if (personId !== null) go("profile", { personId });
}

const isMove = (id: RecordId): id is RecordId<"rotation"> => id.startsWith("rotation:");
