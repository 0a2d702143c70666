import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { runDemo } from "./demo.ts";
import { countedMoves } from "./read-moves-table.ts";

it("npm run demo: ten steps right, with the figures of the press report counted on screen", async () => {
  const folder = await mkdtemp(join(tmpdir(), "demo-story-"));
  const said: string[] = [];
  try {
    const right = await runDemo(join(folder, "demo"), join(import.meta.dirname, "../../docs/check-bundle.sh"), (line) =>
      said.push(line),
    );
    expect(said.filter((line) => line.startsWith("WRONG"))).toEqual([]);
    expect(right).toBe(true);
    expect(await readFile(join(folder, "demo/check-bundle.txt"), "utf8")).not.toContain("FAIL");
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
});

it("would not take other figures for those", () => {
  const tables = [
    [["Trong đó luân chuyển (không kể chuyển trong nội bộ)", "5"]],
    [["Cộng", "2", "4"]],
    [
      ["Trước đại hội", "38", "13"],
      ["Tại đại hội", "94", "28"],
    ],
  ];
  expect(countedMoves(tables)).toEqual({ rotated: 5, pairs: 2, before: "38 / 13", atCongress: "94 / 28" });
});
