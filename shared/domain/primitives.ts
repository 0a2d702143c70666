import { z } from "zod";

/** Everything a field may hold: JSON, so that it can be stored, hashed, sent and shown as it is. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
export const Json: z.ZodType<Json> = z.lazy(() =>
  z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(Json), z.record(z.string(), Json)]),
);

export type RecordId<Kind extends string = string> = `${Kind}:${string}`;

const uuid = "[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";

/** An id says what it names: `person:` and a UUIDv7. */
export const recordId = <const Kind extends string>(kind: Kind) =>
  z.string().regex(new RegExp(`^${kind}:${uuid}$`)) as unknown as z.ZodType<RecordId<Kind>, RecordId<Kind>>;

/** The id of a record of any kind, also of a kind that this version does not know. */
export const AnyRecordId = z.string().regex(new RegExp(`^[a-z][a-z-]{1,30}:${uuid}$`)) as unknown as z.ZodType<
  RecordId,
  RecordId
>;

export const kindOf = (id: RecordId): string => id.slice(0, id.indexOf(":"));

/** An office that keeps files, e.g. `doluong`. Chosen once; stays when its name changes. */
export const OfficeId = z.string().regex(/^[a-z][a-z0-9]{1,15}$/);
export type OfficeId = z.infer<typeof OfficeId>;

/** Stands where an office would for whoever keeps a file beyond the province: no office has this id. */
export const outsideProvince: OfficeId = "ngoaitinh";

/** The id of an office that exists. */
export const RealOfficeId = OfficeId.refine((id) => id !== outsideProvince);

/** One installation's numbered actions: the office and four random letters, e.g. `doluong-k3fq`. A restored copy gets a new one. */
export const FeedId = z.string().regex(/^[a-z][a-z0-9]{1,15}-[a-z2-7]{4}$/);
export type FeedId = z.infer<typeof FeedId>;

export const officeOf = (feed: FeedId): OfficeId => feed.slice(0, feed.lastIndexOf("-"));

/** Days of a month, 1 to 12. */
export const daysIn = (year: number, month: number): number =>
  month === 2
    ? (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
      ? 29
      : 28
    : [4, 6, 9, 11].includes(month)
      ? 30
      : 31;

const partialDate = /^\d{4}(?:-\d{2}(?:-\d{2})?)?$/;

/** Whether `1985`, `1985-03` or `1985-03-05` names a year, a month or a day that exists (years 1850–2199). */
export function isPartialDate(text: string): boolean {
  if (!partialDate.test(text)) return false;
  const year = Number(text.slice(0, 4));
  if (year < 1850 || year > 2199) return false;
  if (text.length === 4) return true;
  const month = Number(text.slice(5, 7));
  if (month < 1 || month > 12) return false;
  const day = Number(text.slice(8, 10));
  return text.length === 7 || (day >= 1 && day <= daysIn(year, month));
}

/** A calendar date as exactly as it is known: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. No time zone. */
export const PartialDate = z.string().refine(isPartialDate);
export type PartialDate = z.infer<typeof PartialDate>;

/** A calendar day, `YYYY-MM-DD`. */
export const IsoDate = z.string().refine((text) => text.length === 10 && isPartialDate(text));
export type IsoDate = z.infer<typeof IsoDate>;

/** A month, `YYYY-MM`. */
export const IsoMonth = z.string().refine((text) => text.length === 7 && isPartialDate(text));

/** A value from a code list beside what the paper says; `code` is null where the paper fits no code. */
export const Coded = z.object({ code: z.string().max(40).nullable(), text: z.string().max(400) });
export type Coded = z.infer<typeof Coded>;

/** A line as on the form: trimmed by whoever types it, composed Unicode (NFC), never null. */
export const line = (max = 400) => z.string().max(max);
