import { describe, expect, it } from "vitest";
import { toThoseAnswered } from "../../../shared/change/answered-offices.ts";
import { applyAll } from "../../../shared/change/apply.ts";
import type { Draft } from "../../../shared/change/change.ts";
import { decodeLine, encodeLine, encodeWithheld } from "../../../shared/change/line.ts";
import { emptyState } from "../../../shared/change/records.ts";
import { action, change, rowId } from "./office.ts";

const unit = `unit-version:${rowId.slice(11)}` as const;
const asked = (saw: readonly string[], audience: string[] = []): Draft => ({
  purpose: "unit.edit",
  reason: "",
  audience,
  changes: [change(unit, [...saw], { name: "xã Lưu Sơn" })],
});

describe("an action of the province that answers a district, CM-3", () => {
  it("goes to that district alone, for nobody else receives what it answers", () => {
    expect(toThoseAnswered(asked(["doluong-aaaa:4", "vinh-bbbb:2", "tinh-cccc:9"]), "tinh").audience).toEqual([
      "doluong",
      "vinh",
    ]);
  });

  it("goes to everybody where it answers nobody but the province itself", () => {
    expect(toThoseAnswered(asked(["tinh-cccc:9"]), "tinh").audience).toEqual([]);
    expect(toThoseAnswered(asked([]), "tinh").audience).toEqual([]);
  });

  it("stays with those whom it was meant for", () => {
    expect(toThoseAnswered(asked(["doluong-aaaa:4"], ["vinh"]), "tinh").audience).toEqual(["vinh"]);
  });

  it("does not stop the province's feed at a district that never hears of the other one", () => {
    const { audience } = toThoseAnswered(asked(["doluong-aaaa:1"]), "tinh");
    const answer = action("tinh-cccc", 1, change(unit, ["doluong-aaaa:1"], { name: "xã Lưu Sơn" }));
    const after = action("tinh-cccc", 2, change(unit, ["tinh-cccc:1"], { type: "xã" }));
    const waitingAt = (office: string): number => {
      const state = emptyState();
      const first =
        audience.length === 0 || audience.includes(office)
          ? encodeLine(answer)
          : encodeWithheld({ hash: "0".repeat(64), depth: 2 });
      const lines = [first, encodeLine(after)].map((line, i) => {
        const decoded = decodeLine(JSON.parse(line), "tinh-cccc", i + 1);
        if (!decoded.ok) throw new Error("no action");
        return decoded.value;
      });
      applyAll(state, lines);
      return state.waiting.length;
    };
    expect(waitingAt("vinh")).toBe(0);
    expect(waitingAt("doluong")).toBe(2); // until its own action 1 is there, as it always is
  });
});
