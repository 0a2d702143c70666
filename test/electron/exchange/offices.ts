import { newOfficeKeys, type OfficeKeys, ownPeer, signingKeyOf } from "../../../electron/exchange/enrol.ts";
import { type Consignment, type PackedBundle, packBundle } from "../../../electron/exchange/pack.ts";
import { readContents } from "../../../electron/exchange/read-contents.ts";
import { readExtract } from "../../../electron/exchange/read-extract.ts";
import { sha256Hex } from "../../../electron/exchange/sha256.ts";
import type { Receiver } from "../../../electron/exchange/unpack.ts";
import { gatherLines, type Unpacker } from "../../../electron/exchange/unpacker.ts";
import { encodeLine } from "../../../shared/change/line.ts";
import { type Held, nothingHeld } from "../../../shared/exchange/arrival.ts";
import { genesis, headsOf } from "../../../shared/exchange/chain.ts";
import type { Peer } from "../../../shared/exchange/header.ts";
import { ok } from "../../../shared/result.ts";

/** Reproducible numbers below 2³² from a seed (mulberry32). */
export function dice(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

export const bytesFrom =
  (roll: (below: number) => number) =>
  (length: number): Uint8Array =>
    Uint8Array.from({ length }, () => roll(256));

export interface TestOffice {
  readonly keys: OfficeKeys;
  readonly peer: Peer;
}

export async function testOffice(seed: number, office: string, level: Peer["level"] = "district"): Promise<TestOffice> {
  const keys = await newOfficeKeys(bytesFrom(dice(seed)));
  return { keys, peer: await ownPeer(keys, { office, name: `Đảng ủy ${office}`, level, feed: `${office}-k3f7` }) };
}

const names = ["Nguyễn Văn An", "Trần Thị Bình", "Lê Quang Đạo", "Phạm Thị Hồng Nhung", "Võ Minh Trí"];
const places = ["Phó Chủ tịch UBND xã Tràng Sơn", "Bí thư Đảng ủy xã Đô Lương", "Chuyên viên Văn phòng"];

/** Lines of one feed as a clerk's day makes them: `edits` fields changed by each. */
export function linesOf(feed: string, count: number, roll: (below: number) => number, edits = 2): string[] {
  const hex = (digits: number) => Array.from({ length: digits }, () => roll(16).toString(16)).join("");
  return Array.from({ length: count }, (_, i) =>
    encodeLine({
      feed,
      number: i + 1,
      clerk: "c1",
      at: `2026-03-${String(1 + (i % 28)).padStart(2, "0")}T0${i % 10}:${10 + (i % 50)}`,
      purpose: "person.edit",
      reason: i % 3 === 0 ? "Bổ sung hồ sơ theo quyết định" : "",
      audience: [],
      changes: Array.from({ length: edits }, (_edit, j) => ({
        record: `person:${hex(8)}-${hex(4)}-7${hex(3)}-a${hex(3)}-${hex(12)}` as const,
        fields: {
          fullName: { saw: i > 0 && j === 0 ? [`${feed}:${i}`] : [], to: names[roll(names.length)] as string },
          position: { saw: [], to: places[roll(places.length)] as string },
        },
      })),
    }),
  );
}

export const consignment = (
  sender: TestOffice,
  recipient: TestOffice,
  lines: readonly string[],
  more: Partial<Consignment> = {},
): Consignment => ({
  program: "0.1.0",
  office: sender.peer.office,
  officeName: sender.peer.name,
  feed: sender.peer.feed,
  clerks: [{ id: "c1", name: "Nguyễn Thị Thử", role: "Chuyên viên" }],
  recipient: { office: recipient.peer.office, recipientKeys: [recipient.peer.recipientKey] },
  serial: 1,
  from: 1,
  prevHead: genesis,
  lines,
  receipts: [],
  made: "2026-03-01T08:00:00+07:00",
  ...more,
});

export async function packed(sender: TestOffice, order: Consignment): Promise<PackedBundle> {
  const result = await packBundle(signingKeyOf(sender.keys), order);
  if (!result.ok) throw new Error(result.problem.kind);
  return result.value;
}

/** A receiver who enrolled these peers and holds that many lines of the first one's feed. */
export function receiverOf(
  me: TestOffice,
  peers: readonly TestOffice[],
  lines: readonly string[] = [],
  serial = lines.length > 0 ? 1 : 0,
): Receiver {
  const heads = headsOf(sha256Hex, genesis, lines);
  const held: Held = lines.length === 0 ? nothingHeld : { number: lines.length, head: heads.at(-1) as string, serial };
  return {
    office: me.peer.office,
    identity: me.keys.identity,
    peers: peers.map(({ peer }) => peer),
    held: (feed) => (feed === peers[0]?.peer.feed ? held : nothingHeld),
    headAt: (_feed, number) => heads[number - 1] as string,
  };
}

/** Unpacks by the function that the process runs, in this process: for many bundles. */
export const unpackHere = (
  reached?: (step: string) => void,
  readZip: typeof readContents = readContents,
): Unpacker => ({
  warm: () => undefined,
  close: () => undefined,
  readExtract: async (terms, bytes, pieces) => readExtract(await gathered(bytes, pieces), terms),
  read: async (terms, bytes, pieces) => {
    const zip = await gathered(bytes, pieces);
    const { take, ...lines } = gatherLines();
    const read = readZip(zip, terms, take, reached);
    return read.ok ? ok({ ...read.value, ...lines }) : read;
  },
});

async function gathered(bytes: number, pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const zip = Buffer.alloc(bytes);
  let filled = 0;
  for await (const piece of pieces) {
    zip.set(piece, filled);
    filled += piece.byteLength;
  }
  if (filled !== bytes) throw new Error("the announced length is wrong");
  return zip;
}
