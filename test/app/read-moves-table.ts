/** In the page: the tables of the screen as texts, row by row. */
export const readTables = `[...document.querySelectorAll("main table")].map((table) =>
  [...table.rows].map((row) => [...row.cells].map((cell) => cell.innerText.replace(/\\s+/g, " ").trim())))`;

export interface CountedMoves {
  readonly rotated: number; // moves counted as rotation, by exchange between communes
  readonly pairs: number;
  readonly before: string; // "people / units"
  readonly atCongress: string;
}

/** What the screen "Biểu thống kê" says, read from its three tables. */
export function countedMoves(tables: unknown): CountedMoves {
  const [byDirection = [], exchanges = [], arrangement = []] = tables as readonly (readonly (readonly string[])[])[];
  const row = (table: readonly (readonly string[])[], name: string) => table.find(([first]) => first === name) ?? [];
  const numbers = (cells: readonly string[]) => cells.slice(1).map(Number);
  const rotated = Number(row(byDirection, "Trong đó luân chuyển (không kể chuyển trong nội bộ)").at(-1));
  const [pairs = 0] = numbers(row(exchanges, "Cộng"));
  const people = (name: string) => numbers(row(arrangement, name)).join(" / ");
  return { rotated, pairs, before: people("Trước đại hội"), atCongress: people("Tại đại hội") };
}
