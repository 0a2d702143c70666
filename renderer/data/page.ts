import { blankWith } from "../../shared/change/compact.ts";
import type { Head, RecordState } from "../../shared/change/state.ts";
import type { Json, RecordId } from "../../shared/domain/primitives.ts";
import { type Cell, type Column, type ColumnBytes, cellAt, columnBytes, readColumn } from "./columns.ts";
import { readNumbers, writeNumbers } from "./numbers.ts";

/** A record as a page takes it: its state, and the ledger entries that touched it (positions, ascending). */
export interface PageRow {
  readonly state: RecordState;
  readonly positions: readonly number[];
}

/**
 * Some hundred records of one kind in ascending order of id, column by column. The bytes stay as they are; a column is
 * parsed when it is first asked for, and a record is put together when it is asked for.
 */
export interface Page {
  readonly kind: string;
  readonly rows: number;
  readonly bytes: Uint8Array;
  readonly firstId: RecordId;
  id(row: number): RecordId;
  /** The row of a record, −1 where the page does not hold it. */
  rowOf(id: RecordId): number;
  /** A field or a derived column; null where no record of the page has it. */
  column(name: string): Column | null;
  state(row: number): RecordState;
  positions(row: number): readonly number[];
  /** Rows with fields that have more than one head. */
  rivalRows(): readonly number[];
}

/** Texts kept beside a record so that opening need not compute them again, e.g. its sort key. Never for protected records. */
export type Derive = (kind: string, values: Readonly<Record<string, Json>>) => Readonly<Record<string, string>>;

/** Derived columns carry a mark that no field's name can have. */
export const derivedPrefix = "~";

/**
 * Lay records down as a page.
 *
 * @param rows       of one kind, ascending by id
 * @param repeating  fields by which rows are looked up, e.g. `personId`
 */
export function layPage(kind: string, rows: readonly PageRow[], repeating: ReadonlySet<string>, derive: Derive): Page {
  const states = rows.map((row) => row.state);
  const names = new Set(states.flatMap((state) => Object.keys(state.values)));
  const cells = new Map<string, readonly Cell[]>(
    [...names].map((name) => [name, states.map((state) => own(state.values, name))]),
  );
  const derived = states.map((state) => derive(kind, state.values));
  for (const name of Object.keys(derived[0] ?? {})) {
    cells.set(
      derivedPrefix + name,
      derived.map((texts) => texts[name]),
    );
  }
  const parts: Uint8Array[] = [];
  let length = 0;
  const part = (bytes: Uint8Array): Span => {
    parts.push(bytes);
    length += bytes.length;
    return [length - bytes.length, bytes.length];
  };
  const directory: Directory = {
    kind,
    rows: rows.length,
    ids: part(idBytes(states.map((state) => state.id))),
    columns: [...cells].map(([name, column]) => laidColumn(name, columnBytes(column, repeating.has(name)), part)),
    first: laidColumn(
      "",
      columnBytes(
        states.map((state) => state.first),
        true,
      ),
      part,
    ),
    others: part(jsonBytes(othersOf(states))),
    positions: part(writeNumbers(rows.flatMap((row) => [row.positions.length, ...steps(row.positions)]))),
  };
  const head = jsonBytes(directory);
  const bytes = new Uint8Array(4 + head.length + length);
  new DataView(bytes.buffer).setUint32(0, head.length);
  bytes.set(head, 4);
  let at = 4 + head.length;
  for (const each of parts) {
    bytes.set(each, at);
    at += each.length;
  }
  return readPage(bytes);
}

/** Read a page's bytes. Throws where they are not what `layPage` wrote. */
export function readPage(bytes: Uint8Array): Page {
  const headLength = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
  const directory = JSON.parse(decoder.decode(bytes.subarray(4, 4 + headLength))) as Directory;
  const body = 4 + headLength;
  const slice = ([from, length]: Span): Uint8Array => bytes.subarray(body + from, body + from + length);
  const { kind, rows } = directory;
  const ids = slice(directory.ids);
  if (rows < 1 || ids.length !== rows * 16) throw new Error("a page is damaged");
  const laid = new Map(directory.columns.map((column) => [column.name, column]));
  const parsed = new Map<string, Column>();
  const read = (column: LaidColumn): Column =>
    readColumn(
      {
        values: slice(column.values),
        codes: column.codes === null ? null : slice(column.codes),
        width: column.width,
        absent: column.absent,
      },
      rows,
    );
  const column = (name: string): Column | null => {
    const known = parsed.get(name);
    if (known !== undefined) return known;
    const found = laid.get(name);
    if (found === undefined) return null;
    const made = read(found);
    parsed.set(name, made);
    return made;
  };
  const fields = directory.columns.map(({ name }) => name).filter((name) => !name.startsWith(derivedPrefix));
  let first: Column | null = null;
  let others: ReadonlyMap<number, Others> | null = null;
  const othersByRow = (): ReadonlyMap<number, Others> => {
    others ??= new Map(JSON.parse(decoder.decode(slice(directory.others))) as readonly [number, Others][]);
    return others;
  };
  let places: readonly (readonly number[])[] | null = null;
  const id = (row: number): RecordId => `${kind}:${uuidAt(ids, row)}`;
  return {
    kind,
    rows,
    bytes,
    firstId: id(0),
    id,
    rowOf: (wanted) => rowOfId(ids, rows, uuidBytes(wanted)),
    column,
    state: (row) => {
      first ??= read(directory.first);
      const cells = fields.map((field) => cellAt(column(field)!, row));
      const values = blankWith(cells.includes(undefined) ? fields.filter((_, i) => cells[i] !== undefined) : fields);
      for (const [i, cell] of cells.entries()) if (cell !== undefined) values[fields[i]!] = cell;
      const { by = {}, rivals = {} } = othersByRow().get(row) ?? {};
      return { id: id(row), values, first: cellAt(first, row) as string, by, rivals };
    },
    positions: (row) => {
      places ??= positionsByRow(readNumbers(slice(directory.positions)), rows);
      return places[row]!;
    },
    rivalRows: () => [...othersByRow()].filter(([, { rivals }]) => rivals !== undefined).map(([row]) => row),
  };
}

type Span = readonly [from: number, length: number];

interface LaidColumn {
  readonly name: string;
  readonly values: Span;
  readonly codes: Span | null;
  readonly width: number;
  readonly absent: number;
}

interface Directory {
  readonly kind: string;
  readonly rows: number;
  readonly ids: Span;
  readonly columns: readonly LaidColumn[];
  readonly first: LaidColumn;
  readonly others: Span;
  readonly positions: Span;
}

/** What differs from "every field was written by the first action"; most records have none of it. */
interface Others {
  readonly by?: Readonly<Record<string, string>>;
  readonly rivals?: Readonly<Record<string, readonly Head[]>>;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const jsonBytes = (value: unknown): Uint8Array => encoder.encode(JSON.stringify(value));

const own = (values: Readonly<Record<string, Json>>, name: string): Cell =>
  Object.hasOwn(values, name) ? values[name] : undefined;

const laidColumn = (name: string, bytes: ColumnBytes, part: (bytes: Uint8Array) => Span): LaidColumn => ({
  name,
  values: part(bytes.values),
  codes: bytes.codes === null ? null : part(bytes.codes),
  width: bytes.width,
  absent: bytes.absent,
});

function othersOf(states: readonly RecordState[]): readonly (readonly [number, Others])[] {
  return states.flatMap(({ by, rivals }, row) => {
    const written = Object.keys(by).length > 0;
    const rivalled = Object.keys(rivals).length > 0;
    return written || rivalled ? [[row, { ...(written ? { by } : {}), ...(rivalled ? { rivals } : {}) }] as const] : [];
  });
}

/** Positions as distances, so that they stay small. */
const steps = (positions: readonly number[]): readonly number[] =>
  positions.map((position, i) => position - (positions[i - 1] ?? 0));

function positionsByRow(numbers: readonly number[], rows: number): readonly (readonly number[])[] {
  const byRow: number[][] = [];
  let at = 0;
  for (let row = 0; row < rows; row += 1) {
    const count = numbers[at]!;
    let position = 0;
    byRow.push(
      numbers.slice(at + 1, at + 1 + count).map((step) => {
        position += step;
        return position;
      }),
    );
    at += 1 + count;
  }
  return byRow;
}

/** Character codes of the two digits of each byte. */
const digitsOf = Array.from({ length: 256 }, (_, byte) =>
  Array.from(byte.toString(16).padStart(2, "0"), (digit) => digit.charCodeAt(0)),
);
const codes: number[] = Array.from({ length: 36 }, () => 45); // "-" where no digit comes

/** Made at one go from its characters: pieces put together one by one would stay pieces, ten times as long in memory. */
function uuidAt(ids: Uint8Array, row: number): string {
  let at = 0;
  for (let i = 0; i < 16; i += 1) {
    if (i === 4 || i === 6 || i === 8 || i === 10) at += 1;
    const [high, low] = digitsOf[ids[row * 16 + i]!]!;
    codes[at] = high!;
    codes[at + 1] = low!;
    at += 2;
  }
  return String.fromCharCode(...codes);
}

/** The 16 bytes of the UUID in a record's id. */
function uuidBytes(id: RecordId): Uint8Array {
  const bytes = new Uint8Array(16);
  let digits = 0;
  for (let at = id.indexOf(":") + 1; at < id.length && digits < 32; at += 1) {
    const code = id.charCodeAt(at);
    if (code === hyphen) continue;
    bytes[digits >> 1]! |= (code <= nine ? code - zero : code - ten) << (digits % 2 === 0 ? 4 : 0);
    digits += 1;
  }
  return bytes;
}

/** Character codes: "0", "9", "-", and what takes "a" to 10. */
const [zero, nine, hyphen, ten] = [48, 57, 45, 87];

function idBytes(ids: readonly RecordId[]): Uint8Array {
  const bytes = new Uint8Array(ids.length * 16);
  for (const [row, id] of ids.entries()) bytes.set(uuidBytes(id), row * 16);
  return bytes;
}

function rowOfId(ids: Uint8Array, rows: number, wanted: Uint8Array): number {
  let low = 0;
  let high = rows - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const order = compareAt(ids, middle * 16, wanted);
    if (order === 0) return middle;
    if (order < 0) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

function compareAt(ids: Uint8Array, at: number, wanted: Uint8Array): number {
  for (let i = 0; i < 16; i += 1) {
    const difference = ids[at + i]! - wanted[i]!;
    if (difference !== 0) return difference;
  }
  return 0;
}
