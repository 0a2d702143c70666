import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { cellText, columnName } from "../../shared/domain/workbook/cell.ts";
import type { ListColumn } from "../../shared/domain/workbook/list-columns.ts";
import { type ListField, listFields } from "../../shared/domain/workbook/list-fields.ts";
import { passedRows } from "../../shared/domain/workbook/rows-passed.ts";
import { Notice } from "../parts/notice.tsx";
import { NumberField } from "../parts/number-field.tsx";
import { Section } from "../parts/page.tsx";
import { SelectField } from "../parts/select-field.tsx";
import type { ChosenWorkbook, ListInHand, Workbook } from "../state/workbook.ts";
import { useLanguage } from "./language.ts";

type Doing = Pick<Workbook, "takeSheet" | "setHeads" | "setField" | "setOrder">;

/** What each column of a sender's list is taken for: by its heads, changed by choosing or by dragging. */
export function WorkbookColumns({
  book,
  list,
  doing,
}: {
  readonly book: ChosenWorkbook;
  readonly list: ListInHand;
  readonly doing: Doing;
}) {
  const { t } = useTranslation("workbook");
  const sheet = list.repaired;
  const heads = list.heads ?? { first: 0, count: 1 };
  return (
    <>
      <Facts book={book} list={list} />
      <div className="workbook-where">
        <SelectField
          label={t("sheetChoice")}
          value={String(list.sheet)}
          options={book.sheets.map(({ name, rows, hidden }, index) => ({
            value: String(index),
            text: t(hidden ? "sheetHidden" : "sheetRows", { name, rows }),
          }))}
          onChange={(value) => void doing.takeSheet(Number(value ?? 0))}
        />
        <NumberField
          label={t("headsAt")}
          value={heads.first + 1}
          least={1}
          most={Math.max(1, Math.min(sheet.rows, 200))}
          onChange={(value) => value !== null && value !== undefined && doing.setHeads({ ...heads, first: value - 1 })}
        />
        <NumberField
          label={t("headsCount")}
          value={heads.count}
          least={1}
          most={5}
          onChange={(value) => value !== null && value !== undefined && doing.setHeads({ ...heads, count: value })}
        />
      </div>
      {list.heads === null ? (
        <Notice tone="warn">{t("headsMissing")}</Notice>
      ) : (
        <ColumnTable book={book} list={list} doing={doing} />
      )}
    </>
  );
}

/** What the file holds beside values. */
function Facts({ book, list }: { readonly book: ChosenWorkbook; readonly list: ListInHand }) {
  const { t } = useTranslation("workbook");
  const sheet = list.repaired;
  const [rows, columns] = [sheet.hiddenRows.length, sheet.hiddenColumns.length];
  const lines = [
    list.remembered ? t("remembered") : "",
    book.macros ? t("macros") : "",
    book.externalLinks > 0 ? t("links", { count: book.externalLinks }) : "",
    sheet.formulas > 0 ? t("formulas", { count: sheet.formulas }) : "",
    sheet.links > 0 ? t("hyperlinks", { count: sheet.links }) : "",
    rows + columns > 0 ? t("hiddenParts", { rows, columns }) : "",
  ].filter((line) => line !== "");
  if (lines.length === 0) return null;
  return (
    <Notice>
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </Notice>
  );
}

function ColumnTable({
  book,
  list,
  doing,
}: {
  readonly book: ChosenWorkbook;
  readonly list: ListInHand;
  readonly doing: Doing;
}) {
  const { t } = useTranslation("workbook");
  const language = useLanguage();
  const taken = new Set(list.columns.map(({ field }) => field));
  const over = useMemo(() => {
    const { repaired, heads, columns } = list;
    const about = heads === null ? [] : passedRows(repaired, { heads, columns, date1904: book.date1904 });
    return new Set(about.map(({ row }) => row));
  }, [book, list]);
  const free = listFields.filter(({ key, reading }) => !taken.has(key) && reading.as !== "nothing");
  return (
    <Section title={t("steps.columns")}>
      {!taken.has("birthName") && <Notice tone="warn">{t("noName")}</Notice>}
      <div className="table-scroll">
        <table className="table table-dense workbook-columns">
          <thead>
            <tr>
              <th scope="col">{t("column")}</th>
              <th scope="col">{t("headPath")}</th>
              <th scope="col">{t("example")}</th>
              <th scope="col">{t("takenFor")}</th>
              <th scope="col">{t("dayOrder")}</th>
            </tr>
          </thead>
          <tbody>
            {list.columns.map((column) => (
              <tr
                key={column.column}
                draggable
                onDragStart={(event) => event.dataTransfer.setData("text/plain", String(column.column))}
              >
                <th scope="row">{columnName(column.column)}</th>
                <td>{column.path.join(" › ")}</td>
                <td className="quiet workbook-example">{examplesOf(book, list, column.column, over)}</td>
                <td>
                  <select
                    aria-label={`${t("takenFor")}: ${columnName(column.column)}`}
                    value={column.field ?? ""}
                    onChange={(event) => doing.setField(column.column, event.target.value || null)}
                  >
                    <option value="">{t("notTaken")}</option>
                    {listFields.map((field) => (
                      <option key={field.key} value={field.key}>
                        {field[language]}
                      </option>
                    ))}
                  </select>
                </td>
                <td>{column.evidence !== null && <Order column={column} setOrder={doing.setOrder} />}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <h3 className="workbook-free-title">{t("freeFields")}</h3>
      <ul className="workbook-free">
        {free.map((field) => (
          <FreeField key={field.key} field={field} text={field[language]} setField={doing.setField} />
        ))}
      </ul>
    </Section>
  );
}

/** A place to drop a column's row on; the select in the row does the same from the keyboard. */
function FreeField({
  field,
  text,
  setField,
}: {
  readonly field: ListField;
  readonly text: string;
  readonly setField: Doing["setField"];
}) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- only for the mouse; the select does the same
    <li
      className="sign"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        const column = Number(event.dataTransfer.getData("text/plain"));
        if (Number.isInteger(column)) setField(column, field.key);
      }}
    >
      {text}
    </li>
  );
}

function Order({ column, setOrder }: { readonly column: ListColumn; readonly setOrder: Doing["setOrder"] }) {
  const { t } = useTranslation("workbook");
  const { evidence, order } = column;
  if (evidence === null || evidence.dayFirst + evidence.monthFirst + evidence.either === 0) return null;
  const sure = order === "day-first" ? evidence.dayFirst : evidence.monthFirst;
  return (
    <>
      <select
        aria-label={`${t("dayOrder")}: ${columnName(column.column)}`}
        value={order}
        onChange={(event) =>
          setOrder(column.column, event.target.value === "month-first" ? "month-first" : "day-first")
        }
      >
        <option value="day-first">{t("dayFirst")}</option>
        <option value="month-first">{t("monthFirst")}</option>
      </select>
      <div className="quiet">
        {sure > 0 && <div>{t("orderSure", { count: sure })}</div>}
        {evidence.either > 0 && <div>{t("orderEither", { count: evidence.either })}</div>}
        {evidence.dayFirst > 0 && evidence.monthFirst > 0 && <div>{t("orderMixed")}</div>}
      </div>
    </>
  );
}

/** The first cells of a column that say something. */
function examplesOf(
  book: ChosenWorkbook,
  { repaired, heads }: ListInHand,
  column: number,
  over: ReadonlySet<number>,
): string {
  const found: string[] = [];
  const from = heads === null ? 0 : heads.first + heads.count;
  for (let row = from; row < repaired.rows && found.length < 3; row += 1) {
    if (over.has(row)) continue;
    const text = cellText(repaired.cells[row]?.[column] ?? null, book.date1904).trim();
    if (text !== "") found.push(text.slice(0, 40));
  }
  return found.join(" · ");
}
