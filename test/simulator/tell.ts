import { simulate } from "./run.ts";

/** One run for people: what happened, step by step, what was exercised, and the verdict. */
export async function tellRun(
  { seed, offices, steps }: { readonly seed: number; readonly offices: number; readonly steps: number },
  print: (line: string) => void,
): Promise<boolean> {
  print(`Seed ${seed}: a province and ${offices - 1} districts, ${steps} steps.`);
  const begun = performance.now();
  const verdict = await simulate(seed, { districts: offices - 1, steps }, print);
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  const part = (title: string, of: object) =>
    print(
      `${title}: ${Object.entries(of)
        .map(([what, times]) => `${what} ${times}`)
        .join("; ")}`,
    );
  print("");
  part("What happened", verdict.tally);
  part("What the judge looked at", verdict.counts);
  const { ending } = verdict;
  if (ending !== null) {
    print(
      `At the end ${ending.clean} PCs were on the main branch of every feed; ${ending.shared} records were compared with the province's.`,
    );
    if (ending.behind > 0)
      print(`${ending.behind} had missed a part of a feed whose PC is gone, and nobody sends it any more.`);
    if (ending.setBack.length > 0) print(`An old copy of the disk was put back at ${ending.setBack.join(", ")}.`);
    print(`State of what is shared: ${ending.hash}`);
  }
  print(`Everything that happened and lies on the disks: ${verdict.hash}`);
  for (const fault of verdict.faults) print(`FAULT: ${fault}`);
  print(`${verdict.faults.length === 0 ? "Nothing is wrong." : `${verdict.faults.length} faults.`} ${seconds} s.`);
  return verdict.faults.length === 0;
}
