import { afterEach, describe, expect, it, vi } from "vitest";
import type { Size } from "./world.ts";

vi.mock("hash-wasm", () => import("../electron/store/remembered-argon2.ts"));

/** Deliberately broken builds: the judge must find each within some seeds. */
const most = 60;
const size: Size = { districts: 4, steps: 40 };

/**
 * The first of the seeds at which a fault is found that fits, and what it says; null: none.
 *
 * @param from  seeds before it take time and meet nothing of the kind
 */
async function foundBy(fits: RegExp, from: number): Promise<{ readonly after: number; readonly says: string } | null> {
  const { simulate } = await import("./run.ts");
  for (let n = from; n < from + most; n += 1) {
    const { faults } = await simulate(500 + n, size);
    const says = faults.find((fault) => fits.test(fault));
    if (says !== undefined) return { after: n, says };
  }
  return null;
}

afterEach(() => {
  for (const path of mocked.splice(0)) vi.doUnmock(path);
  vi.resetModules();
});
const mocked: string[] = [];

function broken<Module extends object>(path: string, spoil: (whole: Module) => Partial<Module>): void {
  mocked.push(path);
  vi.doMock(path, async (original) => {
    const whole = await original<Module>();
    return { ...whole, ...spoil(whole) };
  });
}

describe("a broken build is found", { timeout: 900_000 }, () => {
  const expectFound = async (fits: RegExp, from = 1): Promise<void> => {
    vi.resetModules();
    const found = await foundBy(fits, from);
    process.stdout.write(
      `${expect.getState().currentTestName}: ${found === null ? "not found" : `seed ${found.after}: ${found.says}`}\n`,
    );
    expect(found).not.toBeNull();
  };

  it("in which the last writer wins by the clock", async () => {
    const times = new Map<string, string>();
    broken<typeof import("../../shared/change/apply.ts")>("../../shared/change/apply.ts", ({ applyAll }) => ({
      applyAll: (state, arrivals) => {
        const all = [...arrivals];
        for (const one of all) if ("at" in one) times.set(`${one.feed}:${one.number}`, one.at);
        const applied = applyAll(state, all);
        for (const record of Array.from(state.records.all())) {
          if (Object.keys(record.rivals).length === 0) continue;
          const latest = Object.entries(record.rivals).map(([field, heads]) => {
            const [best] = heads.toSorted((one, other) =>
              (times.get(one.by) ?? "") < (times.get(other.by) ?? "") ? 1 : -1,
            );
            return [field, best!] as const;
          });
          state.records.put({
            ...record,
            values: { ...record.values, ...Object.fromEntries(latest.map(([field, { to }]) => [field, to])) },
            by: { ...record.by, ...Object.fromEntries(latest.map(([field, { by }]) => [field, by])) },
            rivals: {},
          });
        }
        return applied;
      },
    }));
    await expectFound(/I6|I4/);
  });

  it("in which an import loses its last action on the disk", async () => {
    broken<typeof import("../../electron/entry-bytes.ts")>("../../electron/entry-bytes.ts", ({ entryBytes }) => ({
      entryBytes: (entry, lines) =>
        entry.entry === "import" && entry.lines.length > 2
          ? entryBytes({ ...entry, lines: entry.lines.slice(0, -1) })
          : entryBytes(entry, lines),
    }));
    await expectFound(/I3|P1|P10|threw/);
  });

  it("that does not ask who may write", async () => {
    broken<typeof import("../../shared/change/authority.ts")>("../../shared/change/authority.ts", () => ({
      judge: (_, change) => ({ written: change, proposed: null }),
    }));
    await expectFound(/I2/);
  });

  it("that takes a branch of a forked feed", async () => {
    broken<typeof import("../../shared/exchange/arrival.ts")>("../../shared/exchange/arrival.ts", ({ arrivalOf }) => ({
      arrivalOf: (header, lines, held, headAt, sha256) => {
        const found = arrivalOf(header, lines, held, headAt, sha256);
        if (found.ok || found.problem.kind !== "bundle-forked") return found;
        const known = Math.max(0, Math.min(header.to, held.number) - header.from + 1);
        const fresh = lines
          .slice(known)
          .map((line, i) => ({ feed: header.feed, number: header.from + known + i, line }));
        return { ok: true, value: { lines: fresh, alreadyHeld: known } };
      },
    }));
    await expectFound(/P10|P7|threw/);
  });

  it("in which a key that was changed or revoked goes on speaking", async () => {
    broken<typeof import("../../shared/exchange/registry.ts")>("../../shared/exchange/registry.ts", () => ({
      mayBring: () => "yes",
    }));
    await expectFound(/P15/, 17);
  });

  it("in which two offices take one file over", async () => {
    broken<typeof import("../../shared/change/authority.ts")>(
      "../../shared/change/authority.ts",
      ({ judgeHandover }) => ({
        judgeHandover: (authority, change, by, made) =>
          made === undefined ? judgeHandover(authority, change, by, made) : { written: change, proposed: null },
      }),
    );
    broken<typeof import("../../renderer/data/handovers.ts")>(
      "../../renderer/data/handovers.ts",
      ({ handoversOnFile }) => ({
        handoversOnFile: (...of) => handoversOnFile(...of).map((one) => ({ ...one, isOurs: true })),
      }),
    );
    await expectFound(/handover:.*who may not write it \(I2\)|\(I1\)/);
  });

  it("in which an office goes on writing in a file that it handed over", async () => {
    broken<typeof import("../../shared/change/custody.ts")>("../../shared/change/custody.ts", ({ keptAt }) => ({
      keptAt: (spells, by) =>
        keptAt(
          spells.map((spell) => ({ ...spell, upTo: null })),
          by,
        ),
    }));
    await expectFound(/I2/, 18);
  });

  it("that says a withheld action stands alone", async () => {
    broken<typeof import("../../shared/change/line.ts")>("../../shared/change/line.ts", ({ encodeWithheld }) => ({
      encodeWithheld: ({ hash }) => encodeWithheld({ hash, depth: 1 }),
    }));
    await expectFound(/CM-10/);
  });
});
