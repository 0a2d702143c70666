import { readdirSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";
import { describe, expect, it } from "vitest";
import { root } from "../read-sources.ts";

/** The night's list of suites and sizes, as `build/night.mjs` has it. */
const night = readFileSync(join(root, "build/night.mjs"), "utf8");
const sizes = Array.from(night.matchAll(/^ {2}([A-Z_]+): "\d+",$/gm), ([, name]) => name ?? "");
const suites = Array.from(night.matchAll(/^ {2}"(test\/[^"]+)",$/gm), ([, path]) => path ?? "");

/** Of each file below `test` the sizes of the night that it reads. */
const readers = readdirSync(join(root, "test"), { recursive: true, encoding: "utf8" })
  .map((path) => `test/${path.split(sep).join("/")}`)
  .filter((path) => path.endsWith(".ts"))
  .map((path) => {
    const text = readFileSync(join(root, path), "utf8");
    return {
      path,
      reads: sizes.filter((name) => text.includes(`process.env.${name} `) || text.includes(`process.env.${name})`)),
    };
  })
  .filter(({ reads }) => reads.length > 0);

const isRun = (path: string, by: readonly string[]) =>
  by.some((suite) => path === suite || path.startsWith(`${suite}/`));
const forgotten = (by: readonly string[]) => readers.flatMap(({ path }) => (isRun(path, by) ? [] : [path]));

describe("the night", () => {
  it("runs every suite that has a size for it", () => {
    expect(readers.length).toBeGreaterThan(8);
    expect(forgotten(suites)).toEqual([]);
    expect(forgotten(suites.filter((suite) => !suite.includes("closing"))).length).toBe(1); // one that is left out is found
  });

  it("names no size that nothing reads", () => {
    expect(sizes).toContain("NIGHT");
    expect(sizes.filter((name) => !readers.some(({ reads }) => reads.includes(name)))).toEqual([]);
  });
});
