import { memo } from "react";
import { onPaper } from "../../shared/domain/sheets/on-paper.ts";
import type { Block, ItemBlock, Part, Sheet, TableBlock } from "../../shared/domain/sheets/sheet.ts";

/** A form's blocks laid out as the official paper has them. Black on white, the same on screen and in print. */
export const SheetPaper = memo(function SheetPaper({
  sheet,
  portrait,
  label,
  narrow = false,
}: {
  readonly sheet: Sheet;
  readonly portrait: string | null; // address of the picture
  readonly label: string;
  readonly narrow?: boolean; // margins
}) {
  const beside = sheet.blocks.slice(0, sheet.besidePhoto);
  const last = sheet.blocks.findLastIndex(({ kind }) => kind === "heading");
  const below = sheet.blocks.slice(sheet.besidePhoto, last);
  const end = sheet.blocks.slice(last);
  return (
    <article
      className={`paper paper-text paper-${sheet.form}${narrow ? " paper-narrow" : ""}`}
      aria-label={label}
      lang="vi"
    >
      <header className="sheet-head">
        <div className="sheet-office">
          {sheet.header.map((line) => (
            <PartLine key={line.label} part={line} />
          ))}
        </div>
        <div className="sheet-code">
          <p>{onPaper(sheet.code)}</p>
          <div className="sheet-numbers">
            {sheet.numbers.map((line) => (
              <PartLine key={line.label} part={line} />
            ))}
          </div>
        </div>
      </header>
      <h1 className="sheet-title">{onPaper(sheet.title)}</h1>
      <div className="sheet-top">
        <div className="sheet-photo">
          {portrait === null ? onPaper(sheet.photo) : <img src={portrait} alt={onPaper(sheet.photo)} />}
        </div>
        <div>
          {beside.map((block, index) => (
            <BlockView key={placeOf(block, index)} block={block} />
          ))}
        </div>
      </div>
      {below.map((block, index) => (
        <BlockView key={placeOf(block, index)} block={block} />
      ))}
      <div className={isShort(end) ? "sheet-together" : undefined}>
        {end.map((block, index) => (
          <BlockView key={placeOf(block, index)} block={block} />
        ))}
        <footer className="sheet-signatures">
          {sheet.signatures.map((signature) => (
            <div key={signature.role} className="sheet-signature">
              <p className="sheet-place">{onPaper(signature.place) || "\u00a0"}</p>
              <p className="sheet-role">{onPaper(signature.role)}</p>
              {signature.text && <p>{onPaper(signature.text)}</p>}
              {signature.note && <p className="sheet-sign">{onPaper(signature.note)}</p>}
            </div>
          ))}
        </footer>
      </div>
    </article>
  );
});

/** Whether the last item goes to the next page as a whole, so that nobody signs a page with a line or two on it. */
function isShort(blocks: readonly Block[]): boolean {
  const rows = blocks.reduce((sum, block) => sum + (block.kind === "table" ? rowsOf(block) : 0), 0);
  return rows <= 9 && blocks.reduce((sum, block) => sum + lettersOf(block), 0) <= lettersKeptTogether;
}

const rowsOf = ({ groups }: TableBlock): number => groups.reduce((sum, { rows }) => sum + rows.length, 0);
const lettersOf = (block: Block): number =>
  block.kind === "item" ? block.parts.reduce((sum, { value }) => sum + value.length, 0) : 0;

/** A block has no id; blocks of a form never change places. */
const placeOf = (block: Block, index: number): string => `${block.kind} ${block.no} ${index}`;

function BlockView({ block }: { readonly block: Block }) {
  switch (block.kind) {
    case "item":
      return <ItemView block={block} />;
    case "heading":
      return (
        <h2 className="sheet-heading">
          {onPaper(block.no)} {onPaper(block.title)}
        </h2>
      );
    case "table":
      return <TableView block={block} />;
  }
}

/** About a quarter of a page; more than that runs over to the next one. */
const lettersKeptTogether = 1200;

/** A numbered line: label, value on dots, label, value on dots … wrapping as the values need. */
function ItemView({ block }: { readonly block: ItemBlock }) {
  const [first, ...rest] = block.parts;
  if (first === undefined) return null;
  const runs = lettersOf(block) > lettersKeptTogether ? " sheet-item-runs" : "";
  return (
    <div className={`${block.no === "" ? "sheet-item sheet-item-next" : "sheet-item"}${runs}`}>
      {block.no !== "" && <span className="sheet-no">{onPaper(block.no)}</span>}
      <div className={block.parts.length > 1 ? "sheet-parts" : "sheet-parts sheet-parts-one"}>
        <PartLine part={first} lines={block.lines} />
        {rest.map((part) => (
          <PartLine key={part.label} part={part} />
        ))}
      </div>
    </div>
  );
}

function PartLine({ part, lines = 1 }: { readonly part: Part; readonly lines?: number }) {
  if (part.box)
    return (
      <div className="sheet-part sheet-part-box">
        <span className="sheet-label">{colon(part)}</span>
        <span className="sheet-box">{onPaper(part.value)}</span>
      </div>
    );
  if (part.bare) return <span>{colon(part)}</span>;
  // A unit or bracket behind the value stands at the end of the dots, on the same line.
  const tail = part.after !== "" && part.value.length < 40;
  const words = (
    <>
      <span className="sheet-label">{colon(part)} </span>
      {part.value !== "" && <span className="sheet-value">{onPaper(part.value)}</span>}
    </>
  );
  return (
    <div className={sizeClass(part, lines)}>
      {tail ? (
        <div className="sheet-fill sheet-fill-tail">
          <span>{words}</span>
          <span className="sheet-dots" />
          <span className="sheet-after">{onPaper(part.after)}</span>
        </div>
      ) : (
        <div className="sheet-fill">
          {words}
          {onPaper(part.after)}
          <span className="sheet-dots" />
        </div>
      )}
      {part.value === "" && blankLines.slice(0, lines - 1).map((line) => <div key={line} className="sheet-blank" />)}
      {part.hint && <div className="sheet-hint">{onPaper(part.hint)}</div>}
    </div>
  );
}

const blankLines = ["second", "third", "fourth"];

/** Short blanks (a day, a weight) need less of the line than places and names do. */
function sizeClass(part: Part, lines: number): string {
  if (part.label.startsWith("Họ và tên khai sinh")) return "sheet-part sheet-name";
  if (lines > 1 || part.value.length > 60) return "sheet-part sheet-part-long";
  const open = part.value === "" ? " sheet-open" : "";
  return part.short ? `sheet-part sheet-part-short${open}` : `sheet-part${open}`;
}

const colon = ({ label, colon: takesColon }: Part): string => (takesColon ? `${onPaper(label)}:` : onPaper(label));

/** A table of so few rows goes to the next page as a whole. */
const rowsKeptTogether = 4;

/** Higher rows than these, of some five lines, are not held to one another: together they would not fit on a page. */
const lettersOfLowRow = 250;

function TableView({ block }: { readonly block: TableBlock }) {
  const low = block.groups.every(({ rows }) => rows.every((row) => row.join("").length <= lettersOfLowRow));
  const together = low && rowsOf(block) <= rowsKeptTogether;
  return (
    <div className={`sheet-table-frame${low ? " sheet-low" : ""}${together ? " sheet-together" : ""}`}>
      {(block.no !== "" || block.label !== "") && (
        <p className="sheet-table-label">
          {onPaper(block.no)} {onPaper(block.label)}
        </p>
      )}
      <table className="sheet-table">
        <colgroup>
          {block.shares.map((share, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a column's place is its identity
            <col key={index} width={`${share}%`} />
          ))}
        </colgroup>
        {block.heads.length > 0 && (
          <thead>
            <tr>
              {block.heads.map((head) => (
                <th key={head} scope="col">
                  {onPaper(head)}
                </th>
              ))}
            </tr>
          </thead>
        )}
        {block.groups.map((group, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a group's place is its identity
          <tbody key={place} className={block.heads.length === 0 ? "sheet-across" : undefined}>
            {group.rows.map((row, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a row's place is its identity
              <tr key={index}>
                {row.map((cell, column) => {
                  const labelled = column === 0 && index === 0 && group.label !== "" && !sameWord(group.label, cell);
                  return (
                    // biome-ignore lint/suspicious/noArrayIndexKey: a cell's place is its identity
                    <td key={column}>
                      {labelled && (
                        <span className={cell === "" ? "sheet-row-label" : "sheet-row-label sheet-row-above"}>
                          {onPaper(group.label)}
                        </span>
                      )}
                      {onPaper(cell) || (labelled ? "" : "\u00a0")}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        ))}
      </table>
      {block.note && <p className="sheet-note">{onPaper(block.note)}</p>}
    </div>
  );
}

/** "Vợ" under the label "Vợ" is said once. */
const sameWord = (label: string, cell: string): boolean => onPaper(label) === onPaper(cell);
