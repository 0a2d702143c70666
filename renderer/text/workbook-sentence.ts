import type { CellProblem, WorkbookProblem } from "../../shared/problem.ts";
import { inLanguage, type Sentence } from "./in-language.ts";
import type { Language } from "./index.ts";

/** Words for a workbook that was not imported. The last in line: a kind that has no words anywhere does not compile here. */
export function workbookSentence(problem: WorkbookProblem, language: Language): Sentence {
  const say = inLanguage(language);
  switch (problem.kind) {
    case "not-a-workbook":
      return say(
        {
          what: "Tệp này không phải bảng tính Excel (.xlsx). Chưa nhập gì.",
          todo: "Mở bằng Excel, lưu thành .xlsx rồi chọn lại.",
        },
        {
          what: "This is not an Excel workbook (.xlsx). Nothing was imported.",
          todo: "Open it in Excel, save it as .xlsx and choose it again.",
        },
      );
    case "workbook-too-large":
      return say(
        { what: "Bảng tính quá lớn. Chưa nhập gì.", todo: "Chia thành nhiều tệp nhỏ rồi nhập lần lượt." },
        { what: "The workbook is too large. Nothing was imported.", todo: "Split it and import the parts one by one." },
      );
    case "workbook-columns":
      return say(
        {
          what: `Trang “${problem.sheet}” thiếu cột: ${problem.missing.join(", ")}. Chưa nhập gì.`,
          todo: "Thêm các cột đó (đúng tên ở dòng tiêu đề) rồi chọn lại tệp.",
        },
        {
          what: `Sheet “${problem.sheet}” lacks these columns: ${problem.missing.join(", ")}. Nothing was imported.`,
          todo: "Add them (with these names in the heading row) and choose the file again.",
        },
      );
    case "workbook-cells": {
      const cells = problem.cells.map((cell) => cellLine(cell, language)).join("; ");
      const more =
        problem.more === 0
          ? ""
          : say({ what: ` và ${problem.more} ô nữa`, todo: "" }, { what: ` and ${problem.more} more`, todo: "" }).what;
      return say(
        {
          what: `Có ô chưa đọc được: ${cells}${more}. Chưa nhập gì.`,
          todo: "Sửa các ô đó trong tệp Excel, lưu rồi chọn lại.",
        },
        {
          what: `Some cells cannot be read: ${cells}${more}. Nothing was imported.`,
          todo: "Correct them in the Excel file, save it and choose it again.",
        },
      );
    }
    default:
      return unheardOf(problem);
  }
}

/** One bad cell in words, by its address in the sender's workbook. */
export function cellLine(cell: CellProblem, language: Language): string {
  const found = cell.found === "" ? "" : ` “${cell.found}”`;
  return `${cell.sheet}!${cell.cell} (${cell.header})${found}: ${whyWords[language][cell.why]}`;
}

/** Why a cell could not be read, for a sentence and for a table. */
export const whyWords: Readonly<Record<Language, Readonly<Record<CellProblem["why"], string>>>> = {
  vi: {
    "not-a-date": "không phải ngày",
    "not-in-list": "không có trong danh mục",
    missing: "còn trống",
    "unknown-person": "không có người này trong sổ",
    "unknown-unit": "không có đơn vị này trong sổ",
    "too-long": "quá dài",
    twice: "lặp lại",
  },
  en: {
    "not-a-date": "not a date",
    "not-in-list": "not in the code list",
    missing: "empty",
    "unknown-person": "no such person in the register",
    "unknown-unit": "no such unit in the register",
    "too-long": "too long",
    twice: "appears twice",
  },
};

function unheardOf(problem: never): never {
  throw new TypeError(`no words for ${JSON.stringify(problem)}`);
}
