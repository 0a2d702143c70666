import type { CellProblem, Problem } from "../../shared/problem.ts";
import type { Language } from "./index.ts";

/** What a person reads about a problem: what happened and what stands unchanged, then what to do. */
export interface Sentence {
  readonly what: string;
  readonly todo: string;
}

/**
 * Words for a problem. Every kind has its own; a kind without words does not compile.
 *
 * @returns two short texts without mark-up; facts of the problem stand in them as they are
 */
export function sentence(problem: Problem, language: Language): Sentence {
  const say = (vi: Sentence, en: Sentence): Sentence => (language === "en" ? en : vi);
  switch (problem.kind) {
    case "wrong-passphrase":
      return say(
        {
          what: "Cụm mật khẩu hoặc mã khôi phục không đúng. Sổ vẫn khóa, không có gì thay đổi.",
          todo: "Kiểm tra phím Caps Lock và bộ gõ rồi nhập lại. Nếu đã quên, dùng mã khôi phục cất trong két.",
        },
        {
          what: "The passphrase or recovery key is not right. The register is still locked; nothing was changed.",
          todo: "Check Caps Lock and the keyboard layout, then type it again. If it is forgotten, use the recovery key from the safe.",
        },
      );
    case "passphrase-too-short":
      return say(
        {
          what: `Cụm mật khẩu còn ngắn hơn ${problem.least} ký tự. Sổ chưa được tạo.`,
          todo: "Nhập dài hơn: 4–5 từ rời nhau là vừa.",
        },
        {
          what: `The passphrase is shorter than ${problem.least} characters. No register was made.`,
          todo: "Make it longer: 4–5 unconnected words do well.",
        },
      );
    case "office-exists":
      return say(
        {
          what: "Trên máy này đã có sổ của một cơ quan. Không có gì thay đổi.",
          todo: "Đóng chương trình, mở lại và nhập cụm mật khẩu của sổ đang có.",
        },
        {
          what: "This machine already has an office's register. Nothing was changed.",
          todo: "Close the program, start it again and open the register that is there.",
        },
      );
    case "no-office":
      return say(
        {
          what: "Trên máy này chưa có sổ nào. Không có gì thay đổi.",
          todo: "Đóng chương trình, mở lại rồi chọn “Tạo sổ mới”.",
        },
        {
          what: "There is no register on this machine yet. Nothing was changed.",
          todo: "Close the program, start it again and make a new register.",
        },
      );
    case "locked":
      return say(
        { what: "Sổ đang khóa nên chưa lưu được. Không có gì thay đổi.", todo: "Mở sổ rồi làm lại bước vừa rồi." },
        {
          what: "The register is locked, so nothing was saved. Nothing was changed.",
          todo: "Open the register and repeat the last step.",
        },
      );
    case "in-use":
      return say(
        {
          what: "Sổ đang được mở ở một cửa sổ khác của chương trình. Không có gì thay đổi.",
          todo: "Dùng cửa sổ kia, hoặc đóng nó rồi mở lại ở đây.",
        },
        {
          what: "Another copy of the program has this register open. Nothing was changed.",
          todo: "Use that window, or close it and open the register here again.",
        },
      );
    case "disk-full":
      return say(
        {
          what: "Ổ đĩa đã đầy nên chưa lưu được. Sổ giữ nguyên như trước; những gì đang nhập vẫn còn trên màn hình.",
          todo: "Dọn bớt tệp trên ổ đĩa rồi bấm Lưu lại. Trong lúc đó vẫn xem và in được.",
        },
        {
          what: "The disk is full, so this was not saved. The register is as it was; what you typed is still on the screen.",
          todo: "Free some space on the disk, then save again. Reading and printing go on meanwhile.",
        },
      );
    case "disk-failing":
      return say(
        {
          what: "Ổ đĩa báo lỗi khi ghi nên lần ghi này không được lưu. Những gì đã hiện “Đã lưu” trước đó không thay đổi.",
          todo: "Chép lại trên giấy những gì đang nhập, khởi động lại máy và báo người phụ trách kiểm tra ổ đĩa.",
        },
        {
          what: "The disk reported an error while writing, so this was not saved. What was shown as saved before is unchanged.",
          todo: "Note on paper what is on the screen, restart the machine and have the disk checked.",
        },
      );
    case "not-permitted":
      return say(
        {
          what: "Máy không cho ghi vào chỗ đó. Không có gì thay đổi.",
          todo: "Chọn thư mục khác, hoặc nhờ người quản trị máy cấp quyền ghi.",
        },
        {
          what: "The machine does not allow writing there. Nothing was changed.",
          todo: "Choose another folder, or ask whoever runs the machine for the right to write.",
        },
      );
    case "file-busy":
      return say(
        {
          what: "Tệp đang bị chương trình khác (thường là phần mềm diệt vi-rút) giữ. Không có gì thay đổi.",
          todo: "Chờ một lát rồi thử lại.",
        },
        {
          what: "Another program (often the virus scanner) is holding the file. Nothing was changed.",
          todo: "Wait a moment and try again.",
        },
      );
    case "store-damaged":
      return say(
        {
          what: `Sổ bị hỏng từ ghi chép số ${problem.fromEntry}. Mọi ghi chép trước đó đọc được; phần hỏng được để riêng, không bị xóa.`,
          todo: "Vẫn xem và in được. Báo người phụ trách để khôi phục từ bản sao lưu.",
        },
        {
          what: `The register is damaged from entry ${problem.fromEntry} on. Every entry before it is readable; the damaged part is set aside, not deleted.`,
          todo: "Reading and printing go on. Ask whoever looks after the program to restore from a backup.",
        },
      );
    case "store-newer":
      return say(
        {
          what: `Sổ này do phiên bản mới hơn của chương trình ghi (cần ${problem.needs}). Không có gì thay đổi.`,
          todo: "Cài phiên bản mới rồi mở lại.",
        },
        {
          what: `A newer version of the program wrote this register (it needs ${problem.needs}). Nothing was changed.`,
          todo: "Install the newer version and open it again.",
        },
      );
    case "malformed": {
      const where = problem.field === null ? "" : ` (${problem.field})`;
      return say(
        {
          what: `Có một ô không đúng dạng${where} nên chưa lưu. Không có gì thay đổi.`,
          todo: "Xem lại ô đó: ngày phải có thật, chữ không quá dài. Sửa rồi lưu lại.",
        },
        {
          what: `One field is not well formed${where}, so this was not saved. Nothing was changed.`,
          todo: "Look at that field: dates must exist and texts must not be too long. Correct it and save again.",
        },
      );
    }
    case "not-a-bundle":
      return say(
        {
          what: "Tệp này không phải gói trao đổi của chương trình. Chưa nhận gì.",
          todo: "Chọn tệp có tên kết thúc bằng .zip.age do cơ quan bạn gửi.",
        },
        {
          what: "This file is not an exchange bundle. Nothing was taken in.",
          todo: "Choose the file ending in .zip.age that the other office sent.",
        },
      );
    case "bundle-unsigned":
      return say(
        {
          what: "Bên cạnh gói không có tệp chữ ký (.minisig). Chưa nhận gì.",
          todo: "Chép cả hai tệp vào cùng một thư mục rồi mở lại; nếu thiếu, nhờ nơi gửi gửi lại.",
        },
        {
          what: "There is no signature file (.minisig) beside the bundle. Nothing was taken in.",
          todo: "Put both files into one folder and open it again; if one is missing, ask the sender for it.",
        },
      );
    case "bundle-foreign":
      return say(
        {
          what: `Gói do một khóa lạ ký (${problem.keyId}). Chưa nhận gì.`,
          todo: "Hỏi nơi gửi. Nếu là cơ quan mới, ghi danh cơ quan đó bằng phiếu có đóng dấu trước.",
        },
        {
          what: `The bundle is signed by a key we do not know (${problem.keyId}). Nothing was taken in.`,
          todo: "Ask the sender. If it is a new office, enrol it from its stamped sheet first.",
        },
      );
    case "bundle-altered":
      return say(
        {
          what: "Gói đã bị thay đổi sau khi ký, hoặc chép lỗi. Chưa nhận gì.",
          todo: "Chép lại từ bản gốc; nếu vẫn vậy, báo nơi gửi và giữ nguyên tệp này.",
        },
        {
          what: "The bundle was changed after it was signed, or copied badly. Nothing was taken in.",
          todo: "Copy it again from the original; if it stays so, tell the sender and keep this file.",
        },
      );
    case "bundle-cut":
      return say(
        {
          what: "Gói bị cụt: ngắn hơn số ghi trong đó. Chưa nhận gì.",
          todo: "Chép lại trọn tệp (chờ chép xong mới rút USB) rồi mở lại.",
        },
        {
          what: "The bundle is cut short. Nothing was taken in.",
          todo: "Copy the whole file again (wait until copying ends before pulling the stick) and open it again.",
        },
      );
    case "bundle-for-another-office":
      return say(
        {
          what: `Gói này gửi cho cơ quan khác (${problem.addressee}). Chưa nhận gì.`,
          todo: "Chuyển gói cho đúng nơi nhận; hỏi nơi gửi gói của mình.",
        },
        {
          what: `This bundle is for another office (${problem.addressee}). Nothing was taken in.`,
          todo: "Pass it to that office and ask the sender for yours.",
        },
      );
    case "bundle-already-taken":
      return say(
        {
          what: `Gói này đã nhận rồi (ghi chép ${problem.from}–${problem.to}). Không có gì thay đổi.`,
          todo: "Không cần làm gì. Có thể gửi lại giấy nhận cho nơi gửi.",
        },
        {
          what: `This bundle was taken in before (actions ${problem.from}–${problem.to}). Nothing was changed.`,
          todo: "Nothing has to be done. The receipt can be sent to the sender again.",
        },
      );
    case "bundle-out-of-turn":
      return say(
        {
          what: `Thiếu gói ở giữa: đang chờ ghi chép số ${problem.expected}, gói này bắt đầu từ số ${problem.found}. Chưa nhận gì.`,
          todo: "Nhận gói trước đó rồi mở lại gói này; nếu không còn, nhờ nơi gửi lập gói mới.",
        },
        {
          what: `A bundle in between is missing: action ${problem.expected} is next, this one begins at ${problem.found}. Nothing was taken in.`,
          todo: "Take the earlier bundle first; if it is lost, ask the sender to make a new one.",
        },
      );
    case "bundle-forked":
      return say(
        {
          what: `Gói này không nối tiếp những gì đã nhận (khác nhau từ ghi chép số ${problem.at}). Có thể nơi gửi đã dùng bản sao lưu cũ. Chưa nhận gì.`,
          todo: "Giữ tệp này và gọi cho nơi gửi trước khi làm tiếp.",
        },
        {
          what: `This bundle does not continue what we hold (they differ from action ${problem.at} on). The sender may be working on an old backup. Nothing was taken in.`,
          todo: "Keep this file and call the sender before going on.",
        },
      );
    case "bundle-newer":
      return say(
        {
          what: `Gói do phiên bản mới hơn lập (cần ${problem.needs}). Chưa nhận gì.`,
          todo: "Cập nhật chương trình trên máy này rồi mở lại gói.",
        },
        {
          what: `A newer version made this bundle (it needs ${problem.needs}). Nothing was taken in.`,
          todo: "Update the program on this machine and open the bundle again.",
        },
      );
    case "bundle-hostile":
      return say(
        {
          what: `Bên trong gói có thứ không được phép (${problem.step}). Gói bị từ chối, chưa nhận gì.`,
          todo: "Không mở tệp này bằng chương trình khác. Báo nơi gửi và người phụ trách.",
        },
        {
          what: `The bundle holds something that is not allowed (${problem.step}). It was refused; nothing was taken in.`,
          todo: "Do not open this file with other programs. Tell the sender and whoever looks after the program.",
        },
      );
    case "bundle-too-heavy":
      return say(
        {
          what: "Gói quá nặng đối với máy này. Chưa nhận gì.",
          todo: "Đóng bớt chương trình khác rồi thử lại, hoặc nhờ nơi gửi chia thành nhiều gói.",
        },
        {
          what: "The bundle is too heavy for this machine. Nothing was taken in.",
          todo: "Close other programs and try again, or ask the sender to split it.",
        },
      );
    case "no-recipient":
      return say(
        {
          what: "Chưa ghi danh cơ quan nhận. Chưa lập gói nào.",
          todo: "Vào Trao đổi, mở tệp ghi danh của cơ quan đó và nhập dấu nhận dạng từ phiếu có đóng dấu.",
        },
        {
          what: "The receiving office is not enrolled yet. No bundle was made.",
          todo: "Under Exchange, open that office's enrolment file and type the digits from its stamped sheet.",
        },
      );
    case "nothing-to-send":
      return say(
        { what: "Không có gì mới để gửi. Chưa lập gói nào.", todo: "Không cần làm gì." },
        { what: "There is nothing new to send. No bundle was made.", todo: "Nothing has to be done." },
      );
    case "carrier-gone":
      return say(
        {
          what: "USB đã bị rút hoặc thư mục không còn. Việc vừa rồi không xong; sổ không thay đổi.",
          todo: "Cắm lại USB, chờ máy nhận rồi làm lại.",
        },
        {
          what: "The stick was pulled or the folder is gone. The last step was not finished; the register is unchanged.",
          todo: "Plug the stick in again, wait until it appears, and repeat.",
        },
      );
    case "carrier-read-only":
      return say(
        {
          what: "USB hoặc thư mục này chỉ cho đọc. Chưa ghi gì.",
          todo: "Gạt khóa ghi trên USB, hoặc chọn nơi khác.",
        },
        {
          what: "This stick or folder is read-only. Nothing was written.",
          todo: "Release the write lock on the stick, or choose another place.",
        },
      );
    case "carrier-full":
      return say(
        { what: "USB hoặc thư mục này đã đầy. Chưa ghi gì.", todo: "Dọn bớt chỗ hoặc dùng USB khác rồi làm lại." },
        {
          what: "This stick or folder is full. Nothing was written.",
          todo: "Free some space or use another stick, then repeat.",
        },
      );
    case "fingerprint-differs":
      return say(
        {
          what: `Dấu nhận dạng vừa nhập (${problem.typed}) không khớp với tệp (${problem.found}). Chưa ghi danh cơ quan nào.`,
          todo: "Nhập lại đúng từ phiếu có đóng dấu. Nếu vẫn khác, gọi cơ quan đó bằng số điện thoại đã biết; đừng ghi danh.",
        },
        {
          what: `The digits typed (${problem.typed}) are not those of the file (${problem.found}). No office was enrolled.`,
          todo: "Type them again from the stamped sheet. If they still differ, call that office on a number you know; do not enrol it.",
        },
      );
    case "not-an-enrolment-file":
      return say(
        {
          what: "Tệp này không phải tệp ghi danh. Chưa ghi danh cơ quan nào.",
          todo: "Chọn tệp ghi danh do cơ quan kia lập.",
        },
        {
          what: "This is not an enrolment file. No office was enrolled.",
          todo: "Choose the enrolment file that the other office made.",
        },
      );
    case "office-id-taken":
      return say(
        {
          what: `Mã cơ quan “${problem.office}” đã thuộc về một cơ quan khác. Chưa ghi danh cơ quan nào.`,
          todo: "Gọi cơ quan đó: có thể họ đã tạo sổ mới, hoặc hai nơi chọn trùng mã.",
        },
        {
          what: `The office code “${problem.office}” belongs to another office already. No office was enrolled.`,
          todo: "Call that office: it may have made a new register, or two places chose the same code.",
        },
      );
    case "staging-gone":
      return say(
        { what: "Bản xem trước đã đóng. Chưa nhận gì.", todo: "Mở lại gói rồi nhận." },
        { what: "The preview was closed. Nothing was taken in.", todo: "Open the bundle again, then take it." },
      );
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
    case "print-failed":
      return say(
        {
          what: "Không lập được bản in. Sổ không thay đổi.",
          todo: "Thử lại; nếu vẫn lỗi, khởi động lại chương trình.",
        },
        {
          what: "The print could not be made. The register is unchanged.",
          todo: "Try again; if it fails again, restart the program.",
        },
      );
    case "bad-request":
      return say(
        {
          what: `Chương trình có lỗi (yêu cầu ${problem.channel} sai dạng). Không có gì thay đổi.`,
          todo: "Kiểm tra lại những gì vừa nhập rồi thử lại; nếu lặp lại, báo người phụ trách dòng chữ này.",
        },
        {
          what: `The program has a fault (a malformed request ${problem.channel}). Nothing was changed.`,
          todo: "Check what was typed and try again; if it happens again, report this line.",
        },
      );
    case "failed-inside":
      return say(
        {
          what: `Chương trình gặp lỗi bên trong (${problem.code}). Không có gì được lưu ở bước này.`,
          todo: "Thử lại; nếu lặp lại, khởi động lại chương trình và báo người phụ trách mã này.",
        },
        {
          what: `The program met an error inside (${problem.code}). Nothing was saved by this step.`,
          todo: "Try again; if it happens again, restart the program and report this code.",
        },
      );
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
