import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { Coded, IsoDate, IsoMonth, line, PartialDate, recordId } from "../../../shared/domain/primitives.ts";
import { quickCheck } from "../../../shared/domain/quick-check.ts";
import { recordKinds } from "../../../shared/domain/record-kinds.ts";

const id = "person:0199aaaa-bbbb-7ccc-8ddd-000000000001";
/** Values near the edges of every schema there is, and far from all. */
const values = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    undefined,
    true,
    false,
    "",
    0,
    1,
    -1,
    1.5,
    [],
    {},
    [""],
    "NAM",
    "XA",
    "1985",
    "1985-02-29",
    "1984-02-29",
    "1985-13",
    "2016-10",
    "2016-10-31",
    `${id} `,
    id,
    id.replace("person", "unit"),
    `${id}\n`,
    "doluong",
    "Đô",
    { code: null, text: "" },
    { code: "01", text: "Kinh" },
    { code: 1, text: "" },
    { text: "" },
    { code: null },
    { code: null, text: "", more: 1 },
    { code: "x".repeat(41), text: "" },
    [{ code: null, text: "" }],
    Object.create(null),
  ),
  fc.nat(2100).map((length) => "Đ".repeat(length)),
  fc
    .constantFrom(9, 10, 11, 20, 21, 40, 41, 120, 121, 300, 301, 400, 401, 1000, 1001)
    .map((length) => "x".repeat(length)),
  fc.jsonValue({ maxDepth: 2 }),
  fc.integer({ min: 1800, max: 2250 }).map(String),
);

describe("quickCheck", () => {
  it("says of every field of every kind what zod says", () => {
    const tally = { taken: 0, refused: 0, fields: 0, asked: [] as string[] };
    for (const [kind, schema] of Object.entries(recordKinds)) {
      for (const [field, part] of Object.entries<z.ZodType>(schema.shape)) {
        tally.fields += 1;
        const quick = quickCheck(part);
        if (quick === null) tally.asked.push(`${kind}.${field}`);
        else
          fc.assert(
            fc.property(values, (value) => {
              const zod = part.safeParse(value).success;
              expect(quick(value as never), `${kind}.${field} ${JSON.stringify(value)}`).toBe(zod);
              tally[zod ? "taken" : "refused"] += 1;
            }),
            { numRuns: 120, seed: 5 },
          );
      }
    }
    console.log(
      `${tally.fields} fields, zod is asked for ${tally.asked.join(", ")}; ${tally.taken} taken, ${tally.refused} refused`,
    );
    expect(tally.taken).toBeGreaterThan(1000);
    expect(tally.refused).toBeGreaterThan(1000);
    expect(tally.asked.length).toBeLessThan(tally.fields / 10); // else nothing is gained
  });

  it("leaves to zod what it does not know: the control", () => {
    for (const schema of [
      z.number(),
      z.string().email(),
      z.string().min(2),
      z.string().regex(/a/g),
      z.string().trim(),
      z.string().optional(),
      z
        .string()
        .nullable()
        .refine((text) => text !== ""),
      z.enum(["A"]).refine(() => false),
      z.strictObject({ text: z.string() }),
      z.object({ text: z.string() }).refine(() => false),
      z.object({ count: z.number() }),
      z.string().transform((text) => text.length),
      z.string().default(""),
      z.string().nullable().default(""),
      z.coerce.string(),
      z.array(z.string()),
      z.union([z.string(), z.null()]),
    ])
      expect(quickCheck(schema), JSON.stringify(schema.def.type)).toBeNull();
    for (const schema of [line(3), Coded, IsoDate, IsoMonth, PartialDate, recordId("person"), z.boolean().nullable()])
      expect(quickCheck(schema)).not.toBeNull();
  });
});
