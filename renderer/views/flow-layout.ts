import type { FlowAnswer } from "../state/reports.ts";

/** An end of flows with its place; y from the top, px. */
export interface LaidEnd {
  readonly key: string;
  readonly count: number;
  readonly gathered: number;
  readonly lines: readonly string[]; // its name, in lines that fit beside it
  readonly y: number;
  readonly height: number; // of its bar
  readonly slot: number; // room it takes, with its name
}

/** A flow as a band between two bars. */
export interface LaidBand {
  readonly from: string;
  readonly to: string;
  readonly count: number;
  readonly y0: number; // top at the left
  readonly y1: number; // top at the right
  readonly thickness: number;
}

export interface LaidFlow {
  readonly left: readonly LaidEnd[];
  readonly right: readonly LaidEnd[];
  readonly bands: readonly LaidBand[];
  readonly height: number;
}

const [tall, gap, thinnest, lineHeight] = [380, 8, 1.5, 15]; // px
const thickestOfOne = 28; // px: a handful of moves is a handful of bands, not a wall
const widest = 34; // letters a line

/**
 * Lay a map of moves out: two columns of bars, bands between them as thick as their numbers. No two names and no two bars
 * overlap; the right side stands so that bands cross little.
 *
 * @param nameOf  the name to write beside an end
 */
export function layFlow(
  { left, right, flows }: Pick<FlowAnswer, "left" | "right" | "flows">,
  nameOf: (end: FlowAnswer["left"][number]) => string,
): LaidFlow {
  const total = Math.max(
    1,
    flows.reduce((sum, { count }) => sum + count, 0),
  );
  const thickness = (count: number): number => Math.max(thinnest, count * Math.min(tall / total, thickestOfOne));
  const order = new Map(left.map(({ key }, n) => [key, n]));
  const heaviness = (key: string): number => {
    const own = flows.filter(({ to }) => to === key);
    const all = own.reduce((sum, { count }) => sum + count, 0);
    return own.reduce((sum, { from, count }) => sum + (order.get(from) ?? 0) * count, 0) / Math.max(1, all);
  };
  const middles = new Map(right.map(({ key }) => [key, heaviness(key)]));
  const isLast = (key: string): number => Number(key.startsWith("~"));
  const rightInOrder = right.toSorted(
    (a, b) => isLast(a.key) - isLast(b.key) || (middles.get(a.key) ?? 0) - (middles.get(b.key) ?? 0),
  );
  const place = (ends: FlowAnswer["left"], side: "from" | "to"): LaidEnd[] => {
    let y = 0;
    return ends.map((end) => {
      const lines = linesOf(`${nameOf(end)}\u00a0·\u00a0${end.count}`);
      const height = flows
        .filter((flow) => flow[side] === end.key)
        .reduce((sum, { count }) => sum + thickness(count), 0);
      const slot = Math.max(height, lines.length * lineHeight);
      const laid = {
        key: end.key,
        count: end.count,
        gathered: end.gathered,
        lines,
        y: y + (slot - height) / 2,
        height,
        slot,
      };
      y += slot + gap;
      return laid;
    });
  };
  const [laidLeft, laidRight] = [place(left, "from"), place(rightInOrder, "to")];
  const numberAt = new Map(laidRight.map(({ key }, n) => [key, n]));
  const free = { left: topsOf(laidLeft), right: topsOf(laidRight) };
  const take = (tops: Map<string, number>, key: string, size: number): number => {
    const top = tops.get(key) ?? 0;
    tops.set(key, top + size);
    return top;
  };
  const bands = flows
    .toSorted(
      (a, b) =>
        (order.get(a.from) ?? 0) - (order.get(b.from) ?? 0) || (numberAt.get(a.to) ?? 0) - (numberAt.get(b.to) ?? 0),
    )
    .map(({ from, to, count }): LaidBand => {
      const size = thickness(count);
      return { from, to, count, thickness: size, y0: take(free.left, from, size), y1: take(free.right, to, size) };
    });
  return { left: laidLeft, right: laidRight, bands, height: Math.max(bottomOf(laidLeft), bottomOf(laidRight)) };
}

const topsOf = (ends: readonly LaidEnd[]): Map<string, number> => new Map(ends.map(({ key, y }) => [key, y]));
const bottomOf = (ends: readonly LaidEnd[]): number => ends.reduce((most, { slot }) => most + slot + gap, 0);

/** A name in lines of so many letters, parted between words. */
export function linesOf(name: string): readonly string[] {
  const lines: string[] = [];
  for (const word of name.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length + 1 <= widest) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
