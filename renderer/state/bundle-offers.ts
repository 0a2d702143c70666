import { create } from "zustand";
import type { Problem } from "../../shared/problem.ts";
import { chooseWatched, lookForOffers, type Offers, stopWatching } from "../services/bundle-offers.ts";
import type { Office } from "../services/office.ts";

/** Milliseconds between two looks at the watched folder. */
const lookEach = 60_000;

export interface BundleOffers {
  readonly offers: Offers | null;
  readonly problem: Problem | null;
  readonly dropped: "bundles" | "others" | null; // onto the window, and not seen to yet
  readonly look: () => Promise<void>;
  readonly seeToDropped: () => void;
  readonly watch: () => Promise<void>;
  readonly unwatch: () => Promise<void>;
  /** Look now, every minute, and when the window is turned to again. @returns how to stop */
  readonly follow: () => () => void;
}

export const createBundleOffers = ({ desktop }: Office) =>
  create<BundleOffers>()((set, get) => ({
    offers: null,
    problem: null,
    dropped: null,
    look: async () => {
      const offers = await lookForOffers(desktop);
      if (offers.ok) set({ offers: offers.value });
    },
    seeToDropped: () => set({ dropped: null }),
    watch: async () => {
      const chosen = await chooseWatched(desktop);
      set({ problem: chosen.ok ? null : chosen.problem });
      await get().look();
    },
    unwatch: async () => {
      const stopped = await stopWatching(desktop);
      set({ problem: stopped.ok ? null : stopped.problem });
      await get().look();
    },
    follow: () => {
      const look = () => void get().look();
      look();
      const timer = setInterval(look, lookEach);
      window.addEventListener("focus", look);
      // The preload has named the files to main; here comes how many of them are bundles.
      const drop = (event: Event) => {
        if (!(event instanceof CustomEvent)) return;
        set({ dropped: Number(event.detail) > 0 ? "bundles" : "others" });
        look();
      };
      document.addEventListener("bundles-dropped", drop);
      return () => {
        document.removeEventListener("bundles-dropped", drop);
        clearInterval(timer);
        window.removeEventListener("focus", look);
      };
    },
  }));

export type BundleOffersStore = ReturnType<typeof createBundleOffers>;

const known = new WeakMap<Office, BundleOffersStore>();

/** What is offered to an open office: the navigation and the screen show the same. */
export function bundleOffersOf(office: Office): BundleOffersStore {
  const store = known.get(office) ?? createBundleOffers(office);
  known.set(office, store);
  return store;
}

/** Bundles that wait to be looked at. */
export const countOffers = (offers: Offers | null): number =>
  (offers?.named ?? 0) + (offers?.server ?? 0) + (offers?.watched?.fresh ?? 0);
