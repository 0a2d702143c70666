import { defineConfig } from "vitest/config";
import LongestFirst from "./build/longest-first.mjs";

const all = { environment: "node", testTimeout: 120_000, hookTimeout: 120_000 } as const;

/** `shared/` keeps no state and nothing in it is replaced, so its tests read each module once for all of them. */
export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    maxWorkers: 3, // the suites that take longest wait for processes and disks; the default on two cores is one
    projects: [
      { test: { ...all, name: "shared", include: ["test/shared/**/*.test.ts"], isolate: false } },
      {
        test: {
          ...all,
          name: "rest",
          include: ["test/**/*.test.{ts,tsx}"],
          exclude: ["test/shared/**", "test/app/**", "test/bench/**"],
        },
      },
    ],
  },
});
