import { createCipheriv, createDecipheriv, hkdfSync } from "node:crypto";

/**
 * One frame of a segment, format 1. Numbers are little-endian.
 *
 *     0  marker          8 bytes, so that a search finds frames behind a damaged one
 *     8  length          u32, of the ciphertext
 *    12  kind            u8: opening, entry, part, commit
 *    13  flags           u8: 1 = the payload was deflated
 *    14  part            u16: number of the part, from 0; 0 in other kinds
 *    16  position        u32: the entry this frame belongs to; of an opening, the entry it follows
 *    20  synced          u32: the last entry that was on the disk before this frame was written
 *    24  previous tag   16 bytes: of the frame before; of an opening, of the entry it follows
 *    40  nonce          12 bytes, random
 *    52  ciphertext
 *     …  tag            16 bytes
 *
 * The additional data is store id ‖ generation ‖ segment ‖ bytes 8 to 40, so that a frame that was moved, doubled or taken
 * from another store, generation or segment does not open. `synced` tells a torn group, whose later frames reached the
 * disk before its earlier ones, from damage to entries that had been acknowledged.
 */
export const frameKinds = { opening: 1, entry: 2, part: 3, commit: 4 } as const;
export type FrameKind = (typeof frameKinds)[keyof typeof frameKinds];

export const deflated = 1;
export const headBytes = 52;
export const tagBytes = 16;
export const overheadBytes = headBytes + tagBytes;
export const noTag: Uint8Array = new Uint8Array(tagBytes); // precedes the first entry
export const marker = Buffer.from([0xf5, 0x53, 0x43, 0x42, 0x0d, 0x0a, 0x1a, 0xc7]);

/** Which segment a frame belongs to, and its key. */
export interface SegmentSeal {
  readonly key: Uint8Array; // 32 bytes
  readonly bound: Uint8Array; // store id ‖ generation ‖ segment
  readonly random: (bytes: number) => Uint8Array;
}

/** What opens a ledger. */
export interface LedgerKey {
  readonly storeId: Uint8Array; // 16 bytes
  readonly generation: number;
  readonly epochKey: Uint8Array; // 32 bytes
}

export interface FrameFacts {
  readonly kind: FrameKind;
  readonly flags: number;
  readonly part: number;
  readonly position: number;
  readonly synced: number;
  readonly previousTag: Uint8Array;
}

export interface OpenedFrame extends FrameFacts {
  readonly payload: Buffer;
  readonly tag: Uint8Array;
  readonly end: number; // offset of the byte after the frame
}

/** The key and binding of one segment: no two segments share a key, so that random nonces stay far from their limit. */
export function segmentSeal(key: LedgerKey, segment: number, random: (bytes: number) => Uint8Array): SegmentSeal {
  const bound = Buffer.alloc(key.storeId.byteLength + 8);
  bound.set(key.storeId);
  bound.writeUInt32LE(key.generation, key.storeId.byteLength);
  bound.writeUInt32LE(segment, key.storeId.byteLength + 4);
  const info = Buffer.concat([Buffer.from("segment/"), bound]);
  return { key: new Uint8Array(hkdfSync("sha256", key.epochKey, key.storeId, info, 32)), bound, random };
}

export function sealFrame(seal: SegmentSeal, facts: FrameFacts, payload: Uint8Array): Buffer {
  const frame = Buffer.allocUnsafe(overheadBytes + payload.byteLength);
  frame.set(marker);
  frame.writeUInt32LE(payload.byteLength, 8);
  frame.writeUInt8(facts.kind, 12);
  frame.writeUInt8(facts.flags, 13);
  frame.writeUInt16LE(facts.part, 14);
  frame.writeUInt32LE(facts.position, 16);
  frame.writeUInt32LE(facts.synced, 20);
  frame.set(facts.previousTag, 24);
  frame.set(seal.random(12), 40);
  const cipher = createCipheriv("aes-256-gcm", seal.key, frame.subarray(40, headBytes));
  cipher.setAAD(Buffer.concat([seal.bound, frame.subarray(8, 40)]));
  frame.set(cipher.update(payload), headBytes);
  cipher.final(); // GCM holds nothing back
  frame.set(cipher.getAuthTag(), frame.byteLength - tagBytes);
  return frame;
}

/** The frame that begins at `at`, or null where there is none that this segment's key made. Allocates only what is there. */
export function openFrame(seal: SegmentSeal, bytes: Buffer, at: number): OpenedFrame | null {
  if (at + overheadBytes > bytes.byteLength) return null;
  if (bytes.compare(marker, 0, marker.byteLength, at, at + marker.byteLength) !== 0) return null;
  const length = bytes.readUInt32LE(at + 8);
  const end = at + overheadBytes + length;
  const kind = bytes.readUInt8(at + 12);
  if (end > bytes.byteLength || !isFrameKind(kind)) return null;
  const tag = bytes.subarray(end - tagBytes, end);
  const payload = decrypt(seal, bytes, at, end, tag);
  if (payload === null) return null;
  return {
    kind,
    flags: bytes.readUInt8(at + 13),
    part: bytes.readUInt16LE(at + 14),
    position: bytes.readUInt32LE(at + 16),
    synced: bytes.readUInt32LE(at + 20),
    previousTag: bytes.subarray(at + 24, at + 40),
    payload,
    tag,
    end,
  };
}

function decrypt(seal: SegmentSeal, bytes: Buffer, at: number, end: number, tag: Buffer): Buffer | null {
  const decipher = createDecipheriv("aes-256-gcm", seal.key, bytes.subarray(at + 40, at + headBytes), {
    authTagLength: tagBytes,
  });
  decipher.setAAD(Buffer.concat([seal.bound, bytes.subarray(at + 8, at + 40)]));
  decipher.setAuthTag(tag);
  try {
    const payload = decipher.update(bytes.subarray(at + headBytes, end - tagBytes));
    decipher.final();
    return payload;
  } catch {
    return null; // the tag does not fit
  }
}

const isFrameKind = (kind: number): kind is FrameKind => kind >= frameKinds.opening && kind <= frameKinds.commit;
