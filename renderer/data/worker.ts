import "../../shared/domain/no-eval.ts"; // before any schema is used
import type { IsoDate } from "../../shared/domain/primitives.ts";
import { makeOfficeCore, type OfficeCore } from "./core.ts";
import type { LedgerStretches } from "./office-data.ts";
import type { ToPage, ToWorker } from "./protocol.ts";
import { wholeLedger } from "./whole-lines.ts";

/** The worker's end of the messages: one core, and a ledger that only the page can reach, in stretches. */

const page = self as unknown as {
  postMessage(message: ToPage): void;
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null;
  close(): void;
};

let core: OfficeCore | null = null;
let asked = 0;
const waiting = new Map<number, { give(value: unknown): void; fail(error: Error): void }>();

const askLedger = (name: keyof LedgerStretches, args: readonly unknown[]): Promise<unknown> =>
  new Promise((give, fail) => {
    asked += 1;
    waiting.set(asked, { give, fail });
    page.postMessage({ say: "ask-ledger", id: asked, name, args });
  });

const stretches: LedgerStretches = {
  read: (...args) => askLedger("read", args) as ReturnType<LedgerStretches["read"]>,
  at: (...args) => askLedger("at", args) as ReturnType<LedgerStretches["at"]>,
  lines: (...args) => askLedger("lines", args) as ReturnType<LedgerStretches["lines"]>,
  staged: (...args) => askLedger("staged", args) as ReturnType<LedgerStretches["staged"]>,
};
const ledger = wholeLedger(stretches);

page.onmessage = ({ data: message }) => {
  switch (message.say) {
    case "open":
      makeOfficeCore({
        opened: message.opened,
        ledger,
        source: { indexedDB, IDBKeyRange },
        today,
        progress: (at) => page.postMessage({ say: "progress", at }),
        recounted: () => page.postMessage({ say: "recounted" }),
      }).then(
        (made) => {
          core = made;
          page.postMessage({ say: "opened", head: made.head(), opening: made.opening });
        },
        (error: unknown) => page.postMessage({ say: "not-opened", message: String(error) }),
      );
      return;
    case "call":
      answer(message.id, message.name, message.args).catch((error: unknown) =>
        page.postMessage({ say: "threw", id: message.id, message: String(error) }),
      );
      return;
    case "ledger-gave":
      waiting.get(message.id)?.give(message.value);
      waiting.delete(message.id);
      return;
    case "ledger-failed":
      waiting.get(message.id)?.fail(new Error(message.message));
      waiting.delete(message.id);
      return;
    case "close":
      core?.close();
      page.close();
  }
};

async function answer(id: number, name: keyof OfficeCore, args: readonly unknown[]): Promise<void> {
  if (core === null) throw new Error("asked before it was opened");
  const call = core[name] as (...args: readonly unknown[]) => Promise<unknown>;
  const value = await call(...args);
  page.postMessage({ say: "answer", id, value, head: core.head() });
}

/** The office PC's calendar day. */
function today(): IsoDate {
  const now = new Date();
  const two = (number: number): string => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
