import "./harden.ts";
import { contract, type Handlers } from "../shared/ipc/contract.ts";
import { failed, ok } from "../shared/result.ts";
import { openDoor, type Served, type Shell } from "./door.ts";

await openDoor(serveNothingYet);

/** Until the office is there: what the window asks first is answered, everything else has no office to work on. */
async function serveNothingYet(shell: Shell): Promise<Served> {
  const none = Object.fromEntries(
    Object.keys(contract).map((name) => [name, async () => failed({ kind: "no-office" })]),
  );
  const handlers: Handlers = {
    ...(none as unknown as Handlers),
    "app.status": async () =>
      ok({ phase: "new", officeName: null, version: shell.version, runtime: shell.runtime, readOnly: null }),
  };
  return { handlers, close: async () => {} };
}
