import { afterAll, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { Action, ActionRef, FieldName } from "../../../shared/change/change.ts";
import { decodeLine } from "../../../shared/change/line.ts";
import { readSeen } from "../../../shared/change/line-seen.ts";
import { AnyRecordId, isPartialDate, type Json } from "../../../shared/domain/primitives.ts";
import { type Seeded, seeded } from "../../fixtures/seeded.ts";

// A line is read by guards that are read off the schemas; here the schemas themselves are asked about the same lines.

const seed = Number(process.env.SEED ?? 1945);
const feed = "doluong-k3f7";
const record = "person:0192a0b0-1234-7000-8000-000000000001";
const { clerk, at, purpose, reason, audience } = Action.shape;
const Line = z.strictObject({
  by: clerk,
  at,
  act: purpose,
  why: reason.default(""),
  for: audience.default([]),
  set: z.array(z.array(z.json())).min(1),
});

const OwnNumber = z.int().min(1).max(9_999_999_999);
const Ref = ActionRef.refine((ref) => !ref.startsWith(`${feed}:`));
const Seen = z.union([
  OwnNumber,
  z.array(z.union([OwnNumber, Ref])).refine(([first, ...more]) => more.length > 0 || typeof first !== "number"),
]);
const FormerShort = z.union([OwnNumber, ActionRef]);
const FormerSeen = z.union([FormerShort, z.array(FormerShort)]);
const Former = z
  .tuple([AnyRecordId, z.record(FieldName, z.json())])
  .rest(z.union([FormerSeen, z.record(z.union([z.literal("*"), FieldName]), FormerSeen)]))
  .refine(([, values, seen, ...more]) => {
    const byField = typeof seen === "object" && !Array.isArray(seen) ? Object.keys(seen) : [];
    return more.length === 0 && byField.every((name) => name === "*" || Object.hasOwn(values, name));
  });

const counted = { lines: 0, taken: 0, dates: 0, real: 0 };
afterAll(() => console.log(`seed ${seed}: ${JSON.stringify(counted)}`));

/** Values of every sort in every place: good ones, near misses, and other kinds of things. */
const pieces: readonly Json[] = [
  "c1",
  "c9999",
  "c10000",
  "c0",
  "2026-11-22T08:14",
  "2026-11-22T08:14\n",
  "2026-11-22 08:14",
  "person.edit",
  "a",
  "Person.edit",
  "person.edit.x",
  "",
  "lý do",
  "x".repeat(1000),
  "x".repeat(1001),
  "vinh",
  "v",
  "vinh-k3fq:7",
  "vinh-k3fq:07",
  `${record}0`,
  record.toUpperCase(),
  record,
  "1985-02-29",
  "new-kind:0192a0b0-1234-7000-8000-0",
  0,
  1,
  12,
  -1,
  1.5,
  1e10,
  true,
  null,
  [],
  {},
  ["vinh"],
  ["vinh", 1],
  [["vinh"]],
  { "*": 12 },
  { phone: 12 },
  { phone: "1" },
  { Phone: "1" },
  "phone",
  "birthDate",
  "x-phone",
  [record, "phone", "1"],
  [12, record, "birthDate", "1980", "phone", "1"],
  [12, record, "phone", "1", ["vinh-k3fq:7"], "birthDate", "1980"],
  [12],
  [12, 3],
  ["vinh-k3fq:7"],
  ["vinh-k3fq:7", 3],
  [`${feed}:3`],
  [record, { phone: "1" }],
  [record, { phone: "1" }, 12],
  [record],
  [record, []],
];

const good = (): Record<string, Json> => ({
  by: "c1",
  at: "2026-11-22T08:14",
  act: "person.edit",
  why: "lý do",
  for: ["vinh"],
  set: [
    [record, { phone: "0912", birthDate: "1980" }, { "*": 12, phone: ["vinh-k3fq:7", 3] }],
    [12, record, "birthDate", "1980", ["vinh-k3fq:7", 3], "phone", "0912"],
  ],
});

/** A change is read as groups; spelt once more from those, sorted, it must be the same text. */
function isFlat(change: readonly Json[]): boolean {
  const parts = [...change];
  const groups: { readonly seen: Json; readonly fields: Map<Json, Json | undefined> }[] = [];
  const id = typeof parts[0] === "string" ? 0 : 1;
  if (!AnyRecordId.safeParse(parts[id]).success) return false;
  const [of] = parts.splice(id, 1);
  if (id === 0) parts.unshift([]);
  while (parts.length > 0) {
    const [seen = null, fields] = [parts.shift(), new Map<Json, Json | undefined>()];
    while (typeof parts[0] === "string") {
      const [name, value] = parts.splice(0, 2);
      fields.set(name ?? null, value);
    }
    groups.push({ seen, fields });
  }
  const names = groups.flatMap(({ fields }) => [...fields.keys()]);
  const isSpelt =
    groups.every(({ seen, fields }) => Seen.safeParse(seen).success && fields.size > 0) &&
    groups.every(({ fields }) => [...fields.values()].every((value) => value !== undefined)) &&
    names.every((name) => FieldName.safeParse(name).success) &&
    new Set(names).size === names.length &&
    new Set(groups.map(({ seen }) => JSON.stringify(seen))).size === groups.length;
  if (!isSpelt) return false;
  // A number sorts before a text by its digits' count and digits, each part before what goes on behind it.
  const rank = (part: Json): string =>
    typeof part === "number" ? `0${String(part).padStart(10, "0")}` : `1${JSON.stringify(part).slice(1, -1)}`;
  const key = (seen: Json): string => (Array.isArray(seen) ? seen : [seen]).map((part) => `${rank(part)} `).join("");
  const [first, ...others] = groups
    .toSorted((one, other) => (key(one.seen) < key(other.seen) ? -1 : 1))
    .map(({ seen, fields }) => ({ seen, written: [...fields].toSorted(([a], [b]) => (a! < b! ? -1 : 1)).flat() }));
  const before = key(first!.seen) === "" ? [of] : [first!.seen, of];
  const spelt = [...before, ...first!.written, ...others.flatMap(({ seen, written }) => [seen, ...written])];
  return JSON.stringify(spelt) === JSON.stringify(change);
}

const isTaken = (line: Json): boolean => {
  const read = Line.safeParse(line);
  return read.success && read.data.set.every((change) => Former.safeParse(change).success || isFlat(change));
};

/** Good lines with up to two parts changed, left out or added. */
function* linesOf(random: Seeded, count: number): Generator<Readonly<Record<string, Json>>> {
  const field = (): Json[] => [random.pick(["birthDate", "phone", "residence"]), random.pick(pieces)];
  const flatPart = (): Json => {
    const part: Json[] = random.chance(0.5)
      ? [record, ...field()]
      : [random.pick([3, 12, ["vinh-k3fq:7"]]), record, ...field()];
    while (random.chance(0.4)) part.push(...field());
    if (random.chance(0.4)) part.push(random.pick([12, 13, ["vinh-k3fq:7", 3]]), ...field());
    if (random.chance(0.2)) part[random.whole(0, part.length - 1)] = random.pick(pieces);
    if (random.chance(0.1)) part.splice(random.whole(0, part.length - 1), 1);
    return part;
  };
  const changePart = (): Json => {
    if (random.chance(0.5)) return flatPart();
    const part: Json[] = [random.chance(0.7) ? record : random.pick(pieces)];
    part.push(random.chance(0.7) ? { phone: random.pick(pieces) } : random.pick(pieces));
    if (random.chance(0.5)) part.push(random.pick(pieces));
    return part;
  };
  for (let i = 0; i < count; i += 1) {
    const line = good();
    for (let times = random.whole(0, 2); times > 0; times -= 1) {
      const part = random.pick([...Object.keys(line), "more"]);
      if (random.chance(0.2)) delete line[part];
      else if (part !== "set" || random.chance(0.3)) line[part] = random.pick(pieces);
      else line.set = Array.from({ length: random.whole(0, 3) }, changePart);
    }
    yield line;
  }
}

describe("the guards of a line", () => {
  it("take what the schemas take, and nothing else", () => {
    for (const line of linesOf(seeded(seed), 6000)) {
      const expected = isTaken(line);
      expect(decodeLine(line, feed, 20).ok, JSON.stringify(line)).toBe(expected);
      counted.lines += 1;
      counted.taken += expected ? 1 : 0;
    }
    expect(counted.taken).toBeGreaterThan(1000);
    expect(counted.lines - counted.taken).toBeGreaterThan(1000);
  });

  it("are found out where one of them takes anything", async () => {
    for (let broken = 0; broken < 6; broken += 1) {
      vi.resetModules();
      let made = 0;
      vi.doMock("../../../shared/domain/quick-check.ts", async (original) => {
        const whole = await original<{ guardOf: (schema: z.ZodType) => unknown }>();
        const guardOf = (schema: z.ZodType) => (made++ === broken + 1 ? () => true : whole.guardOf(schema));
        return { ...whole, guardOf };
      });
      const { decodeLine: withBroken } = await import("../../../shared/change/line.ts");
      const differing = [...linesOf(seeded(seed), 3000)].some((one) => withBroken(one, feed, 20).ok !== isTaken(one));
      expect([broken, made, differing]).toEqual([broken, 7, true]);
      vi.doUnmock("../../../shared/domain/quick-check.ts");
    }
  });

  it("take a reference as its schema does", () => {
    for (const piece of pieces) {
      if (typeof piece !== "string") continue;
      expect(readSeen([piece], feed) !== null, piece).toBe(ActionRef.safeParse(piece).success);
    }
  });

  it("take a day as the calendar does", () => {
    const random = seeded(seed);
    const two = () => String(random.whole(0, random.chance(0.5) ? 13 : 32)).padStart(2, "0");
    for (let i = 0; i < 20_000; i += 1) {
      const year = random.chance(0.9) ? random.whole(1848, 2201) : random.whole(0, 9999);
      const text = [String(year).padStart(4, "0"), two(), two()].slice(0, random.whole(1, 3)).join("-");
      const odd = random.chance(0.1) ? `${text}${random.pick(["-", "0", "\n", " ", "-00"])}` : text;
      const day = new Date(`${text.padEnd(10, "-01").slice(0, 10)}T00:00:00Z`);
      const isReal =
        odd === text &&
        year >= 1850 &&
        year <= 2199 &&
        !Number.isNaN(day.getTime()) &&
        day.toISOString().startsWith(text);
      expect(isPartialDate(odd), odd).toBe(isReal);
      counted.dates += 1;
      counted.real += isReal ? 1 : 0;
    }
    expect(counted.real).toBeGreaterThan(3000);
  });
});
