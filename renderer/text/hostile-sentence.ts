import { inLanguage, type Sentence } from "./in-language.ts";
import type { Language } from "./index.ts";

/** Where a bundle that names a known sender breaks the rules of the format, in the order of reading. */
type Breach = "size" | "seal" | "envelope" | "archive" | "list" | "header" | "actions" | "answer";

/** @param step  the code of the rule that was broken */
export function breachAt(step: string): Breach {
  if (step === "size" || step === "seal" || step === "answer") return step;
  if (step.startsWith("age")) return "envelope";
  if (step.startsWith("zip-") || step === "members") return "archive";
  if (step === "manifest" || step.startsWith("file-")) return "list";
  if (step.startsWith("ops-") || step.startsWith("json-") || step === "line" || step === "action") return "actions";
  return "header";
}

/** Words for a bundle that is refused because of what is in it. The code stands in brackets for whoever looks into it. */
export function hostileSentence(step: string, language: Language): Sentence {
  const say = inLanguage(language);
  switch (breachAt(step)) {
    case "size":
      return say(
        {
          what: `Tệp lớn hơn mức một gói được phép (${step}).`,
          kept: "Gói bị từ chối trước khi mở; chưa nhận gì.",
          todo: "Kiểm tra có chọn đúng tệp không; nếu đúng, báo nơi gửi lập lại gói.",
        },
        {
          what: `The file is larger than a bundle may be (${step}).`,
          kept: "It was refused before it was opened; nothing was taken in.",
          todo: "See whether this is the right file; if it is, ask the sender to make the bundle again.",
        },
      );
    case "seal":
      return say(
        {
          what: `Lời ghi dưới chữ ký của gói không đúng khuôn hoặc không khớp với gói (${step}).`,
          kept: "Gói bị từ chối; chưa nhận gì.",
          todo: "Giữ nguyên cả hai tệp và báo nơi gửi: tệp chữ ký có thể thuộc một gói khác.",
        },
        {
          what: `What stands under the bundle's signature is malformed or does not fit the bundle (${step}).`,
          kept: "It was refused; nothing was taken in.",
          todo: "Keep both files and tell the sender: the signature may belong to another bundle.",
        },
      );
    case "envelope":
      return say(
        {
          what: `Lớp niêm phong của gói không mở được bằng khóa của máy này (${step}).`,
          kept: "Chưa đọc gì bên trong, chưa nhận gì.",
          todo: "Nhờ nơi gửi cập nhật khóa của cơ quan mình (đăng bạ mới hoặc phiếu đăng ký mới) rồi lập lại gói.",
        },
        {
          what: `The bundle's envelope does not open with this PC's key (${step}).`,
          kept: "Nothing inside was read and nothing was taken in.",
          todo: "Ask the sender to take this office's present key (registry or enrolment sheet) and make the bundle again.",
        },
      );
    case "archive":
      return say(
        {
          what: `Bên trong gói có thành phần lạ, lồng nhau, trùng tên hoặc nở ra quá lớn (${step}).`,
          kept: "Gói bị từ chối, không có gì được bung ra máy; chưa nhận gì.",
          todo: "Không mở tệp này bằng chương trình khác. Báo nơi gửi và người phụ trách.",
        },
        {
          what: `The bundle holds a part that is strange, overlaps, is there twice or unpacks to far too much (${step}).`,
          kept: "It was refused and nothing was unpacked; nothing was taken in.",
          todo: "Do not open this file with other programs. Tell the sender and whoever looks after the program.",
        },
      );
    case "list":
      return say(
        {
          what: `Bản kê bên trong gói không khớp với những gì có trong gói (${step}).`,
          kept: "Gói bị từ chối trọn vẹn; chưa nhận gì.",
          todo: "Nhờ nơi gửi lập lại gói; giữ tệp này để đối chiếu.",
        },
        {
          what: `The list inside the bundle does not fit what is in it (${step}).`,
          kept: "The whole bundle was refused; nothing was taken in.",
          todo: "Ask the sender to make it again; keep this file for comparison.",
        },
      );
    case "header":
      return say(
        {
          what: `Lời khai của gói (máy nào gửi, từ số nào, bao nhiêu) mâu thuẫn với nội dung (${step}).`,
          kept: "Gói bị từ chối; sổ không thay đổi.",
          todo: "Báo nơi gửi mã này; máy của họ cần được kiểm tra trước khi gửi tiếp.",
        },
        {
          what: `What the bundle says of itself (which PC, from which number, how many) contradicts what it holds (${step}).`,
          kept: "It was refused; the register is unchanged.",
          todo: "Tell the sender this code; their PC should be looked at before it sends again.",
        },
      );
    case "actions":
      return say(
        {
          what: `Trong gói có ghi chép sai dạng (${step}).`,
          kept: "Không nhận ghi chép nào của gói, kể cả những ghi chép đúng; sổ không thay đổi.",
          todo: "Báo nơi gửi mã này và giữ tệp; nơi gửi cập nhật chương trình rồi gửi lại.",
        },
        {
          what: `The bundle holds an action that is malformed (${step}).`,
          kept: "None of its actions was taken, not even the good ones; the register is unchanged.",
          todo: "Tell the sender this code and keep the file; they should update the program and send again.",
        },
      );
    case "answer":
      return say(
        {
          what: `Phần chương trình đọc gói trả lời không khớp với gói (${step}).`,
          kept: "Không dùng câu trả lời đó; chưa nhận gì.",
          todo: "Khởi động lại chương trình rồi mở lại gói; nếu lặp lại, báo người phụ trách và giữ tệp.",
        },
        {
          what: `The process that reads bundles gave an answer that does not fit the bundle (${step}).`,
          kept: "The answer was not used; nothing was taken in.",
          todo: "Restart the program and open the bundle again; if it happens again, keep the file and report it.",
        },
      );
  }
}
