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
          what: "Tệp này không phải bảng tính Excel (.xlsx).",
          kept: "Chưa nhập gì.",
          todo: "Mở bằng Excel, lưu thành .xlsx rồi chọn lại.",
        },
        {
          what: "This is not an Excel workbook (.xlsx).",
          kept: "Nothing was imported.",
          todo: "Open it in Excel, save it as .xlsx and choose it again.",
        },
      );
    case "workbook-too-large":
      return say(
        { what: "Bảng tính quá lớn.", kept: "Chưa nhập gì.", todo: "Chia thành nhiều tệp nhỏ rồi nhập lần lượt." },
        {
          what: "The workbook is too large.",
          kept: "Nothing was imported.",
          todo: "Split it and import the parts one by one.",
        },
      );
    case "workbook-too-heavy":
      return say(
        {
          what: "Bảng tính này quá nặng để đọc an toàn trên máy này.",
          kept: "Chưa nhập gì.",
          todo: "Chép riêng phần danh sách sang một tệp .xlsx mới rồi chọn lại.",
        },
        {
          what: "This workbook is too heavy to be read safely on this PC.",
          kept: "Nothing was imported.",
          todo: "Copy the list alone into a new .xlsx file and choose that.",
        },
      );
    case "workbook-cut":
      return say(
        {
          what: "Tệp bị cắt cụt: thiếu phần cuối.",
          kept: "Chưa nhập gì.",
          todo: "Chép lại tệp từ nơi gửi, rồi chọn lại.",
        },
        {
          what: "The file is cut off: its end is missing.",
          kept: "Nothing was imported.",
          todo: "Copy it again from where it came, then choose it again.",
        },
      );
    case "workbook-locked":
      return say(
        {
          what: "Bảng tính có mật khẩu nên không đọc được.",
          kept: "Chưa nhập gì.",
          todo: "Mở bằng Excel, bỏ mật khẩu (Tệp, Thông tin, Bảo vệ), lưu rồi chọn lại.",
        },
        {
          what: "The workbook is under a password and cannot be read.",
          kept: "Nothing was imported.",
          todo: "Open it in Excel, remove the password (File, Info, Protect), save it and choose it again.",
        },
      );
    case "workbook-old":
      return say(
        {
          what: `Tệp này ở định dạng ${formatWords[problem.format]}, chương trình không đọc.`,
          kept: "Chưa nhập gì.",
          todo: "Mở bằng Excel hoặc LibreOffice, chọn Lưu thành “Excel Workbook (.xlsx)”, rồi chọn tệp mới.",
        },
        {
          what: `This file is ${formatWords[problem.format]}, which is not read here.`,
          kept: "Nothing was imported.",
          todo: "Open it in Excel or LibreOffice, save it as “Excel Workbook (.xlsx)” and choose the new file.",
        },
      );
    case "workbook-gone":
      return say(
        { what: "Bảng tính đã được đóng.", kept: "Chưa nhập gì.", todo: "Chọn lại tệp." },
        { what: "The workbook was closed meanwhile.", kept: "Nothing was imported.", todo: "Choose the file again." },
      );
    case "workbook-no-copy":
      return say(
        {
          what: "Tệp CSV không mang được ghi chú trong ô.",
          kept: "Sổ không thay đổi.",
          todo: "Mở bằng Excel, lưu thành .xlsx, chọn lại rồi xuất bản ghi chú.",
        },
        {
          what: "A CSV file cannot carry notes in its cells.",
          kept: "Nothing in the register changed.",
          todo: "Open it in Excel, save it as .xlsx, choose it again and write the copy then.",
        },
      );
    case "workbook-columns":
      return say(
        {
          what: `Trang “${problem.sheet}” thiếu cột: ${problem.missing.join(", ")}.`,
          kept: "Chưa nhập gì.",
          todo: "Thêm các cột đó (đúng tên ở dòng tiêu đề) rồi chọn lại tệp.",
        },
        {
          what: `Sheet “${problem.sheet}” lacks these columns: ${problem.missing.join(", ")}.`,
          kept: "Nothing was imported.",
          todo: "Add them (with these names in the heading row) and choose the file again.",
        },
      );
    case "workbook-cells": {
      const cells = problem.cells.map((cell) => cellLine(cell, language)).join("; ");
      const more = problem.more === 0 ? "" : say(` và ${problem.more} ô nữa`, ` and ${problem.more} more`);
      return say(
        {
          what: `Có ô chưa đọc được: ${cells}${more}.`,
          kept: "Chưa nhập gì.",
          todo: "Sửa các ô đó trong tệp Excel, lưu rồi chọn lại.",
        },
        {
          what: `Some cells cannot be read: ${cells}${more}.`,
          kept: "Nothing was imported.",
          todo: "Correct them in the Excel file, save it and choose it again.",
        },
      );
    }
    default:
      return unheardOf(problem);
  }
}

const formatWords = {
  xls: "Excel 97–2003 (.xls)",
  xlsb: ".xlsb",
  ods: "OpenDocument (.ods)",
  html: "HTML",
  xml: "XML (Excel 2003)",
} as const;

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
    "formula-failed": "công thức hỏng, không có giá trị",
    "not-a-number": "không phải số",
    "no-such-day": "không có ngày này",
    "out-of-range": "năm không thể đúng",
    "month-first": "viết tháng trước ngày, khác các ô còn lại của cột",
    "zeros-lost": "thiếu chữ số (mất số 0 ở đầu?)",
    "not-an-identity-number": "không phải số CMND (9 số) hay CCCD (12 số)",
    "both-sexes": "có ngày ở cả cột nam và cột nữ",
    "letters-lost": "có chữ phông cũ không khôi phục được",
    "not-a-name": "không phải họ tên",
  },
  en: {
    "not-a-date": "not a date",
    "not-in-list": "not in the code list",
    missing: "empty",
    "unknown-person": "no such person in the register",
    "unknown-unit": "no such unit in the register",
    "too-long": "too long",
    twice: "appears twice",
    "formula-failed": "the formula failed and has no value",
    "not-a-number": "not a number",
    "no-such-day": "there is no such day",
    "out-of-range": "a year that cannot be right",
    "month-first": "month before day, unlike the rest of the column",
    "zeros-lost": "digits are missing (a leading 0?)",
    "not-an-identity-number": "not an identity number of 9 or 12 digits",
    "both-sexes": "a date in both the men's and the women's column",
    "letters-lost": "letters of an old font that cannot be recovered",
    "not-a-name": "not a name",
  },
};

function unheardOf(problem: never): never {
  throw new TypeError(`no words for ${JSON.stringify(problem)}`);
}
