import { basename, dirname } from "node:path";
import type { Delivery } from "../../shared/exchange/delivery.ts";
import type { Problem } from "../../shared/problem.ts";
import { ok, type Result } from "../../shared/result.ts";
import type { Left } from "../book.ts";
import { type Pieces, putInOwnFolder, putPiecesOnCarrier, putSheetOnCarrier } from "../exchange/carrier.ts";
import type { Office } from "../office.ts";
import { leave } from "./custody.ts";

/** What became of a file: its name as the clerk chose it, bytes, and its number in the custody register. */
export interface FileLeft {
  readonly fileName: string;
  readonly bytes: number;
  readonly number: number;
}

/**
 * Let one file leave the office, beside the register's line.
 *
 * @param path   where the clerk wants it
 * @param named  for the register: the kind of paper, since the clerk's own file name may hold a person's
 * @param said   where it goes, as far as the clerk has said so
 */
export async function leaveFile(
  office: Office,
  what: Exclude<Left["what"], "bundle">,
  named: string,
  path: string,
  content: Uint8Array,
  said?: Delivery,
): Promise<Result<FileLeft, Problem>> {
  const [fileName, bytes] = [basename(path), content.byteLength];
  const left = await leave(office, { what, file: named, recipient: null, feedTo: null, actions: 0, bytes, said }, () =>
    putSheetOnCarrier(office.machine, dirname(path), fileName, content),
  );
  return left.ok ? ok({ fileName, bytes, number: left.value.number }) : left;
}

/**
 * Let one of many printed files leave the office, under its number in the register.
 *
 * @param named   its name by that number
 * @param folder  of the batch's own; made where it is not there and its own place is
 */
export async function leaveNumbered(
  office: Office,
  named: (number: number) => string,
  folder: string,
  content: Uint8Array,
  said: Delivery,
): Promise<Result<FileLeft, Problem>> {
  const bytes = content.byteLength;
  const left = await leave(office, { ...aPrint, file: named, bytes, said }, (number) =>
    putInOwnFolder(office.machine, folder, named(number), content),
  );
  return left.ok ? ok({ fileName: named(left.value.number), bytes, number: left.value.number }) : left;
}

/** Let a printed file that need not fit into memory leave the office. @param bytes  of all pieces */
export async function leavePieces(
  office: Office,
  {
    named,
    folder,
    fileName,
    bytes,
    said,
  }: {
    readonly named: string;
    readonly folder: string;
    readonly fileName: string;
    readonly bytes: number;
    readonly said: Delivery;
  },
  pieces: Pieces,
): Promise<Result<FileLeft, Problem>> {
  const left = await leave(office, { ...aPrint, file: named, bytes, said }, () =>
    putPiecesOnCarrier(office.machine, folder, fileName, bytes, pieces),
  );
  return left.ok ? ok({ fileName, bytes, number: left.value.number }) : left;
}

const aPrint = { what: "print", recipient: null, feedTo: null, actions: 0 } as const;
