import type { ExchangeProblem, WorkbookProblem } from "../../shared/problem.ts";
import { hostileSentence } from "./hostile-sentence.ts";
import { inLanguage, type Sentence } from "./in-language.ts";
import type { Language } from "./index.ts";
import { partSentence } from "./part-sentence.ts";
import { placeSentence } from "./place-sentence.ts";
import { registrySentence } from "./registry-sentence.ts";
import { workbookSentence } from "./workbook-sentence.ts";

/** Words for what came in or should go out and did not; a workbook's problems are passed on. */
export function exchangeSentence(problem: ExchangeProblem | WorkbookProblem, language: Language): Sentence {
  const say = inLanguage(language);
  switch (problem.kind) {
    case "not-a-bundle":
      return say(
        {
          what: "Tệp này không phải gói trao đổi của chương trình.",
          kept: "Chưa nhận gì.",
          todo: "Chọn tệp có tên kết thúc bằng .zip.age do cơ quan bạn gửi.",
        },
        {
          what: "This file is not an exchange bundle.",
          kept: "Nothing was taken in.",
          todo: "Choose the file ending in .zip.age that the other office sent.",
        },
      );
    case "bundle-is-extract":
      return say(
        {
          what: "Tệp này là bản trích để đọc, không phải gói ghi vào sổ.",
          kept: "Chưa nhận gì; sổ không thay đổi.",
          todo: "Bấm “Xem bản trích” và chọn tệp .trich.age ấy.",
        },
        {
          what: "This file is an extract to be read, not a bundle for the register.",
          kept: "Nothing was taken in; the register is unchanged.",
          todo: "Press “Read an extract” and choose that .trich.age file.",
        },
      );
    case "extract-too-large":
      return say(
        {
          what: `Có hơn ${problem.allowed} người, nhiều hơn một bản trích chứa được.`,
          kept: "Chưa ghi gì.",
          todo: "Gửi bản chỉ thống kê, hoặc xuất danh sách đã lọc từ màn hình Cán bộ.",
        },
        {
          what: `There are more than ${problem.allowed} people, more than one extract holds.`,
          kept: "Nothing was written.",
          todo: "Send statistics only, or save a narrowed list from the people screen.",
        },
      );
    case "not-an-extract":
      return say(
        {
          what: "Tệp này không phải bản trích.",
          kept: "Không có gì được mở hay ghi vào sổ.",
          todo: "Bản trích có tên kết thúc bằng .trich.age; gói .zip.age thì bấm “Nhận gói”.",
        },
        {
          what: "This file is no extract.",
          kept: "Nothing was opened or recorded.",
          todo: "An extract's name ends in .trich.age; for a .zip.age bundle press “Receive a bundle”.",
        },
      );
    case "bundle-unsigned":
      return say(
        {
          what: "Bên cạnh gói không có tệp chữ ký (.minisig).",
          kept: "Chưa nhận gì.",
          todo: "Chép cả hai tệp vào cùng một thư mục rồi mở lại; nếu thiếu, nhờ nơi gửi gửi lại.",
        },
        {
          what: "There is no signature file (.minisig) beside the bundle.",
          kept: "Nothing was taken in.",
          todo: "Put both files into one folder and open it again; if one is missing, ask the sender for it.",
        },
      );
    case "bundle-foreign":
      return say(
        {
          what: `Gói do một khóa lạ ký (${problem.keyId}).`,
          kept: "Chưa nhận gì.",
          todo: "Hỏi nơi gửi. Nếu là cơ quan mới, đăng ký cơ quan đó bằng phiếu có đóng dấu trước.",
        },
        {
          what: `The bundle is signed by a key we do not know (${problem.keyId}).`,
          kept: "Nothing was taken in.",
          todo: "Ask the sender. If it is a new office, enrol it from its stamped sheet first.",
        },
      );
    case "bundle-altered":
      return say(
        {
          what: "Gói đã bị thay đổi sau khi ký, hoặc chép lỗi.",
          kept: "Chưa nhận gì.",
          todo: "Chép lại từ bản gốc; nếu vẫn vậy, báo nơi gửi và giữ nguyên tệp này.",
        },
        {
          what: "The bundle was changed after it was signed, or copied badly.",
          kept: "Nothing was taken in.",
          todo: "Copy it again from the original; if it stays so, tell the sender and keep this file.",
        },
      );
    case "bundle-cut":
      return say(
        {
          what: "Gói bị cụt: ngắn hơn số ghi trong đó.",
          kept: "Chưa nhận gì.",
          todo: "Chép lại trọn tệp (chờ chép xong mới rút USB) rồi mở lại.",
        },
        {
          what: "The bundle is cut short.",
          kept: "Nothing was taken in.",
          todo: "Copy the whole file again (wait until copying ends before pulling the stick) and open it again.",
        },
      );
    case "bundle-for-another-office":
      return say(
        {
          what: `Gói này gửi cho cơ quan khác (${problem.addressee}).`,
          kept: "Chưa nhận gì.",
          todo: "Chuyển gói cho đúng nơi nhận; hỏi nơi gửi gói của mình.",
        },
        {
          what: `This bundle is for another office (${problem.addressee}).`,
          kept: "Nothing was taken in.",
          todo: "Pass it to that office and ask the sender for yours.",
        },
      );
    case "bundle-already-taken":
    case "bundle-out-of-turn":
    case "bundle-forked":
    case "bundle-frozen":
    case "bundle-of-lost-branch":
    case "feed-closed":
    case "asides-full":
    case "bundle-newer":
    case "container-newer":
      return placeSentence(problem, language);
    case "parts-missing":
    case "part-damaged":
    case "part-unsigned":
    case "parts-mixed":
    case "parts-too-many":
      return partSentence(problem, language);
    case "bundle-hostile":
      return hostileSentence(problem.step, language);
    case "bundle-too-heavy":
      return say(
        {
          what: "Gói quá nặng đối với máy này.",
          kept: "Chưa nhận gì.",
          todo: "Đóng bớt chương trình khác rồi thử lại, hoặc nhờ nơi gửi chia thành nhiều gói.",
        },
        {
          what: "The bundle is too heavy for this machine.",
          kept: "Nothing was taken in.",
          todo: "Close other programs and try again, or ask the sender to split it.",
        },
      );
    case "no-recipient":
      return say(
        {
          what: "Chưa đăng ký cơ quan nhận.",
          kept: "Chưa lập gói nào.",
          todo: "Vào Trao đổi, bấm “Nhận phiếu đăng ký”, chọn tệp của cơ quan đó và gõ dấu nhận dạng từ phiếu có đóng dấu.",
        },
        {
          what: "The receiving office is not enrolled yet.",
          kept: "No bundle was made.",
          todo: "Under Exchange, open that office's enrolment file and type the digits from its stamped sheet.",
        },
      );
    case "nothing-to-send":
      return say(
        { what: "Không có gì mới để gửi.", kept: "Chưa lập gói nào.", todo: "Không cần làm gì." },
        { what: "There is nothing new to send.", kept: "No bundle was made.", todo: "Nothing has to be done." },
      );
    case "carrier-gone":
      return say(
        {
          what: `${carrierIn(problem.place, "vi")} đã bị rút hoặc không còn.`,
          kept: "Việc vừa rồi không xong; sổ không thay đổi.",
          todo: "Cắm lại USB, chờ máy nhận rồi làm lại.",
        },
        {
          what: `${carrierIn(problem.place, "en")} was pulled or is gone.`,
          kept: "The last step was not finished; the register is unchanged.",
          todo: "Plug the stick in again, wait until it appears, and repeat.",
        },
      );
    case "carrier-read-only":
      return say(
        {
          what: `${carrierIn(problem.place, "vi")} chỉ cho đọc.`,
          kept: "Chưa ghi gì.",
          todo: "Gạt khóa ghi trên USB, hoặc chọn nơi khác.",
        },
        {
          what: `${carrierIn(problem.place, "en")} is read-only.`,
          kept: "Nothing was written.",
          todo: "Release the write lock on the stick, or choose another place.",
        },
      );
    case "carrier-full":
      return say(
        {
          what: `${carrierIn(problem.place, "vi")} đã đầy.`,
          kept: "Tệp này không được ghi; hồ sơ không thay đổi.",
          todo: "Dọn bớt chỗ hoặc dùng USB khác rồi làm lại.",
        },
        {
          what: `${carrierIn(problem.place, "en")} is full.`,
          kept: "This file was not written; the records are unchanged.",
          todo: "Free some space or use another stick, then repeat.",
        },
      );
    case "fingerprint-differs":
      return say(
        {
          what: `Dấu nhận dạng vừa nhập (${problem.typed}) không khớp với tệp (${problem.found}).`,
          kept: "Chưa đăng ký cơ quan nào.",
          todo: "Nhập lại đúng từ phiếu có đóng dấu. Nếu vẫn khác, gọi cơ quan đó bằng số điện thoại đã biết; đừng đăng ký.",
        },
        {
          what: `The digits typed (${problem.typed}) are not those of the file (${problem.found}).`,
          kept: "No office was enrolled.",
          todo: "Type them again from the stamped sheet. If they still differ, call that office on a number you know; do not enrol it.",
        },
      );
    case "not-an-enrolment-file":
      return say(
        {
          what: "Tệp này không phải phiếu đăng ký.",
          kept: "Chưa đăng ký cơ quan nào.",
          todo: "Chọn phiếu đăng ký do cơ quan kia lập.",
        },
        {
          what: "This is not an enrolment file.",
          kept: "No office was enrolled.",
          todo: "Choose the enrolment file that the other office made.",
        },
      );
    case "office-id-taken":
      return say(
        {
          what: `Mã cơ quan “${problem.office}” hoặc số máy này đã thuộc về nơi khác (khác khóa, hoặc khác cấp).`,
          kept: "Chưa đăng ký cơ quan nào.",
          todo: "Gọi cơ quan đó: có thể họ đã tạo sổ mới, hoặc hai nơi chọn trùng mã.",
        },
        {
          what: `The office code “${problem.office}” or this PC's number belongs to another already (other keys, or another level).`,
          kept: "No office was enrolled.",
          todo: "Call that office: it may have made a new register, or two places chose the same code.",
        },
      );
    case "staging-gone":
      return say(
        { what: "Bản xem trước đã đóng.", kept: "Chưa nhận gì.", todo: "Mở lại gói rồi nhận." },
        {
          what: "The preview was closed.",
          kept: "Nothing was taken in.",
          todo: "Open the bundle again, then take it.",
        },
      );
    case "bundle-key-ended":
    case "feed-ended":
    case "own-key-ended":
    case "office-closed":
    case "own-key-strange":
    case "second-person-needed":
      return registrySentence(problem, language);
    default:
      return workbookSentence(problem, language);
  }
}

/** A stick or folder by its own name, where it is known. */
function carrierIn(place: string | undefined, language: Language): string {
  const words = language === "vi" ? "USB hoặc thư mục" : "The stick or folder";
  return place === undefined ? words : `${words} “${place}”`;
}
