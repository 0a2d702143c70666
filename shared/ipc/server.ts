import { z } from "zod";
import type { Problem } from "../problem.ts";
import { call, nothing } from "./channel.ts";

/** How the exchange over the province's server stands. Nothing of the password ever comes back. */
export const ServerState = z.object({
  built: z.boolean(), // whether this program has a network in it at all
  on: z.object({ address: z.string(), host: z.string(), login: z.string(), certificate: z.boolean() }).nullable(), // null: switched off
  doing: z.enum(["idle", "working", "halted"]), // halted: it does not try again by itself
  problem: z.custom<Problem>().nullable(), // of the last attempt
  at: z.string(), // clock note of the last attempt that went through; "": none since the office was opened
  leaving: z.number().int().min(0), // bundles that wait here to be sent up
});
export type ServerState = z.infer<typeof ServerState>;

export const serverChannels = {
  "server.state": call(nothing, ServerState),
  /**
   * Switch it on: main first asks the server whether it lets us in, and keeps nothing where it does not.
   * `password` null: the one that is kept. `certificate`: the file chosen last counts, or else the one that is kept; false: none.
   */
  "server.on": call(
    z.strictObject({
      address: z.string().max(300),
      login: z.string().trim().min(1).max(200),
      password: z.string().min(1).max(200).nullable(),
      certificate: z.boolean(),
    }),
    ServerState,
  ),
  "server.off": call(nothing, ServerState),
  /** Choose the certificate of whoever vouches for the server. Null: the clerk cancelled. */
  "server.certificate": call(nothing, z.object({ subject: z.string() }).nullable()),
  /** Try now, also where it was halted. */
  "server.try": call(nothing, ServerState),
} as const;
