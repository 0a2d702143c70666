import { describe, expect, it } from "vitest";
import { linesAtOnce, linesInSight, type QueueLine } from "../../../renderer/state/import-queue.ts";

const linesOf = (count: number) => Array.from({ length: count }, (_, i) => ({ bundle: { to: i } }) as QueueLine);

describe("a queue of many bundles", () => {
  it("keeps the one at hand near the top of what is shown, to the last", () => {
    const lines = linesOf(500);
    for (let at = 0; at < lines.length; at += 1) {
      const shown = linesInSight(lines, at);
      expect(shown.indexOf(lines[at]!)).toBe(Math.min(at, 4));
      expect(shown.length).toBeLessThanOrEqual(linesAtOnce);
    }
  });

  it("shows all where they are few", () => {
    const lines = linesOf(linesAtOnce);
    expect(linesInSight(lines, 40)).toEqual(lines);
  });
});
