import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.{ts,tsx}"],
    exclude: ["test/app/**", "test/bench/**"],
    environment: "node",
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
