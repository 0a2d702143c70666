import { describe, expect, it } from "vitest";
import {
  evidenceOf,
  type FontText,
  legacyColumn,
  legacySheet,
  repair,
} from "../../../../shared/domain/text/legacy-evidence.ts";
import { encodingOfFont, fromLegacy, isCapitalFont } from "../../../../shared/domain/text/legacy-fonts.ts";
import { isSyllable } from "../../../../shared/domain/text/syllable.ts";
import { inTcvn3, inVni, paragraphs } from "./old-fonts.ts";

const vowels = ["a", "ă", "â", "e", "ê", "i", "o", "ô", "ơ", "u", "ư", "y"];
const tones = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"];
const small = [...vowels.flatMap((vowel) => tones.map((tone) => (vowel + tone).normalize("NFC"))), "đ"];

/** Letters of `right` that stand otherwise in `got`. */
const wrongLetters = (right: string, got: string): number => {
  const [a, b] = [Array.from(right), Array.from(got)];
  return a.filter((letter, i) => letter !== b[i]).length + Math.max(0, b.length - a.length);
};
const plain = (text: string): FontText => ({ text, font: "" });

describe("text in the old fonts", () => {
  it("comes back letter by letter, every one of the alphabet", () => {
    expect(small).toHaveLength(73);
    for (const letter of small) {
      expect(fromLegacy(inTcvn3(letter), "TCVN3").text).toBe(letter);
      expect(fromLegacy(inVni(letter), "VNI").text).toBe(letter);
      expect(fromLegacy(inVni(letter.toUpperCase()), "VNI").text).toBe(letter.toUpperCase());
      expect(fromLegacy(inTcvn3(letter), "TCVN3", ".VnTimeH").text).toBe(letter.toUpperCase());
    }
  });

  it("comes back paragraph by paragraph: every recoverable letter right", () => {
    let letters = 0;
    for (const text of paragraphs) {
      for (const written of [text, text.toUpperCase()]) {
        letters += written.length * 2;
        expect(wrongLetters(written, fromLegacy(inVni(written), "VNI").text)).toBe(0);
        // TCVN3 has no capitals with tones: a word that begins with one keeps a small letter; whole capital words come back.
        const back = fromLegacy(inTcvn3(written), "TCVN3");
        expect(wrongLetters(written.toLowerCase(), back.text.toLowerCase())).toBe(0);
        expect(back.lost).toEqual([]);
      }
      expect(fromLegacy(inTcvn3(text), "TCVN3", ".VnArialH").text).toBe(text.toUpperCase());
    }
    expect(letters).toBeGreaterThan(4000);
    expect(fromLegacy(inTcvn3("NGUYỄN VĂN KHẢNG"), "TCVN3").text).toBe("NGUYỄN VĂN KHẢNG");
    // The broken table must be caught: ă and â change places.
    const broken = fromLegacy(
      inTcvn3(paragraphs[0] ?? "").replace(/[¨©]/g, (sign) => (sign === "¨" ? "©" : "¨")),
      "TCVN3",
    );
    expect(wrongLetters((paragraphs[0] ?? "").toLowerCase(), broken.text.toLowerCase())).toBeGreaterThan(0);
  });

  it("names letters that nothing brings back", () => {
    expect(fromLegacy("Nguy?n V¨n", "TCVN3")).toEqual({ text: "Nguy?n Văn", lost: ["?"] });
    expect(fromLegacy("Nguy\uFFFDn", "VNI").lost).toEqual(["\uFFFD"]);
    expect(fromLegacy("NguyeãÞn", "VNI").lost).toEqual(["Þ"]);
    expect(fromLegacy("Là ai? Không.", "TCVN3").lost).toEqual([]);
  });

  it("is told by the font's name", () => {
    expect(
      [".VnTime", ".VnArialH", "VNI-Times", "VNI Helve", "Times New Roman", "VnTimes"].map(encodingOfFont),
    ).toEqual(["TCVN3", "TCVN3", "VNI", "VNI", null, null]);
    expect([".VnTimeH", ".VnTime", "VNI-TimesH"].map(isCapitalFont)).toEqual([true, false, false]);
  });
});

describe("syllables", () => {
  it("are told from what is none", () => {
    const yes = "nguyễn gìn giếng quốc quyết khuyên thuỵ thúy oách ương Đặng nghiêng yêu huơ khuya ỷ gì".split(" ");
    const no = "NguyÔn müller café tât baz xin\u0301ht wang zụ qa nát\u0300 Köln Björn".split(" ");
    expect(yes.filter((word) => !isSyllable(word))).toEqual([]);
    expect(no.filter((word) => isSyllable(word))).toEqual([]);
  });
});

const words = (text: string): string[] => text.split(/[\s:;,.()/–]+/).filter((word) => /\p{L}/u.test(word));

describe("what needs turning", () => {
  it("is found without a font's name, in whole columns", () => {
    for (const write of [inTcvn3, inVni]) {
      const cells = paragraphs.map((text) => plain(write(text)));
      const column = legacyColumn(cells);
      expect(column.encoding).toBe(write === inVni ? "VNI" : "TCVN3");
      expect(column).toMatchObject({ turned: cells.length, unsure: 0, lost: [] });
      expect(cells.map((cell) => repair(cell, column.encoding).text.toLowerCase())).toEqual(
        paragraphs.map((text) => text.toLowerCase()),
      );
    }
  });

  it("is found cell by cell in a mixed sheet", () => {
    const columns = [0, 1, 2].map((shift) =>
      paragraphs.map((text, i) => {
        const kind = (i + shift) % 4;
        const cell = kind === 0 ? text : kind === 1 ? inTcvn3(text) : kind === 2 ? inVni(text) : text.normalize("NFD");
        return { text, cell: plain(cell) };
      }),
    );
    for (const column of columns) {
      const proposal = legacyColumn(column.map(({ cell }) => cell));
      const after = column.map(({ cell }) => repair(cell, proposal.encoding).text.normalize("NFC").toLowerCase());
      expect(after).toEqual(column.map(({ text }) => text.toLowerCase()));
      expect(proposal.unsure).toBe(0);
    }
  });

  it("is never Unicode Vietnamese, plain letters or another language", () => {
    const foreign = [
      "Party committee of the commune, list of 2015",
      "café, naïve, Noël, São Paulo, piñata, Zürich, Müller, Ångström, Besançon, façade, über",
      "Khăm Xẻn, Y Moan, K'Brêl, Vừ Bá Rê, Lầu Y Xia, Moong Thị Lê",
      "5 m², 20 °C, § 12, 3½, ±5 %, 10 µm, «trích»",
      "Hà, Lê, Bà, Hoàng, Sáu, Lò, Hùng, Lý, Phú",
    ];
    let texts = 0;
    let changed = 0;
    const look = (text: string): void => {
      texts += 1;
      const cells = [plain(text)];
      const { encoding } = legacyColumn(cells);
      if (repair(plain(text), encoding).text !== text) changed += 1;
    };
    for (const text of [...paragraphs, ...foreign]) {
      look(text);
      look(text.normalize("NFD"));
      look(text.toUpperCase());
      for (const word of words(text)) look(word);
      const few = words(text);
      for (let i = 0; i + 3 <= few.length; i += 1) look(few.slice(i, i + 3).join(" "));
    }
    expect(texts).toBeGreaterThan(600);
    expect(changed).toBe(0);
    // Whole columns of words, where leanings add up.
    expect(legacyColumn(paragraphs.flatMap(words).map(plain)).turned).toBe(0);
    expect(legacyColumn(foreign.flatMap(words).map(plain)).turned).toBe(0);
    // A reader that turns whatever can be turned is caught.
    const turned = paragraphs.flatMap(words).filter((word) => fromLegacy(word, "TCVN3").text !== word);
    expect(turned.length).toBeGreaterThan(20);
  });

  it("takes names of one word for what the column speaks for, and leaves them where the column holds Unicode", () => {
    const names = ["Nguyễn Văn Khảng", "Trần Thị Hằng", "Đặng Bảo", "Lê", "Hà"];
    const cells = names.map((name) => plain(inVni(name)));
    expect(cells.map((cell) => repair(cell, legacyColumn(cells).encoding).text)).toEqual(names);
    const mixed = [...cells, plain("Đỗ Thị Mỵ"), plain("Hoàng")];
    const { encoding, unsure } = legacyColumn(mixed);
    expect(encoding).toBeNull();
    expect(repair(plain("Hoàng"), encoding).text).toBe("Hoàng");
    expect(unsure).toBeGreaterThan(0);
  });

  it("believes a font, but not against the words", () => {
    expect(evidenceOf({ text: "Hoµ", font: ".VnTime" })).toEqual({ encoding: "TCVN3", sure: true });
    expect(evidenceOf({ text: "Đặng Thị Ẩn", font: ".VnTime" })).toEqual({ encoding: null, sure: true });
    expect(evidenceOf({ text: "Lê Hà", font: ".VnTime" }).encoding).toBe("TCVN3");
    expect(repair({ text: "nguyÔn v¨n a", font: ".VnTimeH" }, "TCVN3").text).toBe("NGUYỄN VĂN A");
    expect(repair({ text: "tran van ba", font: ".VnTimeH" }, "TCVN3").text).toBe("TRAN VAN BA");
    expect(legacySheet(paragraphs.map((text) => plain(inTcvn3(text))))).toBe("TCVN3");
    expect(legacySheet([plain(inTcvn3("Nguyễn Văn")), plain("Đặng")])).toBeNull();
  });
});
