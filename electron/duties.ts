import { mayDo } from "../shared/domain/role-table.ts";
import type { Channel, Handlers } from "../shared/ipc/contract.ts";
import { deedsAsked } from "../shared/ipc/deeds.ts";
import type { ClerkProblem } from "../shared/problem.ts";
import { failed } from "../shared/result.ts";
import type { Office } from "./office.ts";
import { dutiesOf, hasFirstPassphrase } from "./who-opened.ts";

/** What is done under a passphrase that somebody else chose: replace it, or leave. */
const underFirstPassphrase: ReadonlySet<Channel> = new Set<Channel>([
  "app.status",
  "office.unlock",
  "office.lock",
  "clerk.passphrase",
]);

/** Why the clerk at the PC may not ask that; null: it may be done. */
export function whyNotTheirs(
  office: Pick<Office, "book" | "clerk" | "store">,
  channel: Channel,
  request: unknown,
): ClerkProblem | null {
  if (hasFirstPassphrase(office.store) && !underFirstPassphrase.has(channel)) return { kind: "own-passphrase-first" };
  const held = dutiesOf(office);
  const deed = deedsAsked(channel, request).find((asked) => !mayDo(held, asked));
  return deed === undefined ? null : { kind: "not-your-duty", deed };
}

/** The same answers, each only to whose duty it is. What needs an open office says so itself where there is none. */
export function forDuties(
  handlers: Handlers,
  current: () => Pick<Office, "book" | "clerk" | "store"> | null,
): Handlers {
  const guarded = Object.entries(handlers).map(([channel, answer]) => [
    channel,
    async (request: never) => {
      const office = current();
      const why = office === null ? null : whyNotTheirs(office, channel as Channel, request);
      return why === null ? answer(request) : failed(why);
    },
  ]);
  // The same names with functions of the same types: the compiler cannot follow that through a list.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return Object.fromEntries(guarded) as Handlers;
}
