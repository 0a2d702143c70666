import { create } from "zustand";
import type { PartialDate } from "../../shared/domain/primitives.ts";
import type { Delivery } from "../../shared/exchange/delivery.ts";
import type { LeftKind } from "../../shared/exchange/entry.ts";
import type { CustodyLine } from "../../shared/ipc/custody.ts";
import type { Problem } from "../../shared/problem.ts";
import { type CustodyPage, custodyAhead, readCustody, sayOfLine } from "../services/custody.ts";
import { today } from "../services/new-ids.ts";
import { nextPaint } from "../services/next-paint.ts";
import type { Office } from "../services/office.ts";
import { type Printed, printPage } from "../services/print.ts";

export type { CustodyLine } from "../../shared/ipc/custody.ts";

/** A line of which somebody says where it goes. */
export interface Saying {
  readonly line: CustodyLine;
  readonly said: Delivery;
  readonly busy: boolean;
  readonly problem: Problem | null;
}

export interface Custody {
  readonly from: PartialDate | null; // null: from the first line
  readonly to: PartialDate | null;
  readonly kind: LeftKind | null;
  readonly shown: CustodyPage | null;
  readonly recipients: readonly string[];
  readonly saying: Saying | null;
  readonly printing: boolean;
  readonly printed: Printed | "cancelled" | null;
  readonly problem: Problem | null;
  readonly load: () => Promise<void>;
  readonly ask: (patch: Partial<Pick<Custody, "from" | "to" | "kind">>) => Promise<void>;
  readonly open: (line: CustodyLine) => void;
  readonly say: (patch: Delivery) => void;
  readonly keep: () => Promise<void>;
  readonly close: () => void;
  readonly print: () => Promise<void>;
}

/** The custody register on the screen: this year's lines at first. */
export const createCustody = (office: Office) =>
  create<Custody>()((set, get) => {
    const { desktop } = office;
    let asked = 0; // the last question: an answer to one before it comes too late
    const read = async () => {
      asked += 1;
      const question = asked;
      const { from, to, kind } = get();
      const register = await readCustody(desktop, { from, to, kinds: kind === null ? [] : [kind] });
      if (question !== asked) return;
      if (register.ok) set({ shown: register.value });
      else set({ problem: register.problem });
    };
    const patchSaying = (patch: Partial<Saying>) =>
      set(({ saying }) => ({ saying: saying === null ? null : { ...saying, ...patch } }));
    return {
      from: `${today().slice(0, 4)}-01-01`,
      to: null,
      kind: null,
      shown: null,
      recipients: [],
      saying: null,
      printing: false,
      printed: null,
      problem: null,
      load: async () => {
        await read();
        const ahead = await custodyAhead(desktop);
        if (ahead.ok) set({ recipients: ahead.value.recipients });
      },
      ask: async (patch) => {
        set({ ...patch, printed: null, problem: null });
        await read();
      },
      open: (line) => set({ saying: { line, said: line.said, busy: false, problem: null }, printed: null }),
      say: (patch) => {
        const { saying } = get();
        if (saying !== null) patchSaying({ said: { ...saying.said, ...patch }, problem: null });
      },
      keep: async () => {
        const { saying } = get();
        if (saying === null || saying.busy) return;
        patchSaying({ busy: true, problem: null });
        const kept = await sayOfLine(desktop, saying.line.number, saying.said);
        if (!kept.ok) return patchSaying({ busy: false, problem: kept.problem });
        set({ saying: null });
        await get().load();
      },
      close: () => set({ saying: null }),
      print: async () => {
        if (get().printing || get().shown === null) return;
        set({ printing: true, printed: null, problem: null });
        await nextPaint();
        const job = { suggestedName: "so-giao-nhan", landscape: true, shows: null };
        const printed = await printPage(desktop, job);
        set({ printing: false });
        if (!printed.ok) return set({ problem: printed.problem });
        await read(); // the book's own line
        set({ printed: printed.value ?? "cancelled" });
      },
    };
  });
