import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { openOfficeData, prepareOfficeData } from "./data/open-office-data.ts";
import { openDesktop } from "./desktop/desktop.ts";
import { changeOwnPassphrase } from "./services/clerks.ts";
import { createOffice, printRecoveryKey, unlockOffice } from "./services/create-office.ts";
import { openOffice } from "./services/open-office.ts";
import { createOwnPassphrase } from "./state/own-passphrase.ts";
import { pickTwo } from "./state/pick-two.ts";
import { createSaveState, timeOfDay, watchSaves } from "./state/save-state.ts";
import { createScreen } from "./state/screen.ts";
import { createSession } from "./state/session.ts";
import { createStart } from "./state/start.ts";
import { createUnlock } from "./state/unlock.ts";
import "./styles/main.css";
import { rememberedLanguage, startText } from "./text/index.ts";
import { App } from "./views/app.tsx";

const useScreen = createScreen();
const useSaveState = createSaveState();
const desktop = watchSaves(openDesktop(), useSaveState, timeOfDay);
const useSession = createSession({
  desktop,
  openOffice: (opened, progress) => openOffice(desktop, openOfficeData, opened, progress),
});
const { enter, fail, begin } = useSession.getState();
const useStart = createStart({
  createOffice: (asked) => createOffice(desktop, asked),
  printKey: () => printRecoveryKey(desktop),
  enter,
  pickTwo,
});
const useUnlock = createUnlock({ unlock: (secret, clerk) => unlockOffice(desktop, secret, clerk), enter });

const useOwnPassphrase = createOwnPassphrase({
  replace: (next) => changeOwnPassphrase(desktop, { old: null, next }),
  done: async () => {
    const { phase } = useSession.getState();
    if (phase.name === "own-passphrase") await enter({ ...phase.opened, firstPassphrase: false });
  },
});

// A fault nobody caught: what was saved is safe, but what the screen shows may no longer be true.
// While no office is open nothing can be untrue: questions that a lock cut off end here.
const faulty = (error: unknown): void => {
  if (useSession.getState().phase.name === "open") fail(error);
};
window.addEventListener("error", ({ error, message }) => faulty(error ?? message));
window.addEventListener("unhandledrejection", ({ reason }) => faulty(reason));

prepareOfficeData(); // the worker's code loads while the passphrase is being typed

await startText(rememberedLanguage());
createRoot(document.getElementById("root")!).render(
  <StrictMode>
    <App {...{ useSession, useScreen, useSaveState, useStart, useUnlock, useOwnPassphrase }} />
  </StrictMode>,
);
await begin();
