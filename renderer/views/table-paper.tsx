import { memo, type ReactNode } from "react";
import { formatPartialDate } from "../../shared/domain/dates.ts";
import { onPaper } from "../../shared/domain/sheets/on-paper.ts";
import { headGroups, type LaidTable, partsThatFit, type TableCell } from "../../shared/domain/tables/laid-table.ts";
import { useLanguage } from "./language.ts";

/** Tables as they are printed, whatever they are about: the same words as in the files of office programs. */
export const TablePaper = memo(function TablePaper({
  tables,
  narrow = false,
}: {
  readonly tables: readonly LaidTable[];
  readonly narrow?: boolean; // margins
}) {
  const language = useLanguage();
  const numbers = new Intl.NumberFormat(language, { useGrouping: false, maximumFractionDigits: 6 });
  const textOf = (cell: TableCell): string => {
    if (cell === null) return "";
    if (typeof cell === "string") return onPaper(cell);
    return typeof cell === "number" ? numbers.format(cell) : formatPartialDate(cell.date);
  };
  return tables.flatMap((table, at) =>
    partsThatFit(table).map((part, its) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: a table's place is its identity
      <TablePart key={`${at} ${its}`} table={part} narrow={narrow} textOf={textOf} />
    )),
  );
});

function TablePart({
  table,
  narrow,
  textOf,
}: {
  readonly table: LaidTable;
  readonly narrow: boolean;
  readonly textOf: (cell: TableCell) => string;
}) {
  const { title, above, columns, rows, totals = [], below, signed = [], paper, upright = false } = table;
  const whole = columns.reduce((sum, { width }) => sum + width, 0);
  const row = (cells: readonly TableCell[]): ReactNode =>
    columns.map(({ head }, column) => {
      const cell = cells[column] ?? null;
      return (
        // biome-ignore lint/suspicious/noArrayIndexKey: a cell's place is its identity
        <td key={`${head} ${column}`} className={classOf(cell)}>
          {textOf(cell)}
        </td>
      );
    });
  return (
    <article
      className="print-only paper-text table-paper"
      data-paper={paper}
      data-upright={upright || undefined}
      data-narrow={narrow || undefined}
      data-size={sizeOf(whole, paper, upright)}
    >
      <h1>{onPaper(title)}</h1>
      {above.map((text) => (
        <p key={text} className="table-paper-above">
          {onPaper(text)}
        </p>
      ))}
      <table>
        <colgroup>
          {columns.map(({ width }, column) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a column's place is its identity
            <col key={column} width={`${(100 * width) / whole}%`} />
          ))}
        </colgroup>
        <Heads columns={columns} />
        <tbody>
          {rows.map((cells, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a row's place is its identity
            <tr key={at}>{row(cells)}</tr>
          ))}
        </tbody>
        {totals.length > 0 && (
          <tbody className="table-paper-totals">
            {totals.map((cells, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a row's place is its identity
              <tr key={at}>{row(cells)}</tr>
            ))}
          </tbody>
        )}
      </table>
      {below.map((text) => (
        <p key={text} className="table-paper-below">
          {onPaper(text)}
        </p>
      ))}
      {signed.length > 0 && (
        <footer>
          {signed.map(({ role, note }) => (
            <div key={role}>
              <p>
                <strong>{onPaper(role)}</strong>
              </p>
              <p>
                <em>{onPaper(note)}</em>
              </p>
            </div>
          ))}
        </footer>
      )}
    </article>
  );
}

const classOf = (cell: TableCell): string | undefined =>
  typeof cell === "number" ? "number" : typeof cell === "object" && cell !== null ? "nowrap" : undefined;

/** Letters by how many of them share the line. */
function sizeOf(letters: number, paper: LaidTable["paper"], upright: boolean): "large" | "middle" | "small" {
  const onA4 = letters * (paper === "A3" ? 0.69 : upright ? 1.48 : 1); // as on A4 lying down
  return onA4 <= 130 ? "large" : onA4 <= 155 ? "middle" : "small";
}

/** Heads, those over several columns above them; they come again on every page. */
function Heads({ columns }: { readonly columns: LaidTable["columns"] }) {
  const groups = headGroups(columns);
  const grouped = columns.filter(({ group = "" }) => group !== "");
  const marked = columns.some(({ mark = "" }) => mark !== "");
  return (
    <thead>
      {groups.length > 0 && (
        <tr>
          {groups.map(({ group, from, columns: over }) =>
            group === "" ? (
              <th key={from} scope="col" rowSpan={2}>
                {onPaper(columns[from]?.head ?? "")}
              </th>
            ) : (
              <th key={from} scope="colgroup" colSpan={over}>
                {onPaper(group)}
              </th>
            ),
          )}
        </tr>
      )}
      <tr>
        {(groups.length > 0 ? grouped : columns).map(({ head }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a column's place is its identity
          <th key={`${head} ${at}`} scope="col">
            {onPaper(head)}
          </th>
        ))}
      </tr>
      {marked && (
        <tr>
          {columns.map(({ mark = "" }, column) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a column's place is its identity
            <th key={column} className="table-paper-mark">
              {onPaper(mark)}
            </th>
          ))}
        </tr>
      )}
    </thead>
  );
}
