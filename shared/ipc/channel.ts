import { z } from "zod";

/** A channel: what the page asks with, what main answers with. */
export const call = <Request extends z.ZodType, Reply extends z.ZodType>(request: Request, reply: Reply) => ({
  request,
  reply,
});

export const nothing = z.strictObject({});

/** A file that was written where the clerk chose: its size in bytes, its line in the custody register. */
export const LeftFile = z.object({ fileName: z.string(), bytes: z.number().int(), number: z.number().int() });

/** What the file dialog offers, without its ending: what the paper is, never whom it is about. */
export const SuggestedName = z.string().regex(/^[a-z0-9-]{1,60}$/);
