import type { StandingProblem } from "../../shared/problem.ts";
import { inLanguage, type Sentence } from "./in-language.ts";
import type { Language } from "./index.ts";
import { shortHash } from "./place-sentence.ts";

/** Words for what stands between us and another office, as its receipts and our own bundles tell it. */
export function standingSentence(problem: StandingProblem, language: Language): Sentence {
  const say = inLanguage(language);
  switch (problem.kind) {
    case "receipt-missing":
      return say(
        {
          what: `Nơi nhận còn thiếu ghi chép số ${problem.from}–${problem.to} của mình; gói đến sau đang đợi ở đó.`,
          kept: "Sổ ở đây không thay đổi, không mất ghi chép nào.",
          todo: "Bấm “Gửi phần còn thiếu”: gói tới bắt đầu đúng từ số đó.",
        },
        {
          what: `The other office lacks our actions ${problem.from}–${problem.to}; a later bundle waits there.`,
          kept: "The register here is unchanged and no action is lost.",
          todo: "Send what is missing: the next bundle begins at that very number.",
        },
      );
    case "receipt-needs":
      return say(
        {
          what: `Nơi nhận giữ gói của mình nhưng chưa đọc được: máy ở đó cần bản ${problem.needs} trở lên.`,
          kept: "Gói ở đó còn nguyên niêm phong; sổ ở đây không thay đổi.",
          todo: "Báo nơi nhận cập nhật chương trình rồi mở lại gói đang đợi; không phải gửi lại.",
        },
        {
          what: `The other office keeps our bundle and cannot read it yet: it needs version ${problem.needs} or later.`,
          kept: "The bundle is kept there, sealed; the register here is unchanged.",
          todo: "Tell them to update the program and open the bundle that waits; nothing has to be sent again.",
        },
      );
    case "receipt-fork":
      return say(
        {
          what: `Nơi nhận thấy hai máy cùng ghi dưới số máy này từ ghi chép số ${problem.at} (mã đã nhận ${shortHash(problem.ours)}, mã kia ${shortHash(problem.theirs)}) nên tạm dừng nhận.`,
          kept: "Sổ ở đây không thay đổi; các gói đã gửi được giữ ở đó.",
          todo: "Tìm máy đang chạy từ bản sao lưu cũ hay ổ đĩa bị chép, ngừng dùng máy ấy, rồi gọi nơi nhận để họ ghi quyết định.",
        },
        {
          what: `The other office sees two PCs write under this feed from action ${problem.at} on (chain held ${shortHash(problem.ours)}, the other ${shortHash(problem.theirs)}) and has stopped taking it.`,
          kept: "The register here is unchanged; what was sent is kept there.",
          todo: "Find the PC that runs from an old backup or a copied disk, stop using it, and call the other office to record a decision.",
        },
      );
    case "receipt-left":
      return say(
        {
          what: `Nơi nhận đã quyết định máy này không dùng tiếp số máy cũ (khác nhau từ ghi chép số ${problem.at}).`,
          kept: "Mọi ghi chép trên máy này vẫn còn, không có gì bị xóa.",
          todo: "Bấm “Lập căn cước mới”: ghi chép của máy này được lập lại dưới số máy mới rồi gửi đi.",
        },
        {
          what: `The other office decided that this PC may no longer use its feed (they differ from action ${problem.at} on).`,
          kept: "The actions on this PC are all still here; nothing was deleted.",
          todo: "Take a new identity: the actions of this PC are issued again under a new number and sent.",
        },
      );
    case "receipt-beyond":
      return say(
        {
          what: `Nơi nhận đã có ghi chép của mình đến số ${problem.upTo}, trong khi máy này mới đến số ${problem.last}: máy này chạy từ bản sao lưu cũ, hoặc có máy khác cùng số.`,
          kept: "Sổ ở đây không thay đổi; biên nhận ấy không xác nhận gì.",
          todo: "Ngừng ghi trên máy này, gọi nơi nhận, rồi bấm “Lập căn cước mới” nếu đúng là bản cũ.",
        },
        {
          what: `The other office holds our actions up to ${problem.upTo}, but this PC only reaches ${problem.last}: it runs from an old backup, or another PC uses its number.`,
          kept: "The register here is unchanged; that receipt confirms nothing.",
          todo: "Stop writing on this PC, call the other office, and take a new identity if this is an old copy.",
        },
      );
    case "receipt-differs":
      return say(
        {
          what: `Mã chuỗi trên biên nhận ở ghi chép số ${problem.at} khác với sổ của mình: nơi nhận thiếu, hoặc đang giữ ghi chép khác dưới số ấy.`,
          kept: "Sổ ở đây không thay đổi; biên nhận ấy không xác nhận gì.",
          todo: "Gọi nơi nhận bằng số điện thoại đã biết và đọc số này; giữ gói có biên nhận làm bằng chứng.",
        },
        {
          what: `The chain on the receipt differs from ours at action ${problem.at}: the other office left something out, or holds another action under that number.`,
          kept: "The register here is unchanged; that receipt confirms nothing.",
          todo: "Call the other office on a number you know and read out this number; keep the bundle with the receipt as proof.",
        },
      );
    case "receipts-frozen":
      return say(
        {
          what: `Đã gửi ${problem.bundles} gói mà chưa có biên nhận nào mới: gói không tới, hoặc có người giữ biên nhận và đăng bạ mới lại.`,
          kept: "Ghi chép vẫn còn đủ ở đây và tự đi kèm gói tới.",
          todo: "Gọi nơi nhận bằng số điện thoại đã biết: họ nhận được gói nào sau cùng, đã gửi biên nhận chưa, đăng bạ đang ở số mấy.",
        },
        {
          what: `${problem.bundles} bundles were sent and no newer receipt has come: they do not arrive, or somebody keeps receipts and registry from us.`,
          kept: "The actions are all still here and go again with the next bundle.",
          todo: "Call the other office on a number you know: which bundle came last, was a receipt sent, which edition of the registry is in force.",
        },
      );
    case "bundles-lost":
      return say(
        {
          what: `Đã gửi ${problem.bundles} gói, biên nhận vẫn về nhưng dừng ở số ${problem.upTo}: gói của mình không tới nơi.`,
          kept: "Ghi chép vẫn còn đủ ở đây và tự đi kèm gói tới.",
          todo: "Gửi lại bằng đường khác (USB khác, trao tận tay), gọi nơi nhận hỏi gói sau cùng họ thấy.",
        },
        {
          what: `${problem.bundles} bundles were sent; receipts come back but stay at ${problem.upTo}: our bundles do not arrive.`,
          kept: "The actions are all still here and go again with the next bundle.",
          todo: "Send again another way (another stick, by hand) and ask the other office which bundle it saw last.",
        },
      );
    case "registry-frozen":
      return say(
        {
          what: `Nơi kia đã dùng đăng bạ số ${problem.newest} còn máy này ở số ${problem.held}, sau ${problem.bundles} gói đã gửi.`,
          kept: "Đăng bạ đang dùng giữ nguyên.",
          todo: "Mở “Đăng bạ khóa”: gõ dấu nhận dạng gốc nếu được hỏi, hoặc nhờ tỉnh đưa tệp đăng bạ mới.",
        },
        {
          what: `The other office follows edition ${problem.newest} of the registry, this PC ${problem.held}, ${problem.bundles} bundles later.`,
          kept: "The edition in force here is unchanged.",
          todo: "Open the registry of keys: type the root digits if asked, or have the province hand over the new file.",
        },
      );
    case "registry-unheard":
      return say(
        {
          what: `Cơ quan này vẫn ở đăng bạ số ${problem.held} dù ${problem.bundles} gói đã mang bản ${problem.newest} tới: có thể bị giữ ở bản cũ.`,
          kept: "Đăng bạ của mình không thay đổi.",
          todo: "Gọi cơ quan đó: đã nhận gói chưa, đã gõ dấu nhận dạng gốc chưa; nếu cần, chép tệp đăng bạ lên USB trao tận tay.",
        },
        {
          what: `This office is still at edition ${problem.held} of the registry although ${problem.bundles} bundles brought ${problem.newest}: somebody may keep it on the old one.`,
          kept: "Our own edition is unchanged.",
          todo: "Call that office: did the bundles come, were the root digits typed? If need be hand over the registry file on a stick.",
        },
      );
    case "unconfirmed-long":
      return say(
        {
          what: `Ghi chép từ số ${problem.from} chưa được xác nhận sau ${problem.days} ngày có ghi sổ.`,
          kept: "Ghi chép vẫn còn đủ ở đây và tự đi kèm gói tới.",
          todo: "Gửi ngay một gói và mang biên nhận về; đã gửi rồi thì gọi nơi nhận.",
        },
        {
          what: `Actions from ${problem.from} on are not confirmed after ${problem.days} days of work in the register.`,
          kept: "The actions are all still here and go again with the next bundle.",
          todo: "Send a bundle now and bring the receipt back; if one was sent, call the other office.",
        },
      );
    case "bundle-overlaps":
      return say(
        {
          what: `Gói này (ghi chép ${problem.from}–${problem.to}) gối lên phần đã nhận đến số ${problem.upTo}, và hai bên giống nhau.`,
          kept: "Phần đã có được bỏ qua, sổ không thay đổi vì phần đó.",
          todo: "Nhận như thường: chỉ phần mới được ghi vào sổ.",
        },
        {
          what: `This bundle (actions ${problem.from}–${problem.to}) overlaps what is held up to ${problem.upTo}, and both are the same.`,
          kept: "What is held already is passed over and stays unchanged.",
          todo: "Take it as usual: only what is new is written.",
        },
      );
  }
}
