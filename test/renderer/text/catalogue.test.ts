import { describe, expect, it } from "vitest";
import { en, vi } from "../../../renderer/text/index.ts";

type Words = { readonly [key: string]: string | Words };

/** Every text of a catalogue by its whole key. */
function flat(words: Words, before = ""): Map<string, string> {
  const all = new Map<string, string>();
  for (const [key, value] of Object.entries(words))
    if (typeof value === "string") all.set(before + key, value);
    else for (const [inner, text] of flat(value, `${before}${key}.`)) all.set(inner, text);
  return all;
}

/** What is wrong between two catalogues: keys on one side only, blanks that differ, texts that are empty or decomposed. */
function differences(a: Words, b: Words): string[] {
  const [first, second] = [flat(a), flat(b)];
  const found: string[] = [];
  for (const key of new Set([...first.keys(), ...second.keys()])) {
    const texts = [first.get(key), second.get(key)];
    if (texts.includes(undefined)) found.push(`${key}: missing`);
    else if (blanks(texts[0]!) !== blanks(texts[1]!)) found.push(`${key}: blanks differ`);
    for (const text of texts) if (text !== undefined && text !== text.normalize("NFC")) found.push(`${key}: not NFC`);
    if ((texts[0] === "") !== (texts[1] === "")) found.push(`${key}: empty`);
  }
  return found;
}

const blanks = (text: string): string =>
  [...text.matchAll(/\{\{\w+\}\}/gu)]
    .map(([blank]) => blank)
    .toSorted()
    .join();

describe("the two catalogues", () => {
  it("have the same keys, the same blanks, and no text that is empty on one side", () => {
    expect(flat(vi).size).toBeGreaterThan(300);
    expect(differences(vi, en)).toEqual([]);
  });

  it("are compared by a check that sees each kind of slip", () => {
    expect(differences({ a: "x" }, {})).toEqual(["a: missing"]);
    expect(differences({ a: { b: "{{n}} người" } }, { a: { b: "people" } })).toEqual(["a.b: blanks differ"]);
    expect(differences({ a: "Đ\u01b0\u0323" }, { a: "x" })).toEqual(["a: not NFC"]);
    expect(differences({ a: "" }, { a: "x" })).toEqual(["a: empty"]);
  });

  it("keeps the labels of form 2C/TCTW-98 to the letter", () => {
    const { field } = vi.profile;
    expect(field.positions).toBe("Chức vụ (Đảng, đoàn thể, Chính quyền, kể cả chức vụ kiêm nhiệm)");
    expect(field.residence).toBe("Nơi ở hiện nay (Xã, huyện, tỉnh hoặc số nhà, đường phố, TP)");
    expect(field.priorOccupation).toBe("Nghề nghiệp bản thân trước khi được tuyển dụng");
    expect(field.discipline).toBe(
      "Kỷ luật (Đảng, Chính quyền, Đoàn thể, Cấp quyết định, năm nào, lý do, hình thức, ...)",
    );
    expect(field.partyJoinDate).toBe("Ngày vào Đảng Cộng sản Việt Nam");
  });
});
