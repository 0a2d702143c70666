import { useTranslation } from "react-i18next";
import { formatPartialDate } from "../../shared/domain/dates.ts";
import { type ShownState, shownStates } from "../../shared/domain/rotations/procedure.ts";
import { Section } from "../parts/page.tsx";
import type { Go } from "../state/screen.ts";
import type { Work, WorkBoard } from "../state/work.ts";

/** Every move by the state it is in; a number opens the list behind it. */
export function WorkStates({ work, board, go }: { readonly work: Work; readonly board: WorkBoard; readonly go: Go }) {
  const { t } = useTranslation("work");
  const { t: words } = useTranslation("move");
  const { state, look } = work;
  const all = Object.values(board.states).reduce((sum, count) => sum + count, 0);
  if (all === 0) return <p className="quiet">{t("states.none")}</p>;
  const line = (each: ShownState | "OVERDUE", name: string, count: number) => (
    <tr key={each} aria-current={state === each ? "true" : undefined} data-state={each} data-count={count}>
      <th scope="row" className={each === "OVERDUE" ? "todo-within" : undefined}>
        {count === 0 ? (
          <span className="quiet">{name}</span>
        ) : (
          <button
            type="button"
            className="link"
            aria-label={t("states.open", { state: name, count })}
            onClick={() => look({ state: state === each ? null : each })}
          >
            {name}
          </button>
        )}
      </th>
      <td className={count === 0 ? "number quiet" : "number"}>{count}</td>
    </tr>
  );
  return (
    <div className="todo-states">
      <Section title={t("tab.states")}>
        <table className="table table-dense">
          <thead>
            <tr>
              <th scope="col">{t("states.column")}</th>
              <th scope="col" className="number">
                {t("states.number")}
              </th>
            </tr>
          </thead>
          <tbody>{shownStates.map((each) => line(each, words(`state.${each}`), board.states[each]))}</tbody>
          <tfoot>
            <tr>
              <th scope="row">{t("states.all")}</th>
              <td className="number" data-all={all}>
                {all}
              </td>
            </tr>
            {line("OVERDUE", t("states.within"), board.overdue)}
          </tfoot>
        </table>
      </Section>
      <StateMoves work={work} go={go} />
    </div>
  );
}

function StateMoves({ work: { state, moves, more }, go }: { readonly work: Work; readonly go: Go }) {
  const { t } = useTranslation("work");
  const { t: words } = useTranslation("move");
  if (state === null || moves === null) return <p className="quiet no-print">{t("states.pick")}</p>;
  const name = state === "OVERDUE" ? t("states.within") : words(`state.${state}`);
  return (
    <Section title={t("states.list", { state: name, count: moves.found })}>
      <table className="table table-dense todo-table">
        <thead>
          <tr>
            <th scope="col" className="todo-who">
              {t("states.who")}
            </th>
            <th scope="col">{t("states.from")}</th>
            <th scope="col">{t("states.to")}</th>
            <th scope="col">{t("states.start")}</th>
            <th scope="col">{t("states.decision")}</th>
          </tr>
        </thead>
        <tbody>
          {moves.rows.map((row) => (
            <tr key={row.id} data-move={row.id}>
              <th scope="row" className="todo-who">
                <button
                  type="button"
                  className="link"
                  aria-label={t("waiting.open", { name: row.name })}
                  onClick={() => go("move", { rotationId: row.id })}
                >
                  {row.name}
                </button>
              </th>
              <td>
                {row.from.title}
                <div className="quiet">{row.from.unit}</div>
              </td>
              <td>
                {row.to.title}
                <div className="quiet">{row.to.unit}</div>
              </td>
              <td className="nowrap">{formatPartialDate(row.start)}</td>
              <td>{row.decision}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {moves.found > moves.rows.length && (
        <button type="button" className="button button-small no-print" onClick={more}>
          {t("due.more")}
        </button>
      )}
    </Section>
  );
}
