import { type Answer, answerByScript, giveAnswer, type Question } from "./ask.ts";
import type { HostPage } from "./browser.ts";
import type { Event, Params } from "./pipe.ts";
import { host } from "./state.ts";

/** What a driver (drive.ts) sends over the channel that Node opens between parent and child. */
export type FromDriver =
  | { readonly ask: number; readonly method: string; readonly params: Params } // a command of Chromium's protocol for the page
  | { readonly answer: Answer } // to the next file dialog
  | { readonly quit: true };

/** What it hears. `event`: of the page, or of a worker of it. */
export type ToDriver =
  | { readonly ask: number; readonly result: Params }
  | { readonly ask: number; readonly error: string }
  | { readonly event: string; readonly params: Params; readonly worker: boolean }
  | { readonly question: Question }
  | { readonly page: "open" | "closed" };

/** Events a driver needs to know what the page complains about and where it stands. */
const wanted = new Set([
  "Runtime.consoleAPICalled",
  "Runtime.exceptionThrown",
  "Log.entryAdded",
  "Audits.issueAdded",
  "Page.loadEventFired",
  "Page.frameStartedNavigating",
  "Inspector.targetCrashed",
  "Tracing.tracingComplete",
]);

const say = (message: ToDriver) => void (process.connected && process.send?.(message));

/** Let the parent process drive the page and answer its dialogs. When the parent is gone, so are we. */
export function serveDriver(): void {
  if (process.env.SO_CAN_BO_DIALOGS !== "shown") answerByScript();
  let page: HostPage | null = null;
  host.events.on("question", (question: Question) => say({ question }));
  host.events.on("page", (opened: HostPage) => {
    page = opened;
    opened.on("event", ({ method, params, session }: Event) => {
      if (wanted.has(method)) say({ event: method, params, worker: session !== opened.session });
    });
    opened.once("closed", () => say({ page: "closed" }));
    say({ page: "open" });
  });
  process.on("message", (message: FromDriver) => {
    if ("answer" in message) return giveAnswer(message.answer);
    if ("quit" in message) return void host.browser?.close();
    const { ask, method, params } = message;
    if (page === null) return say({ ask, error: "the page is not open yet" });
    page.send(method, params).then(
      (result) => say({ ask, result }),
      (error: Error) => say({ ask, error: error.message }),
    );
  });
  process.once("disconnect", () => process.exit(0));
}
