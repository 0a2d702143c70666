import type { Change } from "../../shared/change/change.ts";
import { describeChange } from "../../shared/change/describe-change.ts";
import { blankRecord } from "../../shared/domain/blank-records.ts";
import type { Attachment } from "../../shared/domain/dossier.ts";
import type { RecordId } from "../../shared/domain/primitives.ts";
import type { ReplyOf } from "../../shared/ipc/contract.ts";
import type { Media } from "../../shared/ipc/files.ts";
import type { Problem } from "../../shared/problem.ts";
import { ok, type Result } from "../../shared/result.ts";
import type { Saved } from "./append.ts";
import { newIds, today } from "./new-ids.ts";
import type { Office } from "./office.ts";
import type { RowOnFile } from "./person-file.ts";
import { recordAction } from "./record-action.ts";

/** A picture's or a document's bytes, as the page draws them. */
export interface Bytes {
  readonly bytes: Uint8Array;
  readonly media: Media;
}

/** Choose a picture to be cropped. Null: the clerk cancelled. */
export const choosePhoto = ({ desktop }: Office): Promise<Result<Bytes | null, Problem>> =>
  desktop.call("photo.choose", {});

/**
 * Keep a cropped portrait and make it the file's, as one action: portraits before it are withdrawn, not erased.
 *
 * @param jpeg    the cropped picture
 * @param before  the file's portraits
 */
export async function keepPhoto(
  office: Office,
  personId: RecordId<"person">,
  jpeg: Uint8Array<ArrayBuffer>,
  before: readonly RowOnFile[],
): Promise<Result<Saved, Problem>> {
  const kept = await office.desktop.call("blob.put", { bytes: jpeg, media: "image/jpeg" });
  if (!kept.ok) return kept;
  const photo = blankRecord("attachment", {
    id: newIds()("attachment"),
    personId,
    role: "PHOTO",
    blob: kept.value.blob,
    media: "image/jpeg",
    bytes: kept.value.bytes,
    addedOn: today(),
  });
  const changes = [
    describeChange(undefined, photo),
    ...before.map(({ held, record }) => held && describeChange(held, { ...record, withdrawn: true })),
  ].filter((change): change is Change => change !== null && change !== undefined);
  return recordAction(office, { purpose: "person.photo", reason: "", people: [personId], changes });
}

/** Choose a scanned document and keep it; the file's row about it is saved with the rest of the form. Null: cancelled. */
export async function addScan(
  { desktop }: Office,
  personId: RecordId<"person">,
): Promise<Result<Attachment | null, Problem>> {
  const added = await desktop.call("scan.add", {});
  if (!added.ok) return added;
  if (added.value === null) return ok(null);
  const { blob, media, bytes, pages } = added.value;
  return ok(
    blankRecord("attachment", {
      id: newIds()("attachment"),
      personId,
      role: "SCAN",
      blob,
      media,
      bytes,
      pages,
      addedOn: today(),
    }),
  );
}

/** The bytes of a kept file; a problem where it has not reached this office yet. */
export const readAttached = (
  { desktop }: Office,
  { blob }: Pick<Attachment, "blob">,
): Promise<Result<Bytes, Problem>> => desktop.call("blob.read", { blob });

/** Write a copy where the clerk chooses. Null: cancelled. */
export const exportAttached = (
  { desktop }: Office,
  { blob }: Pick<Attachment, "blob">,
): Promise<Result<ReplyOf<"blob.export">, Problem>> => desktop.call("blob.export", { blob, suggestedName: "ban-quet" });
