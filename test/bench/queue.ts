import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { importQueue } from "../../electron/bundles/import-queue.ts";
import { type Arriving, acceptBundles } from "../../electron/bundles/receive-bundle.ts";
import { newOfficeKeys, ownPeer, signingKeyOf } from "../../electron/exchange/enrol.ts";
import { packBundle } from "../../electron/exchange/pack.ts";
import { unpackerOf } from "../../electron/exchange/unpacker.ts";
import { addEntry, type Office } from "../../electron/office.ts";
import { startReadingChild } from "../../electron/reading-child.ts";
import { describeChange } from "../../shared/change/describe-change.ts";
import { encodeLine } from "../../shared/change/line.ts";
import { genesis } from "../../shared/exchange/chain.ts";
import type { Peer } from "../../shared/exchange/header.ts";
import type { Preview } from "../../shared/ipc/preview.ts";
import { ok } from "../../shared/result.ts";
import { madeOffice } from "./made-office.ts";
import { residentOf } from "./memory.ts";
import { folderFor, machine, must, newOffice } from "./office.ts";
import { bytesIn, writeAsMuch } from "./plain-writing.ts";

export interface QueueFigures {
  readonly offices: number;
  readonly people: number; // of all offices together
  readonly records: number;
  readonly bytes: number; // of the bundles
  readonly looked: number; // ms until all are listed
  readonly took: number; // ms until all are in the ledger
  readonly written: number; // ms to write what the ledger grew by, one sync for each bundle
  readonly grown: number; // bytes the ledger grew by
  readonly peak: { readonly main: number; readonly unpacker: number }; // bytes of memory the processes held at most
}

/**
 * A province takes a folder of whole offices through its queue: listed, then checked, unpacked in the process of its own and
 * appended one after the other. Held against writing as many bytes as the ledger grows by, with one sync for each bundle.
 */
export async function measureQueue(
  { offices = 40, people = 50, career = 10 },
  unpackProcess: string,
): Promise<QueueFigures> {
  const { office, folder } = await newOffice("nghean", "province");
  const stick = await folderFor("stick");
  let [records, bytes] = [0, 0];
  for (let i = 0; i < offices; i += 1) {
    const made = await wholeOffice(office, stick, i, people, career);
    records += made.records;
    bytes += made.bytes;
  }

  let child: number | null = null;
  const unpacker = unpackerOf(() => {
    const started = startReadingChild<never, never>(unpackProcess);
    child = started.pid;
    return started;
  });
  const shell = { askFolder: async () => stick, askOpenMany: async () => [] };
  const receiving = { unpacker, program: "bench" };
  let staged: Arriving | null = null;
  const stage = (arriving: Arriving): Preview => {
    staged = arriving;
    const [{ fileName, header, sender, alreadyHeld, lines, receipts }] = arriving;
    return {
      token: "",
      fileName,
      header,
      sender,
      alreadyHeld,
      fresh: lines.length,
      lines: [],
      long: null,
      receipts: [...receipts],
      following: [],
    };
  };
  const queue = importQueue({ shell, machine, receiving, offered: async () => ok([]), staging: { stage } });
  const before = await bytesIn(folder);
  const watch = watchMemory(() => child);
  const begun = performance.now();
  const chosen = await must(queue.choose(office, { from: "folder" }));
  const looked = performance.now() - begun;
  if (chosen?.bundles.length !== offices) throw new Error(`${chosen?.bundles.length} bundles were listed`);
  for (let index = 0; index < offices; index += 1) {
    const step = await must(queue.take(office, { token: chosen.token, index }));
    if (step.became !== "checked" || staged === null) throw new Error(JSON.stringify(step));
    const [{ sum }] = await must(acceptBundles(office, receiving, staged));
    if (sum.applied !== step.preview.header.counts.actions) throw new Error(JSON.stringify(sum));
  }
  const took = performance.now() - begun - looked;
  const peak = watch.stop();
  unpacker.close();
  await office.store.close();
  const grown = (await bytesIn(folder)) - before;
  return {
    offices,
    people: offices * people,
    records,
    bytes,
    looked,
    took,
    written: await writeAsMuch(grown, offices),
    grown,
    peak,
  };
}

export function queueLines(figures: QueueFigures): readonly string[] {
  const { offices, people, records, bytes, looked, took, written, grown, peak } = figures;
  const MB = (size: number) => `${(size / 1e6).toFixed(0)} MB`;
  const rate = (millis: number) => ((grown / 1e6 / millis) * 1000).toFixed(1);
  return [
    `a folder of ${offices} whole offices, ${people} people in ${records} records, ${MB(bytes)} of bundles`,
    `  listed by their signatures in ${looked.toFixed(0)} ms`,
    `  checked, unpacked and appended in ${(took / 1000).toFixed(1)} s: ${(took / offices).toFixed(0)} ms a bundle, ${((records / took) * 1000).toFixed(0)} records a second`,
    `  into the ledger ${rate(took)} MB a second; the same ${MB(grown)} plainly written, one sync a bundle, ${rate(written)} MB a second: ours / plain ${(took / written).toFixed(1)}`,
    `  most memory held: main ${MB(peak.main)}, unpacking process ${MB(peak.unpacker)} (together at most 1,000 MB)`,
  ];
}

/** A new office, enrolled at the province, with all it has in one bundle on the stick. */
async function wholeOffice(province: Office, stick: string, number: number, people: number, career: number) {
  const id = `coquan${number}`;
  const keys = await newOfficeKeys(machine.random);
  const peer: Peer = await ownPeer(keys, { office: id, name: id, level: "district", feed: `${id}-k3f7` });
  await must(addEntry(province, { entry: "peer", peer, at: machine.clock.note() }));
  const made = madeOffice(number + 1, people, career);
  const all = [...made.people, ...made.assignments];
  const lines: string[] = [];
  for (let i = 0; i < all.length; i += 300)
    lines.push(
      encodeLine({
        feed: peer.feed,
        number: lines.length + 1,
        clerk: "c1",
        at: "2026-03-02T08:00",
        purpose: "workbook.import",
        reason: "",
        audience: [],
        changes: all.slice(i, i + 300).map((record) => describeChange(undefined, record)!),
      }),
    );
  const packed = await must(
    packBundle(signingKeyOf(keys), {
      program: "bench",
      office: id,
      officeName: id,
      feed: peer.feed,
      clerks: [{ id: "c1", name: "Phép đo", role: "" }],
      recipient: { office: province.own.office, recipientKeys: [province.own.recipientKey] },
      serial: 1,
      from: 1,
      prevHead: genesis,
      lines,
      receipts: [],
      made: "2026-03-02T08:00:00+07:00",
    }),
  );
  await writeFile(join(stick, packed.fileName), packed.bundle);
  await writeFile(join(stick, packed.signatureName), packed.signature);
  return { records: all.length, bytes: packed.bundle.byteLength };
}

/** The most memory that this process and the unpacking one held, looked at ten times a second. */
function watchMemory(child: () => number | null) {
  let [main, unpacker] = [0, 0];
  const look = () => {
    main = Math.max(main, process.memoryUsage.rss());
    unpacker = Math.max(unpacker, residentOf(child()));
  };
  const timer = setInterval(look, 100);
  return {
    stop: () => {
      clearInterval(timer);
      look();
      return { main, unpacker };
    },
  };
}
