import type { StoreProblem } from "../../shared/problem.ts";
import { failed, ok, type Result } from "../../shared/result.ts";
import { type Machine, type OpenFile, problemOf } from "../machine.ts";
import { frameKinds, type LedgerKey, type SegmentSeal, sealFrame, segmentSeal } from "./frame.ts";
import { segmentPath } from "./load-segments.ts";
import { writeFully } from "./safe-write.ts";

/** The segment that is being written. */
export interface Segment {
  readonly number: number;
  readonly seal: SegmentSeal;
  readonly file: OpenFile;
  end: number; // of the last acknowledged entry
}

/**
 * Start a segment: its opening frame says which entry it follows, is on the disk, and so is its name, before this answers.
 * Whatever older segments hold behind that entry counts no more.
 */
export async function startSegment(
  machine: Machine,
  log: string,
  key: LedgerKey,
  number: number,
  after: { readonly position: number; readonly tag: Uint8Array },
): Promise<Result<Segment, StoreProblem>> {
  const path = segmentPath(log, number);
  const seal = segmentSeal(key, number, machine.random);
  const opening = sealFrame(
    seal,
    {
      kind: frameKinds.opening,
      flags: 0,
      part: 0,
      position: after.position,
      synced: after.position,
      previousTag: after.tag,
    },
    new Uint8Array(0),
  );
  let file: OpenFile | null = null;
  let syncing = false;
  try {
    file = await machine.files.open(path, "create");
    await writeFully(file, opening, 0);
    syncing = true;
    await file.sync();
    await machine.files.syncFolder(log);
    return ok({ number, seal, file, end: opening.byteLength });
  } catch (error) {
    if (file !== null) await leaveNothing(machine, file, path);
    return failed(syncing ? problemOfSync(error) : problemOf(error));
  }
}

/** Go on writing a segment that was loaded. */
export async function continueSegment(
  machine: Machine,
  log: string,
  key: LedgerKey,
  { segment, end }: { readonly segment: number; readonly end: number },
): Promise<Result<Segment, StoreProblem>> {
  try {
    const file = await machine.files.open(segmentPath(log, segment), "change");
    return ok({ number: segment, seal: segmentSeal(key, segment, machine.random), file, end });
  } catch (error) {
    return failed(problemOf(error));
  }
}

/**
 * Write frames behind the last acknowledged entry, without moving `end`. Rejects with a file error.
 *
 * @param joinedBytes  frames that are no longer than this together go out in one write
 */
export async function writeFrames(
  { file, end }: Segment,
  frames: readonly Buffer[],
  joinedBytes: number,
): Promise<number> {
  const bytes = frames.reduce((sum, frame) => sum + frame.byteLength, 0);
  const pieces = frames.length > 1 && bytes <= joinedBytes ? [Buffer.concat(frames)] : frames;
  let at = end;
  for (const piece of pieces) {
    await writeFully(file, piece, at);
    at += piece.byteLength;
  }
  return at;
}

/** Take unacknowledged bytes away again. False: the disk did not do it, and the segment must not be written any more. */
export async function cutBack({ file, end }: Segment): Promise<boolean> {
  try {
    await file.truncate(end);
    await file.sync();
    return (await file.bytes()) === end;
  } catch {
    return false;
  }
}

/** A sync that failed says nothing about what is on the disk: full when it says so, failing otherwise. */
export function problemOfSync(error: unknown): StoreProblem {
  const problem = problemOf(error);
  return problem.kind === "disk-full" ? problem : { kind: "disk-failing" };
}

async function leaveNothing(machine: Machine, file: OpenFile, path: string) {
  await file.truncate(0).catch(() => undefined);
  await file.close().catch(() => undefined);
  await machine.files.unlink(path).catch(() => undefined);
}
