import { describe, expect, it, vi } from "vitest";
import { rare, runSeeds, seedsOf, smallSize, toldOf, usual } from "./seeds.ts";

vi.mock("hash-wasm", () => import("../electron/store/remembered-argon2.ts"));

/** T10: half of the seeds, so that two workers share them. */
const first = Number(process.env.SEED ?? 20_261_124);

describe("many offices in one process, odd seeds", () => {
  it("end in one state, and keep every property after every step", { timeout: 3_600_000 }, async () => {
    const seeds = Array.from({ length: seedsOf(100) }, (_, i) => first + 2 * i + 1);
    const runs = await runSeeds(seeds, smallSize);
    process.stdout.write(`${runs.runs} runs, ${runs.steps} steps: ${JSON.stringify(runs.exercised)}\n`);
    expect(toldOf(runs, smallSize)).toBe("");
    for (const what of runs.runs < 100 ? usual : [...usual, ...rare])
      expect(runs.exercised[what] ?? 0, what).toBeGreaterThan(0);
  });
});
