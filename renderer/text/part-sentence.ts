import type { PartProblem } from "../../shared/problem.ts";
import { inLanguage, type Sentence } from "./in-language.ts";
import type { Language } from "./index.ts";

/** Words for a bundle that came, or should go, in parts: which part it is about. */
export function partSentence(problem: PartProblem, language: Language): Sentence {
  const say = inLanguage(language);
  const { of } = problem;
  switch (problem.kind) {
    case "parts-missing": {
      const parts = problem.parts.join(", ");
      return say(
        {
          what: `Gói này chia ${of} phần, ở đây còn thiếu phần ${parts} trên ${of}.`,
          kept: "Chưa nhận gì.",
          todo: "Chép phần còn thiếu cùng tệp .minisig của nó vào chính thư mục này rồi nhận lại; nếu chưa đến, nhờ nơi gửi gửi lại đúng phần ấy.",
        },
        {
          what: `This bundle was cut into ${of} parts; part ${parts} of ${of} is not here.`,
          kept: "Nothing was taken in.",
          todo: "Put the missing part and its .minisig file into this same folder and try again; if it has not come, ask the sender for just that part.",
        },
      );
    }
    case "part-damaged":
      return say(
        {
          what: `Phần ${problem.part}/${of} của gói bị hỏng hoặc bị cụt trên đường.`,
          kept: "Chưa nhận gì; các phần khác không phải tải lại.",
          todo: `Tải hay chép lại riêng phần ${problem.part}; nếu vẫn vậy, nhờ nơi gửi gửi lại phần ấy.`,
        },
        {
          what: `Part ${problem.part} of ${of} was altered or cut short on its way.`,
          kept: "Nothing was taken in; the other parts need not be fetched again.",
          todo: `Fetch or copy part ${problem.part} again; if it stays so, ask the sender for that part.`,
        },
      );
    case "part-unsigned":
      return say(
        {
          what: `Phần ${problem.part}/${of} của gói không có tệp chữ ký (.minisig) đi kèm.`,
          kept: "Chưa nhận gì.",
          todo: "Chép tệp .minisig của phần ấy vào cùng thư mục rồi nhận lại; nếu thiếu, nhờ nơi gửi gửi lại.",
        },
        {
          what: `Part ${problem.part} of ${of} has no signature file (.minisig) beside it.`,
          kept: "Nothing was taken in.",
          todo: "Put that part's .minisig file into the same folder and try again; if it is missing, ask the sender for it.",
        },
      );
    case "parts-mixed": {
      const parts = problem.parts.join(", ");
      return say(
        {
          what: `Ở đây có phần của hai gói khác nhau: phần ${parts}/${of} thuộc một gói khác (nơi gửi đã đóng gói hai lần?), không ghép được.`,
          kept: "Chưa nhận gì.",
          todo: `Để mỗi gói vào một thư mục riêng và nhờ nơi gửi gửi lại phần ${parts} của đúng gói này.`,
        },
        {
          what: `Parts of two bundles lie here: part ${parts} of ${of} belongs to another one (packed twice?) and cannot be joined.`,
          kept: "Nothing was taken in.",
          todo: `Keep each bundle in a folder of its own and ask the sender for part ${parts} of this very bundle.`,
        },
      );
    }
    case "parts-too-many":
      return say(
        {
          what: `Cỡ phần quá nhỏ: gói sẽ thành ${of} phần, nhiều nhất là ${problem.allowed}.`,
          kept: "Chưa ghi gì.",
          todo: "Chọn cỡ phần lớn hơn.",
        },
        {
          what: `The parts would be too small: ${of} of them, where ${problem.allowed} are the most.`,
          kept: "Nothing was written.",
          todo: "Choose larger parts.",
        },
      );
  }
}
