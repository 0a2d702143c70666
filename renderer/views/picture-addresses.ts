import type { Addresses } from "../state/photo.ts";

/** Pictures are shown from memory and let go when they are no longer on the screen. */
export const pictureAddresses: Addresses = {
  make: ({ bytes, media }) => URL.createObjectURL(new Blob([Uint8Array.from(bytes)], { type: media })),
  give: (url) => URL.revokeObjectURL(url),
};
