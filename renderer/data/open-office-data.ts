import type { Head } from "../../shared/ipc/ledger.ts";
import type { OfficeCore } from "./core.ts";
import type { LedgerStretches, OfficeData, OpenOfficeData, PersonRow } from "./office-data.ts";
import type { CoreCall, ToPage, ToWorker } from "./protocol.ts";
import { type RotationQueries, rotationQueries } from "./rotation/queries.ts";

/**
 * Start the worker ahead of the key, e.g. while the passphrase is being typed: loading its code then costs nobody time.
 * Called or not, `openOfficeData` does the same.
 */
export function prepareOfficeData(): void {
  prepared ??= startWorker();
}

let prepared: Worker | null = null;

function startWorker(): Worker {
  return new Worker(new URL("./worker.ts", import.meta.url), { type: "module", name: "office-data" });
}

/**
 * Open the working copy in a worker of its own. Only messages cross: the page never computes over records.
 * The worker asks the page for the ledger, because only the page has the way to main.
 */
export const openOfficeData: OpenOfficeData = (opened, ledger, progress) =>
  new Promise((give, fail) => {
    const worker = prepared ?? startWorker();
    prepared = null;
    const say = (message: ToWorker, given: Transferable[] = []): void => worker.postMessage(message, given);
    const asked = new Map<number, { give(value: unknown): void; fail(error: Error): void }>();
    const listeners = new Set<() => void>();
    let asks = 0;
    let version = 1;
    let head: Head = opened.head;

    let first: { readonly key: number; readonly total: number; readonly rows: readonly PersonRow[] } | null = null;

    const moved = (): void => {
      first = null;
      version += 1;
      for (const listener of listeners) listener();
    };
    const call = (name: CoreCall, args: readonly unknown[]): Promise<unknown> =>
      new Promise((giveAnswer, failAnswer) => {
        asks += 1;
        asked.set(asks, { give: giveAnswer, fail: failAnswer });
        say({ say: "call", id: asks, name, args });
      });
    const data = officeData(call, {
      version: () => version,
      subscribe: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      head: () => head,
      take: async (entry, next) => {
        const reached = (await call("take", [entry, next])) as Head;
        if (reached.position >= head.position) head = reached;
        moved();
      },
      searchPeople: async (query) => {
        const before = version;
        const { total, key, firstRows } = (await call("searchPeople", [query])) as Awaited<
          ReturnType<OfficeCore["searchPeople"]>
        >;
        if (before === version) first = { key, total, rows: firstRows };
        return { total, key };
      },
      peopleRows: async (key, from, to) =>
        first !== null && first.key === key && Math.min(to, first.total) <= first.rows.length
          ? first.rows.slice(from, to)
          : ((await call("peopleRows", [key, from, to])) as readonly PersonRow[]),
      close: () => {
        say({ say: "close" });
        listeners.clear();
        asked.clear(); // never answered: the page that waits is about to be reloaded, and nothing of it went wrong
      },
    });

    worker.onmessage = ({ data: message }: MessageEvent<ToPage>) => {
      switch (message.say) {
        case "opened":
          ({ head } = message);
          give(data);
          return;
        case "not-opened":
          worker.terminate();
          fail(new Error(message.message));
          return;
        case "answer":
          asked.get(message.id)?.give(message.value);
          asked.delete(message.id);
          return;
        case "threw":
          asked.get(message.id)?.fail(new Error(message.message));
          asked.delete(message.id);
          return;
        case "progress":
          progress(message.at);
          return;
        case "recounted":
          moved();
          return;
        case "ask-ledger":
          answerLedger(ledger, message.name, message.args).then(
            (value) => say({ say: "ledger-gave", id: message.id, value }, bytesIn(value)),
            (error: unknown) => say({ say: "ledger-failed", id: message.id, message: String(error) }),
          );
      }
    };
    worker.onerror = (event) => {
      const error = new Error(event.message || "the worker could not be started");
      fail(error); // no effect once opened
      for (const each of asked.values()) each.fail(error);
      asked.clear();
    };
    say({ say: "open", opened });
  });

function answerLedger(
  ledger: LedgerStretches,
  name: keyof LedgerStretches,
  args: readonly unknown[],
): Promise<LedgerAnswer> {
  const answer = ledger[name] as (...args: readonly unknown[]) => Promise<LedgerAnswer>;
  return answer(...args);
}

type LedgerAnswer = Awaited<ReturnType<LedgerStretches[keyof LedgerStretches]>>;

/** What is handed over instead of copied. */
const bytesIn = (value: LedgerAnswer): Transferable[] => ("bytes" in value ? [value.bytes.buffer] : []);

/** What the page keeps itself, and for everything else a message. */
function officeData(
  call: (name: CoreCall, args: readonly unknown[]) => Promise<unknown>,
  here: Pick<OfficeData, "version" | "subscribe" | "head" | "take" | "searchPeople" | "peopleRows" | "close">,
): OfficeData {
  const ask = <Name extends CoreCall & keyof OfficeData>(name: Name): OfficeData[Name] =>
    ((...args: readonly unknown[]) => call(name, args)) as unknown as OfficeData[Name];
  // The list names every question of the interface, or it does not compile.
  const names = Object.keys(rotationQueries) as (keyof RotationQueries)[];
  const rotation = Object.fromEntries(names.map((name) => [name, ask(name)])) as unknown as RotationQueries;
  return {
    ...rotation,
    ...here,
    held: ask("held"),
    all: ask("all"),
    states: ask("states"),
    person: ask("person"),
    foundIds: ask("foundIds"),
    countPeople: ask("countPeople"),
    duplicates: ask("duplicates"),
    qualityBoard: ask("qualityBoard"),
    qualityList: ask("qualityList"),
    qualityOf: ask("qualityOf"),
    bearersOf: ask("bearersOf"),
    filesOf: ask("filesOf"),
    keptOf: ask("keptOf"),
    names: ask("names"),
    assignmentsOf: ask("assignmentsOf"),
    rotationsOf: ask("rotationsOf"),
    protectedRowsOf: ask("protectedRowsOf"),
    rowsOf: ask("rowsOf"),
    where: ask("where"),
    history: ask("history"),
    histories: ask("histories"),
    actionsNamed: ask("actionsNamed"),
    undoOf: ask("undoOf"),
    reopenOf: ask("reopenOf"),
    conflicts: ask("conflicts"),
    proposals: ask("proposals"),
    lying: ask("lying"),
    handovers: ask("handovers"),
    departures: ask("departures"),
    handoverGround: ask("handoverGround"),
    closingGround: ask("closingGround"),
    closings: ask("closings"),
    transfersDue: ask("transfersDue"),
    positionsOf: ask("positionsOf"),
    dueToPassOn: ask("dueToPassOn"),
    findings: ask("findings"),
    findingsAbout: ask("findingsAbout"),
    countOnDesk: ask("countOnDesk"),
    acceptedFindings: ask("acceptedFindings"),
    plan: ask("plan"),
    arrivingPeople: ask("arrivingPeople"),
    weigh: ask("weigh"),
    stateHash: ask("stateHash"),
    counts: ask("counts"),
    settled: ask("settled"),
  };
}
