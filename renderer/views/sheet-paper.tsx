import type { Block, ItemBlock, Part, Sheet, TableBlock } from "../../shared/domain/sheets/sheet.ts";

/** A form's blocks laid out as the official paper has them. Black on white, the same on screen and in print. */
export function SheetPaper({
  sheet,
  portrait,
  label,
}: {
  readonly sheet: Sheet;
  readonly portrait: string | null; // address of the picture
  readonly label: string;
}) {
  const beside = sheet.blocks.slice(0, sheet.besidePhoto);
  const below = sheet.blocks.slice(sheet.besidePhoto);
  return (
    <article className={`paper paper-text paper-${sheet.form}`} aria-label={label} lang="vi">
      <header className="sheet-head">
        <div className="sheet-office">
          {sheet.header.map((line) => (
            <PartLine key={line.label} part={line} />
          ))}
        </div>
        <div className="sheet-code">
          <p>{nfc(sheet.code)}</p>
          <div className="sheet-numbers">
            {sheet.numbers.map((line) => (
              <PartLine key={line.label} part={line} />
            ))}
          </div>
        </div>
      </header>
      <h1 className="sheet-title">{nfc(sheet.title)}</h1>
      <div className="sheet-top">
        <div className="sheet-photo">
          {portrait === null ? nfc(sheet.photo) : <img src={portrait} alt={nfc(sheet.photo)} />}
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
      <footer className="sheet-signatures">
        {sheet.signatures.map((signature) => (
          <div key={signature.role} className="sheet-signature">
            <p className="sheet-place">{nfc(signature.place) || "\u00a0"}</p>
            <p className="sheet-role">{nfc(signature.role)}</p>
            {signature.text && <p>{nfc(signature.text)}</p>}
            {signature.note && <p className="sheet-sign">{nfc(signature.note)}</p>}
          </div>
        ))}
      </footer>
    </article>
  );
}

/** A block has no id; blocks of a form never change places. */
const placeOf = (block: Block, index: number): string => `${block.kind} ${block.no} ${index}`;

function BlockView({ block }: { readonly block: Block }) {
  switch (block.kind) {
    case "item":
      return <ItemView block={block} />;
    case "heading":
      return (
        <h2 className="sheet-heading">
          {nfc(block.no)} {nfc(block.title)}
        </h2>
      );
    case "table":
      return <TableView block={block} />;
  }
}

/** A numbered line: label, value on dots, label, value on dots … wrapping as the values need. */
function ItemView({ block }: { readonly block: ItemBlock }) {
  const [first, ...rest] = block.parts;
  if (first === undefined) return null;
  return (
    <div className={block.no === "" ? "sheet-item sheet-item-next" : "sheet-item"}>
      {block.no !== "" && <span className="sheet-no">{nfc(block.no)}</span>}
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
        <span className="sheet-box">{nfc(part.value)}</span>
      </div>
    );
  if (part.bare) return <span>{colon(part)}</span>;
  // A unit or bracket behind the value stands at the end of the dots, on the same line.
  const tail = part.after !== "" && part.value.length < 40;
  return (
    <div className={sizeClass(part, lines)}>
      <div className={tail ? "sheet-fill sheet-fill-tail" : `sheet-fill sheet-lines-${Math.min(lines, 3)}`}>
        <span className="sheet-label">{colon(part)} </span>
        {part.value !== "" && <span className="sheet-value">{nfc(part.value)}</span>}
        {part.after && <span className="sheet-label sheet-after">{nfc(part.after)}</span>}
      </div>
      {part.hint && <div className="sheet-hint">{nfc(part.hint)}</div>}
    </div>
  );
}

/** Short blanks (a day, a weight) need less of the line than places and names do. */
function sizeClass(part: Part, lines: number): string {
  if (part.label.startsWith("Họ và tên khai sinh")) return "sheet-part sheet-name";
  if (part.label.startsWith("Cao:")) return "sheet-part sheet-part-short sheet-tight";
  if (lines > 1 || part.value.length > 60) return "sheet-part sheet-part-long";
  return part.short ? "sheet-part sheet-part-short" : "sheet-part";
}

const colon = ({ label, colon: takesColon }: Part): string => (takesColon ? `${nfc(label)}:` : nfc(label));

/** A table of so few rows goes to the next page as a whole. */
const rowsKeptTogether = 4;

function TableView({ block }: { readonly block: TableBlock }) {
  const rows = block.groups.reduce((sum, group) => sum + group.rows.length, 0);
  return (
    <div className={rows <= rowsKeptTogether ? "sheet-table-frame sheet-together" : "sheet-table-frame"}>
      {(block.no !== "" || block.label !== "") && (
        <p className="sheet-table-label">
          {nfc(block.no)} {nfc(block.label)}
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
                  {nfc(head)}
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
                {row.map((cell, column) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a cell's place is its identity
                  <td key={column}>
                    {column === 0 && index === 0 && group.label !== "" && !sameWord(group.label, cell) && (
                      <span className={cell === "" ? "sheet-row-label" : "sheet-row-label sheet-row-above"}>
                        {nfc(group.label)}
                      </span>
                    )}
                    {nfc(cell) || "\u00a0"}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        ))}
      </table>
      {block.note && <p className="sheet-note">{nfc(block.note)}</p>}
    </div>
  );
}

/** "Vợ" under the label "Vợ" is said once. */
const sameWord = (label: string, cell: string): boolean => nfc(label) === nfc(cell);

/** Decomposed letters would fall back to another font in the PDF. */
const nfc = (text: string): string => text.normalize("NFC");
