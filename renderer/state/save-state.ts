import { create } from "zustand";
import { isWithheld } from "../../shared/change/change.ts";
import { decodeLine } from "../../shared/change/line.ts";
import { askingIn } from "../../shared/change/second-word.ts";
import type { Desktop, ReplyOf } from "../../shared/ipc/contract.ts";
import type { Problem } from "../../shared/problem.ts";

/** What the header says about saving. */
export interface SaveState {
  readonly saving: number; // saves on their way
  readonly savedAt: string | null; // "10:42"
  readonly waits: boolean; // what was saved last waits for a second clerk
  readonly problem: Problem | null; // of the last save, if it failed
}

export const createSaveState = () =>
  create<SaveState>()(() => ({ saving: 0, savedAt: null, waits: false, problem: null }));
export type SaveStateStore = ReturnType<typeof createSaveState>;

/** The same desktop, with every save shown in the header, whichever screen made it. */
export const watchSaves = (desktop: Desktop, useSaveState: SaveStateStore, clock: () => string): Desktop => ({
  call: async (channel, request) => {
    if (channel !== "ledger.append" && channel !== "bundle.accept") return desktop.call(channel, request);
    const answering = desktop.call(channel, request); // on its way before anything is drawn
    useSaveState.setState(({ saving }) => ({ saving: saving + 1 }));
    const answer = await answering;
    useSaveState.setState(({ saving, savedAt }) => ({
      saving: saving - 1,
      savedAt: answer.ok ? clock() : savedAt,
      waits: answer.ok && waitsForSecond(answer.value),
      problem: answer.ok ? null : answer.problem,
    }));
    return answer;
  },
});

/** Whether a reply tells of an action that asks for a second clerk. */
const waitsForSecond = (reply: object | null): boolean => {
  const said = reply !== null && "entry" in reply ? (reply as ReplyOf<"ledger.append">).entry : null;
  if (said?.entry !== "action" || !said.action.line.includes('"confirmation:')) return false; // most need not be read
  const { feed, number, line } = said.action;
  const action = decodeLine(JSON.parse(line), feed, number);
  return action.ok && !isWithheld(action.value) && askingIn(action.value) !== undefined;
};

/** The wall clock as the header shows it, hours and minutes. */
export const timeOfDay = (now = new Date()): string =>
  `${String(now.getHours()).padStart(2, "0")}:${String(now.getMinutes()).padStart(2, "0")}`;
