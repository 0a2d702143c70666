import { describe, expect, it } from "vitest";
import { emptyValue } from "../../../../shared/domain/blank-records.ts";
import { Attachment } from "../../../../shared/domain/dossier.ts";
import type { Json } from "../../../../shared/domain/primitives.ts";
import { Relative } from "../../../../shared/domain/protected.ts";
import { recordKinds, siblingId } from "../../../../shared/domain/record-kinds.ts";
import {
  type CrosswalkRow,
  crosswalk,
  type Dossier,
  type FormName,
  formNames,
  type PrintedKind,
} from "../../../../shared/domain/sheets/crosswalk.ts";
import { makeSheet } from "../../../../shared/domain/sheets/make-sheet.ts";
import type { Block, Sheet } from "../../../../shared/domain/sheets/sheet.ts";
import { aDossier, aSheetInput } from "../../../fixtures/dossier.ts";
import { aPerson, numbered } from "../../../fixtures/records.ts";

// One file a field: nothing in it but that one value. It stands on every form that has the item, and there only.

/** Values that are told from everything pre-printed; where a field is a choice, one of its choices. */
function recognisable(kind: PrintedKind, field: string): Json {
  const schema = (recordKinds[kind].shape as Record<string, { safeParse: (value: unknown) => { success: boolean } }>)[
    field
  ];
  const tried: readonly Json[] = [
    choices[`${kind}.${field}`] ?? "Zq7",
    "Zq7",
    { code: null, text: "Zq7" },
    "1987-06-05",
    "1987-06",
    177,
    true,
  ];
  const fits = tried.find((value) => schema?.safeParse(value).success === true);
  if (fits === undefined) throw new Error(`no value for ${kind}.${field}`);
  return fits;
}

const choices: Readonly<Record<string, Json>> = {
  "assignment.nature": "CONCURRENT",
  "training.kind": "QPAN",
  "disciplinary-action.side": "DOAN_THE",
  "relative.side": "SPOUSE",
  "person.sex": "NAM",
  "attachment.role": "PHOTO",
  "attachment.blob": "ab".repeat(32),
};

/** What cannot stand alone: a choice shows by where another value stands, an empty row is still a row. */
const beside: Readonly<Record<string, Readonly<Record<string, Json>>>> = {
  "assignment.nature": { title: "Zq7" },
  "training.kind": { school: "Zq7" },
  "training.score": { kind: "NGOAI_NGU" },
  "relative.side": { name: "Zq7" },
  "relative.abroad": { name: "Zq7" },
  "plan-entry.term": { title: "Trưởng ban" },
};

/** What a field says that cannot say nothing. */
const unlike: Readonly<Record<string, Json>> = {
  "assignment.nature": "SUBSTANTIVE",
  "relative.side": "OWN",
  "attachment.role": "SCAN",
  "attachment.blob": "00".repeat(32),
};

/** What is needed for a row of a kind to be one. */
const least: Readonly<Record<string, Readonly<Record<string, Json>>>> = {
  assignment: { nature: "SUBSTANTIVE" },
  relative: { side: "OWN" },
  attachment: { role: "PHOTO", media: "image/jpeg", bytes: 9, blob: "00".repeat(32) },
};

const person = aPerson(1, { birthName: "" });

/** A file with this one field. */
function dossierWith({ kind, field }: Pick<CrosswalkRow, "kind" | "field">, value: Json): Dossier {
  const blank = aDossier(person);
  const given = { ...beside[`${kind}.${field}`], [field]: value };
  if (kind === "person" || kind === "protected" || kind === "economy") {
    return { ...blank, [kind]: { ...blank[kind], ...given } };
  }
  const fields = Object.keys(recordKinds[kind].shape).filter((name) => name !== "id" && name !== "personId");
  const row = {
    id: kind === "attachment" ? numbered("attachment", 7) : siblingId(numbered("training", 7), kind),
    personId: person.id,
    ...Object.fromEntries(fields.map((name) => [name, emptyValue(kind, name)])),
    ...least[kind],
    ...given,
  };
  expect(recordKinds[kind].safeParse(row).success, `${kind}.${field}`).toBe(true);
  return { ...blank, [kind]: [row] };
}

interface Place {
  readonly item: string; // "17", "32.2", "30a"; "đầu", "ảnh"
  readonly text: string;
}

/** Every value of a form with its item; a heading's number holds for the blocks below it that have none of their own. */
function placesOf(sheet: Sheet): Place[] {
  const places: Place[] = [...sheet.header, ...sheet.numbers].map(({ value }) => ({ item: "đầu", text: value }));
  places.push({ item: "ảnh", text: sheet.portrait ?? "" });
  let item = "";
  for (const block of sheet.blocks) {
    item = numberOf(block) ?? item;
    const part = /^[a-c](?=\)$)/.exec(block.no)?.[0] ?? ""; // "30a"
    for (const text of textsOf(block)) places.push({ item: item + part, text });
  }
  return places;
}

const numberOf = ({ no }: Block): string | null => /^(\d+(?:\.\d+)?)\)$/.exec(no)?.[1] ?? null;

const textsOf = (block: Block): readonly string[] =>
  block.kind === "heading"
    ? []
    : block.kind === "item"
      ? // A height changes its label: "Cao: 1m" and the rest behind it.
        block.parts.map(({ label, value }) => (label.startsWith("Cao:") ? `${label}${value}` : value))
      : block.groups.flatMap(({ rows }) => rows.flat());

/** How a form may write the value. */
function spellings({ kind, field }: Pick<CrosswalkRow, "kind" | "field">, value: Json): readonly string[] {
  if (field === "sex") return ["Nam"];
  if (`${kind}.${field}` === "attachment.role") return ["00".repeat(32)];
  if (field === "martyrFamily") return ["x", "Gia đình liệt sĩ"];
  if (`${kind}.${field}` === "disciplinary-action.side") return ["Đoàn thể"];
  if (value === "1987-06-05") return ["05/06/1987", "06/1987", "6/1987", "05", "1987"];
  if (value === "1987-06") return ["06/1987", "6/1987"];
  if (value === 177) return ["177", "1m77"];
  if (typeof value === "string")
    return Object.hasOwn(choices, `${kind}.${field}`) && !isBlob(field) ? ["Zq7"] : [value];
  return ["Zq7"];
}
const isBlob = (field: string): boolean => field === "blob";

type Fill = (form: FormName, dossier: Dossier) => Sheet;
const fill: Fill = (form, dossier) => makeSheet(form, aSheetInput(dossier));

/** Where a form prints a field: items that are there with it and not without it. */
function printedAt(form: FormName, row: CrosswalkRow, make: Fill): readonly string[] {
  const value = recognisable(row.kind, row.field);
  const unsaid = unlike[`${row.kind}.${row.field}`] ?? emptyValue(row.kind, row.field) ?? null;
  const texts = spellings(row, value);
  const before = placesOf(make(form, dossierWith(row, unsaid))).map(({ item, text }) => `${item} ${text}`);
  return placesOf(make(form, dossierWith(row, value)))
    .filter(({ item, text }) => {
      const fresh = before.indexOf(`${item} ${text}`);
      if (fresh >= 0) before.splice(fresh, 1);
      return fresh < 0 && texts.some((each) => text.toLocaleLowerCase("vi").includes(each.toLocaleLowerCase("vi")));
    })
    .map(({ item }) => item);
}

/** Rows of the crosswalk that a form does not keep to. */
function broken(make: Fill, rows = crosswalk) {
  const wrong: string[] = [];
  let printed = 0;
  for (const row of rows)
    for (const form of formNames) {
      const items = printedAt(form, row, make);
      const wanted = row.items[form];
      const found =
        wanted === null
          ? items.length === 0
          : items.some(
              (item) => item === wanted || (/^[.a-c]/.test(item.slice(wanted.length)) && item.startsWith(wanted)),
            );
      if (wanted !== null) printed += 1;
      if (!found) wrong.push(`${row.kind}.${row.field} on ${form}: ${wanted ?? "nowhere"}, found ${items.join(" ")}`);
    }
  return { wrong, printed };
}

describe("every field of the three forms", () => {
  it("stands where the crosswalk says, on every form that has it, and on no other", () => {
    const { wrong, printed } = broken(fill);
    expect(wrong).toEqual([]);
    expect(printed).toBeGreaterThan(340);
  });

  it("is missed where a form leaves one out or prints it in another item", () => {
    const some = crosswalk.slice(0, 30);
    const without: Fill = (form, dossier) => {
      const sheet = fill(form, dossier);
      return { ...sheet, blocks: sheet.blocks.filter(({ no }) => no !== "7)") };
    };
    expect(broken(without, some).wrong.length).toBeGreaterThan(1);
    const turned: Fill = (form, dossier) => {
      const sheet = fill(form, dossier);
      const swap: Record<string, string> = { "1)": "2)", "2)": "1)" };
      return { ...sheet, blocks: sheet.blocks.map((block) => ({ ...block, no: swap[block.no] ?? block.no })) };
    };
    expect(broken(turned, some).wrong.length).toBeGreaterThan(5);
  });

  it("puts a row of each kind of training, each side of the family, and an old photo's heir where they belong", () => {
    const kinds = {
      CHUYEN_MON: "32.1",
      LY_LUAN: "32.2",
      QLNN: "32.3",
      QPAN: "32.4",
      TIN_HOC: "32.5",
      NGOAI_NGU: "32.6",
    };
    for (const [kind, item] of Object.entries(kinds)) {
      const places = placesOf(fill("tt06-2023", dossierWith({ kind: "training", field: "kind" }, kind)));
      expect(places.filter(({ text }) => text.includes("Zq7")).map((place) => place.item)).toEqual([item]);
    }
    for (const [side, item] of [
      ["OWN", "36.1"],
      ["SPOUSE", "36.2"],
    ] as const) {
      expect(Relative.shape.side.options).toContain(side);
      const places = placesOf(fill("tt06-2023", dossierWith({ kind: "relative", field: "side" }, side)));
      expect(places.filter(({ text }) => text.includes("Zq7")).map((place) => place.item)).toEqual([item]);
    }
    const photo = (n: number, addedOn: string, patch = {}) => ({
      ...Attachment.parse({
        id: numbered("attachment", n),
        personId: person.id,
        role: "PHOTO",
        blob: String(n).repeat(64),
        media: "image/png",
        bytes: 1,
        kind: "",
        number: "",
        date: null,
        issuer: "",
        pages: null,
        addedOn,
        withdrawn: false,
      }),
      ...patch,
    });
    const attachment = [
      photo(1, "2024-01-01"),
      photo(2, "2025-01-01"),
      photo(3, "2026-01-01", { withdrawn: true }),
      photo(4, "2026-02-01", { role: "SCAN" }),
    ];
    expect(fill("2c-98", aDossier(person, { attachment })).portrait).toBe("2".repeat(64));
  });
});
