import { create } from "zustand";
import { tableCaps } from "../../shared/domain/tables/laid-table.ts";
import type { Extract, RecipientProfile } from "../../shared/exchange/extract.ts";
import type { Peer, Sum } from "../../shared/exchange/header.ts";
import type { Problem } from "../../shared/problem.ts";
import type { Result } from "../../shared/result.ts";
import { followUp } from "../services/close-office.ts";
import {
  admitOffice,
  type Claim,
  digitsOf,
  openEnrolment,
  type SecondPerson,
  writeEnrolment,
} from "../services/enrol.ts";
import {
  type Arrival,
  type ArrivingPerson,
  acceptBundle,
  decideFork,
  discardBundle,
  exchangeOverview,
  type Measure,
  measureBundle,
  moreArriving,
  type Overview,
  openBundle,
  type Packed,
  packBundle,
  reopenBundle,
} from "../services/exchange.ts";
import { type ExtractLeft, type ExtractWords, extractTables, openExtract, packExtract } from "../services/extracts.ts";
import type { Office } from "../services/office.ts";
import { watchRecords } from "../services/office.ts";
import { printPage } from "../services/print.ts";
import { serverState } from "../services/server.ts";

export type { Claim } from "../services/enrol.ts";
export { compareFingerprints, digitsOf, fingerprintLength, inFives } from "../services/enrol.ts";
export type {
  Arrival,
  ArrivingPerson,
  ForkOnScreen,
  Measure,
  NextStep,
  Overview,
  Packed,
  PeerStanding,
  WaitingBundle,
} from "../services/exchange.ts";
export { nextStep, standingOf, totalOf } from "../services/exchange.ts";
export type { ExtractWords } from "../services/extracts.ts";

/** A bundle on its way out. */
export interface Sending {
  readonly peer: Peer;
  readonly step: "measuring" | "measured" | "packing" | "packed";
  readonly measure: Measure | null;
  readonly server: string | null; // the host it can go up to by itself; null: none is switched on
  readonly by: "folder" | "server";
  readonly partBytes: number | null; // the bundle is cut into parts of at most so many; null: it stays whole
  readonly profile: RecipientProfile;
  readonly packed: Packed | null;
  readonly extracted: NonNullable<ExtractLeft> | null;
  readonly cancelled: boolean;
  readonly problem: Problem | null;
}

/** An office that wants to be trusted, while the digits of its sheet are typed. */
export interface Enrolling {
  readonly claim: Claim;
  readonly typed: string;
  readonly second: SecondPerson | null; // whose turn it is at a province once the first digits are right
  readonly checking: boolean;
  readonly differs: { readonly typed: string; readonly found: string } | null;
  readonly problem: Problem | null;
}

/** What became of the last bundle that came in. */
export type Received =
  | {
      readonly what: "taken";
      readonly sender: Peer;
      readonly sum: Sum;
      readonly conflicts: number;
      readonly confirmedUpTo: number | null; // of our own feed, where the bundle brought a receipt
    }
  | { readonly what: "discarded" };

export interface Exchange {
  readonly overview: Overview | null;
  readonly problem: Problem | null;
  readonly busy: "checking" | "accepting" | null;
  readonly sending: Sending | null;
  readonly arrival: Arrival | null;
  readonly arriving: ReadonlyMap<number, readonly ArrivingPerson[]>; // people of the arrival's groups that stand open, by their places
  readonly received: Received | null;
  readonly extract: Extract | null; // open to be read
  readonly enrolling: Enrolling | null;
  readonly admitted: Peer | null;
  readonly written: string | null; // name of the enrolment file just written
  readonly refresh: () => Promise<void>;
  readonly follow: () => () => void;
  /** @param profile  what the recipient is to see at first; else what usually goes there */
  readonly send: (peer: Peer, profile?: RecipientProfile) => Promise<void>;
  /** What the recipient is to see: the whole ledger's bundle, or an extract. */
  readonly showTo: (profile: RecipientProfile) => void;
  readonly packExtract: (words: ExtractWords) => Promise<void>;
  readonly openExtract: () => Promise<void>;
  readonly closeExtract: () => void;
  readonly cutInto: (partBytes: number | null) => void;
  readonly goBy: (by: "folder" | "server") => void;
  readonly pack: () => Promise<void>;
  readonly closeSending: () => void;
  /** Preview the one bundle that was chosen. */
  readonly receive: (queued: { readonly token: string; readonly index: number }) => Promise<void>;
  /** @returns the sum once it is taken; null: it was not. `reason`: why it is let through though it changes much */
  readonly accept: (reason?: string) => Promise<Sum | null>;
  readonly discard: () => Promise<void>;
  /** People of a group of the arrival: the first of them, or the next. */
  readonly showNames: (group: number) => Promise<void>;
  readonly hideNames: (group: number) => void;
  readonly closeReceived: () => void;
  readonly reopen: (bundle: string) => Promise<void>;
  readonly decide: (feed: string, keeps: "held" | "other", reason: string) => Promise<boolean>;
  readonly writeEnrolment: () => Promise<void>;
  readonly openEnrolment: () => Promise<void>;
  readonly typeDigits: (typed: string) => void;
  readonly nameSecond: (name: string) => void;
  readonly admit: () => Promise<void>;
  readonly closeEnrolling: () => void;
  readonly printSheet: () => Promise<void>;
}

/** A province and its districts, and the PCs of one office, see all; others are shown less unless the clerk says otherwise. */
const usualProfile = ({ opened }: Office, { level, office }: Peer): RecipientProfile =>
  level === "province" || opened.level === "province" || office === opened.office ? "full" : "limited";

export const createExchange = (office: Office) =>
  create<Exchange>()((set, get) => {
    const { desktop, data } = office;
    /** Take an answer, or show why there is none. */
    const taken = <Value>(answer: Result<Value, Problem>): answer is { readonly ok: true; readonly value: Value } => {
      if (!answer.ok) set({ problem: answer.problem });
      return answer.ok;
    };
    const patchSending = (patch: Partial<Sending>) =>
      set(({ sending }) => ({ sending: sending === null ? null : { ...sending, ...patch } }));
    const patchEnrolling = (patch: Partial<Enrolling>) =>
      set(({ enrolling }) => ({ enrolling: enrolling === null ? null : { ...enrolling, ...patch } }));
    /** A bundle that was not taken may wait from now on: the list shows it, and the problem stays. */
    const showKept = async () => {
      const overview = await exchangeOverview(desktop);
      if (overview.ok) set({ overview: overview.value });
    };
    return {
      overview: null,
      problem: null,
      busy: null,
      sending: null,
      arrival: null,
      arriving: new Map(),
      received: null,
      extract: null,
      enrolling: null,
      admitted: null,
      written: null,
      refresh: async () => {
        const overview = await exchangeOverview(desktop);
        if (taken(overview)) set({ overview: overview.value });
      },
      follow: () => watchRecords(office, () => void get().refresh()),
      send: async (peer, profile = usualProfile(office, peer)) => {
        const first = { step: "measuring", measure: null, partBytes: null, packed: null, extracted: null } as const;
        set({
          sending: { peer, profile, ...first, server: null, by: "folder", cancelled: false, problem: null },
          problem: null,
          admitted: null,
          written: null,
        });
        const [measured, state] = await Promise.all([measureBundle(desktop, peer.office), serverState(desktop)]);
        if (state.ok && state.value.on !== null) patchSending({ server: state.value.on.host, by: "server" });
        if (measured.ok) patchSending({ step: "measured", measure: measured.value });
        else patchSending({ step: "measured", problem: measured.problem });
      },
      showTo: (profile) => patchSending({ profile, problem: null, cancelled: false }),
      packExtract: async (words) => {
        const { sending } = get();
        if (sending === null || sending.step === "packing" || sending.profile === "full") return;
        patchSending({ step: "packing", cancelled: false, problem: null });
        const tables = await extractTables(data, sending.profile, words);
        if (tables === null)
          return patchSending({ step: "measured", problem: { kind: "extract-too-large", allowed: tableCaps.rows } });
        const left = await packExtract(desktop, sending.peer.office, sending.profile, tables);
        if (!left.ok) return patchSending({ step: "measured", problem: left.problem });
        if (left.value === null) return patchSending({ step: "measured", cancelled: true });
        patchSending({ step: "packed", extracted: left.value });
        await get().refresh();
      },
      openExtract: async () => {
        set({ problem: null, received: null });
        const opened = await openExtract(desktop);
        if (taken(opened)) set({ extract: opened.value });
      },
      closeExtract: () => set({ extract: null }),
      cutInto: (partBytes) => patchSending({ partBytes }),
      goBy: (by) => patchSending({ by, problem: null, cancelled: false }),
      pack: async () => {
        const { sending } = get();
        if (sending === null || sending.step === "packing") return;
        patchSending({ step: "packing", cancelled: false, problem: null });
        const packed = await packBundle(desktop, data, sending.peer.office, sending.partBytes, sending.by);
        if (!packed.ok) return patchSending({ step: "measured", problem: packed.problem });
        if (packed.value === null) return patchSending({ step: "measured", cancelled: true });
        patchSending({ step: "packed", packed: packed.value });
        await get().refresh();
      },
      closeSending: () => set({ sending: null }),
      receive: async (queued) => {
        set({ busy: "checking", problem: null, received: null, admitted: null, written: null });
        const opened = await openBundle(desktop, data, queued);
        set({ busy: null });
        if (taken(opened)) set({ arrival: opened.value, arriving: new Map() });
        else await showKept();
      },
      accept: async (reason = "") => {
        const { arrival, busy } = get();
        if (arrival === null || busy !== null) return null;
        set({ busy: "accepting", problem: null });
        const accepted = await acceptBundle(desktop, data, arrival, reason.normalize("NFC").trim());
        if (accepted.ok) await accepted.value.shown;
        set({ busy: null });
        if (!taken(accepted)) return null;
        const { sum } = accepted.value;
        const conflicts = arrival.plan.groups.reduce((all, group) => all + group.conflicts, 0);
        const { sender, receipts } = arrival.preview;
        taken(await followUp(office));
        const own = receipts.filter(({ feed }) => feed === office.opened.feed).map(({ upTo }) => upTo);
        const confirmedUpTo = own.length === 0 ? null : Math.max(...own);
        set({ arrival: null, received: { what: "taken", sender, sum, conflicts, confirmedUpTo } });
        await get().refresh();
        return sum;
      },
      discard: async () => {
        const { arrival } = get();
        if (arrival === null) return;
        set({ arrival: null, received: { what: "discarded" }, problem: null });
        taken(await discardBundle(desktop, arrival));
      },
      showNames: async (group) => {
        const { arrival, arriving } = get();
        const before = arriving.get(group);
        const next = await moreArriving(data, group, before?.length ?? 0);
        if (get().arrival !== arrival || get().arriving.get(group) !== before) return; // pressed twice, or hidden meanwhile
        set(({ arriving: now }) => ({ arriving: new Map(now).set(group, [...(before ?? []), ...next]) }));
      },
      hideNames: (group) =>
        set(({ arriving }) => ({ arriving: new Map([...arriving].filter(([open]) => open !== group)) })),
      closeReceived: () => set({ received: null }),
      reopen: async (bundle) => {
        set({ busy: "checking", problem: null, received: null });
        const opened = await reopenBundle(desktop, data, bundle);
        set({ busy: null });
        if (taken(opened)) set({ arrival: opened.value, arriving: new Map() });
        else await showKept();
      },
      decide: async (feed, keeps, reason) => {
        set({ problem: null });
        const decided = taken(await decideFork(desktop, { feed, keeps, reason }));
        if (decided) await get().refresh();
        return decided;
      },
      writeEnrolment: async () => {
        set({ problem: null, written: null });
        const written = await writeEnrolment(desktop);
        if (!taken(written) || written.value === null) return;
        set({ written: written.value.fileName });
        await get().refresh();
      },
      openEnrolment: async () => {
        set({ problem: null, admitted: null });
        const claim = await openEnrolment(desktop);
        if (!taken(claim) || claim.value === null) return;
        set({
          enrolling: { claim: claim.value, typed: "", second: null, checking: false, differs: null, problem: null },
        });
      },
      typeDigits: (typed) => {
        // Spacing the digits out when the field is left is no new attempt: what differed stays on screen.
        const second = get().enrolling?.second ?? null;
        const before = second?.typed ?? get().enrolling?.typed ?? "";
        const fresh = digitsOf(typed) === digitsOf(before) ? {} : { differs: null, problem: null };
        patchEnrolling({ ...(second === null ? { typed } : { second: { ...second, typed } }), ...fresh });
      },
      nameSecond: (name) => {
        const second = get().enrolling?.second ?? null;
        if (second !== null) patchEnrolling({ second: { ...second, name }, problem: null });
      },
      admit: async () => {
        const { enrolling } = get();
        if (enrolling === null || enrolling.checking) return;
        patchEnrolling({ checking: true, problem: null, differs: null });
        const admitted = await admitOffice(desktop, enrolling.claim, enrolling.typed, enrolling.second);
        if (!admitted.ok) {
          const { problem } = admitted;
          // The first digits are right: the second person's turn begins with empty fields.
          if (problem.kind === "second-person-needed" && enrolling.second === null)
            return patchEnrolling({ checking: false, second: { name: "", typed: "" } });
          return problem.kind === "fingerprint-differs"
            ? patchEnrolling({ checking: false, differs: { typed: problem.typed, found: problem.found } })
            : patchEnrolling({ checking: false, problem });
        }
        set({ enrolling: null, admitted: admitted.value });
        await get().refresh();
      },
      closeEnrolling: () => set({ enrolling: null }),
      printSheet: async () => {
        set({ problem: null });
        taken(await printPage(desktop, { suggestedName: "phieu-dang-ky", landscape: false, shows: null }));
        await get().refresh();
      },
    };
  });

export type ExchangeStore = ReturnType<typeof createExchange>;
