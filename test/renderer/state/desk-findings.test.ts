import { describe, expect, it } from "vitest";
import { appendAction } from "../../../renderer/services/append.ts";
import { createDesk } from "../../../renderer/state/desk.ts";
import { describeChange, recordFrom } from "../../../shared/change/describe-change.ts";
import { blankPerson } from "../../../shared/domain/blank-records.ts";
import type { AnyRecord } from "../../../shared/domain/record-kinds.ts";
import { numbered } from "../../fixtures/records.ts";
import { testOffice } from "./test-office.ts";

/** A finding that a person accepts leaves the desk and the counts, stays with its reason, and comes back with other facts. */
describe("findings that were looked at", () => {
  it("leave the desk until their facts change, and can be put back", async () => {
    const { office } = await testOffice(61);
    const id = numbered("person", 1);
    const save = async (next: AnyRecord) => {
      const held = await office.data.held(next.id);
      const change = describeChange(held ?? undefined, next)!;
      const saved = await appendAction(office, { purpose: "person.edit", reason: "", audience: [], changes: [change] });
      if (!saved.ok) throw new Error(saved.problem.kind);
      await saved.value.shown;
    };
    const person = async () => recordFrom((await office.data.held(id))!, "person")!;
    await save({ ...blankPerson(id, "doluong"), birthName: "Lê Văn Tư", birthDate: "1980", partyJoinDate: "1970" });
    const useDesk = createDesk(office);
    const rules = () => useDesk.getState().findings.map(({ rule }) => rule);
    const countOfRow = async () => {
      const { key } = await office.data.searchPeople({ text: "", order: "name" });
      return (await office.data.peopleRows(key, 0, 1))[0]?.findings;
    };
    await useDesk.getState().load();
    expect(rules()).toEqual(["party-before-birth"]);
    expect([await office.data.countOnDesk(), (await office.data.findingsAbout(id)).length]).toEqual([1, 1]);
    await useDesk.getState().accept(useDesk.getState().findings[0]!, " Theo lý lịch gốc ");
    expect(useDesk.getState().problem).toBeNull();
    expect(rules()).toEqual([]);
    expect(useDesk.getState().accepted).toMatchObject([{ rule: "party-before-birth", reason: "Theo lý lịch gốc" }]);
    expect(await countOfRow()).toBe(0);
    expect([await office.data.countOnDesk(), (await office.data.findingsAbout(id)).length]).toEqual([0, 0]);

    await save({ ...(await person()), partyJoinDate: "1971" });
    await useDesk.getState().load();
    expect(rules()).toEqual(["party-before-birth"]); // other facts: nobody has looked at these
    expect(useDesk.getState().accepted).toEqual([]);

    await save({ ...(await person()), partyJoinDate: "1970" });
    await useDesk.getState().load();
    expect(rules()).toEqual([]);
    await useDesk.getState().reopen(useDesk.getState().accepted[0]!);
    expect(rules()).toEqual(["party-before-birth"]);
    expect(await countOfRow()).toBe(1);
  });
});
