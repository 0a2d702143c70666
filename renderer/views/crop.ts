/** A portrait of 4 × 6 cm at 300 dots an inch, and the most its JPEG may take. */
export const portrait = { width: 472, height: 709, bytes: 300_000 } as const;

/** Where a frame lies over a picture: its middle, as parts of the picture, and how much closer than "as much as fits". */
export interface Crop {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** As much of the picture as the frame takes; faces stand in the upper half, so a high picture is cut below. */
export const centred = (picture: Size): Crop =>
  held({ x: 0.5, y: picture.height > picture.width ? 0.42 : 0.5, zoom: 1 }, picture);

/** The frame moved by parts of itself. */
export function shifted(crop: Crop, picture: Size, dx: number, dy: number): Crop {
  const { wide, high } = drawn(crop, picture);
  return held({ ...crop, x: crop.x + (dx * wide) / picture.width, y: crop.y + (dy * high) / picture.height }, picture);
}

export const zoomed = (crop: Crop, picture: Size, by: number): Crop =>
  held({ ...crop, zoom: Math.min(6, Math.max(1, crop.zoom * by)) }, picture);

/** The part of the picture in the frame, in its own points. It has the frame's proportions and never leaves the picture. */
export function drawn(
  { x, y, zoom }: Crop,
  picture: Size,
): { readonly left: number; readonly top: number; readonly wide: number; readonly high: number } {
  const ratio = portrait.width / portrait.height;
  const most = picture.width / picture.height > ratio ? picture.height * ratio : picture.width;
  const wide = most / zoom;
  const high = wide / ratio;
  return { left: x * picture.width - wide / 2, top: y * picture.height - high / 2, wide, high };
}

function held(crop: Crop, picture: Size): Crop {
  const { wide, high } = drawn(crop, picture);
  const within = (middle: number, part: number): number => Math.min(1 - part / 2, Math.max(part / 2, middle));
  return { ...crop, x: within(crop.x, wide / picture.width), y: within(crop.y, high / picture.height) };
}
