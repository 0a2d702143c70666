import type { FileProblem } from "../../shared/problem.ts";
import { inLanguage, type Sentence } from "./in-language.ts";
import type { Language } from "./index.ts";

/** Words for a picture or a scan that was not taken, or that cannot be shown. */
export function fileSentence(problem: FileProblem, language: Language): Sentence {
  const say = inLanguage(language);
  switch (problem.kind) {
    case "not-a-picture":
      return say(
        {
          what: "Tệp này không phải ảnh JPEG hay PNG mở được, dù tên tệp ghi thế nào.",
          kept: "Chưa lưu gì.",
          todo: "Chọn ảnh khác, hoặc mở tệp bằng chương trình xem ảnh rồi lưu lại thành .jpg (mỗi cạnh không quá 12.000 điểm).",
        },
        {
          what: "This file is not a JPEG or PNG picture that can be opened, whatever its name says.",
          kept: "Nothing was saved.",
          todo: "Choose another picture, or open it in a picture viewer and save it as .jpg (no side above 12,000 pixels).",
        },
      );
    case "not-a-scan":
      return say(
        {
          what: "Tệp này không phải bản quét PDF, JPEG hay PNG, dù tên tệp ghi thế nào.",
          kept: "Chưa lưu gì.",
          todo: "Quét lại hoặc lưu tài liệu thành PDF rồi chọn lại.",
        },
        {
          what: "This file is not a scan (PDF, JPEG or PNG), whatever its name says.",
          kept: "Nothing was saved.",
          todo: "Scan it again or save the document as PDF, then choose it.",
        },
      );
    case "file-too-large": {
      const [size, most] = [inMegabytes(problem.bytes, "up"), inMegabytes(problem.most, "down")];
      return say(
        {
          what: `Tệp quá lớn: ${size} MB, trong khi mỗi tệp chỉ được tối đa ${most} MB.`,
          kept: "Chưa lưu gì.",
          todo: "Quét lại ở 200–300 dpi, đen trắng hoặc thang xám, hoặc chia tài liệu thành nhiều tệp.",
        },
        {
          what: `The file is too large: ${size} MB, and one file may have ${most} MB at most.`,
          kept: "Nothing was saved.",
          todo: "Scan it again at 200–300 dpi in black and white or grey, or split the document.",
        },
      );
    }
    case "blob-absent":
      return say(
        {
          what: "Hồ sơ có ghi tệp này nhưng bản thân tệp chưa tới cơ quan.",
          kept: "Sổ không thay đổi.",
          todo: "Nhận gói tiếp theo của nơi gửi; nếu vẫn thiếu, nhờ nơi gửi chọn lại tệp rồi gửi.",
        },
        {
          what: "The record names this file, but the file itself has not reached this office.",
          kept: "The register is unchanged.",
          todo: "Take the sender's next bundle; if it is still missing, ask the sender to choose the file again and send it.",
        },
      );
    case "blob-damaged":
      return say(
        {
          what: "Tệp đính kèm này đã hỏng trên ổ đĩa nên không mở được.",
          kept: "Hồ sơ không thay đổi.",
          todo: "Chọn lại đúng tệp gốc để thay bản hỏng, và báo người phụ trách kiểm tra ổ đĩa.",
        },
        {
          what: "This attached file is damaged on the disk and cannot be opened.",
          kept: "The records are unchanged.",
          todo: "Choose the very same original file again to mend it, and have the disk checked.",
        },
      );
  }
}

/** Whole megabytes of 1,048,576 bytes. */
const inMegabytes = (bytes: number, way: "up" | "down"): number =>
  way === "up" ? Math.ceil(bytes / 1_048_576) : Math.floor(bytes / 1_048_576);
