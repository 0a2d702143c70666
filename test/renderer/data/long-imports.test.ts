import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { foldEntry } from "../../../renderer/data/entries.ts";
import { emptyMemory } from "../../../renderer/data/memory.ts";
import { deriveListed } from "../../../renderer/data/people-listing.ts";
import { applyAll } from "../../../shared/change/apply.ts";
import type { Action } from "../../../shared/change/change.ts";
import { encodeLine } from "../../../shared/change/line.ts";
import { emptyState } from "../../../shared/change/records.ts";
import { stateHash } from "../../../shared/change/state-hash.ts";
import type { RecordId } from "../../../shared/domain/primitives.ts";
import type { Entry } from "../../../shared/exchange/entry.ts";
import { type Seeded, seeded } from "../../fixtures/seeded.ts";

const seed = Number(process.env.SEED ?? 20261123);
const feed = "doluong-k3f7";
const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/** An office's actions on few records of a kind of later, with long texts; some saw another feed's, which never comes. */
function madeActions(random: Seeded, count: number, waitsFrom: number): readonly Action[] {
  const ids = Array.from(
    { length: 12 },
    (_, i): RecordId => `later:0192a0b0-1234-7000-8000-${String(i).padStart(12, "0")}`,
  );
  const last = new Map<string, string>();
  return Array.from({ length: count }, (_, i) => {
    const record = random.pick(ids);
    const field = random.pick(["memo", "note", "text"]);
    const before = random.chance(0.8) ? last.get(record + field) : undefined;
    const saw = [...(before === undefined ? [] : [before]), ...(i === waitsFrom ? ["vinh-k3fq:7"] : [])];
    last.set(record + field, `${feed}:${i + 1}`);
    return {
      feed,
      number: i + 1,
      clerk: "c1",
      at: "2026-11-23T08:00",
      purpose: "person.edit",
      reason: "",
      audience: [],
      changes: [{ record, fields: { [field]: { saw, to: `${i} ${"đ".repeat(random.whole(10_000, 90_000))}` } } }],
    };
  });
}

function importOf(actions: readonly Action[]): Entry {
  const lines = actions.map((action) => ({ feed, number: action.number, line: encodeLine(action) }));
  const header = { feed, office: "doluong", officeName: "Đô Lương", clerks: [] };
  return {
    entry: "import",
    header,
    lines,
    sum: { applied: 0, waiting: 0, held: 0, refused: 0 },
    receipts: [],
  } as never;
}

describe("an import that is longer than what is read at a time", () => {
  it("leaves what it would leave read in one go, also where its last part waits", () => {
    for (const waitsFrom of [-1, 70]) {
      const actions = madeActions(seeded(seed), 120, waitsFrom);
      const entry = importOf(actions);
      const units = entry.entry === "import" ? entry.lines.reduce((sum, { line }) => sum + line.length, 0) : 0;
      expect(units).toBeGreaterThan(4_500_000); // three stretches
      const memory = emptyMemory(deriveListed);
      const changed = foldEntry(memory, 1, entry);

      const whole = emptyState(undefined, { provinces: new Set() });
      const { touched } = applyAll(whole, actions);
      expect(changed.toSorted(), `seed ${seed}`).toEqual(touched.toSorted());
      expect(new Set(changed).size).toBe(changed.length);
      expect(stateHash(memory.state, sha256), `seed ${seed}`).toBe(stateHash(whole, sha256));
      expect(memory.state.waiting).toHaveLength(waitsFrom === -1 ? 0 : 50);

      const short = emptyMemory(deriveListed); // control: the last stretch forgotten
      foldEntry(short, 1, importOf(actions.slice(0, 60)));
      expect(stateHash(short.state, sha256)).not.toBe(stateHash(whole, sha256));
    }
  });
});
