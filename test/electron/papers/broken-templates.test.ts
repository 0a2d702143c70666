import { deflateRawSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { checkTemplate } from "../../../electron/papers/check-template.ts";
import { templateCaps } from "../../../electron/papers/word-file.ts";
import { wordZip } from "../../../electron/papers/word-zip.ts";
import { sentence } from "../../../renderer/text/sentence.ts";
import type { TemplateProblem } from "../../../shared/problem.ts";
import { documentOf, paragraph, partOf, rels, types, wordMade, wordParts } from "./word-made.ts";

const good = paragraph("Luân chuyển {ho_va_ten}");
const ole = Buffer.from("d0cf11e0a1b11ae1", "hex");
const field = (...codes: readonly string[]) =>
  `<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>${codes.map((code) => `<w:r><w:instrText>${code}</w:instrText></w:r>`).join("")}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>`;
const table = (...cells: readonly string[]) =>
  `<w:tbl><w:tr>${cells.map((cell) => `<w:tc>${paragraph(cell)}</w:tc>`).join("")}</w:tr></w:tbl>`;

/** A zip whose one part inflates to far more than any template. */
async function bomb(): Promise<Uint8Array> {
  const zeros = Buffer.alloc(templateCaps.unpackedBytes + 1_000_000, 0x20);
  expect(deflateRawSync(zeros).byteLength).toBeLessThan(200_000);
  return wordZip(new Map([...wordParts(good), ["word/media/image1.png", zeros]]));
}

/** Each broken template, how it came to be, and the beginning of what is said. */
const broken: Readonly<Record<string, readonly [() => Uint8Array | Promise<Uint8Array>, string]>> = {
  "no bytes": [() => new Uint8Array(0), "Tệp này rỗng"],
  "a text file by the name of a Word file": [() => Buffer.from("Xin chào {ho_va_ten}"), "Tệp này không phải tệp Word"],
  "an old .doc": [() => Buffer.concat([ole, Buffer.from("WordDocument", "utf16le")]), "Tệp này là tệp Word kiểu cũ"],
  "under a password": [
    () => Buffer.concat([ole, Buffer.from("EncryptedPackage", "utf16le")]),
    "Tệp Word này đặt mật khẩu",
  ],
  "an .odt": [
    () =>
      Buffer.concat([
        Buffer.from("PK\u0003\u0004"),
        Buffer.alloc(26),
        Buffer.from("mimetypeapplication/vnd.oasis.opendocument.text"),
      ]),
    "Tệp này là tệp của LibreOffice",
  ],
  "a PDF": [() => Buffer.from("%PDF-1.7 …"), "Tệp này là tệp PDF"],
  "an .rtf": [() => Buffer.from("{\\rtf1 x}"), "Tệp này là tệp .rtf"],
  "an Excel workbook": [() => wordMade(good, { "xl/workbook.xml": "<workbook/>" }), "Tệp này là bảng tính Excel"],
  "cut off on the way": [async () => (await wordMade(good)).slice(0, 700), "Tệp bị cắt mất phần cuối"],
  "damaged inside": [
    async () => wordMade("", { "word/document.xml": documentOf(good).replace("</w:body>", "") }),
    "Tệp Word này hỏng bên trong",
  ],
  "larger than a template may be": [
    () => new Uint8Array(templateCaps.fileBytes + 1).fill(0x50),
    "Tệp mẫu lớn hơn 4 MB",
  ],
  "a bomb": [bomb, "Tệp bung ra lớn bất thường"],
  "macros by a part": [() => wordMade(good, { "word/vbaProject.bin": "x" }), "Tệp Word này có macro"],
  "a field that runs a program": [
    () => wordMade(good + field(" DDE", 'AUTO cmd "/c calc"')),
    "Tệp Word này có đối tượng hoặc mã trường tự chạy, tự lấy dữ liệu (DDEAUTO)",
  ],
  "a picture that lies on a server": [
    () => wordMade(good, { "word/_rels/document.xml.rels": rels([["rId5", "image", "http://x.invalid/a.png", true]]) }),
    "Tệp Word này nối tới tệp nằm ngoài nó (image)",
  ],
  "no text": [() => wordMade("<w:p/>"), "Tệp Word này không có chữ nào"],
  "no field": [() => wordMade(paragraph("Luân chuyển đồng chí")), "Tệp Word này không có trường nào"],
  "a field nobody knows, with one near": [
    () => wordMade(paragraph("{ho_va_tn}")),
    "Trường {ho_va_tn} không có; có phải {ho_va_ten}?",
  ],
  "a field nobody knows, with none near": [() => wordMade(paragraph("{xyzzy}")), "Trường {xyzzy} không có."],
  "a list nobody knows": [
    () => wordMade(paragraph("{#danhsach}{stt}{/danhsach}")),
    "Danh sách {#danhsach} không có; có phải {#danh_sach}?",
  ],
  "a field of a list outside it": [
    () => wordMade(paragraph("{stt}")),
    "Trường {stt} chỉ dùng được giữa {#danh_sach} và {/danh_sach}.",
  ],
  "a list as a field": [() => wordMade(paragraph("{danh_sach}")), "{danh_sach} là tên danh sách"],
  "a brace never closed": [
    () => wordMade(paragraph("Số {so_ky_hieu và ngày")),
    "Ngoặc mở “{so_ky_hieu” thiếu ngoặc đóng",
  ],
  "a brace never opened": [
    () => wordMade(paragraph("Số so_ky_hieu} {ho_va_ten}")),
    "Ngoặc đóng “so_ky_hieu}” thiếu ngoặc mở",
  ],
  "two braces": [() => wordMade(paragraph("Số {{ho_va_ten}}")), "Ngoặc viết hai lần"],
  "a list never closed": [() => wordMade(paragraph("{#danh_sach}{stt}")), "Danh sách {#danh_sach} chưa đóng"],
  "a list never opened": [() => wordMade(paragraph("{stt}{/danh_sach}")), "{/danh_sach} đóng một danh sách chưa mở"],
  "lists closed across": [
    () => wordMade(paragraph("{#danh_sach}{#can_cu}{stt}{/danh_sach}{/can_cu}")),
    "Danh sách {#can_cu} đóng sai chỗ",
  ],
  "a value as mark-up": [() => wordMade(paragraph("{@ho_va_ten}")), "Trường {@ho_va_ten} viết với dấu @"],
  "an unknown field in the header": [
    () =>
      wordMade(good, {
        "word/header1.xml": partOf("hdr", paragraph("{so_ky_hieu}", "{bi_mat_quoc_gia}")),
        "word/_rels/document.xml.rels": rels([["rId8", "header", "header1.xml"]]),
      }),
    "Trường {bi_mat_quoc_gia} không có (ở đầu trang).",
  ],
};

const problemOf = async (bytes: Uint8Array): Promise<TemplateProblem | null> => {
  const checked = await checkTemplate(bytes);
  return checked.ok ? null : checked.problem;
};

describe("a broken template", () => {
  it.each(Object.entries(broken))("is refused with a sentence of its own: %s", async (_, [make, said]) => {
    const problem = await problemOf(await make());
    if (problem === null) throw new Error("it was taken");
    expect(sentence(problem, "vi").what).toContain(said);
    expect(sentence(problem, "vi").kept).toMatch(/^(?:Chưa nhận mẫu|Không có gì thay đổi)\.$/);
  });

  it("has in each case other words than in every other", async () => {
    const said = new Set<string>();
    for (const [make] of Object.values(broken)) {
      const problem = await problemOf(await make());
      if (problem !== null) said.add(sentence(problem, "vi").what);
    }
    expect(said.size).toBe(Object.keys(broken).length);
    expect(said.size).toBeGreaterThanOrEqual(12);
  });

  it("is told of every fault at once, however they are mixed", async () => {
    const problem = await problemOf(
      await wordMade(paragraph("{ho_va_tn} {#can_cu}{van_ban}{/can_cu} {stt} {danh_sach}")),
    );
    expect(problem).toEqual({
      kind: "template-faults",
      faults: [
        { why: "unknown", name: "ho_va_tn", meant: "ho_va_ten", where: "body" },
        { why: "outside-list", name: "stt", meant: "danh_sach", where: "body" },
        { why: "not-a-field", name: "danh_sach", meant: null, where: "body" },
      ],
      more: 0,
    });
  });
});

describe("a good template, the control", () => {
  it("is taken, with fields split by formatting, in tables, in a header, with spaces, and nested conditions", async () => {
    const body =
      paragraph("Luân chuyển {ho_", "va", "_ten} và { ngay_sinh }") +
      table("{#danh_sach}{stt}", "{ho_va_ten}{/danh_sach}") +
      paragraph("{#nhieu_nguoi}") +
      paragraph("{so_nguoi}") +
      paragraph("{/nhieu_nguoi}");
    const checked = await checkTemplate(
      await wordMade(body, {
        "word/header1.xml": partOf("hdr", paragraph("{so_ky_hieu}")),
        "word/_rels/document.xml.rels": rels([["rId8", "header", "header1.xml"]]),
      }),
    );
    if (!checked.ok) throw new Error(JSON.stringify(checked.problem));
    expect(new Set(checked.value.used.fields)).toEqual(new Set(["ho_va_ten", "ngay_sinh", "so_ky_hieu"]));
    expect(checked.value.used.lists).toEqual([
      { name: "danh_sach", fields: ["stt", "ho_va_ten"] },
      { name: "nhieu_nguoi", fields: ["so_nguoi"] },
    ]);
    expect(checked.value.stripped).toEqual([]);
  });

  it("loses the template it is attached to and the addresses behind words, and says so", async () => {
    const made = await wordMade(
      `${good}<w:p><w:hyperlink r:id="rId7"><w:r><w:t>trang</w:t></w:r></w:hyperlink></w:p>`,
      {
        "word/_rels/document.xml.rels": rels([
          ["rId7", "hyperlink", "http://x.invalid/", true],
          ["rId9", "settings", "settings.xml"],
        ]),
        "word/settings.xml": partOf("settings", '<w:attachedTemplate r:id="rId1"/><w:zoom/>'),
        "word/_rels/settings.xml.rels": rels([["rId1", "attachedTemplate", "http://x.invalid/evil.dotm", true]]),
        "docProps/core.xml":
          '<cp:coreProperties xmlns:cp="a" xmlns:dc="b"><dc:creator>Lê Văn Thử</dc:creator></cp:coreProperties>',
      },
    );
    const checked = await checkTemplate(made);
    if (!checked.ok) throw new Error(JSON.stringify(checked.problem));
    expect(new Set(checked.value.stripped)).toEqual(new Set(["hyperlinks", "attached-template", "author"]));
    const again = await checkTemplate(checked.value.bytes);
    expect(again.ok && again.value.stripped).toEqual([]);
  });

  it("may be a Word template by its type; one with macros by its type may not", async () => {
    const main = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml";
    expect(await problemOf(await wordMade(good, { "[Content_Types].xml": types(main) }))).toBeNull();
    const macro = "application/vnd.ms-word.document.macroEnabled.main+xml";
    expect(await problemOf(await wordMade(good, { "[Content_Types].xml": types(macro) }))).toEqual({
      kind: "template-macros",
    });
  });
});
