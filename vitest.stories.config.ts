import { defineConfig } from "vitest/config";

/** Whole stories on the running program: one copy at a time, so that waits measure the program and not the neighbours. */
export default defineConfig({
  test: {
    include: ["test/**/*.story.ts"],
    environment: "node",
    fileParallelism: false,
    testTimeout: 300_000,
    hookTimeout: 60_000,
  },
});
