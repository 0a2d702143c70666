import { describe, expect, it } from "vitest";
import { missingFor } from "../../../../shared/domain/sheets/crosswalk.ts";
import { stateFormOn } from "../../../../shared/domain/sheets/form-on.ts";
import { makeSheet } from "../../../../shared/domain/sheets/make-sheet.ts";
import { aDossier, anOpenDossier, aSheetInput } from "../../../fixtures/dossier.ts";
import { typedLabels } from "../../../fixtures/form-labels.ts";
import { fullDossier } from "../../../fixtures/full-dossier.ts";
import { anAssignment, aPerson, numbered } from "../../../fixtures/records.ts";
import { labelsOf, rowsAt, valueAt } from "./labels.ts";

/** The first label typed that does not stand on the sheet behind the one before it. */
function firstOutOfPlace(typed: readonly string[], labels: readonly string[]): string | null {
  let at = 0;
  for (const label of typed) {
    const found = labels.indexOf(label, at);
    if (found < 0) return label;
    at = found + 1;
  }
  return null;
}

describe("the two forms of the State", () => {
  for (const form of ["2c-2008", "tt06-2023"] as const) {
    const labels = labelsOf(makeSheet(form, aSheetInput(aDossier())));

    it(`have the words of the paper in its order: ${form}`, () => {
      expect(firstOutOfPlace(typedLabels[form], labels)).toBeNull();
      expect(labels.map((label) => label.normalize("NFC"))).toEqual(labels);
    });

    it(`are told from a paper with a word changed or two items turned: ${form}`, () => {
      const changed = labels.map((label) => label.replace("Tôn giáo", "Tín ngưỡng"));
      expect(firstOutOfPlace(typedLabels[form], changed)).toBe("7) Tôn giáo");
      const at = labels.indexOf("6) Dân tộc");
      const turned = [...labels.slice(0, at), labels[at + 1]!, labels[at]!, ...labels.slice(at + 2)];
      expect(firstOutOfPlace(typedLabels[form], turned)).toBe("7) Tôn giáo");
    });

    it(`give every row as many cells as columns, and columns that fill the width: ${form}`, () => {
      for (const block of makeSheet(form, aSheetInput(fullDossier())).blocks) {
        if (block.kind !== "table") continue;
        expect(
          block.shares.reduce((sum, share) => sum + share, 0),
          block.no,
        ).toBeCloseTo(100, 9);
        for (const row of block.groups.flatMap(({ rows }) => rows)) expect(row).toHaveLength(block.shares.length);
      }
    });
  }

  const full = makeSheet("tt06-2023", aSheetInput(fullDossier(), { printDate: "2024-12-31" }));

  it("have unit and title in columns of their own where the form does", () => {
    expect(rowsAt(full, "33)").at(-2)).toEqual([
      "06/2015",
      "nay",
      "Đảng ủy xã Lưu Sơn, huyện Đô Lương",
      "Bí thư Đảng ủy xã (luân chuyển)",
    ]);
    expect(valueAt(full, "Chức vụ hiện tại")).toBe(
      "Bí thư Đảng ủy xã (luân chuyển), Đảng ủy xã Lưu Sơn, huyện Đô Lương",
    );
    expect(valueAt(full, "Chức vụ kiêm nhiệm")).toBe("Chủ tịch Hội đồng nhân dân xã, HĐND xã Lưu Sơn");
  });

  it("take a year's rating into the table of emulation, and of the written text what no row tells", () => {
    expect(rowsAt(full, "35.1)")).toEqual([
      ["2012", "", "Chiến sĩ thi đua cơ sở", "Bằng khen của UBND tỉnh"],
      ["2019", "", "", "Huân chương Lao động hạng Ba, QĐ 1204/QĐ-CTN ngày 19/7/2019"],
      ["2022", "Hoàn thành tốt nhiệm vụ", "", ""],
      ["2023", "Hoàn thành tốt nhiệm vụ", "", ""],
      ["2024", "Hoàn thành tốt nhiệm vụ", "", ""],
      ["", "", "", "Giấy khen của Chủ tịch UBND huyện các năm 2004, 2006, 2009"],
    ]);
    expect(rowsAt(full, "32.5)")).toEqual([["", "", "", "Ứng dụng CNTT cơ bản"]]);
  });

  it("print a plan only while it holds, and the name of a code where the file has no text", () => {
    expect(valueAt(full, "Được quy hoạch chức danh")).toBe("Phó Bí thư Huyện ủy (2020–2025)");
    const before = makeSheet("tt06-2023", aSheetInput(fullDossier(), { printDate: "2016-01-01" }));
    expect(valueAt(before, "Được quy hoạch chức danh")).toBe("");
    const person = aPerson(1, { ethnicity: { code: "06", text: "" } });
    const sheet = (codes: Parameters<typeof aSheetInput>[1]) =>
      makeSheet("2c-2008", aSheetInput(aDossier(person), codes));
    expect(valueAt(sheet({}), "Dân tộc")).toBe("Mường");
    const renamed = {
      id: numbered("code-record", 1),
      list: "ETHNIC",
      code: "06",
      vi: "Mường (mới)",
      en: "",
      from: null,
      to: null,
      replacedBy: "",
      withdrawn: false,
    };
    expect(valueAt(sheet({ codes: [renamed] }), "Dân tộc")).toBe("Mường (mới)");
  });

  it("follow one another by date", () => {
    expect(["2007-01-01", "2023-05-04", "2023-05-05"].map(stateFormOn)).toEqual(["2c-2008", "2c-2008", "tt06-2023"]);
  });
});

describe("what a file lacks for a form", () => {
  const fieldsOf = (missing: readonly { readonly kind: string; readonly field: string }[]) =>
    missing.map(({ kind, field }) => `${kind}.${field}`);

  it("is nothing but the portrait for a file in full, and what each form asks for a blank one", () => {
    for (const form of ["2c-98", "2c-2008", "tt06-2023"] as const)
      expect(fieldsOf(missingFor(form, fullDossier()))).toEqual(["attachment.blob"]);
    const blank = missingFor("2c-98", aDossier());
    expect(fieldsOf(blank)).toContain("person.birthName");
    expect(fieldsOf(blank)).toContain("relative.name");
    expect(fieldsOf(blank)).not.toContain("person.idIssuedOn");
    expect(fieldsOf(missingFor("2c-2008", aDossier()))).toContain("person.idIssuedOn");
    const numbers = blank.map(({ item }) => Number(item)).filter((item) => !Number.isNaN(item));
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
  });

  it("takes rows for the text and the text for rows, and passes over what nobody handed in or what was withdrawn", () => {
    const posts = [anAssignment(1, 1, { title: "Bí thư" })];
    expect(fieldsOf(missingFor("2c-98", aDossier(undefined, { assignment: posts })))).not.toContain("person.positions");
    const withdrawn = posts.map((post) => ({ ...post, withdrawn: true }));
    const left = fieldsOf(missingFor("2c-98", aDossier(undefined, { assignment: withdrawn })));
    expect(left).toContain("person.positions");
    expect(left).toContain("assignment.title");
    const open = fieldsOf(missingFor("2c-98", anOpenDossier()));
    expect(open.filter((name) => /^(?:protected|relative|economy)\./.test(name))).toEqual([]);
  });
});
