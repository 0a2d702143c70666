import { simulate, type Verdict } from "./run.ts";
import type { Size } from "./world.ts";

/** Many runs and what they exercised, added up. */
export interface Runs {
  readonly runs: number;
  readonly steps: number;
  readonly exercised: Readonly<Record<string, number>>; // faults and deeds by kind, and what the judge compared
  readonly failed: readonly Verdict[];
}

/** How many seeds a suite takes: as written, or times SIMULATOR_FACTOR for the night. */
export const seedsOf = (change: number): number => Math.ceil(change * Number(process.env.SIMULATOR_FACTOR ?? 1));

/** Each run must be clean; the first fault ends its run. */
export async function runSeeds(seeds: readonly number[], size: Size): Promise<Runs> {
  const exercised = new Map<string, number>();
  const add = (what: string, times: number) => exercised.set(what, (exercised.get(what) ?? 0) + times);
  const failed: Verdict[] = [];
  let steps = 0;
  for (const seed of seeds) {
    const verdict = await simulate(seed, size);
    steps += verdict.steps;
    add(`shape: ${verdict.shape}`, 1);
    for (const [what, times] of [...Object.entries(verdict.tally), ...Object.entries(verdict.counts)]) add(what, times);
    if (verdict.faults.length > 0) failed.push(verdict);
    else {
      add("clean PCs at the end", verdict.ending?.clean ?? 0);
      add("records compared at the end", verdict.ending?.shared ?? 0);
      add("PCs that missed a part of a feed that is gone", verdict.ending?.behind ?? 0);
      add("PCs set back by an old copy", verdict.ending?.setBack.length ?? 0);
    }
  }
  const sorted = Object.fromEntries([...exercised].toSorted(([one], [other]) => (one < other ? -1 : 1)));
  return { runs: seeds.length, steps, exercised: sorted, failed };
}

/** What a failing run says, and how to see it again. */
export const toldOf = ({ failed }: Runs, { districts, steps }: Size): string =>
  failed
    .map(
      ({ seed, faults }) =>
        `npm run simulate -- --seed ${seed} --offices ${districts + 1} --steps ${steps}\n  ${faults.slice(0, 3).join("\n  ")}`,
    )
    .join("\n");

/** Five offices, a province and four districts, some of which get a second PC; more at night. */
export const smallSize: Size = {
  districts: Number(process.env.SIMULATOR_OFFICES ?? 5) - 1,
  steps: Number(process.env.SIMULATOR_STEPS ?? 40),
};

/** What a few runs always meet. */
export const usual = [
  "bundles",
  "lost",
  "out of order",
  "looks",
  "fields",
  "receipts",
  "records compared at the end",
] as const;

/** What only a hundred runs are sure to meet. */
export const rare = [
  "left on the stick, to come again",
  "power cuts",
  "kills",
  "old copies put back",
  "new identities",
  "disks copied",
  "forksSeen",
  "twins parted",
  "key changes",
  "keysEnded",
  "revocations",
  "editions",
  "second PCs",
  "program updates",
  "clocks set wrong",
  "files handed over",
  "files handed over by force",
  "hand-overs accepted",
  "hand-overs refused",
  "hand-overs withdrawn",
  "passedOn",
  "handedOver",
  "lateEdits",
  "conflicts",
  "proposals",
  "waited",
  "sameHoldings",
] as const;
