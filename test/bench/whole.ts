import { stat } from "node:fs/promises";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { acceptBundles, checkBundle } from "../../electron/bundles/receive-bundle.ts";
import { sendBundle } from "../../electron/bundles/send-bundle.ts";
import { applyLines, befriend, stateOf } from "./exchange.ts";
import { madeOffice, type PlainRow, plainRow } from "./made-office.ts";
import { enter, folderFor, median, must, newOffice, openCopy, realUnpacker } from "./office.ts";

export interface WholeFigures {
  readonly people: number;
  readonly rows: number;
  readonly ours: { readonly out: readonly number[]; readonly in: readonly number[]; readonly bytes: number };
  readonly theirs: { readonly out: readonly number[]; readonly in: readonly number[]; readonly bytes: number };
}

/** The rival in a page: fill once, then out and in. */
export interface PlainOffice {
  fill(table: "people" | "assignments", rows: readonly PlainRow[]): Promise<void>;
  outAndIn(): Promise<{ readonly out: number; readonly in: number; readonly bytes: number; readonly rows: number }>;
}

/**
 * A whole office out and in again: ours sealed, signed and checked as a bundle, into an empty office's ledger and state;
 * theirs as dexie-export-import's plain file, into an empty database. In turn.
 */
export async function measureWhole(
  { seed = 1, people = 3000, career = 10, rounds = 5 },
  unpackProcess: string,
  plain: PlainOffice,
): Promise<WholeFigures> {
  const made = madeOffice(seed, people, career);
  await plain.fill("people", made.people.map(plainRow));
  for (let i = 0; i < made.assignments.length; i += 5000)
    await plain.fill("assignments", made.assignments.slice(i, i + 5000).map(plainRow));
  const district = await newOffice("doluong", "district");
  const province = await newOffice("nghean", "province");
  await befriend(district.office, province.office);
  await enter(district.office, [...made.people, ...made.assignments]);
  await province.office.store.close();
  const unpacker = realUnpacker(unpackProcess);
  const ours: { out: number[]; in: number[]; bytes: number } = { out: [], in: [], bytes: 0 };
  const theirs: { out: number[]; in: number[]; bytes: number } = { out: [], in: [], bytes: 0 };
  try {
    for (let round = 0; round <= rounds; round += 1) {
      const stick = await folderFor("stick");
      const receiver = await openCopy(province.folder);
      let begun = performance.now();
      const { packed } = await must(sendBundle(district.office, "nghean", stick, "bench"));
      const out = performance.now() - begun;
      begun = performance.now();
      const receiving = { unpacker, program: "bench" };
      const [opened, ...none] = await must(checkBundle(receiver, receiving, join(stick, packed.fileName)));
      await must(acceptBundles(receiver, receiving, [opened, ...none]));
      const state = stateOf([]);
      applyLines(state, opened.lines);
      const took = performance.now() - begun;
      await receiver.store.close();
      const rival = await plain.outAndIn();
      if (rival.rows !== people * (career + 1)) throw new Error(`the rival kept ${rival.rows} rows`);
      ours.bytes = (await stat(join(stick, packed.fileName))).size;
      theirs.bytes = rival.bytes;
      if (round === 0) continue; // a warm-up on both sides
      ours.out.push(out);
      ours.in.push(took);
      theirs.out.push(rival.out);
      theirs.in.push(rival.in);
    }
  } finally {
    unpacker.close();
    await district.office.store.close();
  }
  return { people, rows: people * career, ours, theirs };
}

export function wholeLines({ people, rows, ours, theirs }: WholeFigures): readonly string[] {
  const way = (name: "out" | "in", word: string) => {
    const [we, they] = [median(ours[name]), median(theirs[name])];
    return `  ${word}: ours ${we.toFixed(0)} ms, dexie-export-import ${they.toFixed(0)} ms; ratio ${(they / we).toFixed(1)} (at least 5)`;
  };
  const MB = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;
  return [
    `a whole office, ${people} people and ${rows} rows (medians of ${ours.out.length})`,
    way("out", "out, packed, sealed and written"),
    way("in", "in, checked, appended and applied"),
    `  file: ours ${MB(ours.bytes)}, theirs ${MB(theirs.bytes)}`,
  ];
}
