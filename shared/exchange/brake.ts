import { z } from "zod";

const number = z.number().int().min(0);

/** What an import would do to the records that are held: the facts by which it is stopped or let through. */
export const Weight = z.strictObject({
  changed: number, // records held before that would show something else, or come into conflict; new ones are not counted
  records: number, // all that are held before
  held: number, // actions of which something is only a proposal (CM-17)
});
export type Weight = z.infer<typeof Weight>;

/** That a person saw what an import would do and let it through. */
export const Agreed = z.object({ ...Weight.shape, reason: z.string(), clerk: z.string() });
export type Agreed = z.infer<typeof Agreed>;

/** More than this part of the records, or so many actions under hold, and a person is asked. No setting changes either. */
export const brake = { part: 0.2, held: 50 } as const;

/**
 * Why an import stops before it is applied and asks a person; null: it need not. What is new is not counted, so the first
 * bundle of an office goes straight in; what waits is not counted either, for it changes nothing.
 */
export function whyStopped({
  changed,
  records,
  held,
}: Weight): { readonly much: boolean; readonly holds: boolean } | null {
  const [much, holds] = [changed > brake.part * records, held > brake.held];
  return much || holds ? { much, holds } : null;
}
