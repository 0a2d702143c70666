import { z } from "zod";
import { BlobId } from "../domain/dossier.ts";
import { call, LeftFile, nothing, SuggestedName } from "./channel.ts";

export const Media = z.enum(["image/jpeg", "image/png", "application/pdf"]);
export type Media = z.infer<typeof Media>;

export const fileChannels = {
  /** Choose a picture to crop. Its bytes stay with the page until it keeps them. Null: the clerk cancelled. */
  "photo.choose": call(nothing, z.object({ bytes: z.instanceof(Uint8Array), media: Media }).nullable()),
  /** Choose a scanned document and keep it: checked by its first bytes, sealed, synced. Null: the clerk cancelled. */
  "scan.add": call(
    nothing,
    z.object({ blob: BlobId, media: Media, bytes: z.number().int(), pages: z.number().int().nullable() }).nullable(),
  ),
  /** Keep bytes the page made, such as a cropped portrait. */
  "blob.put": call(
    z.strictObject({ bytes: z.instanceof(Uint8Array), media: Media }),
    z.object({ blob: BlobId, bytes: z.number().int() }),
  ),
  /** The bytes of a kept file; a problem where it has not reached this office yet. */
  "blob.read": call(z.strictObject({ blob: BlobId }), z.object({ bytes: z.instanceof(Uint8Array), media: Media })),
  /** Write a copy of a kept file where the clerk chooses; entered in the register first. Null: the clerk cancelled. */
  "blob.export": call(z.strictObject({ blob: BlobId, suggestedName: SuggestedName }), LeftFile.nullable()),
} as const;
