import { create } from "zustand";
import type { Problem } from "../../shared/problem.ts";
import type { Office } from "../services/office.ts";
import {
  chooseCertificate,
  type ServerState,
  serverState,
  switchServerOff,
  switchServerOn,
  tryServer,
} from "../services/server.ts";

export type { ServerState } from "../services/server.ts";

/** Milliseconds between two looks at how it stands, while a screen shows it. */
const lookEach = 2_000;

/** What is typed into the form; "" as the password keeps the one that is kept. */
export interface ServerDraft {
  readonly address: string;
  readonly login: string;
  readonly password: string;
  readonly certificate: "none" | "kept" | "chosen";
  readonly subject: string; // of the chosen certificate
}

export interface Server {
  readonly state: ServerState | null; // null: not read yet
  readonly draft: ServerDraft | null; // null: the form is closed
  readonly asking: boolean;
  readonly problem: Problem | null;
  readonly load: () => Promise<void>;
  /** Look now and every two seconds. @returns how to stop */
  readonly follow: () => () => void;
  readonly open: () => void;
  readonly close: () => void;
  readonly edit: (patch: Partial<ServerDraft>) => void;
  readonly choose: () => Promise<void>;
  readonly save: () => Promise<boolean>;
  readonly switchOff: () => Promise<void>;
  readonly tryNow: () => Promise<void>;
}

export const createServer = ({ desktop }: Pick<Office, "desktop">) =>
  create<Server>()((set, get) => {
    const show = (answer: Awaited<ReturnType<typeof serverState>>): boolean => {
      set(answer.ok ? { state: answer.value, problem: null } : { problem: answer.problem });
      return answer.ok;
    };
    return {
      state: null,
      draft: null,
      asking: false,
      problem: null,
      load: async () => {
        const state = await serverState(desktop);
        if (state.ok) set({ state: state.value });
      },
      follow: () => {
        void get().load();
        const timer = setInterval(() => void get().load(), lookEach);
        return () => clearInterval(timer);
      },
      open: () => {
        const on = get().state?.on ?? null;
        const certificate = on?.certificate === true ? ("kept" as const) : ("none" as const);
        const typed = { address: on?.address ?? "", login: on?.login ?? "", password: "", certificate, subject: "" };
        set({ draft: typed, problem: null });
      },
      close: () => set({ draft: null, problem: null }),
      edit: (patch) => set(({ draft }) => ({ draft: draft === null ? null : { ...draft, ...patch }, problem: null })),
      choose: async () => {
        const chosen = await chooseCertificate(desktop);
        if (!chosen.ok) return set({ problem: chosen.problem });
        if (chosen.value !== null) get().edit({ certificate: "chosen", subject: chosen.value.subject });
      },
      save: async () => {
        const { draft, asking } = get();
        if (draft === null || asking) return false;
        set({ asking: true, problem: null });
        const { address, login, password, certificate } = draft;
        const on = await switchServerOn(desktop, {
          address: address.normalize("NFC").trim(),
          login: login.normalize("NFC").trim(),
          password: password === "" ? null : password.normalize("NFC"),
          certificate: certificate !== "none",
        });
        set({ asking: false });
        return show(on);
      },
      switchOff: async () => {
        if (show(await switchServerOff(desktop))) set({ draft: null });
      },
      tryNow: async () => {
        show(await tryServer(desktop));
      },
    };
  });

export type ServerStore = ReturnType<typeof createServer>;

const known = new WeakMap<Office, ServerStore>();

/** Of an open office: the settings and the exchange show the same. */
export function serverOf(office: Office): ServerStore {
  const store = known.get(office) ?? createServer(office);
  known.set(office, store);
  return store;
}
