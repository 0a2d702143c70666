import { promisify } from "node:util";
import { deflateRaw, inflateRaw, inflateRawSync } from "node:zlib";
import { deflated, frameKinds, openFrame, type SegmentSeal, sealFrame, tagBytes } from "./frame.ts";

/** Entries above this many bytes are deflated before they are sealed. */
const worthDeflating = 4096;
/** Bytes from which inflating is worth another thread; what is less takes a millisecond, and handing it over as long. */
const worthAThread = 1_048_576;

/** Bytes above which an entry is deflated in half the time and a fifth less well. */
const worthHaste = 262_144;

/** An entry as the frames that hold it: one, or parts closed by a commit. The last frame's tag is the entry's. */
export interface SealedEntry {
  readonly frames: readonly Buffer[];
  readonly bytes: number;
  readonly tag: Uint8Array;
}

export interface EntryFacts {
  readonly position: number;
  readonly synced: number; // the last entry that is on the disk
  readonly previousTag: Uint8Array;
}

/** @param frameBytes  the most that one frame may hold; a longer entry is split into parts */
export async function sealEntry(
  seal: SegmentSeal,
  facts: EntryFacts,
  entry: Uint8Array,
  frameBytes: number,
): Promise<SealedEntry> {
  const [payload, flags] = await packed(entry);
  if (payload.byteLength <= frameBytes) {
    const frame = sealFrame(seal, { ...facts, kind: frameKinds.entry, flags, part: 0 }, payload);
    return { frames: [frame], bytes: frame.byteLength, tag: frame.subarray(-tagBytes) };
  }
  const frames: Buffer[] = [];
  let previousTag = facts.previousTag;
  const push = (kind: 3 | 4, part: number, bytes: Uint8Array) => {
    const frame = sealFrame(seal, { ...facts, previousTag, kind, flags, part }, bytes);
    frames.push(frame);
    previousTag = frame.subarray(-tagBytes);
  };
  for (let at = 0; at < payload.byteLength; at += frameBytes)
    push(frameKinds.part, frames.length, payload.subarray(at, at + frameBytes));
  push(frameKinds.commit, 0, commitOf(frames.length, payload.byteLength));
  return { frames, bytes: frames.reduce((sum, frame) => sum + frame.byteLength, 0), tag: previousTag };
}

/** An entry as it was stored: in parts, deflated or not. */
export interface StoredEntry {
  readonly flags: number;
  readonly parts: readonly Buffer[];
}

/** Where an entry's frames end, and its tag; or, where there is no whole entry, the offset from which nothing fits. */
export type EntryFound =
  | { readonly whole: true; readonly end: number; readonly tag: Uint8Array; readonly stored: StoredEntry }
  | { readonly whole: false; readonly badAt: number };

/** The entry of that position whose frames begin at `at` and that follows the entry with `previousTag`. */
export function findEntry(
  seal: SegmentSeal,
  bytes: Buffer,
  at: number,
  position: number,
  previousTag: Uint8Array,
): EntryFound {
  const parts: Buffer[] = [];
  let [from, tag, stored] = [at, previousTag, 0];
  for (;;) {
    const frame = openFrame(seal, bytes, from);
    if (frame === null || frame.position !== position || !sameTag(frame.previousTag, tag))
      return { whole: false, badAt: from };
    if (frame.kind === frameKinds.entry && parts.length === 0)
      return { whole: true, end: frame.end, tag: frame.tag, stored: { flags: frame.flags, parts: [frame.payload] } };
    if (frame.kind === frameKinds.commit && frame.payload.equals(commitOf(parts.length, stored)))
      return { whole: true, end: frame.end, tag: frame.tag, stored: { flags: frame.flags, parts } };
    if (frame.kind !== frameKinds.part || frame.part !== parts.length) return { whole: false, badAt: from };
    parts.push(frame.payload);
    [from, tag, stored] = [frame.end, frame.tag, stored + frame.payload.byteLength];
  }
}

/** The entry's own bytes again: at once, or beside main's own thread where they are many. */
export function unpackEntry({ flags, parts }: StoredEntry): Uint8Array | Promise<Uint8Array> {
  const stored = parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts);
  if ((flags & deflated) === 0) return stored;
  const length = Math.max(1, stored.readUInt32LE(0));
  const room = { maxOutputLength: length, chunkSize: Math.max(64, length + 1) };
  return length <= worthAThread ? inflateRawSync(stored.subarray(4), room) : inflate(stored.subarray(4), room);
}

export const sameTag = (one: Uint8Array, other: Uint8Array) => Buffer.compare(one, other) === 0;

const deflate = promisify<Uint8Array, { level: number }, Buffer>(deflateRaw);
const inflate = promisify<Uint8Array, { maxOutputLength: number; chunkSize: number }, Buffer>(inflateRaw);

async function packed(entry: Uint8Array): Promise<readonly [Uint8Array, number]> {
  if (entry.byteLength <= worthDeflating) return [entry, 0];
  // Thousands of actions in one import: there, speed counts for more than the last tenth of room.
  const smaller = await deflate(entry, { level: entry.byteLength > worthHaste ? 3 : 6 });
  if (smaller.byteLength + 4 >= entry.byteLength) return [entry, 0];
  const length = Buffer.alloc(4);
  length.writeUInt32LE(entry.byteLength);
  return [Buffer.concat([length, smaller]), deflated];
}

/** What a commit frame says: the number of parts and the bytes they hold together. */
function commitOf(parts: number, bytes: number): Buffer {
  const payload = Buffer.alloc(12);
  payload.writeUInt32LE(parts);
  payload.writeDoubleLE(bytes, 4);
  return payload;
}
