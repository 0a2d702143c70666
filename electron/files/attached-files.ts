import type { BlobId } from "../../shared/domain/dossier.ts";
import { caps } from "../../shared/exchange/container.ts";
import type { ReplyOf } from "../../shared/ipc/contract.ts";
import type { Media } from "../../shared/ipc/files.ts";
import type { FileProblem, Problem } from "../../shared/problem.ts";
import { failed, ok, type Result } from "../../shared/result.ts";
import { errnoOf, type Machine } from "../machine.ts";
import type { Office } from "../office.ts";
import { readFully } from "../store/safe-write.ts";
import { leaveFile } from "./leave-file.ts";
import { canBeDrawn, mediaOf } from "./media.ts";
import { pdfPages } from "./pdf-pages.ts";

/** The most that a portrait or a scan may hold, bytes: what one bundle carries of one file. */
const most = caps.blob;

/** The picture at a path the clerk chose, to be cropped. Nothing is kept. */
export async function openPhoto(
  machine: Machine,
  path: string,
): Promise<Result<{ readonly bytes: Uint8Array<ArrayBuffer>; readonly media: Media }, Problem>> {
  const read = await readChosen(machine, path, "not-a-picture");
  if (!read.ok) return read;
  const media = checkedMedia(read.value);
  if (!media.ok || media.value === "application/pdf") return failed({ kind: "not-a-picture" });
  return ok({ bytes: read.value, media: media.value });
}

/** Keep the document at a path the clerk chose, byte for byte: a scan is evidence, and nothing is stripped from it. */
export async function addScan(office: Office, path: string): Promise<Result<ReplyOf<"scan.add">, Problem>> {
  const read = await readChosen(office.machine, path, "not-a-scan");
  if (!read.ok) return read;
  const bytes = read.value;
  const media = checkedMedia(bytes);
  if (!media.ok) return media;
  const blob = await office.store.blobs.put(bytes);
  if (!blob.ok) return blob;
  const pages = media.value === "application/pdf" ? pdfPages(bytes) : 1;
  return ok({ blob: blob.value, media: media.value, bytes: bytes.byteLength, pages });
}

/** Keep bytes the page made. They must be what the page says they are. */
export async function keepBytes(
  { store }: Office,
  { bytes, media }: { readonly bytes: Uint8Array; readonly media: Media },
): Promise<Result<ReplyOf<"blob.put">, Problem>> {
  if (bytes.byteLength > most) return failed({ kind: "file-too-large", bytes: bytes.byteLength, most });
  const found = checkedMedia(bytes);
  if (!found.ok) return found;
  if (found.value !== media) return failed({ kind: media === "application/pdf" ? "not-a-scan" : "not-a-picture" });
  const blob = await store.blobs.put(bytes);
  return blob.ok ? ok({ blob: blob.value, bytes: bytes.byteLength }) : blob;
}

/** A kept file. It may have come in a bundle, so what it is is looked at again before a page draws it. */
export async function readBlob(
  { store }: Office,
  blob: BlobId,
): Promise<Result<{ readonly bytes: Uint8Array<ArrayBuffer>; readonly media: Media }, Problem>> {
  const read = await store.blobs.read(blob);
  if (!read.ok) return read;
  if (read.value.found !== "whole") return failed({ kind: `blob-${read.value.found}` });
  const { bytes } = read.value;
  const media = checkedMedia(bytes);
  // A view of its own: what crosses to the page must not drag along the buffer that it was read into.
  return media.ok ? ok({ bytes: Uint8Array.from(bytes), media: media.value }) : media;
}

export const endingOf: Readonly<Record<Media, string>> = {
  "image/jpeg": "jpg",
  "image/png": "png",
  "application/pdf": "pdf",
};

/** Write a copy where the clerk chose. The register names the kind of paper; the clerk's own file name may hold a person's. */
export async function exportBlob(
  office: Office,
  { bytes, media }: { readonly bytes: Uint8Array; readonly media: Media },
  suggestedName: string,
  path: string,
): Promise<Result<ReplyOf<"blob.export">, Problem>> {
  return leaveFile(office, "copy", `${suggestedName}.${endingOf[media]}`, path, bytes);
}

/** What it is, where it is something that is kept and a page could be given. */
function checkedMedia(bytes: Uint8Array): Result<Media, FileProblem> {
  const media = mediaOf(bytes);
  if (media === null) return failed({ kind: "not-a-scan" });
  return media === "application/pdf" || canBeDrawn(bytes, media) ? ok(media) : failed({ kind: "not-a-picture" });
}

/** The whole of a chosen file. Its size is asked before a byte is read: a film of 2 GB costs nothing. */
async function readChosen(
  machine: Machine,
  path: string,
  otherwise: "not-a-picture" | "not-a-scan",
): Promise<Result<Uint8Array<ArrayBuffer>, Problem>> {
  try {
    const there = await machine.files.stat(path);
    if (there === null) return failed({ kind: "carrier-gone" });
    if (there.folder) return failed({ kind: otherwise });
    if (there.bytes > most) return failed({ kind: "file-too-large", bytes: there.bytes, most });
    const file = await machine.files.open(path, "read");
    try {
      const bytes = await readFully(file, 0, there.bytes);
      return ok(Uint8Array.from(bytes));
    } finally {
      await file.close();
    }
  } catch (error) {
    if (errnoOf(error) === null) throw error;
    return failed({ kind: "carrier-gone" });
  }
}
