import { v7 } from "uuid";
import type { RecordId } from "./primitives.ts";
import type { RecordKind } from "./record-kinds.ts";

/**
 * Ids for the records of one action.
 *
 * @param millis  the clock, milliseconds since 1970; a note only: order never rests on it
 * @param random  16 random bytes
 * @returns       a function giving a new id at each call; ids of one action count up, so that a bundle stays small
 */
export function idMaker(millis: number, random: Uint8Array): <Kind extends RecordKind>(kind: Kind) => RecordId<Kind> {
  // The counter is 32 bits wide (RFC 9562, 6.2, method 1); it starts in the lower half so that it cannot run over.
  let counter = new DataView(random.buffer, random.byteOffset).getUint32(0) >>> 1;
  return (kind) => {
    counter += 1;
    return `${kind}:${v7({ msecs: millis, seq: counter, random })}`;
  };
}
