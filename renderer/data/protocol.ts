import type { Head } from "../../shared/ipc/ledger.ts";
import type { Opened } from "../../shared/ipc/office.ts";
import type { OfficeCore } from "./core.ts";
import type { LedgerStretches, OpeningProgress } from "./office-data.ts";
import type { Opening } from "./opening.ts";

/** Functions of the core that the page calls by message. */
export type CoreCall = {
  [Name in keyof OfficeCore]: OfficeCore[Name] extends (...args: never[]) => Promise<unknown> ? Name : never;
}[keyof OfficeCore];

/** Every message, once. Structured-clone values only. */
export type ToWorker =
  | { readonly say: "open"; readonly opened: Opened }
  | { readonly say: "call"; readonly id: number; readonly name: CoreCall; readonly args: readonly unknown[] }
  | { readonly say: "ledger-gave"; readonly id: number; readonly value: unknown }
  | { readonly say: "ledger-failed"; readonly id: number; readonly message: string }
  | { readonly say: "close" };

export type ToPage =
  | { readonly say: "opened"; readonly head: Head; readonly opening: Opening }
  | { readonly say: "not-opened"; readonly message: string }
  | { readonly say: "answer"; readonly id: number; readonly value: unknown; readonly head: Head }
  | { readonly say: "threw"; readonly id: number; readonly message: string }
  | { readonly say: "progress"; readonly at: OpeningProgress }
  | { readonly say: "recounted" }
  | {
      readonly say: "ask-ledger";
      readonly id: number;
      readonly name: keyof LedgerStretches;
      readonly args: readonly unknown[];
    };
