import { defineConfig } from "vitest/config";

/** Whole stories on the runtime: one program after the other, because each is a browser of its own. */
export default defineConfig({
  test: {
    include: ["test/app/**/*.story.ts"],
    environment: "node",
    fileParallelism: false,
    testTimeout: 300_000,
    hookTimeout: 120_000,
  },
});
