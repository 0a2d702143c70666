import type { GuardProblem } from "../../shared/problem.ts";
import { inLanguage, type Sentence } from "./in-language.ts";
import type { Language } from "./index.ts";

/** Words for what main stops so that one feed cannot flood or overturn the register. */
export function guardSentence(problem: GuardProblem, language: Language): Sentence {
  const say = inLanguage(language);
  switch (problem.kind) {
    case "feed-flooded": {
      const { office, found, cap } = problem;
      return say(
        {
          what: `Của cơ quan “${office}” đã có ${found} ghi chép nằm chờ hoặc chỉ là đề nghị (nhiều nhất ${cap}).`,
          kept: "Gói mới không được mở, tệp vẫn nguyên chỗ cũ; sổ không thay đổi.",
          todo: "Gọi hỏi cơ quan đó vì sao. Quyết định các đề nghị ở Bàn việc, nhận các gói còn thiếu, hoặc trả lại gói đã nhận; rồi mở lại gói này.",
        },
        {
          what: `${found} actions of “${office}” wait here or are only proposals (${cap} at most).`,
          kept: "The new bundle was not opened and lies where it was; the register is unchanged.",
          todo: "Ask that office why. Decide on the proposals on the Desk, take the bundles that are missing, or return a bundle; then open this one again.",
        },
      );
    }
    case "asides-too-large": {
      const { office, bytes, most } = problem;
      return say(
        {
          what: `Với gói này, các gói đang đợi của cơ quan “${office}” chiếm ${megabytes(bytes)} MB (nhiều nhất ${megabytes(most)} MB).`,
          kept: "Gói không được mở, tệp vẫn nguyên chỗ cũ; sổ không thay đổi.",
          todo: "Gửi biên nhận để nơi gửi gửi lại phần thiếu. Nhận phần thiếu xong, các gói đang đợi vào sổ và lại có chỗ.",
        },
        {
          what: `With this one, the waiting bundles of “${office}” would take ${megabytes(bytes)} MB (${megabytes(most)} MB at most).`,
          kept: "The bundle was not opened and lies where it was; the register is unchanged.",
          todo: "Send a receipt, so that the sender sends what is missing. Once that is taken, those that wait go in and there is room again.",
        },
      );
    }
    case "return-forked":
      return say(
        {
          what: `Chưa trả lại được: từ ghi chép số ${problem.at} có hai máy cùng ghi dưới một số máy.`,
          kept: "Sổ không thay đổi.",
          todo: "Xử lý mục “Hai máy trùng số” với cơ quan đó trước; phần đã nhận giữ nguyên làm căn cứ.",
        },
        {
          what: `It cannot be returned: from action ${problem.at} on two PCs write under this feed.`,
          kept: "The register is unchanged.",
          todo: "Settle “Two PCs, one feed” with that office first; what was taken stays as evidence.",
        },
      );
    case "return-built-upon":
      return say(
        {
          what: `Chưa trả lại được gói của máy ${problem.feed}: việc mình ghi sau đó dựa trên đến ghi chép số ${problem.upTo}, tức là toàn bộ.`,
          kept: "Sổ không thay đổi.",
          todo: "Sửa tay những chỗ sai trong hồ sơ, hoặc nhờ nơi gửi sửa và gửi gói tiếp theo.",
        },
        {
          what: `The bundle of PC ${problem.feed} cannot be returned: own later work rests on it up to action ${problem.upTo}, that is on all of it.`,
          kept: "The register is unchanged.",
          todo: "Correct by hand what is wrong in the files, or have the sender correct it and send the next bundle.",
        },
      );
    case "needs-agreement":
      return say(
        {
          what: `Gói sẽ đổi ${problem.changed} trong ${problem.records} bản ghi đang có và để ${problem.held} ghi chép nằm chờ như đề nghị: phải có người xem và đồng ý.`,
          kept: "Chưa nhận gì; sổ không thay đổi.",
          todo: "Xem danh sách đơn vị và tên, rồi ghi lý do trước khi nhận; hoặc không nhận và hỏi nơi gửi.",
        },
        {
          what: `The bundle would change ${problem.changed} of the ${problem.records} records held and leave ${problem.held} actions as proposals: a person has to look and agree.`,
          kept: "Nothing was taken in; the register is unchanged.",
          todo: "Look at the units and names and give a reason before taking it; or leave it and ask the sender.",
        },
      );
  }
}

const megabytes = (bytes: number): number => Math.round(bytes / 1_048_576);
