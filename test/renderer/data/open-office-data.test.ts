import { afterEach, describe, expect, it, vi } from "vitest";
import type { OfficeData } from "../../../renderer/data/office-data.ts";
import { openOfficeData } from "../../../renderer/data/open-office-data.ts";
import type { ToPage, ToWorker } from "../../../renderer/data/protocol.ts";
import type { Opened } from "../../../shared/ipc/office.ts";

/** The page's end of the messages, with a worker that says what a test tells it to. */

const head = { position: 0, tag: "" };
let said: ToWorker[];
let answer: (message: ToPage) => void;

class ToldWorker {
  onmessage: ((event: { readonly data: ToPage }) => void) | null = null;
  constructor() {
    answer = (message) => this.onmessage?.({ data: message });
  }
  postMessage(message: ToWorker): void {
    said.push(message);
  }
  terminate(): void {}
}

async function opened(): Promise<OfficeData> {
  said = [];
  vi.stubGlobal("Worker", ToldWorker);
  const never = () => Promise.reject(new Error("the ledger is not asked here"));
  const opening = openOfficeData({ head } as Opened, { read: never, at: never, lines: never, staged: never }, () => {});
  answer({ say: "opened", head, opening: {} } as ToPage);
  return opening;
}

afterEach(() => vi.unstubAllGlobals());

/** What became of a question after all that was already on its way. */
async function outcome(question: Promise<unknown>): Promise<string> {
  let came = "waits";
  question.then(
    () => (came = "answered"),
    (error: Error) => (came = error.message),
  );
  await new Promise((resolve) => setImmediate(resolve));
  return came;
}

describe("a question that a lock cuts off", () => {
  it("is not a fault: nobody catches what a page asked that is about to be reloaded", async () => {
    const data = await opened();
    const question = data.all("decision");
    data.close();
    expect(said.at(-1)).toEqual({ say: "close" });
    expect(await outcome(question)).toBe("waits");
    expect(await outcome(data.all("decision"))).toBe("waits"); // nor what is asked after it
  });

  it("is told from one that failed: the control", async () => {
    const data = await opened();
    const question = data.all("decision");
    answer({ say: "threw", id: 1, message: "a page does not open" });
    expect(await outcome(question)).toBe("a page does not open");
  });
});
