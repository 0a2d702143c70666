import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { root, sourceOf } from "../read-sources.ts";
import { simulate } from "./run.ts";
import { smallSize } from "./seeds.ts";

vi.mock("hash-wasm", () => import("../electron/store/remembered-argon2.ts"));

describe("the simulator", () => {
  it("does the same to the byte when a seed is run again", { timeout: 600_000 }, async () => {
    const told: string[][] = [];
    const hashes: string[] = [];
    for (const seed of [3, 11, 3, 11]) {
      const lines: string[] = [];
      hashes.push((await simulate(seed, smallSize, (line) => lines.push(line))).hash);
      told.push(lines);
    }
    expect(hashes.slice(0, 2)).toEqual(hashes.slice(2));
    expect(told.slice(0, 2)).toEqual(told.slice(2));
    expect(hashes[0]).not.toBe(hashes[1]);
    expect(told[0]?.length).toBeGreaterThan(10);
  });

  it("has a judge that shares no code with the program", () => {
    const folder = join(root, "test/simulator/judge");
    const files = readdirSync(folder).map((name) => `test/simulator/judge/${name}`);
    expect(files.length).toBeGreaterThan(2);
    const outside = (path: string, text: string) =>
      sourceOf(path, text).imports.filter(
        ({ to }) => !to.startsWith("node:") && !to.startsWith("test/simulator/judge/"),
      );
    for (const path of files) expect(outside(path, readFileSync(join(root, path), "utf8")), path).toEqual([]);
    expect(
      outside("test/simulator/judge/sample.ts", 'import type { Head } from "../../../shared/change/state.ts";'),
    ).toHaveLength(1);
  });
});
