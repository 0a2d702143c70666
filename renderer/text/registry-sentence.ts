import type { ExchangeProblem, RegistryProblem } from "../../shared/problem.ts";
import { inLanguage, type Sentence } from "./in-language.ts";
import type { Language } from "./index.ts";

type KeyProblem = Extract<
  ExchangeProblem,
  {
    kind:
      | "bundle-key-ended"
      | "feed-ended"
      | "own-key-ended"
      | "office-closed"
      | "own-key-strange"
      | "second-person-needed";
  }
>;

/** Words for what the registry of keys refuses. */
export function registrySentence(problem: RegistryProblem | KeyProblem, language: Language): Sentence {
  const say = inLanguage(language);
  switch (problem.kind) {
    case "bundle-key-ended":
      return say(
        {
          what: `Gói mang ghi chép đến số ${problem.found}, nhưng khóa của máy ${problem.feed} chỉ có giá trị đến số ${problem.upTo} theo đăng bạ.`,
          kept: "Chưa nhận gì.",
          todo: "Giữ nguyên tệp để xem xét. Hỏi cơ quan gửi bằng số điện thoại đã biết: máy đó phải dùng khóa mới.",
        },
        {
          what: `The bundle reaches action ${problem.found}, but by the registry the key of PC ${problem.feed} holds up to ${problem.upTo} only.`,
          kept: "Nothing was taken in.",
          todo: "Keep the file for review. Call the sending office on a number you already had: that PC must use a new key.",
        },
      );
    case "feed-ended":
      return say(
        {
          what: `Máy ${problem.feed} đã bị thu hồi khóa từ sau ghi chép số ${problem.upTo}.`,
          kept: "Chưa đăng ký máy nào.",
          todo: "Máy đó phải lập căn cước mới (số máy mới, khóa mới) rồi gửi phiếu đăng ký mới.",
        },
        {
          what: `The key of PC ${problem.feed} was revoked after action ${problem.upTo}.`,
          kept: "No PC was enrolled.",
          todo: "That PC must take a new identity (a new number and new keys) and send a new enrolment sheet.",
        },
      );
    case "own-key-ended":
      return say(
        {
          what: `Khóa của máy này đã bị thu hồi từ sau ghi chép số ${problem.upTo}.`,
          kept: "Chưa lập gói nào; sổ vẫn xem và ghi được.",
          todo: "Vào Trao đổi, Đăng bạ khóa, bấm “Lập căn cước mới”; những ghi chép sau số đó được lập lại dưới số máy mới.",
        },
        {
          what: `This PC's key was revoked after action ${problem.upTo}.`,
          kept: "No bundle was made; the register can still be read and written.",
          todo: "Under Exchange, Registry of keys, choose “Take a new identity”; what was written after that action is issued again under the new number.",
        },
      );
    case "office-closed":
      return say(
        {
          what: "Cơ quan này đã kết thúc hoạt động theo đăng bạ của tỉnh; hồ sơ do cơ quan khác quản lý.",
          kept: "Chưa ghi gì mới. Vẫn xem và in được; điều đã ghi trước đó còn nguyên.",
          todo: "Điều chưa gửi: vào Trao đổi, lập gói gửi tỉnh. Việc mới: liên hệ cơ quan tiếp nhận hồ sơ.",
        },
        {
          what: "By the province's registry this office is closed; other offices keep its files.",
          kept: "Nothing was recorded. Looking and printing still work; what was written before is all there.",
          todo: "What was not sent: under Exchange, make a bundle for the province. Anything new: turn to the office that keeps the file.",
        },
      );
    case "own-key-strange":
      return say(
        {
          what: "Đăng bạ ghi cho máy này một khóa mà máy không có: sổ được mở lại từ bản sao lưu trước khi đổi khóa.",
          kept: "Chưa lập gói nào, chưa đổi khóa; sổ vẫn xem và ghi được.",
          todo: "Vào Trao đổi, Đăng bạ khóa, bấm “Lập căn cước mới”, rồi gửi tỉnh phiếu đăng ký mới.",
        },
        {
          what: "The registry names a key for this PC that it does not have: the register was opened from a copy made before the change.",
          kept: "No bundle was made and no key changed; the register can still be read and written.",
          todo: "Under Exchange, Registry of keys, choose “Take a new identity”, then send the province a new enrolment sheet.",
        },
      );
    case "own-key-unpublished":
      return say(
        {
          what: "Đăng bạ đang dùng chưa ghi máy này.",
          kept: "Không có gì thay đổi; khóa đang có giữ nguyên.",
          todo: "Gửi tỉnh phiếu đăng ký của máy này và chờ bản đăng bạ có tên máy, rồi đổi khóa.",
        },
        {
          what: "The registry in force does not name this PC yet.",
          kept: "Nothing was changed; the present keys stay.",
          todo: "Send the province this PC's enrolment sheet, wait for the edition that names it, then change the keys.",
        },
      );
    case "not-a-key-change":
      return say(
        {
          what: "Tệp này không phải phiếu đổi khóa.",
          kept: "Không có gì thay đổi.",
          todo: "Chọn tệp ….doi-khoa.json do cơ quan gửi.",
        },
        {
          what: "This file is no change of keys.",
          kept: "Nothing was changed.",
          todo: "Choose the ….doi-khoa.json file that the office sent.",
        },
      );
    case "key-change-unsigned":
      return say(
        {
          what: `Phiếu đổi khóa của máy ${problem.feed} không có đủ chữ ký đúng của khóa cũ và khóa mới: tệp đã bị sửa.`,
          kept: "Không có gì thay đổi.",
          todo: "Giữ nguyên tệp. Gọi cơ quan bằng số điện thoại đã biết và xin ghi lại phiếu.",
        },
        {
          what: `The change of keys of PC ${problem.feed} does not bear the true signatures of its old and new keys: the file was altered.`,
          kept: "Nothing was changed.",
          todo: "Keep the file. Call the office on a number you already had and ask for the file again.",
        },
      );
    case "key-change-known":
      return say(
        {
          what: `Khóa mới trong phiếu của máy ${problem.feed} đã có trong đăng bạ hoặc trong bản sắp công bố.`,
          kept: "Không có gì thay đổi.",
          todo: "Không phải mở lại phiếu này. Nếu bản sắp công bố chưa ký đủ, lấy đủ chữ ký rồi công bố.",
        },
        {
          what: `The new key of PC ${problem.feed} stands in the registry or in its next edition already.`,
          kept: "Nothing was changed.",
          todo: "This file need not be opened again. Where the next edition lacks signatures, collect them and publish.",
        },
      );
    case "key-change-other":
      return say(
        {
          what: `Phiếu đổi khóa của máy ${problem.feed} không do khóa đang có giá trị ký, hoặc xin một khóa đã dùng.`,
          kept: "Không có gì thay đổi.",
          todo: "Gọi cơ quan bằng số điện thoại đã biết. Nếu là phiếu cũ, xin phiếu mới; nếu cơ quan không gửi phiếu này, giữ tệp và xét thu hồi khóa của máy.",
        },
        {
          what: `The change of keys of PC ${problem.feed} is not signed by the key in force, or asks for one that was used.`,
          kept: "Nothing was changed.",
          todo: "Call the office on a number you already had. If the file is old, ask for a new one; if the office sent none, keep it and consider revoking that PC's key.",
        },
      );
    case "revoked-before-key":
      return say(
        {
          what: `Máy ${problem.feed} đã đổi khóa: đăng bạ đã công bố rằng các khóa trước có giá trị đến ghi chép số ${problem.upTo}.`,
          kept: "Không có gì thay đổi.",
          todo: `Nhập số ${problem.upTo} hoặc số lớn hơn. Ghi chép sai trong khoảng trước đó thì sửa trong hồ sơ.`,
        },
        {
          what: `PC ${problem.feed} has changed keys: the registry has published that its keys before hold up to action ${problem.upTo}.`,
          kept: "Nothing was changed.",
          todo: `Enter ${problem.upTo} or a higher number. What is wrong up to there is put right in the files.`,
        },
      );
    case "second-person-needed":
      return say(
        {
          what: "Ở tỉnh phải có hai người cùng gõ: chưa có người thứ hai, hoặc trùng tên người thứ nhất.",
          kept: "Chưa đăng ký cơ quan nào.",
          todo: "Mời một cán bộ khác ghi tên và tự gõ lại các chữ số từ tờ phiếu.",
        },
        {
          what: "At the province two people type the digits: the second is missing, or bears the first one's name.",
          kept: "No office was enrolled.",
          todo: "Ask a colleague to give their name and type the digits from the sheet again.",
        },
      );
    case "not-a-registry":
      return say(
        {
          what: "Tệp này không phải đăng bạ khóa.",
          kept: "Không có gì thay đổi.",
          todo: "Chọn tệp registry-….json do tỉnh phát hành.",
        },
        {
          what: "This file is no registry of keys.",
          kept: "Nothing was changed.",
          todo: "Choose the registry-….json file that the province published.",
        },
      );
    case "registry-none":
      return say(
        { what: "Chưa có đăng bạ nào trên máy này.", kept: "Chưa ghi gì.", todo: "Công bố hoặc nhận đăng bạ trước." },
        {
          what: "There is no registry on this PC yet.",
          kept: "Nothing was written.",
          todo: "Publish or take one first.",
        },
      );
    case "registry-known":
      return say(
        {
          what: `Đăng bạ số ${problem.version} đã có trên máy này.`,
          kept: "Không có gì thay đổi.",
          todo: "Không cần làm gì.",
        },
        {
          what: `Edition ${problem.version} of the registry is held already.`,
          kept: "Nothing was changed.",
          todo: "Nothing has to be done.",
        },
      );
    case "registry-older":
      return say(
        {
          what: `Đăng bạ số ${problem.found} cũ hơn số ${problem.held} đang dùng.`,
          kept: "Không có gì thay đổi.",
          todo: "Bỏ qua tệp này. Nếu có người bảo phải dùng tệp cũ, gọi cho tỉnh bằng số điện thoại đã biết.",
        },
        {
          what: `Edition ${problem.found} of the registry is older than ${problem.held}, which is in force.`,
          kept: "Nothing was changed.",
          todo: "Leave this file. If somebody insists on it, call the province on a number you already had.",
        },
      );
    case "registry-gap":
      return say(
        {
          what: `Thiếu đăng bạ ở giữa: máy này đang có số ${problem.held}, tệp là số ${problem.found}.`,
          kept: "Không có gì thay đổi.",
          todo: "Chép tất cả các tệp đăng bạ của tỉnh vào cùng thư mục rồi mở lại, hoặc nhận gói mới của tỉnh.",
        },
        {
          what: `Editions in between are missing: this PC holds ${problem.held}, the file is ${problem.found}.`,
          kept: "Nothing was changed.",
          todo: "Put all of the province's registry files into one folder and open it again, or take the province's next bundle.",
        },
      );
    case "registry-forked":
      return say(
        {
          what: `Đăng bạ số ${problem.version} không nối tiếp đăng bạ đang dùng.`,
          kept: "Không có gì thay đổi.",
          todo: "Giữ nguyên tệp và báo tỉnh ngay bằng số điện thoại đã biết: có thể có người làm giả.",
        },
        {
          what: `Edition ${problem.version} does not go on from the one in force.`,
          kept: "Nothing was changed.",
          todo: "Keep the file and tell the province at once, on a number you already had: somebody may have forged it.",
        },
      );
    case "registry-unsigned":
      return say(
        {
          what: `Đăng bạ mới có ${problem.found} chữ ký gốc đúng, cần ${problem.needs}.`,
          kept: "Không có gì thay đổi.",
          todo: "Lấy đủ chữ ký của những người giữ khóa gốc; tệp chữ ký .minisig phải nằm cạnh tệp đăng bạ.",
        },
        {
          what: `The registry bears ${problem.found} valid root signatures, ${problem.needs} are needed.`,
          kept: "Nothing was changed.",
          todo: "Collect the keepers' signatures; the .minisig files must lie beside the registry.",
        },
      );
    case "registry-rewritten":
      return say(
        {
          what: `Đăng bạ số ${problem.version} mâu thuẫn với chính nó hoặc sửa lại điều bản trước đã chốt.`,
          kept: "Không có gì thay đổi.",
          todo: "Giữ nguyên tệp và hỏi tỉnh.",
        },
        {
          what: `Edition ${problem.version} contradicts itself or changes what an earlier one fixed.`,
          kept: "Nothing was changed.",
          todo: "Keep the file and ask the province.",
        },
      );
    case "registry-not-trusted":
      return say(
        {
          what: `Chưa tin đăng bạ số ${problem.version}: chưa gõ dấu nhận dạng gốc của tỉnh.`,
          kept: "Không có gì thay đổi.",
          todo: "Gõ 30 chữ số từ văn bản có đóng dấu của tỉnh.",
        },
        {
          what: `Edition ${problem.version} is not trusted yet: the province's root digits have not been typed.`,
          kept: "Nothing was changed.",
          todo: "Type the 30 digits from the province's stamped decision.",
        },
      );
    case "registry-nothing-new":
      return say(
        {
          what: "Đăng bạ đang dùng đã đủ; không có gì mới để ký.",
          kept: "Đăng bạ không thay đổi.",
          todo: "Không cần làm gì.",
        },
        {
          what: "The registry in force is complete; there is nothing new to sign.",
          kept: "It was not changed.",
          todo: "Nothing has to be done.",
        },
      );
    case "roots-missing":
      return say(
        {
          what: `Mới lập ${problem.found} khóa gốc, cần ${problem.needs}.`,
          kept: "Không có gì thay đổi.",
          todo: "Lập đủ khóa gốc, mỗi người giữ một khóa trên USB riêng.",
        },
        {
          what: `${problem.found} root keys have been made, ${problem.needs} are needed.`,
          kept: "Nothing was changed.",
          todo: "Make the missing keys, each kept by one person on a stick of their own.",
        },
      );
    case "not-a-root-key":
      return say(
        {
          what: "Tệp này không phải khóa gốc.",
          kept: "Không có gì thay đổi.",
          todo: "Chọn tệp khoa-goc-….key trên USB của người giữ khóa.",
        },
        {
          what: "This file is no root key.",
          kept: "Nothing was changed.",
          todo: "Choose the khoa-goc-….key file on the keeper's stick.",
        },
      );
    case "root-key-strange":
      return say(
        {
          what: `Khóa ${problem.keyId} không thuộc bộ khóa gốc của tỉnh.`,
          kept: "Không có gì thay đổi.",
          todo: "Chọn đúng USB của một trong ba người giữ khóa gốc.",
        },
        {
          what: `Key ${problem.keyId} is none of this province's root keys.`,
          kept: "Nothing was changed.",
          todo: "Choose the stick of one of the three keepers.",
        },
      );
    case "province-only":
      return say(
        {
          what: "Chỉ tỉnh mới lập khóa gốc và công bố đăng bạ.",
          kept: "Không có gì thay đổi.",
          todo: "Không cần làm gì ở máy này.",
        },
        {
          what: "Only the province makes root keys and publishes the registry.",
          kept: "Nothing was changed.",
          todo: "Nothing has to be done on this PC.",
        },
      );
  }
}
