import { parseArgs } from "node:util";
import { withProjectCode } from "./load.mjs";
import { ensureInstalled, orExplain } from "./setup.mjs";

// npm run simulate -- --seed 7 --offices 30 --steps 300: many offices in one process, from one seed; tells what happened and the verdict.
// --hand-overs: files go from office to office as well.

orExplain(ensureInstalled);
const { values } = parseArgs({
  options: {
    seed: { type: "string", default: "1" },
    offices: { type: "string", default: "8" },
    steps: { type: "string", default: "200" },
    "hand-overs": { type: "boolean", default: false },
  },
});
const [seed, offices, steps] = [values.seed, values.offices, values.steps].map(Number);
if (![seed, offices, steps].every(Number.isInteger) || Number(offices) < 2 || Number(offices) > 31) {
  console.error("--seed, --offices (2 to 31) and --steps are whole numbers.");
  process.exit(2);
}
const whole = await withProjectCode(async (load) => {
  const { tellRun } = await load("/test/simulator/tell.ts");
  return tellRun({ seed, offices, steps, handsOver: values["hand-overs"] }, (/** @type {string} */ line) =>
    console.log(line),
  );
});
process.exit(whole ? 0 : 1);
