import type { TemplateFault, TemplateProblem } from "../../shared/problem.ts";
import { inLanguage, type Sentence } from "./in-language.ts";
import type { Language } from "./index.ts";

/** Words for a Word file that was not taken as a template, or a paper that was not made. */
export function templateSentence(problem: TemplateProblem, language: Language): Sentence {
  const say = inLanguage(language);
  switch (problem.kind) {
    case "template-no-bytes":
      return say(
        {
          what: "Tệp này rỗng, không có byte nào.",
          kept: "Chưa nhận mẫu.",
          todo: "Kiểm tra lại nơi chép rồi chọn tệp còn nội dung.",
        },
        {
          what: "This file is empty: not one byte.",
          kept: "No template was taken.",
          todo: "Look where it was copied from and choose a file with contents.",
        },
      );
    case "template-not-word":
      return say(
        {
          what: "Tệp này không phải tệp Word, dù tên tệp ghi thế nào.",
          kept: "Chưa nhận mẫu.",
          todo: "Chọn tệp .docx, hoặc mở bằng Word hay LibreOffice rồi lưu lại thành .docx.",
        },
        {
          what: "This is no Word file, whatever its name says.",
          kept: "No template was taken.",
          todo: "Choose a .docx file, or open it in Word or LibreOffice and save it as .docx.",
        },
      );
    case "template-other-format":
      return say(
        {
          what: `Tệp này là ${formats[problem.format].vi}, không phải .docx.`,
          kept: "Chưa nhận mẫu.",
          todo:
            problem.format === "pdf" || problem.format === "xlsx"
              ? "Mẫu phải soạn bằng Word hay LibreOffice Writer và lưu thành .docx."
              : "Mở tệp bằng Word hay LibreOffice, chọn Lưu thành, kiểu .docx, rồi chọn lại.",
        },
        {
          what: `This file is ${formats[problem.format].en}, not .docx.`,
          kept: "No template was taken.",
          todo:
            problem.format === "pdf" || problem.format === "xlsx"
              ? "A template is written in Word or LibreOffice Writer and saved as .docx."
              : "Open it in Word or LibreOffice, save it as .docx, then choose it again.",
        },
      );
    case "template-locked":
      return say(
        {
          what: "Tệp Word này đặt mật khẩu nên không đọc được.",
          kept: "Chưa nhận mẫu.",
          todo: "Mở tệp trong Word, bỏ mật khẩu, lưu lại rồi chọn lại.",
        },
        {
          what: "This Word file is under a password and cannot be read.",
          kept: "No template was taken.",
          todo: "Open it in Word, take the password off, save it and choose it again.",
        },
      );
    case "template-cut":
      return say(
        {
          what: "Tệp bị cắt mất phần cuối, thường do chép dở.",
          kept: "Chưa nhận mẫu.",
          todo: "Chép lại tệp từ nơi gửi rồi chọn lại.",
        },
        {
          what: "The end of this file is missing, as after a copy that was broken off.",
          kept: "No template was taken.",
          todo: "Copy it again from where it came and choose it once more.",
        },
      );
    case "template-damaged":
      return say(
        {
          what: "Tệp Word này hỏng bên trong nên không dùng làm mẫu được.",
          kept: "Không có gì thay đổi.",
          todo: "Mở tệp bằng Word (Word sẽ hỏi sửa), lưu thành tệp mới rồi chọn tệp mới.",
        },
        {
          what: "This Word file is damaged inside and cannot be a template.",
          kept: "Nothing was changed.",
          todo: "Open it in Word (which offers to repair it), save it as a new file and choose that.",
        },
      );
    case "template-too-large": {
      const most = Math.floor(problem.most / 1_048_576);
      return say(
        {
          what: `Tệp mẫu lớn hơn ${most} MB.`,
          kept: "Chưa nhận mẫu.",
          todo: "Bỏ bớt hình trong mẫu, hoặc nén hình trong Word (Compress Pictures) rồi lưu lại.",
        },
        {
          what: `The file is larger than ${most} MB.`,
          kept: "No template was taken.",
          todo: "Take pictures out of it, or compress them in Word, and save it again.",
        },
      );
    }
    case "template-too-heavy":
      return say(
        {
          what: "Tệp bung ra lớn bất thường nên đã dừng đọc để giữ an toàn cho máy.",
          kept: "Không có gì thay đổi.",
          todo: "Không dùng tệp này; báo người phụ trách nếu tệp do nơi khác gửi tới.",
        },
        {
          what: "The file unpacks to far more than a template holds, so reading was stopped to keep the machine safe.",
          kept: "Nothing was changed.",
          todo: "Do not use this file; report it if somebody sent it to you.",
        },
      );
    case "template-macros":
      return say(
        {
          what: "Tệp Word này có macro (chương trình chạy ngầm).",
          kept: "Chưa nhận mẫu.",
          todo: "Mở trong Word, lưu thành .docx (không macro) rồi chọn lại.",
        },
        {
          what: "This Word file has macros: programs that run by themselves.",
          kept: "No template was taken.",
          todo: "Save it in Word as .docx, without macros, and choose it again.",
        },
      );
    case "template-active":
      return say(
        {
          what: `Tệp Word này có đối tượng hoặc mã trường tự chạy, tự lấy dữ liệu (${problem.what}).`,
          kept: "Chưa nhận mẫu.",
          todo: "Xóa đối tượng nhúng hoặc trường đó (Alt+F9 để thấy mã trường), lưu lại rồi chọn lại.",
        },
        {
          what: `This Word file has an object or a field code that runs or fetches something (${problem.what}).`,
          kept: "No template was taken.",
          todo: "Delete that object or field (Alt+F9 shows field codes), save the file and choose it again.",
        },
      );
    case "template-linked":
      return say(
        {
          what: `Tệp Word này nối tới tệp nằm ngoài nó (${problem.what}).`,
          kept: "Chưa nhận mẫu.",
          todo: "Chèn hẳn hình vào mẫu thay vì liên kết, ngắt nguồn trộn thư, lưu lại rồi chọn lại.",
        },
        {
          what: `This Word file is linked to something outside it (${problem.what}).`,
          kept: "No template was taken.",
          todo: "Put pictures into it instead of linking them, end the mail merge, save it and choose it again.",
        },
      );
    case "template-blank":
      return say(
        {
          what: "Tệp Word này không có chữ nào.",
          kept: "Chưa nhận mẫu.",
          todo: "Soạn nội dung mẫu, đặt trường dạng {ho_va_ten} vào chỗ cần điền rồi chọn lại.",
        },
        {
          what: "There is no text in this Word file.",
          kept: "No template was taken.",
          todo: "Write the template, put fields such as {ho_va_ten} where values go, and choose it again.",
        },
      );
    case "template-no-fields":
      return say(
        {
          what: "Tệp Word này không có trường nào để điền.",
          kept: "Chưa nhận mẫu.",
          todo: "Đặt trường trong ngoặc nhọn, ví dụ {ho_va_ten}, vào chỗ cần điền; danh sách trường có nút Chép.",
        },
        {
          what: "This Word file has no field to fill in.",
          kept: "No template was taken.",
          todo: "Put fields between braces, such as {ho_va_ten}, where values go; the list of fields has a Copy button.",
        },
      );
    case "template-faults": {
      const [first] = problem.faults;
      const rest = problem.faults.length - 1 + problem.more;
      const said = first === undefined ? "" : faultWords(first, language);
      return say(
        {
          what: `${said}${rest > 0 ? ` Còn ${rest} lỗi khác.` : ""}`,
          kept: "Chưa nhận mẫu.",
          todo: "Sửa các chỗ này trong Word hay LibreOffice, lưu lại rồi chọn lại tệp.",
        },
        {
          what: `${said}${rest > 0 ? ` There are ${rest} more faults.` : ""}`,
          kept: "No template was taken.",
          todo: "Correct these places in Word or LibreOffice, save the file and choose it again.",
        },
      );
    }
    case "template-gone":
      return say(
        {
          what: "Mẫu này không còn trên máy, hoặc không mở được nữa.",
          kept: "Chưa ghi tệp nào.",
          todo: "Chọn mẫu khác, hoặc đưa lại tệp mẫu vào danh sách mẫu.",
        },
        {
          what: "This template is no longer on this machine, or no longer opens.",
          kept: "No file was written.",
          todo: "Choose another template, or bring the file in again.",
        },
      );
    case "templates-full":
      return say(
        {
          what: `Đã có ${problem.count} mẫu, là nhiều nhất.`,
          kept: "Chưa nhận mẫu.",
          todo: "Bỏ bớt mẫu không dùng nữa rồi đưa mẫu này vào.",
        },
        {
          what: `There are ${problem.count} templates already, the most there can be.`,
          kept: "No template was taken.",
          todo: "Remove templates that are not used any more, then bring this one in.",
        },
      );
  }
}

const formats = {
  doc: { vi: "tệp Word kiểu cũ (.doc)", en: "an old Word file (.doc)" },
  odt: { vi: "tệp của LibreOffice (.odt)", en: "a LibreOffice file (.odt)" },
  rtf: { vi: "tệp .rtf", en: "an .rtf file" },
  pdf: { vi: "tệp PDF", en: "a PDF" },
  xlsx: { vi: "bảng tính Excel", en: "an Excel workbook" },
} as const;

const places = {
  body: { vi: "", en: "" },
  header: { vi: " (ở đầu trang)", en: " (in the header)" },
  footer: { vi: " (ở chân trang)", en: " (in the footer)" },
  notes: { vi: " (ở chú thích)", en: " (in the notes)" },
} as const;

/** One fault between braces, in one sentence. */
export function faultWords({ why, name, meant, where }: TemplateFault, language: Language): string {
  const at = places[where][language];
  const isVi = language === "vi";
  switch (why) {
    case "unknown":
      return isVi
        ? `Trường {${name}} không có${at}${meant === null ? "." : `; có phải {${meant}}?`}`
        : `There is no field {${name}}${at}${meant === null ? "." : `; is it {${meant}}?`}`;
    case "unknown-list":
      return isVi
        ? `Danh sách {#${name}} không có${at}${meant === null ? "." : `; có phải {#${meant}}?`}`
        : `There is no list {#${name}}${at}${meant === null ? "." : `; is it {#${meant}}?`}`;
    case "outside-list":
      return isVi
        ? `Trường {${name}} chỉ dùng được giữa {#${meant}} và {/${meant}}${at}.`
        : `The field {${name}} means something only between {#${meant}} and {/${meant}}${at}.`;
    case "not-a-field":
      return isVi
        ? `{${name}} là tên danh sách${at}: viết {#${name}} ở đầu và {/${name}} ở cuối phần lặp lại.`
        : `{${name}} is the name of a list${at}: write {#${name}} where it begins and {/${name}} where it ends.`;
    case "unclosed":
      return isVi
        ? `Ngoặc mở “{${name}” thiếu ngoặc đóng “}”${at}.`
        : `The brace “{${name}” is never closed by “}”${at}.`;
    case "unopened":
      return isVi
        ? `Ngoặc đóng “${name}}” thiếu ngoặc mở “{”${at}.`
        : `The brace “${name}}” was never opened by “{”${at}.`;
    case "doubled":
      return isVi
        ? `Ngoặc viết hai lần ở “${name}”${at}: mỗi trường chỉ có một “{” và một “}”.`
        : `A brace stands twice at “${name}”${at}: a field has one “{” and one “}”.`;
    case "list-unclosed":
      return isVi
        ? `Danh sách {#${name}} chưa đóng bằng {/${name}}${at}.`
        : `The list {#${name}} is never closed by {/${name}}${at}.`;
    case "list-unopened":
      return isVi
        ? `{/${name}} đóng một danh sách chưa mở bằng {#${name}}${at}.`
        : `{/${name}} closes a list that {#${name}} never opened${at}.`;
    case "list-crossed":
      return isVi
        ? `Danh sách {#${name}} đóng sai chỗ${at}: phải đóng đúng tên, cùng đoạn hoặc cùng dòng của bảng, không lồng chéo.`
        : `The list {#${name}} is closed in the wrong place${at}: by its own name, in the same row of a table, not across another list.`;
    case "markup":
      return isVi
        ? `Trường {@${name}} viết với dấu @${at}: chương trình chỉ điền chữ, viết {${name}}.`
        : `The field {@${name}} has an @ sign${at}: only text is filled in, so write {${name}}.`;
    case "unreadable":
      return isVi
        ? `Không hiểu chỗ “${name}” trong ngoặc nhọn${at}.`
        : `What stands between braces at “${name}” cannot be understood${at}.`;
  }
}
