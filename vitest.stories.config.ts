import { defineConfig } from "vitest/config";
import LongestFirst from "./build/longest-first.mjs";

/**
 * Whole stories on the running program, two at a time: most of a story is waiting, for the page to settle or a file to be there.
 * Nothing in them is timed; a step may take many times as long as it does alone.
 */
export default defineConfig({
  test: {
    include: ["test/**/*.story.ts"],
    environment: "node",
    sequence: { sequencer: LongestFirst },
    maxWorkers: 2,
    testTimeout: 300_000,
    hookTimeout: 180_000,
  },
});
