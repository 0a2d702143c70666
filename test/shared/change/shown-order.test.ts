import { describe, expect, it } from "vitest";
import { apply } from "../../../shared/change/apply.ts";
import { conflictsOf, settle } from "../../../shared/change/conflict.ts";
import { headsOf, isConflict } from "../../../shared/change/heads.ts";
import type { OfficeState } from "../../../shared/change/state.ts";
import { action, change, personId, recordOf, rowId, stateOf } from "./office.ts";

const [own, province] = ["doluong-abcd", "tinh-bbbb"];
const born = action(own, 1, change(personId, [], { custodian: "doluong", phone: "", birthPlace: "" }));
const shown = (state: OfficeState, field: string): unknown => recordOf(state, personId).values[field];

describe("which of several heads is shown, CM-6", () => {
  it("shows the custodian's, though the other chain is longer", () => {
    const state = stateOf(
      born,
      action(province, 1, change(personId, [`${own}:1`], { phone: "1" })),
      action(province, 2, change(personId, [`${province}:1`], { phone: "2" })),
      action(own, 2, change(personId, [`${own}:1`], { phone: "3" })),
    );
    expect(shown(state, "phone")).toBe("3");
    expect(headsOf(recordOf(state, personId), "phone").map(({ by }) => by)).toEqual([`${own}:2`, `${province}:2`]);
  });

  it("shows the longer chain where neither is the custodian's, and the greater place where both are as long", () => {
    const two = action("vinh-zzzz", 1, change(personId, [`${own}:1`], { phone: "vinh" }));
    const one = action(province, 1, change(personId, [`${own}:1`], { phone: "tinh" }));
    const more = action(province, 2, change(personId, [`${province}:1`], { phone: "tinh again" }));
    expect(shown(stateOf(born, one, two), "phone")).toBe("vinh");
    expect(shown(stateOf(born, one, two, more), "phone")).toBe("tinh again");
  });

  it("does not count how busy an office is elsewhere, CM-9", () => {
    const elsewhere = Array.from({ length: 50 }, (_, i) =>
      action(
        province,
        i + 1,
        change(`unit:0192a0b0-1234-7000-8000-${String(i).padStart(12, "0")}`, [], { withdrawn: false }),
      ),
    );
    const late = action(province, 51, change(personId, [`${own}:1`], { phone: "tinh" }));
    const state = stateOf(
      born,
      ...elsewhere,
      late,
      action("vinh-zzzz", 1, change(personId, [`${own}:1`], { phone: "vinh" })),
    );
    expect(shown(state, "phone")).toBe("vinh");
    expect(state.depths.get(province)?.at(-1)).toBe(2);
  });

  it("orders a row by the custodian of its person, also when the person comes last or changes hands", () => {
    const row = action("vinh-zzzz", 1, change(rowId, [], { personId, title: "Bí thư" }));
    const otherRow = action(own, 1, change(rowId, [], { personId, title: "Phó Bí thư" }));
    const person = action(own, 2, change(personId, [], { custodian: "doluong" }));
    const state = stateOf(row, otherRow);
    expect(recordOf(state, rowId).values.title).toBe("Bí thư");
    expect(apply(state, person).touched).toEqual([personId, rowId]);
    expect(recordOf(state, rowId).values.title).toBe("Phó Bí thư");
    apply(state, action(own, 3, change(personId, [`${own}:2`], { custodian: "vinh" })));
    expect(recordOf(state, rowId).values.title).toBe("Bí thư");
  });
});

describe("conflicts and settling, CM-5 and CM-7", () => {
  const apart = [
    born,
    action(province, 1, change(personId, [`${own}:1`], { phone: "1", birthPlace: "Vinh" })),
    action(own, 2, change(personId, [`${own}:1`], { phone: "2", birthPlace: "Vinh" })),
  ] as const;

  it("is a conflict where heads differ and none where they agree, all heads kept", () => {
    const record = recordOf(stateOf(...apart), personId);
    expect(conflictsOf(record).map(({ field }) => field)).toEqual(["phone"]);
    expect(isConflict(record, "birthPlace")).toBe(false);
    expect(headsOf(record, "birthPlace")).toHaveLength(2);
    expect(headsOf(record, "never written")).toEqual([]);
    expect(headsOf(record, "constructor")).toEqual([]);
  });

  it("is settled by one change that saw every head", () => {
    const state = stateOf(...apart);
    const decision = settle(recordOf(state, personId), "phone", "1");
    expect(decision.fields).toEqual({ phone: { saw: [`${own}:2`, `${province}:1`], to: "1" } });
    apply(state, action(own, 3, decision));
    expect(conflictsOf(recordOf(state, personId))).toEqual([]);
    expect(headsOf(recordOf(state, personId), "phone")).toEqual([{ by: `${own}:3`, to: "1" }]);
  });

  it("makes two heads again where two people settle apart", () => {
    const state = stateOf(...apart);
    const record = recordOf(state, personId);
    apply(state, action(own, 3, settle(record, "phone", "1")));
    apply(state, action(province, 2, settle(record, "phone", "3")));
    expect(conflictsOf(recordOf(state, personId))[0]?.heads.map(({ to }) => to)).toEqual(["1", "3"]);
  });
});
