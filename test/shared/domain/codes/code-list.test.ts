import { describe, expect, it } from "vitest";
import { AssignmentNature } from "../../../../shared/domain/assignment.ts";
import { type CodeList, codeOf, codesOn, nameOfCode, spellings } from "../../../../shared/domain/codes/code-list.ts";
import {
  academicTitles,
  degrees,
  generalEducation,
  politicalTheory,
} from "../../../../shared/domain/codes/education-codes.ts";
import { ethnicGroups, isEthnicMinority } from "../../../../shared/domain/codes/ethnic-groups.ts";
import {
  assignmentNatures,
  directions,
  moveKinds,
  moveOutcomes,
  movePurposes,
} from "../../../../shared/domain/codes/move-codes.ts";
import { sexes } from "../../../../shared/domain/codes/person-codes.ts";
import { bloodGroups, familyOrigins, religions } from "../../../../shared/domain/codes/protected-codes.ts";
import { blocs, levels, managingLevels, postRoles } from "../../../../shared/domain/codes/unit-codes.ts";
import { Sex } from "../../../../shared/domain/person.ts";
import { ManagingLevel, PostRole } from "../../../../shared/domain/post.ts";
import { Direction, MoveKind, MoveOutcome, MovePurpose } from "../../../../shared/domain/rotation.ts";
import { Bloc, Level } from "../../../../shared/domain/unit.ts";

const lists: Readonly<Record<string, CodeList>> = {
  academicTitles,
  assignmentNatures,
  blocs,
  bloodGroups,
  degrees,
  directions,
  ethnicGroups,
  familyOrigins,
  generalEducation,
  levels,
  managingLevels,
  moveKinds,
  moveOutcomes,
  movePurposes,
  politicalTheory,
  postRoles,
  religions,
  sexes,
};

/** Spellings that two entries of one list share: such a text could not be told apart. */
function shared(list: CodeList): string[] {
  const seen = new Map<string, string>();
  const twice: string[] = [];
  for (const entry of list) {
    for (const spelling of new Set(spellings(entry))) {
      if (seen.has(spelling)) twice.push(`${spelling}: ${seen.get(spelling)} and ${entry.code}`);
      seen.set(spelling, entry.code);
    }
  }
  return twice;
}

describe.each(Object.entries(lists))("the list %s", (_name, list) => {
  it("gives each spelling to one code, in composed Unicode, and finds each entry by every spelling", () => {
    expect(shared(list)).toEqual([]);
    expect(new Set(list.map((entry) => entry.code)).size).toBe(list.length);
    for (const entry of list) {
      expect(entry.vi).toBe(entry.vi.normalize("NFC"));
      for (const text of [entry.vi, entry.code, ...(entry.variants ?? [])]) {
        const typed = ` ${text.toUpperCase()} `.normalize("NFD");
        expect([text, codeOf(list, typed)]).toEqual([text, entry.code]);
      }
    }
  });
});

describe("lists that name the values of a schema", () => {
  it("name every value and no other", () => {
    const pairs = [
      [sexes, Sex],
      [levels, Level],
      [blocs, Bloc],
      [postRoles, PostRole],
      [managingLevels, ManagingLevel],
      [moveKinds, MoveKind],
      [directions, Direction],
      [movePurposes, MovePurpose],
      [moveOutcomes, MoveOutcome],
      [assignmentNatures, AssignmentNature],
    ] as const;
    for (const [list, schema] of pairs) {
      expect(list.map((entry) => entry.code as string).toSorted()).toEqual([...schema.options].toSorted());
    }
    expect(pairs.length).toBe(10);
  });
});

describe("codeOf", () => {
  it.each([
    ["H'Mông", "08"],
    ["H’mông", "08"],
    ["mèo", "08"],
    ["Khơ Mú", "29"],
    ["KHO-MU", "29"],
    ["Gia lai", "10"],
    ["M.Nông", "20"],
    ["Cờ Lao", "47"],
    ["O Du", "53"],
    ["Giẻ Triêng", "27"],
    ["Tà Ôi", "31"],
    ["Ta-ôi", "31"],
    ["việt", "01"],
    ["Thai", "03"],
    ["Tho", "24"],
  ])("finds the ethnic group %s", (text, code) => {
    expect(codeOf(ethnicGroups, text)).toBe(code);
  });

  it("has all 54 groups, 01 to 54 in order", () => {
    expect(ethnicGroups.slice(0, 54).map((entry) => entry.code)).toEqual(
      Array.from({ length: 54 }, (_, i) => String(i + 1).padStart(2, "0")),
    );
    expect(isEthnicMinority("01")).toBe(false);
    expect(isEthnicMinority("03")).toBe(true);
    expect([isEthnicMinority("04"), isEthnicMinority("04", true)]).toEqual([true, false]);
    expect(isEthnicMinority(null)).toBe(false);
  });

  it("knows what files call religions, degrees and blood groups", () => {
    expect(codeOf(religions, "Thiên chúa giáo")).toBe("2");
    expect(codeOf(religions, "lương")).toBe("0");
    expect(codeOf(degrees, "Thạc sỹ")).toBe("THS");
    expect(codeOf(degrees, "PTS")).toBe("TS");
    expect(codeOf(generalEducation, "10 / 10")).toBe("10/10");
    expect(codeOf(generalEducation, "12/12 BT")).toBe("12/12BT");
    expect([codeOf(bloodGroups, "A-"), codeOf(bloodGroups, "A")]).toEqual(["A−", "A"]);
  });

  it("leaves a text that fits no code, or none at all, without one", () => {
    for (const text of ["", "  ", "Thái Kinh", "Kinh tế", "'"]) expect(codeOf(ethnicGroups, text)).toBeNull();
  });

  it("is told from a list with one spelling twice", () => {
    expect(shared([...ethnicGroups, { code: "99", vi: "Kho Mu", en: "" }])).toEqual(["khomu: 29 and 99"]);
  });
});

describe("codes with dates", () => {
  it("offers the district level to 30/06/2025 only, and still names it", () => {
    expect(codesOn(levels, "2025-06-30").map((entry) => entry.code)).toContain("HUYEN");
    expect(codesOn(levels, "2025-07-01").map((entry) => entry.code)).not.toContain("HUYEN");
    expect(nameOfCode(levels, "HUYEN")).toBe("Huyện");
    expect(nameOfCode(levels, "HUYEN", "en")).toBe("District");
    expect(nameOfCode(levels, "VUNG")).toBe("VUNG");
  });
});
