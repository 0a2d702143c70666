import type { Deed } from "../../shared/domain/role-table.ts";
import type { ClerkProblem, StoreProblem } from "../../shared/problem.ts";
import { inLanguage, type Sentence } from "./in-language.ts";
import type { Language } from "./index.ts";

/** What is done, as the sentences name it. */
const deedVi: Readonly<Record<Deed, string>> = {
  read: "xem sổ",
  record: "ghi vào hồ sơ",
  confirm: "xác nhận thay đổi hệ trọng",
  export: "in và lưu ra tệp",
  exchange: "gửi và nhận gói",
  "past-brake": "cho nhận gói thay đổi nhiều",
  return: "trả lại gói đã nhận",
  "hand-over": "bàn giao hồ sơ",
  rules: "đổi bộ quy định",
  enrol: "đăng ký và tin cậy cơ quan khác",
  registry: "đăng bạ khóa",
  keys: "khóa của máy này",
  clerks: "cán bộ dùng máy",
};
const deedEn: Readonly<Record<Deed, string>> = {
  read: "reading the register",
  record: "writing in files",
  confirm: "confirming weighty changes",
  export: "printing and saving files",
  exchange: "sending and taking bundles",
  "past-brake": "letting a bundle through that changes much",
  return: "returning a bundle",
  "hand-over": "handing files over",
  rules: "changing packs of rules",
  enrol: "enrolling and trusting other offices",
  registry: "the registry of keys",
  keys: "the keys of this PC",
  clerks: "who works on this PC",
};

/** Words for what a clerk may not do, and for passphrases of several clerks. */
export function clerkSentence(
  problem: ClerkProblem | Extract<StoreProblem, { kind: "last-passphrase" }>,
  language: Language,
): Sentence {
  const say = inLanguage(language);
  switch (problem.kind) {
    case "not-your-duty":
      return say(
        {
          what: `Việc này (${deedVi[problem.deed]}) không thuộc phần việc của bạn trên máy này.`,
          kept: "Sổ không thay đổi.",
          todo: "Nhờ người có phần việc đó, hoặc nhờ người giữ khóa giao thêm phần việc (Thiết lập → Cán bộ dùng máy).",
        },
        {
          what: `This (${deedEn[problem.deed]}) is not among your duties on this PC.`,
          kept: "Nothing was changed.",
          todo: "Ask somebody whose duty it is, or ask the key keeper to give you the duty (Settings → Clerks on this PC).",
        },
      );
    case "own-passphrase-first":
      return say(
        {
          what: "Cụm mật khẩu đang dùng do người giữ khóa đặt, phải đổi trước đã.",
          kept: "Sổ không thay đổi.",
          todo: "Đặt cụm mật khẩu của riêng bạn rồi làm tiếp.",
        },
        {
          what: "The passphrase in use was chosen by the key keeper and has to be replaced first.",
          kept: "Nothing was changed.",
          todo: "Choose a passphrase of your own, then go on.",
        },
      );
    case "passphrase-unchanged":
      return say(
        {
          what: "Cụm mật khẩu mới giống cụm đang dùng.",
          kept: "Sổ không thay đổi.",
          todo: "Chọn cụm khác.",
        },
        {
          what: "The new passphrase is the one in use.",
          kept: "Nothing was changed.",
          todo: "Choose another one.",
        },
      );
    case "last-passphrase":
      return say(
        {
          what: "Đây là cụm mật khẩu cuối cùng mở được sổ.",
          kept: "Sổ không thay đổi, cụm mật khẩu ấy vẫn mở được.",
          todo: "Thêm người khác trước và để người đó mở sổ một lần, rồi hãy bỏ người này.",
        },
        {
          what: "This is the last passphrase that opens the register.",
          kept: "Nothing was changed; it still opens the register.",
          todo: "Add somebody else first and let that person open the register once; then remove this one.",
        },
      );
    case "last-key-keeper":
      return say(
        {
          what: "Đây là người giữ khóa duy nhất.",
          kept: "Phần việc của mọi người không thay đổi.",
          todo: "Giao phần giữ khóa cho người khác trước, rồi hãy bỏ hay đổi phần việc của người này.",
        },
        {
          what: "This is the only key keeper.",
          kept: "Nothing was changed in anybody's duties.",
          todo: "Make somebody else a key keeper first; then remove this person or change the duties.",
        },
      );
    case "second-clerk-needed":
      return say(
        {
          what: "Thay đổi hệ trọng này do chính bạn ghi nên bạn không tự xác nhận được.",
          kept: "Sổ không thay đổi; việc vẫn chờ ở Bàn việc.",
          todo: "Nhờ người khác có phần kiểm tra hoặc lãnh đạo mở sổ và xác nhận. Bạn có thể rút lại việc này.",
        },
        {
          what: "You wrote this weighty change yourself, so you cannot confirm it.",
          kept: "Nothing was changed; it goes on waiting on the Desk.",
          todo: "Ask somebody else who checks or leads to open the register and confirm it. You can take it back.",
        },
      );
    case "clerk-gone":
      return say(
        {
          what: "Người này đã thôi dùng máy này.",
          kept: "Sổ không thay đổi.",
          todo: "Người giữ khóa có thể thêm lại như một người mới.",
        },
        {
          what: "This person does not work on this PC any more.",
          kept: "Nothing was changed.",
          todo: "The key keeper can add the person again as a new one.",
        },
      );
  }
}
