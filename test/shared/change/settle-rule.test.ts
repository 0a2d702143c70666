import { describe, expect, it } from "vitest";
import { keptBy, type RivalWrite } from "../../../shared/change/settle-rule.ts";

const wrote = (officeId: string, to: string, more: Partial<RivalWrite> = {}): RivalWrite => ({
  by: `${officeId}-aaaa:1`,
  to,
  officeId,
  ofProvince: officeId === "nghean",
  depth: 2,
  position: 5,
  ...more,
});
const [below, above, third] = [wrote("doluong", "A"), wrote("nghean", "B"), wrote("quychau", "C")];
const heads = [below, above, third];
const of = (...given: readonly RivalWrite[]) => ({ heads: given, custodian: "doluong" });

describe("a rule for many conflicts", () => {
  it("keeps what the office wrote that keeps the file, the province, or an office that was named", () => {
    expect(keptBy({ keep: "custodian" }, of(...heads))).toBe(below);
    expect(keptBy({ keep: "province" }, of(...heads))).toBe(above);
    expect(keptBy({ keep: "office", office: "quychau" }, of(...heads))).toBe(third);
  });

  it("leaves to a person what none of them wrote, or what they wrote in two ways", () => {
    expect(keptBy({ keep: "custodian" }, of(above, third))).toBe("none-theirs");
    expect(keptBy({ keep: "custodian" }, { heads, custodian: null })).toBe("none-theirs");
    expect(keptBy({ keep: "province" }, of(below, third))).toBe("none-theirs");
    const again = wrote("doluong", "A2", { by: "doluong-bbbb:4" });
    expect(keptBy({ keep: "custodian" }, of(below, again, above))).toBe("several-theirs");
    expect(keptBy({ keep: "custodian" }, of(below, { ...again, to: "A" }, above))).toBe(below);
  });

  it("keeps the longer chain of writes, then what came into the ledger later, whatever any clock said", () => {
    const deep = wrote("doluong", "A", { depth: 4, position: 2 });
    expect(keptBy({ keep: "latest" }, of(above, deep, third))).toBe(deep);
    const late = wrote("quychau", "C", { position: 9 });
    expect(keptBy({ keep: "latest" }, of(below, late, above))).toBe(late);
    expect(keptBy({ keep: "latest" }, of(below, above))).toEqual(keptBy({ keep: "latest" }, of(above, below)));
  });
});
