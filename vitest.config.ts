import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.{ts,tsx}"],
    exclude: ["test/app/**", "test/bench/**"],
    environment: "node",
    maxWorkers: 2, // the suites that take longest wait for processes and disks; the default on two cores is one
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
