import { create } from "zustand";
import { type FloodedFeed, floodedFeeds } from "../services/floods.ts";
import { type Office, watchRecords } from "../services/office.ts";

export type { FloodedFeed } from "../services/floods.ts";

/** Feeds whose further bundles stay unopened, for the alarm. */
export const createFloods = (office: Office) =>
  create<{
    readonly feeds: readonly FloodedFeed[];
    readonly load: () => Promise<void>;
    readonly follow: () => () => void;
  }>()((set, get) => ({
    feeds: [],
    load: async () => {
      const feeds = await floodedFeeds(office);
      if (feeds.ok) set({ feeds: feeds.value });
    },
    follow: () => watchRecords(office, () => void get().load()),
  }));
