import type { PlaceProblem } from "../../shared/problem.ts";
import { inLanguage, type Sentence } from "./in-language.ts";
import type { Language } from "./index.ts";

/** Words for a bundle that is whole and authentic and is not taken: because of its place in its feed, or of what it was made by. */
export function placeSentence(problem: PlaceProblem, language: Language): Sentence {
  const say = inLanguage(language);
  switch (problem.kind) {
    case "bundle-already-taken":
      return say(
        {
          what: `Gói này đã nhận trước đó (ghi chép ${problem.from}–${problem.to}).`,
          kept: "Không có gì thay đổi.",
          todo: "Nơi gửi có thể chưa thấy biên nhận: bấm “Gửi biên nhận” để gửi lại. Ngoài ra không cần làm gì.",
        },
        {
          what: `This bundle was taken in before (actions ${problem.from}–${problem.to}).`,
          kept: "Nothing was changed.",
          todo: "The sender may not have seen the receipt: send it again. Nothing else has to be done.",
        },
      );
    case "bundle-out-of-turn":
      return say(
        {
          what: `Gói này bắt đầu từ ghi chép số ${problem.found}, còn thiếu từ số ${problem.expected}.`,
          kept: "Gói đã được kiểm tra và giữ lại, còn niêm phong; sổ không thay đổi.",
          todo: "Gửi biên nhận để nơi gửi biết phải gửi lại phần thiếu. Khi phần thiếu đến, gói này được nhận cùng lúc.",
        },
        {
          what: `This bundle begins at action ${problem.found}; those from ${problem.expected} on are missing.`,
          kept: "It was checked and is kept, sealed; the register is unchanged.",
          todo: "Send a receipt, so that the sender knows what to send again. When that comes, this bundle is taken with it.",
        },
      );
    case "bundle-forked":
      return say(
        {
          what: `Hai máy cùng ghi dưới một số máy: từ ghi chép số ${problem.at} gói này khác với những gì đã nhận (mã đang giữ ${shortHash(problem.ours)}, mã trong gói ${shortHash(problem.theirs)}).`,
          kept: "Gói được giữ làm bằng chứng; sổ không thay đổi và số máy này tạm dừng nhận.",
          todo: "Gọi cho nơi gửi bằng số điện thoại đã biết: máy nào là máy chính thức, có máy nào chạy từ bản sao lưu cũ không. Rồi ghi quyết định ở mục “Hai máy trùng số”.",
        },
        {
          what: `Two PCs write under one feed: from action ${problem.at} on this bundle differs from what we hold (chain held ${shortHash(problem.ours)}, chain in the bundle ${shortHash(problem.theirs)}).`,
          kept: "It is kept as proof; the register is unchanged and the feed stands still.",
          todo: "Call the sender on a number you know: which PC is the right one, does any run from an old backup? Then record the decision under “Two PCs, one feed”.",
        },
      );
    case "bundle-frozen":
      return say(
        {
          what: `Số máy của gói này đang tạm dừng vì hai máy cùng ghi từ ghi chép số ${problem.at}.`,
          kept: "Gói được giữ lại, còn niêm phong; sổ không thay đổi.",
          todo: "Ghi quyết định ở mục “Hai máy trùng số”; sau đó mở lại gói trong danh sách gói đang đợi.",
        },
        {
          what: `The feed of this bundle stands still: two PCs write under it from action ${problem.at} on.`,
          kept: "The bundle is kept, sealed; the register is unchanged.",
          todo: "Record the decision under “Two PCs, one feed”, then open the bundle again from the list of those that wait.",
        },
      );
    case "bundle-of-lost-branch":
      return say(
        {
          what: `Gói này của máy không còn được dùng số máy đó (đã quyết định, khác nhau từ ghi chép số ${problem.at}).`,
          kept: "Chưa nhận gì.",
          todo: "Nhờ nơi gửi lập số máy mới cho máy ấy và gửi lại những ghi chép của nó; không mất ghi chép nào.",
        },
        {
          what: `This bundle is of the PC that may no longer use that feed (decided; they differ from action ${problem.at} on).`,
          kept: "Nothing was taken in.",
          todo: "Ask the sender to give that PC a new feed and to send its actions again under that; none is lost.",
        },
      );
    case "feed-closed":
      return say(
        {
          what: `Số máy của gói này đã kết thúc ở ghi chép số ${problem.at} theo quyết định.`,
          kept: "Chưa nhận gì.",
          todo: "Nơi gửi phải lập số máy mới, đăng ký lại bằng phiếu có đóng dấu rồi gửi lại.",
        },
        {
          what: `The feed of this bundle ended at action ${problem.at}, as was decided.`,
          kept: "Nothing was taken in.",
          todo: "The sender has to begin a new feed, enrol it from a stamped sheet and send again.",
        },
      );
    case "asides-full":
      return say(
        {
          what: `Đã có ${problem.kept} gói của máy này đang đợi, không giữ thêm.`,
          kept: "Chưa nhận gì.",
          todo: "Gửi biên nhận để nơi gửi gửi lại phần thiếu; giữ nguyên tệp này trên USB.",
        },
        {
          what: `There are ${problem.kept} bundles of this PC waiting already; no more are kept.`,
          kept: "Nothing was taken in.",
          todo: "Send a receipt, so that the sender sends what is missing; keep this file on the stick.",
        },
      );
    case "bundle-newer":
      return say(
        {
          what: `Gói do phiên bản mới hơn lập: cần bản ${problem.needs} trở lên.`,
          kept: "Gói được giữ lại, còn niêm phong; sổ không thay đổi.",
          todo: "Cập nhật chương trình trên máy này; sau đó mở lại gói trong danh sách gói đang đợi.",
        },
        {
          what: `A newer version made this bundle: version ${problem.needs} or later is needed.`,
          kept: "It is kept, sealed; the register is unchanged.",
          todo: "Update the program on this machine, then open the bundle again from the list of those that wait.",
        },
      );
    case "container-newer":
      return say(
        {
          what: `Gói dùng định dạng mới (${problem.needs}) mà bản này không đọc được.`,
          kept: "Chưa nhận gì.",
          todo: "Giữ nguyên hai tệp. Cập nhật chương trình trên máy này rồi mở lại gói.",
        },
        {
          what: `The bundle is of a later format (${problem.needs}) that this version cannot read.`,
          kept: "Nothing was taken in.",
          todo: "Keep both files. Update the program on this machine and open the bundle again.",
        },
      );
  }
}

/** As much of a chain hash as two people compare over the telephone. */
export const shortHash = (hash: string): string => hash.slice(0, 8);
