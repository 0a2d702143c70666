import { describe, expect, it } from "vitest";
import { blankRecord } from "../../../shared/domain/blank-records.ts";
import {
  aspects,
  counted,
  nothingCounted,
  type QualityIssue,
  qualityOf,
  uncleanText,
} from "../../../shared/domain/quality.ts";
import { formNames, missingFor, type OpenDossier, openTables } from "../../../shared/domain/sheets/crosswalk.ts";
import { aPerson, numbered } from "../../fixtures/records.ts";

const today = "2026-11-22";
const dossier = (patch: Partial<OpenDossier> = {}): OpenDossier =>
  ({ ...Object.fromEntries(openTables.map((kind) => [kind, []])), person: aPerson(1), ...patch }) as OpenDossier;
const reasons = (issues: readonly QualityIssue[], aspect: string) =>
  issues.filter((issue) => issue.aspect === aspect).map(({ reason, kind, field }) => `${reason} ${kind}.${field}`);
const rating = (year: string) =>
  blankRecord("yearly-rating", {
    id: numbered("yearly-rating", Number(year)),
    personId: numbered("person", 1),
    year,
    rating: { code: "HTTNV", text: "Hoàn thành tốt nhiệm vụ" },
  });

describe("what there is to do about a file", () => {
  it("is complete when the form has what it asks for: exactly what the form itself calls missing", () => {
    for (const form of formNames) {
      const issues = qualityOf(form, dossier(), [], today).filter(({ aspect }) => aspect === "complete");
      expect(issues.map(({ kind, field, item }) => ({ kind, field, item }))).toEqual([...missingFor(form, dossier())]);
      expect(issues.length).toBeGreaterThan(10);
    }
  });

  it("is clean where texts fit their lists and hold no sign that cannot be meant", () => {
    const person = aPerson(1, {
      ethnicity: { code: null, text: "Kih" },
      highestDegree: { code: "DH", text: "Đại học" },
      birthPlace: "xã Lưu\u200bSơn",
      residence: "Ðô Lương", // eth, not đ
      mainWork: "C¸n bé tæ chøc", // TCVN3
      phone: "0912",
    });
    expect(reasons(qualityOf("2c-98", dossier({ person }), [], today), "clean").toSorted()).toEqual([
      "odd-signs person.birthPlace",
      "odd-signs person.residence",
      "old-font person.mainWork",
      "uncoded person.ethnicity",
    ]);
    expect(uncleanText("Đặng Thị Ngọc Ánh")).toBeNull();
    expect(uncleanText("Đặng".normalize("NFD"))).toBe("odd-signs");
    expect(uncleanText("dòng một\ndòng hai")).toBeNull();
  });

  it("is current with a rating of the year before last and a pay step of its time", () => {
    const current = (patch: Partial<OpenDossier>) => reasons(qualityOf("2c-98", dossier(patch), [], today), "current");
    expect(current({ "yearly-rating": [rating("2024")] })).toEqual([]);
    expect(current({ "yearly-rating": [rating("2021"), rating("2023")] })).toEqual(["rating-old yearly-rating.year"]);
    expect(current({ "yearly-rating": [rating("2023"), { ...rating("2025"), withdrawn: true }] })).toHaveLength(1);
    expect(current({ person: aPerson(1, { payFrom: "2023-06" }) })).toEqual([]); // 41 months
    expect(current({ person: aPerson(1, { payFrom: "2023-04" }) })).toEqual(["pay-old person.payFrom"]);
    expect(current({})).toEqual([]); // what is not there is missing, not old
  });

  it("is correct where no check found anything; a finding is named by its rule, not by what it says", () => {
    const [issue] = qualityOf(
      "2c-98",
      dossier(),
      [{ rule: "ends-before-start", records: [numbered("assignment", 4)] }],
      today,
    );
    expect(issue).toMatchObject({ aspect: "correct", rule: "ends-before-start", record: numbered("assignment", 4) });
  });

  it("never holds what the file says", () => {
    const said = "Bí mật của hồ sơ";
    const person = aPerson(1, { ethnicity: { code: null, text: said }, birthPlace: `${said}\u200b` });
    expect(JSON.stringify(qualityOf("2c-98", dossier({ person }), [], today))).not.toContain(said);
  });
});

describe("the board's counts", () => {
  it("close: people are those with something to do and those without, under each aspect", () => {
    const files = [
      { correct: 1, complete: 3, clean: 0, current: 0 },
      { correct: 0, complete: 0, clean: 0, current: 0 },
      { correct: 0, complete: 2, clean: 5, current: 1 },
    ];
    const all = files.reduce(counted, nothingCounted);
    expect(all).toEqual({
      people: 3,
      clear: 1,
      files: { correct: 1, complete: 2, clean: 1, current: 1 },
      issues: { correct: 1, complete: 5, clean: 5, current: 1 },
    });
    for (const aspect of aspects) expect(all.files[aspect]).toBe(files.filter((own) => own[aspect] > 0).length);
  });
});
