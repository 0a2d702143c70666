import type { ServerProblem } from "../../shared/problem.ts";
import { inLanguage, type Sentence } from "./in-language.ts";
import type { Language } from "./index.ts";

/** Words for what keeps bundles from going to the province's server or coming from it. */
export function serverSentence(problem: ServerProblem, language: Language): Sentence {
  const say = inLanguage(language);
  const kept = {
    vi: "Sổ và các gói giữ nguyên; trên máy chủ không có tệp nào dở dang mang tên thật.",
    en: "The register and the bundles are unchanged; nothing half lies on the server under a final name.",
  };
  const told = (vi: readonly [what: string, todo: string], en: readonly [what: string, todo: string]) =>
    say({ what: vi[0], kept: kept.vi, todo: vi[1] }, { what: en[0], kept: kept.en, todo: en[1] });
  switch (problem.kind) {
    case "server-absent":
      return say(
        {
          what: "Bản cài này không có phần gửi qua máy chủ.",
          kept: "Không có gì được gửi; chương trình không dùng mạng.",
          todo: "Gửi gói bằng USB, thư mục hoặc thư, hoặc nhờ quản trị cài bản có phần này.",
        },
        {
          what: "This program cannot send over a server.",
          kept: "Nothing was sent; the program uses no network.",
          todo: "Send the bundle on a stick, in a folder or by mail, or have the edition installed that can.",
        },
      );
    case "server-off":
      return say(
        {
          what: "Chưa bật gửi qua máy chủ của tỉnh.",
          kept: "Không có gì được gửi.",
          todo: "Nhờ quản trị bật trong Thiết lập, hoặc gửi gói bằng USB.",
        },
        {
          what: "Sending over the province's server is not switched on.",
          kept: "Nothing was sent.",
          todo: "Have it switched on in the settings, or send the bundle on a stick.",
        },
      );
    case "server-address":
      return say(
        {
          what: "Địa chỉ máy chủ phải bắt đầu bằng https:// và không kèm tên, mật khẩu hay dấu hỏi.",
          kept: "Chưa bật; không có gì thay đổi.",
          todo: "Chép lại địa chỉ từ giấy của tỉnh.",
        },
        {
          what: "The server's address must begin with https:// and hold no name, password or question mark.",
          kept: "It was not switched on; nothing was changed.",
          todo: "Copy the address from the province's paper once more.",
        },
      );
    case "server-certificate-file":
      return say(
        {
          what: "Tệp vừa chọn không phải chứng thư.",
          kept: "Không có gì thay đổi.",
          todo: "Chọn tệp .pem, .crt hoặc .cer do tỉnh cấp.",
        },
        {
          what: "The chosen file is no certificate.",
          kept: "Nothing was changed.",
          todo: "Choose the .pem, .crt or .cer file that the province gave out.",
        },
      );
    case "server-unreachable":
      return told(
        [
          `Không liên lạc được với máy chủ “${problem.host}”, hoặc đường truyền bị đứt.`,
          "Kiểm tra mạng. Chương trình tự thử lại và làm tiếp từ chỗ dở; nếu gấp thì gửi gói bằng USB.",
        ],
        [
          `The server “${problem.host}” does not answer, or the line broke.`,
          "Check the network. The program tries again by itself and goes on where it stopped; if it is urgent, send the bundle on a stick.",
        ],
      );
    case "server-certificate":
      return told(
        [
          `Máy chủ “${problem.host}” không chứng minh được mình là máy chủ của tỉnh (chứng thư không được tin).`,
          "Không có tên, mật khẩu hay gói nào được gửi đi. Báo quản trị: xem địa chỉ, ngày giờ của máy, và chọn chứng thư do tỉnh cấp trong Thiết lập.",
        ],
        [
          `The server “${problem.host}” cannot prove that it is the province's (its certificate is not trusted).`,
          "No name, password or bundle was sent. Tell the administrator: check the address and this computer's date, and choose the province's certificate in the settings.",
        ],
      );
    case "server-login":
      return told(
        [
          `Máy chủ “${problem.host}” không nhận tên đăng nhập hoặc mật khẩu.`,
          "Chương trình ngừng thử để tài khoản không bị khóa. Nhờ quản trị nhập lại trong Thiết lập.",
        ],
        [
          `The server “${problem.host}” does not take the login or password.`,
          "The program stops trying, so that the account is not locked. Have it typed again in the settings.",
        ],
      );
    case "server-forbidden":
      return told(
        [
          `Tài khoản này không được ghi hoặc đọc ở thư mục trên máy chủ “${problem.host}”.`,
          "Báo quản trị máy chủ của tỉnh cấp quyền cho cơ quan.",
        ],
        [
          `This account may not write or read in the folder on “${problem.host}”.`,
          "Ask the province's administrator to give the office its rights.",
        ],
      );
    case "server-not-webdav":
      return told(
        [
          `Thay cho máy chủ của tỉnh, một trang khác trả lời ở “${problem.host}” (trang đăng nhập mạng, proxy, hoặc sai địa chỉ).`,
          "Mở trình duyệt xem mạng có đòi đăng nhập không; xem lại địa chỉ trong Thiết lập.",
        ],
        [
          `Another page answers at “${problem.host}” in place of the province's server (a network's login page, a proxy, or a wrong address).`,
          "Open a browser and see whether the network asks for a login; check the address in the settings.",
        ],
      );
    case "server-full":
      return told(
        [
          `Máy chủ “${problem.host}” đã đầy hoặc không nhận tệp lớn như vậy.`,
          "Báo quản trị máy chủ dọn chỗ. Chương trình tự gửi lại; nếu gấp thì gửi bằng USB.",
        ],
        [
          `The server “${problem.host}” is full or takes no file of that size.`,
          "Ask its administrator to make room. The program sends again by itself; if it is urgent, use a stick.",
        ],
      );
    case "server-locked":
      return told(
        [
          `Tệp hoặc thư mục trên máy chủ “${problem.host}” đang bị khóa bởi người khác.`,
          "Chương trình tự thử lại. Nếu kéo dài, báo quản trị máy chủ gỡ khóa.",
        ],
        [
          `A file or folder on “${problem.host}” is locked by somebody else.`,
          "The program tries again by itself. If it lasts, ask the administrator to release the lock.",
        ],
      );
    case "server-unwell":
      return told(
        [
          `Máy chủ “${problem.host}” đang trục trặc (trả lời ${problem.status}).`,
          "Chương trình tự thử lại. Nếu kéo dài, báo quản trị máy chủ con số này.",
        ],
        [
          `The server “${problem.host}” is in trouble (it answers ${problem.status}).`,
          "The program tries again by itself. If it lasts, tell its administrator that number.",
        ],
      );
  }
}
