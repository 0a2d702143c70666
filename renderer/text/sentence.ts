import type { Problem } from "../../shared/problem.ts";
import { clerkSentence } from "./clerk-sentence.ts";
import { exchangeSentence } from "./exchange-sentence.ts";
import { fileSentence } from "./file-sentence.ts";
import { guardSentence } from "./guard-sentence.ts";
import { inLanguage, type Sentence } from "./in-language.ts";
import type { Language } from "./index.ts";
import { registrySentence } from "./registry-sentence.ts";
import { serverSentence } from "./server-sentence.ts";
import { standingSentence } from "./standing-sentence.ts";
import { templateSentence } from "./template-sentence.ts";

/**
 * Words for a problem. Every kind has its own; a kind without words does not compile.
 *
 * @returns two short texts without mark-up; facts of the problem stand in them as they are
 */
export function sentence(problem: Problem, language: Language): Sentence {
  const say = inLanguage(language);
  switch (problem.kind) {
    case "wrong-passphrase":
      return say(
        {
          what: "Cụm mật khẩu hoặc mã khôi phục không đúng.",
          kept: "Sổ vẫn khóa, không có gì thay đổi.",
          todo: "Kiểm tra phím Caps Lock và bộ gõ rồi nhập lại. Nếu đã quên, dùng mã khôi phục cất trong két.",
        },
        {
          what: "The passphrase or recovery key is not right.",
          kept: "The register is still locked; nothing was changed.",
          todo: "Check Caps Lock and the keyboard layout, then type it again. If it is forgotten, use the recovery key from the safe.",
        },
      );
    case "recovery-key-mistyped":
      return say(
        {
          what: `Mã khôi phục bị gõ sai ở nửa ${problem.half} (${problem.half === 1 ? "nhóm 1–5" : "nhóm 6–10"}).`,
          kept: "Sổ vẫn khóa, không có gì thay đổi.",
          todo: "So lại từng nhóm với tờ giấy đã cất rồi gõ lại. Chữ O và số 0, chữ I, L và số 1 được coi là một.",
        },
        {
          what: `The recovery key is mistyped in half ${problem.half} (groups ${problem.half === 1 ? "1–5" : "6–10"}).`,
          kept: "The register is still locked; nothing was changed.",
          todo: "Compare each group with the paper and type it again. O and 0 count as one, and so do I, L and 1.",
        },
      );
    case "passphrase-too-short":
      return say(
        {
          what: `Cụm mật khẩu còn ngắn hơn ${problem.least} ký tự.`,
          kept: "Sổ không thay đổi.",
          todo: "Nhập dài hơn: 4–5 từ rời nhau là vừa.",
        },
        {
          what: `The passphrase is shorter than ${problem.least} characters.`,
          kept: "Nothing was changed.",
          todo: "Make it longer: 4–5 unconnected words do well.",
        },
      );
    case "office-exists":
      return say(
        {
          what: "Trên máy này đã có sổ của một cơ quan.",
          kept: "Không có gì thay đổi.",
          todo: "Đóng chương trình, mở lại và nhập cụm mật khẩu của sổ đang có.",
        },
        {
          what: "This machine already has an office's register.",
          kept: "Nothing was changed.",
          todo: "Close the program, start it again and open the register that is there.",
        },
      );
    case "no-office":
      return say(
        {
          what: "Trên máy này chưa có sổ nào.",
          kept: "Không có gì thay đổi.",
          todo: "Đóng chương trình, mở lại rồi chọn “Tạo sổ mới”.",
        },
        {
          what: "There is no register on this machine yet.",
          kept: "Nothing was changed.",
          todo: "Close the program, start it again and make a new register.",
        },
      );
    case "locked":
      return say(
        {
          what: "Sổ đang khóa nên chưa lưu được.",
          kept: "Không có gì thay đổi.",
          todo: "Mở sổ rồi làm lại bước vừa rồi.",
        },
        {
          what: "The register is locked, so nothing was saved.",
          kept: "Nothing was changed.",
          todo: "Open the register and repeat the last step.",
        },
      );
    case "in-use":
      return say(
        {
          what: "Sổ đang được mở ở một cửa sổ khác của chương trình.",
          kept: "Không có gì thay đổi.",
          todo: "Dùng cửa sổ kia, hoặc đóng nó rồi mở lại ở đây.",
        },
        {
          what: "Another copy of the program has this register open.",
          kept: "Nothing was changed.",
          todo: "Use that window, or close it and open the register here again.",
        },
      );
    case "disk-full":
      return say(
        {
          what: "Ổ đĩa đã đầy nên chưa lưu được.",
          kept: "Sổ giữ nguyên như trước; những gì đang nhập vẫn còn trên màn hình.",
          todo: "Dọn bớt tệp trên ổ đĩa rồi bấm Lưu lại. Trong lúc đó vẫn xem và in được.",
        },
        {
          what: "The disk is full, so this was not saved.",
          kept: "The register is as it was; what you typed is still on the screen.",
          todo: "Free some space on the disk, then save again. Reading and printing go on meanwhile.",
        },
      );
    case "disk-failing":
      return say(
        {
          what: "Ổ đĩa báo lỗi khi ghi nên lần ghi này không được lưu.",
          kept: "Những gì đã hiện “Đã lưu” trước đó không thay đổi.",
          todo: "Chép lại trên giấy những gì đang nhập, khởi động lại máy và báo người phụ trách kiểm tra ổ đĩa.",
        },
        {
          what: "The disk reported an error while writing, so this was not saved.",
          kept: "What was shown as saved before is unchanged.",
          todo: "Note on paper what is on the screen, restart the machine and have the disk checked.",
        },
      );
    case "not-permitted":
      return say(
        {
          what: "Máy không cho ghi vào chỗ đó.",
          kept: "Không có gì thay đổi.",
          todo: "Chọn thư mục khác, hoặc nhờ người quản trị máy cấp quyền ghi.",
        },
        {
          what: "The machine does not allow writing there.",
          kept: "Nothing was changed.",
          todo: "Choose another folder, or ask whoever runs the machine for the right to write.",
        },
      );
    case "file-busy":
      return say(
        {
          what: "Tệp đang bị chương trình khác (thường là phần mềm diệt vi-rút) giữ.",
          kept: "Không có gì thay đổi.",
          todo: "Chờ một lát rồi thử lại.",
        },
        {
          what: "Another program (often the virus scanner) is holding the file.",
          kept: "Nothing was changed.",
          todo: "Wait a moment and try again.",
        },
      );
    case "store-damaged":
      return say(
        {
          what: `Sổ bị hỏng từ ghi chép số ${problem.fromEntry}.`,
          kept: "Mọi ghi chép trước đó đọc được; phần hỏng được để riêng, không bị xóa.",
          todo: "Vẫn xem và in được. Báo người phụ trách để khôi phục từ bản sao lưu.",
        },
        {
          what: `The register is damaged from entry ${problem.fromEntry} on.`,
          kept: "Every entry before it is readable; the damaged part is set aside, not deleted.",
          todo: "Reading and printing go on. Ask whoever looks after the program to restore from a backup.",
        },
      );
    case "store-newer":
      return say(
        {
          what: `Sổ này do phiên bản mới hơn của chương trình ghi (cần ${problem.needs}).`,
          kept: "Không có gì thay đổi.",
          todo: "Cài phiên bản mới rồi mở lại.",
        },
        {
          what: `A newer version of the program wrote this register (it needs ${problem.needs}).`,
          kept: "Nothing was changed.",
          todo: "Install the newer version and open it again.",
        },
      );
    case "malformed": {
      const where = problem.field === null ? "" : ` (${problem.field})`;
      return say(
        {
          what: `Có một ô không đúng dạng${where} nên chưa lưu.`,
          kept: "Không có gì thay đổi.",
          todo: "Xem lại ô đó: ngày phải có thật, chữ không quá dài. Sửa rồi lưu lại.",
        },
        {
          what: `One field is not well formed${where}, so this was not saved.`,
          kept: "Nothing was changed.",
          todo: "Look at that field: dates must exist and texts must not be too long. Correct it and save again.",
        },
      );
    }
    case "print-failed":
      return say(
        {
          what: "Không lập được bản in.",
          kept: "Sổ không thay đổi.",
          todo: "Thử lại; nếu vẫn lỗi, khởi động lại chương trình.",
        },
        {
          what: "The print could not be made.",
          kept: "The register is unchanged.",
          todo: "Try again; if it fails again, restart the program.",
        },
      );
    case "batch-gone":
      return say(
        {
          what: "Đợt in này không còn giữ trong sổ, hoặc một phần của nó không mở lại được.",
          kept: "Các tệp đã ghi xong trước đó vẫn còn; hồ sơ không thay đổi.",
          todo: "Bỏ đợt in này rồi in lại.",
        },
        {
          what: "This batch is no longer kept, or a part of it does not open.",
          kept: "Files written before are still there; the records are unchanged.",
          todo: "Drop this batch and print again.",
        },
      );
    case "bad-request":
      return say(
        {
          what: `Chương trình có lỗi (yêu cầu ${problem.channel} sai dạng).`,
          kept: "Không có gì thay đổi.",
          todo: "Kiểm tra lại những gì vừa nhập rồi thử lại; nếu lặp lại, báo người phụ trách dòng chữ này.",
        },
        {
          what: `The program has a fault (a malformed request ${problem.channel}).`,
          kept: "Nothing was changed.",
          todo: "Check what was typed and try again; if it happens again, report this line.",
        },
      );
    case "failed-inside":
      return say(
        {
          what: `Chương trình gặp lỗi bên trong (${problem.code}).`,
          kept: "Không có gì được lưu ở bước này.",
          todo: "Thử lại; nếu lặp lại, khởi động lại chương trình và báo người phụ trách mã này.",
        },
        {
          what: `The program met an error inside (${problem.code}).`,
          kept: "Nothing was saved by this step.",
          todo: "Try again; if it happens again, restart the program and report this code.",
        },
      );
    case "not-a-picture":
    case "not-a-scan":
    case "file-too-large":
    case "blob-absent":
    case "blob-damaged":
      return fileSentence(problem, language);
    case "template-no-bytes":
    case "template-not-word":
    case "template-other-format":
    case "template-locked":
    case "template-cut":
    case "template-damaged":
    case "template-too-large":
    case "template-too-heavy":
    case "template-macros":
    case "template-active":
    case "template-linked":
    case "template-blank":
    case "template-no-fields":
    case "template-faults":
    case "template-gone":
    case "templates-full":
      return templateSentence(problem, language);
    case "server-absent":
    case "server-off":
    case "server-address":
    case "server-certificate-file":
    case "server-unreachable":
    case "server-certificate":
    case "server-login":
    case "server-forbidden":
    case "server-not-webdav":
    case "server-full":
    case "server-locked":
    case "server-unwell":
      return serverSentence(problem, language);
    case "receipt-missing":
    case "receipt-needs":
    case "receipt-fork":
    case "receipt-left":
    case "receipt-beyond":
    case "receipt-differs":
    case "receipts-frozen":
    case "bundles-lost":
    case "registry-frozen":
    case "registry-unheard":
    case "unconfirmed-long":
    case "bundle-overlaps":
      return standingSentence(problem, language);
    case "not-a-registry":
    case "registry-none":
    case "registry-known":
    case "registry-older":
    case "registry-gap":
    case "registry-forked":
    case "registry-unsigned":
    case "registry-rewritten":
    case "registry-not-trusted":
    case "registry-nothing-new":
    case "own-key-unpublished":
    case "not-a-key-change":
    case "key-change-unsigned":
    case "key-change-known":
    case "key-change-other":
    case "revoked-before-key":
    case "roots-missing":
    case "not-a-root-key":
    case "root-key-strange":
    case "province-only":
      return registrySentence(problem, language);
    case "last-passphrase":
    case "not-your-duty":
    case "own-passphrase-first":
    case "passphrase-unchanged":
    case "last-key-keeper":
    case "second-clerk-needed":
    case "clerk-gone":
      return clerkSentence(problem, language);
    case "feed-flooded":
    case "asides-too-large":
    case "return-forked":
    case "return-built-upon":
    case "needs-agreement":
      return guardSentence(problem, language);
    default:
      return exchangeSentence(problem, language);
  }
}
