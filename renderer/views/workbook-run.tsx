import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { RecordId } from "../../shared/domain/primitives.ts";
import { columnName } from "../../shared/domain/workbook/cell.ts";
import { listField } from "../../shared/domain/workbook/list-fields.ts";
import type { DryRun, ListRow } from "../../shared/domain/workbook/read-list.ts";
import { Notice } from "../parts/notice.tsx";
import { Section } from "../parts/page.tsx";
import type { ListInHand } from "../state/workbook.ts";
import { whyWords } from "../text/workbook-sentence.ts";
import { useLanguage } from "./language.ts";
import { shownJson } from "./shown-json.ts";

const outcomes = ["bad", "ask", "new", "changed", "unchanged", "withdrawn"] as const;
const mostShown = 300; // rows; the rest are counted

/** What a list would do, row by row. Counts close: people + rows passed over = rows below the heads. */
export function WorkbookRun({
  run,
  list,
  choosePerson,
}: {
  readonly run: DryRun;
  readonly list: ListInHand;
  readonly choosePerson: (row: number, who: RecordId<"person"> | "new") => void;
}) {
  const { t } = useTranslation("workbook");
  const counted = outcomes.map((outcome) => ({ outcome, rows: run.rows.filter((row) => row.outcome === outcome) }));
  const first = counted.find(({ rows }) => rows.length > 0)?.outcome ?? "new";
  const [shown, setShown] = useState<(typeof outcomes)[number] | "passed">(first);
  const rows = shown === "passed" ? [] : run.rows.filter((row) => row.outcome === shown);
  return (
    <Section title={t("runTitle")}>
      <p>
        {t("runSum", {
          total: run.rows.length + run.passed.length,
          people: run.rows.length,
          passed: run.passed.length,
        })}
      </p>
      <div className="buttons workbook-outcomes">
        {counted.map(({ outcome, rows: own }) => (
          <button
            key={outcome}
            type="button"
            className="button"
            aria-pressed={shown === outcome}
            disabled={own.length === 0}
            onClick={() => setShown(outcome)}
          >
            {t(`outcome.${outcome}`)}: {own.length}
          </button>
        ))}
        <button
          type="button"
          className="button"
          aria-pressed={shown === "passed"}
          disabled={run.passed.length === 0}
          onClick={() => setShown("passed")}
        >
          {t("outcome.passed")}: {run.passed.length}
        </button>
      </div>
      <div className="table-scroll">
        <table className="table table-dense">
          <thead>
            <tr>
              <th scope="col">{t("row")}</th>
              <th scope="col">{t("person")}</th>
              <th scope="col">{t("what")}</th>
            </tr>
          </thead>
          <tbody>
            {shown === "passed"
              ? run.passed.slice(0, mostShown).map(({ row, why, text }) => (
                  <tr key={row}>
                    <th scope="row">{row + 1}</th>
                    <td>{text}</td>
                    <td className="quiet">{t(`passedWhy.${why}`)}</td>
                  </tr>
                ))
              : rows.slice(0, mostShown).map((row) => (
                  <tr key={row.row}>
                    <th scope="row">{row.row + 1}</th>
                    <td>{row.name}</td>
                    <td>
                      <What row={row} choosePerson={choosePerson} />
                    </td>
                  </tr>
                ))}
          </tbody>
        </table>
      </div>
      {rows.length > mostShown && <p className="quiet">{t("moreRows", { count: rows.length - mostShown })}</p>}
      <Notes run={run} list={list} />
    </Section>
  );
}

function What({
  row,
  choosePerson,
}: {
  readonly row: ListRow;
  readonly choosePerson: (row: number, who: RecordId<"person"> | "new") => void;
}) {
  const { t } = useTranslation("workbook");
  const language = useLanguage();
  if (row.outcome === "bad")
    return row.problems.map((problem) => (
      <div key={`${problem.cell} ${problem.why}`}>
        <strong>{problem.cell}</strong> {problem.header} {problem.found !== "" && <q>{problem.found}</q>}:{" "}
        {whyWords[language][problem.why]}
      </div>
    ));
  if (row.outcome === "ask")
    return (
      <select
        aria-label={t("whoIsIt", { name: row.name })}
        value=""
        onChange={(event) => {
          const { value } = event.target;
          const person = row.among.find(({ id }) => id === value);
          if (value === "new") choosePerson(row.row, "new");
          else if (person !== undefined) choosePerson(row.row, person.id);
        }}
      >
        <option value="">{t("whoIsIt", { name: row.name })}</option>
        {row.among.map((person) => (
          <option key={person.id} value={person.id}>
            {[
              person.birthName,
              shownJson(person.birthDate),
              person.nativeCommune,
              person.nativeProvince,
              person.cadreNumber,
            ]
              .filter((text) => text !== "")
              .join(" · ")}
          </option>
        ))}
        <option value="new">{t("somebodyNew")}</option>
      </select>
    );
  return row.differences.map(({ field, before, after }) => (
    <span key={field} className="workbook-difference">
      <span className="quiet">{listField(field)?.[language] ?? field}:</span>{" "}
      {row.outcome === "changed" && shownJson(before) !== "" && (
        <>
          <s>{shownJson(before)}</s> →{" "}
        </>
      )}
      {shownJson(after)}
    </span>
  ));
}

/** The rules by which cells were read that were not plainly written. */
function Notes({ run, list }: { readonly run: DryRun; readonly list: ListInHand }) {
  const { t } = useTranslation("workbook");
  if (run.notes.length === 0) return null;
  return (
    <Notice>
      <p className="notice-what">{t("notesTitle")}</p>
      {run.notes.map(({ column, note, count, cells }) => {
        const head = list.columns.find((each) => each.column === column)?.path.at(-1) ?? "";
        return (
          <p key={`${column} ${note}`}>
            {columnName(column)} {head}: {t(`notes.${note}`)} ({count}: {cells.join(", ")}
            {count > cells.length ? ", …" : ""})
          </p>
        );
      })}
    </Notice>
  );
}
