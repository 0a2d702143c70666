import { create } from "zustand";
import type { RegistryOverview } from "../../shared/ipc/registry.ts";
import type { Problem } from "../../shared/problem.ts";
import type { Result } from "../../shared/result.ts";
import { type Office, watchRecords } from "../services/office.ts";
import {
  admitKeys,
  changeKeys,
  exportRegistry,
  lockNow,
  makeRootKey,
  openKeyChange,
  openRegistry,
  publishRegistry,
  type RegistryMachine,
  registryOverview,
  revokeKey,
  signRegistry,
  takeNewIdentity,
  trustRegistry,
} from "../services/registry.ts";

export { digitsOf, fingerprintLength, inFives } from "../services/enrol.ts";
export type { RegistryMachine, RegistryOffice } from "../services/registry.ts";

/** What is being done in a dialog. Secrets live here no longer than the dialog. */
export type Doing =
  | { readonly what: "trust"; readonly typed: string }
  | {
      readonly what: "keys"; // a PC asks for other ones
      readonly token: string;
      readonly name: string; // of its office
      readonly feed: string;
      readonly typed: string;
    }
  | {
      readonly what: "root";
      readonly holder: string;
      readonly passphrase: string;
      readonly again: string;
      readonly instead: string | null;
    }
  | { readonly what: "sign"; readonly passphrase: string }
  | { readonly what: "renew" }
  | {
      readonly what: "revoke";
      readonly machine: RegistryMachine;
      readonly number: number | null;
      readonly why: string;
    };

/** The last thing that was done, for a line that says so. */
export type Done =
  | { readonly what: "taken" | "published"; readonly version: number }
  | { readonly what: "exported" | "root"; readonly file: string }
  | { readonly what: "keys"; readonly file: string | null } // null: the province's own PC needs no file
  | { readonly what: "admitted"; readonly feed: string };

export interface RegistryDesk {
  readonly overview: RegistryOverview | null;
  readonly problem: Problem | null;
  readonly busy: boolean;
  readonly doing: Doing | null;
  readonly done: Done | null;
  readonly refresh: () => Promise<void>;
  readonly follow: () => () => void;
  readonly open: () => Promise<void>;
  readonly write: () => Promise<void>;
  readonly publish: () => Promise<void>;
  readonly lock: () => Promise<void>;
  /** Ask for other keys for this PC. */
  readonly changeKeys: () => Promise<void>;
  /** Open the file in which a PC asks for other keys. */
  readonly openKeys: () => Promise<void>;
  readonly begin: (doing: Doing) => void;
  readonly edit: (patch: Partial<Doing>) => void;
  readonly close: () => void;
  /** Do what the dialog is about. */
  readonly finish: () => Promise<void>;
}

export const createRegistry = (office: Office) =>
  create<RegistryDesk>()((set, get) => {
    const { desktop } = office;
    /** Ask main for something; what it refuses is shown, and null is what the clerk cancelled. */
    const ask = async <Value>(
      answer: Promise<Result<Value, Problem>>,
      after: (value: NonNullable<Value>) => Partial<RegistryDesk>,
    ) => {
      set({ busy: true, problem: null, done: null });
      const result = await answer;
      set({ busy: false });
      if (!result.ok) return set({ problem: result.problem });
      if (result.value === null || result.value === undefined) return;
      set(after(result.value));
      await get().refresh();
    };
    return {
      overview: null,
      problem: null,
      busy: false,
      doing: null,
      done: null,
      refresh: async () => {
        const overview = await registryOverview(desktop);
        if (overview.ok) set({ overview: overview.value });
        else set({ problem: overview.problem });
      },
      follow: () => watchRecords(office, () => void get().refresh()),
      open: () =>
        ask(openRegistry(desktop), ({ version, taken }) =>
          taken ? { done: { what: "taken", version } } : { doing: { what: "trust", typed: "" } },
        ),
      write: () => ask(exportRegistry(desktop), ({ fileName }) => ({ done: { what: "exported", file: fileName } })),
      publish: () => ask(publishRegistry(desktop), ({ version }) => ({ done: { what: "published", version } })),
      lock: () => ask(lockNow(desktop), () => ({})),
      changeKeys: () => ask(changeKeys(desktop), ({ fileName }) => ({ done: { what: "keys", file: fileName } })),
      openKeys: () =>
        ask(openKeyChange(desktop), ({ token, peer: { name, feed } }) => ({
          doing: { what: "keys", token, name, feed, typed: "" },
        })),
      begin: (doing) => set({ doing, problem: null, done: null }),
      edit: (patch) =>
        set(({ doing }) => ({ doing: doing === null ? null : ({ ...doing, ...patch } as Doing), problem: null })),
      close: () => set({ doing: null, problem: null }),
      finish: async () => {
        const { doing, busy } = get();
        if (doing === null || busy) return;
        switch (doing.what) {
          case "trust":
            return ask(trustRegistry(desktop, doing.typed), ({ version }) => ({
              doing: null,
              done: { what: "taken", version },
            }));
          case "keys":
            return ask(admitKeys(desktop, doing), ({ feed }) => ({ doing: null, done: { what: "admitted", feed } }));
          case "root":
            return ask(
              makeRootKey(desktop, { holder: doing.holder, passphrase: doing.passphrase, instead: doing.instead }),
              ({ fileName }) => ({
                doing: null,
                done: { what: "root", file: fileName },
              }),
            );
          case "sign":
            return ask(signRegistry(desktop, doing.passphrase), () => ({ doing: null }));
          case "renew":
            return ask(takeNewIdentity(desktop), () => ({ doing: null }));
          case "revoke":
            return ask(
              revokeKey(desktop, { feed: doing.machine.feed, number: doing.number ?? 0, why: doing.why.trim() }),
              () => ({
                doing: null,
              }),
            );
        }
      },
    };
  });

export type RegistryStore = ReturnType<typeof createRegistry>;
