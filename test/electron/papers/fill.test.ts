import { describe, expect, it } from "vitest";
import { checkTemplate } from "../../../electron/papers/check-template.ts";
import { type TemplateGiven, templateWork } from "../../../electron/papers/template-work.ts";
import { openWordFile, textOf } from "../../../electron/papers/word-file.ts";
import { wordZip } from "../../../electron/papers/word-zip.ts";
import { type MergeValues, mergeValues } from "../../../shared/domain/papers/merge.ts";
import { plainText } from "../../../shared/domain/papers/plain-text.ts";
import { fieldsOfShipped, shippedIds, shippedTemplates } from "../../../shared/domain/papers/shipped.ts";
import { hostileTexts } from "../../fixtures/hostile-text.ts";
import { aMovedPerson, paperRecords } from "../../shared/domain/papers/records.ts";
import { officeText } from "./office-text.ts";
import { documentOf, paragraph, partOf, rels, wordMade, wordParts } from "./word-made.ts";

async function filled(template: TemplateGiven, values: MergeValues): Promise<Uint8Array> {
  const made = await templateWork.fill(template, values);
  if (!made.ok) throw new Error(JSON.stringify(made.problem));
  return made.value;
}
const bodyOf = async (bytes: Uint8Array): Promise<string> => {
  const opened = await openWordFile(bytes);
  if (!opened.ok) throw new Error(opened.problem.kind);
  return textOf(opened.value.parts, "word/document.xml");
};
/** One line, single spaces: words stand where the paper broke them. */
const flat = (text: string): string => text.replace(/\s+/g, " ");

describe("the shipped templates", () => {
  it.each(shippedIds)("%s is the same file every time, and passes the check that the office's own pass", async (id) => {
    const [once, again] = [await templateWork.lay(id), await templateWork.lay(id)];
    if (!once.ok || !again.ok) throw new Error("not laid");
    expect(Buffer.from(once.value).equals(Buffer.from(again.value))).toBe(true);
    const checked = await checkTemplate(once.value);
    if (!checked.ok) throw new Error(JSON.stringify(checked.problem));
    expect(checked.value.stripped).toEqual([]);
    const sorted = ({ fields, lists }: ReturnType<typeof fieldsOfShipped>) => ({
      fields: fields.toSorted(),
      lists: lists.map(({ name, fields: inside }) => `${name}: ${inside.toSorted().join()}`).toSorted(),
    });
    expect(sorted(checked.value.used)).toEqual(sorted(fieldsOfShipped(id)));
  });

  it("say in LibreOffice what the records say, in the places of each lay-out", async () => {
    const one = paperRecords();
    const many = { ...one, people: [aMovedPerson(1, "Trần Thị Mẫu"), aMovedPerson(2, "Lô Văn Thử")] as const };
    const state = { ...one.letterhead, superior: "Ủy ban nhân dân tỉnh", body: "Sở Nội vụ" };
    const said = await officeText({
      one: await filled({ shipped: "quyet-dinh-dang" }, mergeValues(one)),
      many: await filled(
        { shipped: "quyet-dinh-dang" },
        mergeValues({ ...many, people: [many.people[0], many.people[1]] }),
      ),
      state: await filled({ shipped: "quyet-dinh-nha-nuoc" }, mergeValues({ ...one, letterhead: state })),
      assessment: await filled({ shipped: "nhan-xet-dang" }, mergeValues({ ...one, paper: "ASSESSMENT" })),
    });
    const [oneText = "", manyText = "", stateText = ""] = [said.one, said.many, said.state];
    expect(oneText.split("\n").find((line) => line.trim() !== "")).toMatch(
      /ĐẢNG BỘ TỈNH NGHỆ AN\s+ĐẢNG CỘNG SẢN VIỆT NAM/,
    );
    expect(oneText).toMatch(/Số 127-QĐ\/TU/);
    expect(oneText).toMatch(/Nghệ An, ngày 25 tháng 9 năm 2025/);
    expect(flat(oneText)).toContain(
      "Điều 1. Luân chuyển đồng chí Trần Thị Mẫu, sinh ngày 05/03/1985, Phó Trưởng Ban Tổ chức, Tỉnh ủy Nghệ An, đến nhận nhiệm vụ, giữ chức vụ Bí thư Đảng ủy xã Bạch Ngọc, kể từ ngày 01 tháng 10 năm 2025. Thời hạn: 03 năm.",
    );
    expect(oneText).toMatch(/Nơi nhận:\s+T\/M BAN THƯỜNG VỤ/);
    expect(oneText.indexOf("Lê Văn Thử")).toBeGreaterThan(oneText.indexOf("BÍ THƯ"));
    expect(oneText).not.toContain("DANH SÁCH");
    expect(oneText).not.toMatch(/[{}]/);
    expect(manyText).toMatch(/DANH SÁCH CÁN BỘ LUÂN CHUYỂN/);
    expect(manyText).toMatch(/1\s+Trần Thị Mẫu[\s\S]*2\s+Lô Văn Thử/);
    expect(flat(manyText)).toContain("Luân chuyển 02 đồng chí có tên trong danh sách kèm theo");
    expect(stateText).toMatch(/CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM/);
    expect(stateText).toMatch(/SỞ NỘI VỤ\s+Độc lập - Tự do - Hạnh phúc|Độc lập - Tự do - Hạnh phúc/);
    expect(stateText).toMatch(/Số: 127-QĐ\/TU/);
    expect(stateText).not.toContain("ĐẢNG CỘNG SẢN VIỆT NAM");
    expect(said.assessment).toMatch(/Xếp loại: …{5}/); // dotted: nothing is known
  });
});

describe("an office's own template", () => {
  it("is filled in its body, its header, its lists and where formatting splits a field", async () => {
    const body = paragraph("Đồng chí {ho_", "va_", "ten}") + paragraph("{#can_cu}", "{van_ban}; ", "{/can_cu}");
    const made = await wordMade(body, {
      "word/header1.xml": partOf("hdr", paragraph("Số {so_ky_hieu}")),
      "word/_rels/document.xml.rels": rels([["rId8", "header", "header1.xml"]]),
    });
    const text = flat(
      (await officeText({ own: await filled({ bytes: made }, mergeValues(paperRecords())) })).own ?? "",
    );
    expect(text).toContain("Đồng chí Trần Thị Mẫu");
    expect(text).toContain("Số 127-QĐ/TU");
    expect(text).toContain("Quy định 65-QĐ/TW; Nghị quyết 14-NQ/TU;");
  });

  it("keeps no name of whoever wrote it in what is made from it", async () => {
    const made = await wordMade(paragraph("{ho_va_ten}"), {
      "docProps/core.xml":
        '<cp:coreProperties xmlns:cp="a" xmlns:dc="b"><dc:creator>Lê Văn Thử</dc:creator></cp:coreProperties>',
    });
    const opened = await openWordFile(await filled({ bytes: made }, mergeValues(paperRecords())));
    if (!opened.ok) throw new Error(opened.problem.kind);
    expect(textOf(opened.value.parts, "docProps/core.xml")).not.toContain("Lê Văn Thử");
  });
});

describe("hostile values", () => {
  const rows = hostileTexts.map(({ text }, at) => ({ stt: String(at + 1), ho_va_ten: text }));
  const values: MergeValues = { fields: {}, lists: { danh_sach: rows } };
  const own = () => wordMade(paragraph("{#danh_sach}") + paragraph("{stt}. {ho_va_ten}") + paragraph("{/danh_sach}"));

  /** What a paper lost of the texts, and what it has that no template had. */
  function losses(document: string, seen: string): readonly string[] {
    const lost = hostileTexts.filter(({ mark }) => !seen.includes(mark)).map(({ mark }) => mark);
    const grown = ["<w:instrText", "<w:fldSimple", "<w:hyperlink", "<w:object", "<w:drawing", "<script"].filter((tag) =>
      document.includes(tag),
    );
    return [...lost, ...grown];
  }

  it(`stay text: every one of ${hostileTexts.length} is on the paper, and nothing else came with them`, async () => {
    const paper = await filled({ bytes: await own() }, values);
    const document = await bodyOf(paper);
    const seen = (await officeText({ paper })).paper ?? "";
    expect(losses(document, seen.replace(/\s/g, ""))).toEqual([]);
    expect(plainText(document)).toBe(document.replace(/\r\n?/g, "\n")); // nothing that hides or turns is left
  });

  it("would be told if they were put in as they are (control)", async () => {
    const careless = hostileTexts.map(({ text }) => paragraph(plainText(text))).join("");
    const bytes = await wordZip(wordParts(careless));
    expect((await openWordFile(bytes)).ok).toBe(false);
    const grown = documentOf(paragraph("</w:t><w:instrText>DDE</w:instrText><w:t>"));
    expect(losses(grown, "")).toEqual([...hostileTexts.map(({ mark }) => mark), "<w:instrText"]);
  });

  it("in any field of a shipped template leave it a paper that opens", async () => {
    const worst = hostileTexts
      .filter(({ family }) => family === "xml")
      .map(({ text }) => text)
      .join(" ");
    for (const id of shippedIds) {
      const { fields, lists } = mergeValues(paperRecords({ paper: shippedTemplates[id].paper }));
      const all = (row: Readonly<Record<string, string>>) =>
        Object.fromEntries(Object.keys(row).map((name) => [name, worst]));
      const paper = await filled(
        { shipped: id },
        {
          fields: all(fields),
          lists: Object.fromEntries(Object.entries(lists).map(([name, held]) => [name, held.map(all)])),
        },
      );
      expect((await openWordFile(paper)).ok).toBe(true);
    }
  });
});
