import type { BlobId } from "../../shared/domain/dossier.ts";
import { readBlob } from "../files/attached-files.ts";
import { pictureSize } from "../files/media.ts";
import type { Office } from "../office.ts";

/** A picture for the box of a form. */
export interface Portrait {
  readonly bytes: Uint8Array;
  readonly media: "image/jpeg" | "image/png";
}

/** The kept picture; a form without it is still a form. */
export async function portraitOf(office: Office, blob: BlobId | null): Promise<Portrait | null> {
  if (blob === null) return null;
  const read = await readBlob(office, blob);
  if (!read.ok) return null;
  const { bytes, media } = read.value;
  return media === "application/pdf" ? null : { bytes, media };
}

/**
 * How large a picture stands in its box: all of it is seen, in its own proportions.
 *
 * @param box  mm
 * @returns    CSS pixels, 96 to the inch; null where the picture does not say its size
 */
export function portraitSize(
  { bytes, media }: Portrait,
  box: { readonly width: number; readonly height: number },
): { readonly width: number; readonly height: number } | null {
  const size = pictureSize(bytes, media);
  if (size === null || size.width === 0 || size.height === 0) return null;
  const room = { width: ((box.width - 0.6) / 25.4) * 96, height: ((box.height - 0.6) / 25.4) * 96 }; // inside the frame
  const scale = Math.min(room.width / size.width, room.height / size.height);
  return { width: Math.floor(size.width * scale), height: Math.floor(size.height * scale) };
}
