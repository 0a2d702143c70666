import { describe, expect, it } from "vitest";
import type { OfficeData } from "../../../renderer/data/office-data.ts";
import { emptyValue } from "../../../shared/domain/blank-records.ts";
import { type CheckedRecords, findings } from "../../../shared/domain/findings.ts";
import { columnKeys, listColumn } from "../../../shared/domain/people-columns.ts";
import type { Json } from "../../../shared/domain/primitives.ts";
import type { ForeignTie, Protected, Relative } from "../../../shared/domain/protected.ts";
import {
  type AnyRecord,
  type OpenKind,
  type ProtectedKind,
  protectedKinds,
  recordKinds,
  siblingId,
} from "../../../shared/domain/record-kinds.ts";
import { formNames } from "../../../shared/domain/sheets/crosswalk.ts";
import type { MoveRecords } from "../../../shared/domain/statistics/moves.ts";
import type { RecordsOnFile } from "../../../shared/domain/workbook/context.ts";
import { anAssignment, aPerson, numbered } from "../../fixtures/records.ts";
import { officeAtWork } from "../services/office-at-work.ts";

// Protected kinds have no way into search, filters, rules, suggestions, statistics and workbooks: the compiler refuses them,
// and marked words in every one of their fields come out of none of the answers.

/** Never called: each line compiles only because the compiler refuses the call below it. */
async function refusedByTheCompiler(data: OfficeData, relative: Relative, tie: ForeignTie, sealed: Protected) {
  // @ts-expect-error -- no list of a protected kind
  await data.all("relative");
  // @ts-expect-error -- nor its states
  await data.states("protected");
  // @ts-expect-error -- nor a search by a field's value
  await data.where("economy", "salaryIncome", "310.000.000 đồng");
  // @ts-expect-error -- nor its rows as an open table
  await data.rowsOf("foreign-tie", "person:1");
  // @ts-expect-error -- nor a column of the list, and so no filter and no order
  listColumn("protected", ["religion"], "coded", 100);
  const unitVersions: CheckedRecords["unitVersions"] = new Map();
  const blank = { assignments: [], rotations: [], decisions: [], unitVersions };
  // @ts-expect-error -- no rule is handed a relative
  findings({ ...blank, persons: [relative] });
  // @ts-expect-error -- nor a coded fact of one
  findings({ ...blank, persons: [], coded: [sealed] });
  // @ts-expect-error -- nor a table of moves
  const moves: MoveRecords = { rotations: [tie], decisions: [], unitVersions: [] };
  // @ts-expect-error -- nor a workbook
  const onFile: Partial<RecordsOnFile> = { persons: [sealed] };
  return [moves, onFile];
}

/** As types: a protected kind in none of the kinds that may be read freely. */
type Overlap = ProtectedKind & OpenKind;
const noOverlap: [Overlap] extends [never] ? true : false = true;

const personId = numbered("person", 1);

/** A record of each protected kind, a word of its own in every text. */
function marked(): { readonly records: readonly AnyRecord[]; readonly words: readonly string[] } {
  const words: string[] = [];
  const mark = (): string => {
    words.push(`Hoàngyến${String.fromCharCode(97 + words.length)}q`);
    return words.at(-1)!;
  };
  const records = protectedKinds.map((kind) => {
    const fields = Object.entries(recordKinds[kind].shape).filter(([field]) => field !== "id" && field !== "personId");
    const values = fields.map(([field, schema]): [string, Json | undefined] => {
      if (schema.safeParse("chữ").success) return [field, mark()];
      if (schema.safeParse({ code: null, text: "chữ" }).success) return [field, { code: null, text: mark() }];
      const empty = emptyValue(kind, field);
      return [field, empty === undefined && field === "side" ? "OWN" : empty];
    });
    const id = kind === "protected" || kind === "economy" ? siblingId(personId, kind) : numbered(kind, 1);
    return recordKinds[kind].parse({ id, personId, ...Object.fromEntries(values) });
  });
  return { records, words };
}

/** Everything that screens, lists, rules and tables are told about all people, as one text; and who is found by each word. */
async function toldFreely(records: readonly AnyRecord[], words: readonly string[]) {
  const { core } = await officeAtWork(7, records);
  const foundBy: string[] = [];
  for (const word of words) {
    const { total } = await core.searchPeople({ text: word, order: "name" });
    if (total > 0) foundBy.push(word);
  }
  const told: unknown[] = [await core.findings(), await core.acceptedFindings(), await core.duplicates()];
  for (const order of columnKeys) {
    const { key, total } = await core.searchPeople({ text: "", order, columns: columnKeys });
    told.push(await core.peopleRows(key, 0, total));
  }
  for (const form of formNames) {
    told.push(await core.qualityBoard(form), await core.qualityOf(form, personId));
  }
  const open = (Object.keys(recordKinds) as (keyof typeof recordKinds)[]).filter(
    (kind): kind is OpenKind => !(protectedKinds as readonly string[]).includes(kind),
  );
  for (const kind of open) told.push(await core.states(kind));
  told.push(await core.names([personId]), await core.counts());
  core.close();
  return { text: JSON.stringify(told), foundBy };
}

const open: readonly AnyRecord[] = [
  aPerson(1, { birthName: "Lô Văn Xuân", idNumber: "040065000001" }),
  aPerson(2, { birthName: "Lô Văn Xuân", idNumber: "040065000001" }),
  anAssignment(1, 1, { title: "Bí thư", unitText: "Đảng ủy xã Lưu Sơn", from: "2015" }),
];

describe("protected kinds", () => {
  it("are refused by the compiler wherever open ones are read", () => {
    expect(typeof refusedByTheCompiler).toBe("function");
    expect(noOverlap).toBe(true);
  });

  it("come out of no search, list, rule, board or open table", async () => {
    const { records, words } = marked();
    expect(words.length).toBeGreaterThan(20);
    expect(new Set(words).size).toBe(words.length);
    const { text, foundBy } = await toldFreely([...open, ...records], words);
    expect(foundBy).toEqual([]);
    expect(words.filter((word) => text.includes(word))).toEqual([]);
    expect(text).toContain("Lô Văn Xuân");
  });

  it("are told from open fields, whose words do come out", async () => {
    const [person, ...others] = open;
    const named = { ...person, birthName: "Lô Văn Hoàngyếnzq", residence: "xóm Hoàngyếnyq" } as AnyRecord;
    const { text, foundBy } = await toldFreely([named, ...others], ["Hoàngyếnzq", "Hoàngyếnyq"]);
    expect(foundBy).toContain("Hoàngyếnzq");
    expect(["Hoàngyếnzq", "Hoàngyếnyq"].filter((word) => !text.includes(word))).toEqual([]);
  });
});
