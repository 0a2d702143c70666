import { describe, expect, it, vi } from "vitest";
import { runSeeds, seedsOf, smallSize, toldOf } from "./seeds.ts";

vi.mock("hash-wasm", () => import("../electron/store/remembered-argon2.ts"));

/** T10: half of the seeds, so that two workers share them. */
const first = Number(process.env.SEED ?? 20_261_123);

describe("many offices in one process, odd seeds", () => {
  it("end in one state, with every property kept after every step", { timeout: 3_600_000 }, async () => {
    const seeds = Array.from({ length: seedsOf(100) }, (_, i) => first + 2 * i + 1);
    const runs = await runSeeds(seeds, smallSize);
    process.stdout.write(`${runs.runs} runs, ${runs.steps} steps: ${JSON.stringify(runs.exercised)}\n`);
    expect(toldOf(runs, smallSize)).toBe("");
    for (const what of [
      "bundles",
      "lost",
      "out of order",
      "left on the stick, to come again",
      "power cuts",
      "kills",
      "old copies put back",
      "new identities",
      "revocations",
      "editions",
      "second PCs",
      "program updates",
      "clocks set wrong",
      "forksSeen",
      "handed in: bundle-newer",
      "conflicts",
      "proposals",
      "waited",
      "sameHoldings",
      "records compared at the end",
    ])
      expect(runs.exercised[what] ?? 0, what).toBeGreaterThan(0);
  });
});
