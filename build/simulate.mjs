import { parseArgs } from "node:util";
import { withProjectCode } from "./load.mjs";
import { ensureInstalled, orExplain } from "./setup.mjs";

// npm run simulate -- --seed 7 --offices 30 --steps 300: many offices in one process, from one seed; tells what happened and the verdict.

orExplain(ensureInstalled);
const { values } = parseArgs({
  options: {
    seed: { type: "string", default: "1" },
    offices: { type: "string", default: "8" },
    steps: { type: "string", default: "200" },
  },
});
const [seed, offices, steps] = [values.seed, values.offices, values.steps].map(Number);
if (![seed, offices, steps].every(Number.isInteger) || Number(offices) < 2 || Number(offices) > 31) {
  console.error("--seed, --offices (2 to 31) and --steps are whole numbers.");
  process.exit(2);
}
const whole = await withProjectCode(
  async (load) => {
    const { tellRun } = await load("/test/simulator/tell.ts");
    return tellRun({ seed, offices, steps }, (/** @type {string} */ line) => console.log(line));
  },
  { "hash-wasm": "test/electron/store/remembered-argon2.ts" },
);
process.exit(whole ? 0 : 1);
