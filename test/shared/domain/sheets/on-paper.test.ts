import { describe, expect, it } from "vitest";
import { onPaper } from "../../../../shared/domain/sheets/on-paper.ts";
import { hostileTexts } from "../../../fixtures/hostile-text.ts";

describe("text on paper", () => {
  it("is composed, with one kind of line ends and blanks", () => {
    expect(onPaper("Đặng Thị Ưởng".normalize("NFD"))).toBe("Đặng Thị Ưởng");
    expect(onPaper("một\r\nhai\rba\u2028bốn\u0085năm")).toBe("một\nhai\nba\nbốn\nnăm");
    expect(onPaper("một\thai")).toBe("một hai");
    expect(onPaper("Lê\ud800 Thị \udc00A 👍")).toBe("Lê\ufffd Thị \ufffdA 👍");
  });

  it("has nothing in it that is not seen, and every letter that is, in the order of the file", () => {
    expect(onPaper("Trần Thị (gpj.\u202eexe)")).toBe("Trần Thị (gpj.exe)");
    expect(onPaper("\ufeffNguyễn \u200bVăn\u00ad Hòa\u2069")).toBe("Nguyễn Văn Hòa");
    expect(onPaper("a\u200b\u0301")).toBe("á");
    for (const { text, mark } of hostileTexts) {
      const said = onPaper(text);
      expect(said).toContain(mark);
      expect(said).not.toMatch(/[\p{Bidi_Control}\p{Default_Ignorable_Code_Point}]|(?!\n)\p{Cc}/u);
      expect(said.replaceAll(/\s/g, "")).toBe(seen(text));
    }
  });

  it("is told from a text that was only composed", () => {
    expect(hostileTexts.filter(({ text }) => text.normalize("NFC") !== onPaper(text)).length).toBeGreaterThan(100);
  });
});

/** Letters that are seen, told one by one from the database of characters. */
const seen = (text: string): string =>
  Array.from(text)
    .filter((letter) => !/[\p{Cc}\p{DI}\p{Noncharacter_Code_Point}\p{White_Space}\ufff9-\ufffb]/u.test(letter))
    .map((letter) => (/\p{Cs}/u.test(letter) ? "\ufffd" : letter))
    .join("")
    .normalize("NFC");
