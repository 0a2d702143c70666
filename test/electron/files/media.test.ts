import { describe, expect, it } from "vitest";
import { canBeDrawn, mediaOf, pictureCaps } from "../../../electron/files/media.ts";
import { pdfPages } from "../../../electron/files/pdf-pages.ts";
import { jpeg, pdf, png } from "../pictures.ts";
import { chanceOf } from "../store/chance.ts";

const text = (words: string) => new Uint8Array(Buffer.from(words, "latin1"));

describe("what a file is by its first bytes", () => {
  it("knows the three kinds that are kept, and nothing else", () => {
    expect(mediaOf(jpeg(300, 400))).toBe("image/jpeg");
    expect(mediaOf(png(300, 400))).toBe("image/png");
    expect(mediaOf(pdf(1))).toBe("application/pdf");
    const others = [
      "",
      "%PDF",
      " %PDF-1.4",
      "GIF89a",
      "RIFF....WEBP",
      "<svg xmlns=",
      "PK\x03\x04",
      "MZ",
      "\xff\xd8",
      "\x89PNG\n",
    ];
    for (const other of [...others, "II*\0", "<html>%PDF-1.4"]) expect(mediaOf(text(other)), other).toBeNull();
  });

  it("draws what says its size, in every kind of frame, up to the caps", () => {
    for (const frame of [0xc0, 0xc1, 0xc2, 0xc9])
      expect(canBeDrawn(jpeg(300, 400, { frame }), "image/jpeg")).toBe(true);
    expect(canBeDrawn(png(1, 1), "image/png")).toBe(true);
    const { side, pixels } = pictureCaps;
    const tallest = Math.floor(pixels / side);
    const drawn = (width: number, height: number) => [
      canBeDrawn(jpeg(width, height), "image/jpeg"),
      canBeDrawn(png(width, height), "image/png"),
    ];
    expect(drawn(side, tallest)).toEqual([true, true]);
    expect(drawn(tallest, side)).toEqual([true, true]);
    const beyond = [
      [side + 1, 1],
      [1, side + 1],
      [side, tallest + 1],
      [65_535, 65_535],
      [0, 10],
      [10, 0],
    ] as const;
    for (const [width, tall] of beyond) expect(drawn(width, tall), `${width}×${tall}`).toEqual([false, false]);
    expect(canBeDrawn(png(4_000_000_000, 4_000_000_000), "image/png")).toBe(false);
  });

  it("draws nothing that is cut or holds no size, and never throws", () => {
    const whole = jpeg(300, 400);
    const frameEnds = whole.indexOf(0xc0, 150) + 8;
    for (let end = 0; end < frameEnds; end += 1) expect(canBeDrawn(whole.subarray(0, end), "image/jpeg")).toBe(false);
    for (let end = 0; end < 33; end += 1) expect(canBeDrawn(png(3, 4).subarray(0, end), "image/png")).toBe(false);
    const noFrame = jpeg(300, 400, { frame: 0xc8 });
    expect(canBeDrawn(noFrame, "image/jpeg")).toBe(false);
    const chance = chanceOf(11);
    let drawn = 0;
    for (let i = 0; i < 20_000; i += 1) {
      const bytes = i % 2 === 0 ? jpeg(300, 400) : png(300, 400);
      for (let n = 1 + chance.below(6); n > 0; n -= 1) bytes[chance.below(bytes.byteLength)] = chance.below(256);
      const cut = bytes.subarray(0, chance.below(bytes.byteLength));
      if (canBeDrawn(cut, i % 2 === 0 ? "image/jpeg" : "image/png")) drawn += 1;
    }
    expect(drawn).toBeGreaterThan(1000);
    expect(drawn).toBeLessThan(19_000);
  });
});

describe("the pages of a PDF", () => {
  it("are what the root of its page tree says, plain or packed", () => {
    for (const pages of [1, 2, 13, 400, 3000])
      for (const packed of [false, true]) expect(pdfPages(pdf(pages, { packed })), `${pages} ${packed}`).toBe(pages);
  });

  it("are unknown where none or several say so", () => {
    expect(pdfPages(text("%PDF-1.7\n%%EOF"))).toBeNull();
    expect(pdfPages(pdf(0))).toBeNull();
    expect(pdfPages(pdf(3, { more: "2 0 obj << /Type /Pages /Count 4 /Kids [] >> endobj " }))).toBeNull();
    expect(pdfPages(pdf(3, { more: "2 0 obj << /Type /Pages /Count 3 /Kids [] >> endobj " }))).toBe(3);
    expect(pdfPages(pdf(3).subarray(0, 80))).toBeNull();
  });

  it("cost little in a file made to be slow", () => {
    const began = performance.now();
    const many = "<< /Type /Pages /Count 1 ".repeat(800_000);
    expect(pdfPages(text(`%PDF-1.7 ${many}`))).toBeNull();
    expect(pdfPages(text(`%PDF-1.7 ${"/Type /ObjStm stream\n".repeat(900_000)}`))).toBeNull();
    expect(pdfPages(text(`%PDF-1.7 ${"<".repeat(10_000_000)}/Type /Pages${">".repeat(10_000_000)}`))).toBeNull();
    // Without its caps this takes minutes; the suite's time limit is the judge.
    process.stdout.write(`slow PDFs of 20 MB: ${Math.round(performance.now() - began)} ms\n`);
  }, 30_000);
});
