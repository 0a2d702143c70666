import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { root } from "./root.mjs";
import { ensureInstalled, orExplain } from "./setup.mjs";

// npm run test:night: the seeded suites at the size of a night. 1,000 runs of eight offices, five times the power cuts and tamperings.

orExplain(ensureInstalled);
const bigger = {
  NIGHT: "1",
  SIMULATOR_FACTOR: "5",
  SIMULATOR_OFFICES: "8",
  SIMULATOR_STEPS: "120",
  STORE_TEST_FACTOR: "5",
  HISTORIES: "10000",
  CASES: "500",
};
const suites = [
  "test/simulator",
  "test/shared/change",
  "test/electron/store",
  "test/electron/lost-bundles.test.ts",
  "test/electron/forked-feeds.test.ts",
  "test/electron/wrong-clocks.test.ts",
  "test/electron/frozen-receipts.test.ts",
  "test/electron/ended-feeds.test.ts",
  "test/renderer/data/closing-rehearsal.test.ts",
];
const { status } = spawnSync(join(root, "node_modules/.bin/vitest"), ["run", ...suites], {
  cwd: root,
  env: { ...process.env, ...bigger },
  stdio: "inherit",
});
process.exit(status ?? 1);
