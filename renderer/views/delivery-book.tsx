import { memo } from "react";
import type { LaidTable } from "../../shared/domain/tables/laid-table.ts";
import { bookColumns, bookRow } from "../../shared/exchange/delivery-book.ts";
import type { CustodyLine } from "../state/custody.ts";

/** The register as the office's delivery book, on paper only: its words are those of such books, in Vietnamese. */
export const DeliveryBook = memo(function DeliveryBook({
  office,
  from,
  to,
  lines,
}: {
  readonly office: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly lines: readonly CustodyLine[];
}) {
  return (
    <article className="print-only paper-text delivery-book" aria-hidden="true" lang="vi">
      <header className="delivery-book-head">
        <p>{office.normalize("NFC").toUpperCase()}</p>
        <h1>{title}</h1>
        <p>{periodOf(from, to, lines)}</p>
      </header>
      <table className="delivery-book-table">
        <colgroup>
          {bookColumns.map(({ head, share }) => (
            <col key={head} width={`${share}%`} />
          ))}
        </colgroup>
        <thead>
          <tr>
            {bookColumns.map(({ head }) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.number}>
              {bookRow(line).map((cell, column) => (
                <td key={bookColumns[column]?.head}>{cell.normalize("NFC")}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <footer className="delivery-book-foot">
        <p>Cộng: {lines.length} dòng.</p>
        <div>
          <p>
            <strong>{keeper.role}</strong>
          </p>
          <p>
            <em>{keeper.note}</em>
          </p>
        </div>
        <div>
          <p>
            <em>Ngày … tháng … năm …</em>
          </p>
          <p>
            <strong>{head.role}</strong>
          </p>
          <p>
            <em>{head.note}</em>
          </p>
        </div>
      </footer>
    </article>
  );
});

/** The book for office programs: the same words, signed in the same places. */
export function deliveryBookAsTable(
  office: string,
  from: string | null,
  to: string | null,
  lines: readonly CustodyLine[],
): LaidTable {
  return {
    title,
    above: [office.normalize("NFC").toUpperCase().slice(0, 300), periodOf(from, to, lines)],
    columns: bookColumns.map(({ head, share }) => ({ head, width: share })),
    rows: lines.map((line) => [line.number, ...bookRow(line).slice(1)]),
    below: [`Cộng: ${lines.length} dòng.`],
    signed: [keeper, head],
    paper: "A4",
  };
}

const title = "SỔ GIAO NHẬN TÀI LIỆU";
const keeper = { role: "NGƯỜI GIỮ SỔ", note: "(Ký, ghi rõ họ tên)" } as const;
const head = { role: "THỦ TRƯỞNG CƠ QUAN", note: "(Ký, đóng dấu)" } as const;

/** "Từ ngày … đến ngày …"; where no day was named, the days of the first and the last line. */
function periodOf(from: string | null, to: string | null, lines: readonly CustodyLine[]): string {
  const first = from ?? lines[0]?.at ?? "";
  const last = to ?? lines.at(-1)?.at ?? "";
  return `Từ ngày ${dayOf(first)} đến ngày ${dayOf(last)}`;
}

const dayOf = (at: string): string => at.slice(0, 10).split("-").toReversed().join("/");
