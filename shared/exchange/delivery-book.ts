import { type Delivery, type DeliveryWay, stampOf } from "./delivery.ts";
import type { LeftKind } from "./entry.ts";
import type { ExtractProfile } from "./extract.ts";

/** A line of the register, as far as the book prints it. */
export interface BookLine {
  readonly number: number;
  readonly what: LeftKind;
  readonly file: string;
  readonly profile?: ExtractProfile | undefined; // of an extract
  readonly parts?: number | undefined; // files into which a bundle was cut
  readonly recipientName: string | null;
  readonly recipient: string | null;
  readonly clerkName: string;
  readonly at: string; // local time with its offset
  readonly failed: boolean;
  readonly said: Delivery;
}

/**
 * The columns of an office's delivery book, with the share of the width each takes, percent. Books of documents that go
 * out and of documents handed over have these between them (Decree 30/2020/NĐ-CP, annex IV; for marked papers also the
 * degree of secrecy); the receiver signs in the line itself.
 */
export const bookColumns = [
  { head: "Số", share: 4 },
  { head: "Ngày, giờ", share: 8 },
  { head: "Tên loại tài liệu", share: 19 },
  { head: "Độ mật", share: 6 },
  { head: "Số bản", share: 4 },
  { head: "Nơi nhận", share: 14 },
  { head: "Gửi bằng", share: 7 },
  { head: "Mục đích", share: 11 },
  { head: "Người giao", share: 9 },
  { head: "Người nhận (ký, ghi rõ họ tên)", share: 12 },
  { head: "Ghi chú", share: 6 },
] as const;

/** One line as it stands in the book; what nobody has said stays blank, to be filled in by hand. */
export function bookRow({
  number,
  what,
  file,
  parts,
  profile,
  recipientName,
  recipient,
  clerkName,
  at,
  failed,
  said,
}: BookLine) {
  return [
    String(number),
    timeOf(at),
    `${kindNames[what]}${noteOf(parts, profile)}: ${file}`,
    said.mark === undefined ? "" : said.mark === "none" ? "Không" : stampOf[said.mark],
    said.copies === undefined ? "" : String(said.copies),
    recipientName ?? recipient ?? said.to ?? "",
    said.way === undefined ? "" : wayNames[said.way],
    said.purpose ?? "",
    clerkName,
    "",
    failed ? "Không ghi được, chưa rời cơ quan" : "",
  ] as const;
}

function noteOf(parts: number | undefined, profile: ExtractProfile | undefined): string {
  if (profile !== undefined) return profileNames[profile];
  return parts === undefined ? "" : ` (${parts} phần)`;
}

const profileNames: Readonly<Record<ExtractProfile, string>> = {
  limited: " hạn chế",
  statistics: " chỉ thống kê",
  file: " cả hồ sơ, chuyển ra ngoài tỉnh",
};

const kindNames: Readonly<Record<LeftKind, string>> = {
  bundle: "Gói dữ liệu",
  print: "Bản in",
  workbook: "Bảng tính",
  enrolment: "Phiếu đăng ký",
  copy: "Bản sao tệp",
  registry: "Đăng bạ khóa",
  "root-key": "Khóa gốc",
  paper: "Văn bản Word, mẫu",
  extract: "Bản trích",
};

const wayNames: Readonly<Record<DeliveryWay, string>> = {
  stick: "USB",
  folder: "Thư mục",
  mail: "Thư điện tử",
  paper: "Bản giấy",
  network: "Mạng nội bộ",
};

/** `2026-11-22T16:05:00+07:00` as offices write it: "22/11/2026 16:05". */
function timeOf(at: string): string {
  const [day = "", time = ""] = at.split("T");
  return `${day.split("-").toReversed().join("/")} ${time.slice(0, 5)}`.trim();
}
