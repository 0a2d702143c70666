import { Fragment } from "react";
import type { OwnPassphraseStore } from "../state/own-passphrase.ts";
import type { SaveStateStore } from "../state/save-state.ts";
import type { ScreenStore } from "../state/screen.ts";
import type { SessionStore } from "../state/session.ts";
import type { StartStore } from "../state/start.ts";
import type { UnlockStore } from "../state/unlock.ts";
import { Asking, Broken, Opening } from "./door.tsx";
import { OwnPassphrase } from "./own-passphrase.tsx";
import { Shell } from "./shell.tsx";
import { Start } from "./start.tsx";
import { Unlock } from "./unlock.tsx";

/** The window's own stores; what belongs to one screen is made by that screen. */
export interface AppStores {
  readonly useSession: SessionStore;
  readonly useScreen: ScreenStore;
  readonly useSaveState: SaveStateStore;
  readonly useStart: StartStore;
  readonly useUnlock: UnlockStore;
  readonly useOwnPassphrase: OwnPassphraseStore;
}

/** What the window shows: a door while the register is closed, the shell once it is open. */
export function App({ useSession, useScreen, useSaveState, useStart, useUnlock, useOwnPassphrase }: AppStores) {
  const { phase, status, problem } = useSession();
  switch (phase.name) {
    case "asking":
      return <Asking problem={problem} />;
    case "new":
      return <Start useStart={useStart} />;
    case "locked":
      return <Unlock useUnlock={useUnlock} officeName={status?.officeName ?? ""} clerks={status?.clerks ?? []} />;
    case "own-passphrase":
      return <OwnPassphrase useOwnPassphrase={useOwnPassphrase} />;
    case "opening":
      return <Opening progress={phase.progress} />;
    case "broken":
      return <Broken line={phase.line} />;
    default:
      return (
        <Fragment key={phase.office.opened.store}>
          <Shell office={phase.office} useSession={useSession} useScreen={useScreen} useSaveState={useSaveState} />
        </Fragment>
      );
  }
}
