import { beforeAll, describe, expect, it } from "vitest";
import { filesNamed } from "../../../electron/exchange/attachments.ts";
import { sha256Hex } from "../../../electron/exchange/sha256.ts";
import { type Action, type Change, FieldName } from "../../../shared/change/change.ts";
import { encodeLine, encodeWithheld } from "../../../shared/change/line.ts";
import type { RecordId } from "../../../shared/domain/primitives.ts";
import { formerLine } from "../../fixtures/former-line.ts";
import { seeded } from "../../fixtures/seeded.ts";
import { aFile, fileLine } from "./forge.ts";
import { consignment, packed, type TestOffice, testOffice } from "./offices.ts";

const feed = "doluong-k3f7";
const person: RecordId = "person:0192a0b0-1234-7000-8000-000000000001";
const confirmation: RecordId = "confirmation:0192a0b0-1234-7000-8000-000000000002";
const phone = (...saw: string[]): Change["fields"] => ({ phone: { saw, to: "0912" } });
const action = (changes: readonly Change[], reason = ""): Action => ({
  feed,
  number: 20,
  clerk: "c1",
  at: "2026-11-22T08:14",
  purpose: "person.edit",
  reason,
  audience: [],
  changes: [...changes],
});

const edit = action([{ record: person, fields: phone(`${feed}:12`) }]);
const asking = action([
  { record: person, fields: phone(`${feed}:12`) },
  { record: confirmation, fields: { asks: { saw: [], to: "c1" } } },
]);

let district: TestOffice;
let province: TestOffice;
beforeAll(async () => {
  district = await testOffice(41, "doluong");
  province = await testOffice(42, "nghean", "province");
});

async function schemaOf(...lines: readonly string[]) {
  const { header } = await packed(district, consignment(district, province, lines));
  expect(header.minReader).toBe(header.schemaVersion);
  return header.schemaVersion;
}

describe("the schema that a bundle asks for", () => {
  it("is that of its lines: those of before are still read by a program of before", async () => {
    const withheld = encodeWithheld({ hash: "ab".repeat(32), depth: 2 });
    expect(await schemaOf(formerLine(edit))).toBe(1);
    expect(await schemaOf(withheld, formerLine(edit))).toBe(1);
    expect(await schemaOf(formerLine(edit), formerLine(asking))).toBe(2);
    expect(await schemaOf(withheld, formerLine(edit), encodeLine(edit))).toBe(3);
    expect(await schemaOf(encodeLine(asking), formerLine(edit))).toBe(3);
  });

  it("is told whatever else a line says", async () => {
    const random = seeded(Number(process.env.SEED ?? 1945));
    const texts = ["", "0912", '"set":[[', `"set":[["${person}","phone"`, `"set":[["${person}",{`, ',{"', '","', "[["];
    const saws = [[], [`${feed}:3`], ["vinh-k3fq:7"], ["vinh-k3fq:7", `${feed}:3`]];
    const fields = (): Change["fields"] =>
      Object.fromEntries(
        ["birthName", "phone", "set"].slice(random.whole(0, 2)).map((name) => {
          const to = random.chance(0.5) ? random.pick(texts) : { set: [[random.pick(texts)]], [random.pick(texts)]: 1 };
          return [FieldName.parse(name), { saw: random.pick(saws), to }];
        }),
      );
    for (let i = 0; i < 150; i += 1) {
      const said = action([{ record: person, fields: fields() }], random.pick(texts));
      expect(await schemaOf(formerLine(said)), formerLine(said)).toBe(1);
      expect(await schemaOf(encodeLine(said)), encodeLine(said)).toBe(3);
    }
  });
});

describe("the files that a line names", () => {
  it("are named in either form, and by no text", () => {
    const blob = sha256Hex(aFile);
    const named = (line: string) => [...filesNamed(Buffer.from(line))];
    const attachment: RecordId = "attachment:01234567-89ab-7cde-8f01-000000000003";
    const writes = (fields: Change["fields"], reason = "") => action([{ record: attachment, fields }], reason);
    expect(named(fileLine(feed, 3))).toEqual([blob]);
    const scan = writes({ blob: { saw: [`${feed}:1`], to: blob }, title: { saw: [], to: "Quyết định" } });
    const within = writes({ scan: { saw: [], to: { blob } } });
    for (const said of [scan, within])
      for (const line of [encodeLine(said), formerLine(said)]) expect(named(line), line).toEqual([blob]);
    const text = `"blob","${blob}" "blob":"${blob}"`;
    const talk = writes({ title: { saw: [], to: text } }, text);
    for (const line of [encodeLine(talk), formerLine(talk)]) expect(named(line), line).toEqual([]);
  });
});
