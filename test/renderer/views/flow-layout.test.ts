import { describe, expect, it } from "vitest";
import { layFlow, linesOf } from "../../../renderer/views/flow-layout.ts";
import { headsOf, partsOf } from "../../../renderer/views/report-sheet.tsx";
import { flowsOf } from "../../../shared/domain/statistics/flows.ts";
import { factedMoves } from "../../../shared/domain/statistics/rotation-reports.ts";
import { aProvince, provincePeriod } from "../../fixtures/random-province.ts";
import { type Seeded, seeded, suiteSeed } from "../../fixtures/seeded.ts";

const seed = suiteSeed(11_777);

function someFlow(random: Seeded) {
  const { records } = aProvince(random);
  const items = factedMoves(records, provincePeriod, "all");
  const { left, right, flows } = flowsOf(
    items,
    random.pick(["unit", "locality", "office", "level"]),
    records.versions,
    16,
  );
  return {
    left,
    right,
    flows: flows.map(({ from, to, ids }) => ({ from, to, count: ids.length })),
    total: items.length,
  };
}

/** Ends of one side whose room overlaps. */
const overlaps = (ends: ReturnType<typeof layFlow>["left"]): number =>
  ends.filter((end, n) => {
    const next = ends[n + 1];
    return (
      next !== undefined && end.y + end.height / 2 + end.slot / 2 > next.y + next.height / 2 - next.slot / 2 + 0.01
    );
  }).length;

describe(`a map of moves laid out, seed ${seed}`, () => {
  it("lets no names overlap, fills every bar with its bands, and stays inside the picture", () => {
    const random = seeded(seed);
    let bands = 0;
    for (let n = 0; n < 120; n += 1) {
      const flow = someFlow(random);
      const laid = layFlow(flow, ({ label }) => label);
      expect([n, overlaps(laid.left), overlaps(laid.right)]).toEqual([n, 0, 0]);
      for (const [ends, side, top] of [
        [laid.left, "from", "y0"],
        [laid.right, "to", "y1"],
      ] as const)
        for (const end of ends) {
          const own = laid.bands.filter((band) => band[side] === end.key).toSorted((a, b) => a[top] - b[top]);
          let y = end.y;
          for (const band of own) {
            expect(band[top]).toBeCloseTo(y, 6);
            y += band.thickness;
          }
          expect(y).toBeCloseTo(end.y + end.height, 6);
          expect(end.y + end.height).toBeLessThanOrEqual(laid.height + 0.01);
        }
      expect(laid.bands.reduce((sum, { count }) => sum + count, 0)).toBe(flow.total);
      bands += laid.bands.length;
    }
    expect(bands).toBeGreaterThan(600);
  });

  it("is told from one that stands closer than its names allow: the control", () => {
    const { left } = layFlow(someFlow(seeded(seed)), ({ label }) => label);
    expect(overlaps(left.map((end) => ({ ...end, y: end.y / 2 })))).toBeGreaterThan(0);
  });

  it("parts long names between words and cuts nothing off", () => {
    const name = "Ban Thường trực Ủy ban Mặt trận Tổ quốc Việt Nam thành phố Vinh";
    expect(linesOf(name).length).toBe(2);
    expect(linesOf(name).join(" ")).toBe(name);
    expect(linesOf(name).every((line) => line.length <= 34)).toBe(true);
  });
});

describe("columns that do not fit on a paper", () => {
  const columns = (family: string, count: number) => ({
    family,
    columns: Array.from({ length: count }, (_, place) => ({ key: String(place), vi: "", place })),
  });

  it("go on in a further part, families whole where they fit into one", () => {
    const parts = partsOf([columns("a", 8), columns("b", 7), columns("c", 3), columns("d", 15)], 13);
    expect(parts.map((heads) => heads.map(({ family, columns: own }) => [family, own.length]))).toEqual([
      [["a", 8]],
      [
        ["b", 7],
        ["c", 3],
        ["d", 3],
      ],
      [["d", 12]],
    ]);
    expect(parts.flat().reduce((sum, { columns: own }) => sum + own.length, 0)).toBe(33);
    expect(partsOf([], 13)).toEqual([[]]);
  });

  it("stand on the sheet where they were asked for; unknown ones where somebody is in them", () => {
    const row = (unknown: number) => ({ key: "", label: "", total: 2, cells: { sex: [1, 1, unknown], kind: [2] } });
    const sheet = (unknown: number) => ({
      name: "R-1",
      families: [
        { name: "kind", columns: [{ key: "DIEU_DONG", vi: "Điều động" }] },
        { name: "sex", columns: ["NU", "NAM", "?"].map((key) => ({ key, vi: key })) },
      ],
      rows: [],
      whole: row(unknown),
    });
    const keys = (unknown: number) =>
      headsOf(sheet(unknown), ["sex"]).map(({ columns: own }) => own.map(({ key }) => key));
    expect([keys(0), keys(1)]).toEqual([[["NU", "NAM"]], [["NU", "NAM", "?"]]]);
  });
});
