import { memo } from "react";
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
        <h1>SỔ GIAO NHẬN TÀI LIỆU</h1>
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
            <strong>NGƯỜI GIỮ SỔ</strong>
          </p>
          <p>
            <em>(Ký, ghi rõ họ tên)</em>
          </p>
        </div>
        <div>
          <p>
            <em>Ngày … tháng … năm …</em>
          </p>
          <p>
            <strong>THỦ TRƯỞNG CƠ QUAN</strong>
          </p>
          <p>
            <em>(Ký, đóng dấu)</em>
          </p>
        </div>
      </footer>
    </article>
  );
});

/** "Từ ngày … đến ngày …"; where no day was named, the days of the first and the last line. */
function periodOf(from: string | null, to: string | null, lines: readonly CustodyLine[]): string {
  const first = from ?? lines[0]?.at ?? "";
  const last = to ?? lines.at(-1)?.at ?? "";
  return `Từ ngày ${dayOf(first)} đến ngày ${dayOf(last)}`;
}

const dayOf = (at: string): string => at.slice(0, 10).split("-").toReversed().join("/");
