import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { sha256Hex } from "../../electron/exchange/sha256.ts";
import { describeChange } from "../../shared/change/describe-change.ts";
import { encodeLine } from "../../shared/change/line.ts";
import { genesis, headsOf } from "../../shared/exchange/chain.ts";
import type { Peer } from "../../shared/exchange/header.ts";
import { consignment, packed, type TestOffice } from "../electron/exchange/offices.ts";
import { seeded } from "../fixtures/seeded.ts";
import { fieldEdits } from "./edits.ts";
import { madeOffice } from "./made-office.ts";

/** An office that is played by its keys, and the size of what it has. */
export interface MadeDistrict {
  readonly office: TestOffice;
  readonly number: number; // from which all it has is made
  readonly people: number;
  readonly career: number; // posts a person
}

/** All that an office has, in one bundle on the stick. Answers how many records, and the bytes of their lines. */
export async function wholeBundle(
  district: MadeDistrict,
  province: Peer,
  stick: string,
): Promise<{ readonly records: number; readonly bytes: number }> {
  const { records, lines } = wholeOffice(district);
  await leave(district.office, province, stick, lines, []);
  return { records: records.length, bytes: lines.reduce((sum, line) => sum + Buffer.byteLength(line), 0) };
}

/** What the same office typed after that, so many fields, in one bundle on the stick. Answers its path, and how many saves it is. */
export async function editsBundle(
  district: MadeDistrict,
  province: Peer,
  stick: string,
  edits: number,
): Promise<{ readonly path: string; readonly saves: number }> {
  const { office, number } = district;
  const { feed } = office.peer;
  const { records, lines } = wholeOffice(district);
  const writtenBy = new Map<string, string>(records.map(({ id }, i) => [id, `${feed}:${Math.floor(i / atOnce) + 1}`]));
  const people = records.slice(0, district.people).map(({ id }) => id);
  const saves = fieldEdits(seeded(number + 1), people as Parameters<typeof fieldEdits>[1], edits);
  const typed = saves.map(([id, fields], i) => {
    const own = lines.length + i + 1;
    const writes = Object.entries(fields).map(([field, to]) => {
      const saw = writtenBy.get(`${id} ${field}`) ?? writtenBy.get(id)!;
      writtenBy.set(`${id} ${field}`, `${feed}:${own}`);
      return [field, { saw: [saw], to }] as const;
    });
    return encodeLine({
      feed,
      number: own,
      clerk: "c1",
      at: "2026-04-02T08:00",
      purpose: "person.edit",
      reason: "",
      audience: [],
      changes: [{ record: id, fields: Object.fromEntries(writes) }],
    });
  });
  return { path: await leave(office, province, stick, typed, lines), saves: saves.length };
}

/** Records an action of the office's first entering holds. */
const atOnce = 300;

/** Its people first, then their posts; and the lines that say so. */
function wholeOffice({ office, number, people, career }: MadeDistrict) {
  const made = madeOffice(number + 1, people, career);
  const records = [...made.people.map((person) => ({ ...person, custodian: office.peer.office })), ...made.assignments];
  const lines = Array.from({ length: Math.ceil(records.length / atOnce) }, (_, i) =>
    encodeLine({
      feed: office.peer.feed,
      number: i + 1,
      clerk: "c1",
      at: "2026-03-02T08:00",
      purpose: "workbook.import",
      reason: "",
      audience: [],
      changes: records.slice(i * atOnce, i * atOnce + atOnce).map((record) => describeChange(undefined, record)!),
    }),
  );
  return { records, lines };
}

/** @param before  the lines of the bundle before this one */
async function leave(
  office: TestOffice,
  province: Peer,
  stick: string,
  lines: readonly string[],
  before: readonly string[],
): Promise<string> {
  const place =
    before.length === 0
      ? {}
      : { serial: 2, from: before.length + 1, prevHead: headsOf(sha256Hex, genesis, before).at(-1)! };
  const bundle = await packed(office, consignment(office, { ...office, peer: province }, lines, place));
  if (bundle.header.counts.actions !== lines.length) throw new Error("these lines are too many for one bundle");
  await writeFile(join(stick, bundle.fileName), bundle.bundle);
  await writeFile(join(stick, bundle.signatureName), bundle.signature);
  return join(stick, bundle.fileName);
}
