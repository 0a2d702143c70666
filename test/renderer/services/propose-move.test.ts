import { describe, expect, it } from "vitest";
import { type Proposal, proposeMove, proposeMoves } from "../../../renderer/services/propose-move.ts";
import { stateOn } from "../../../shared/domain/rotations/procedure.ts";
import { seeded, suiteSeed } from "../../fixtures/seeded.ts";
import { blank, idsOf, somePerson } from "../data/office-fixture.ts";
import { officeAtWork } from "./office-at-work.ts";

const seed = suiteSeed(431);

/** One person in office at the district, and a commune below it. */
async function oneCadre() {
  const random = seeded(seed);
  const ids = idsOf(random);
  const person = somePerson(random, ids("person"));
  const [district, commune] = [ids("unit"), ids("unit")];
  const version = (unitId: typeof district, level: "HUYEN" | "XA") =>
    blank("unit-version", { id: ids("unit-version"), unitId, name: level, level, bloc: "DANG", from: "2000-01-01" });
  const at = await officeAtWork(seed, [
    person,
    version(district, "HUYEN"),
    version(commune, "XA"),
    blank("assignment", {
      id: ids("assignment"),
      personId: person.id,
      unitId: district,
      title: "Phó Trưởng ban",
      nature: "SUBSTANTIVE",
      from: "2020-01-01",
    }),
  ]);
  const proposal: Proposal = {
    personId: person.id,
    kind: "LUAN_CHUYEN",
    fromUnitId: district,
    fromTitle: "Phó Trưởng ban",
    toUnitId: commune,
    toPostId: null,
    toTitle: "Bí thư Đảng ủy",
    start: "2026-05-01",
    plannedEnd: "2029-04-30",
    purpose: "DAO_TAO",
    programmeId: null,
  };
  return { ...at, person, proposal };
}

describe(`a proposed move, seed ${seed}`, () => {
  it("is on file at the first step, with its direction, and changes no career", async () => {
    const { office, core, calls, person, proposal } = await oneCadre();
    const career = await core.assignmentsOf(person.id);
    const proposed = await proposeMove(office, proposal);
    if (!proposed.ok) throw new Error(proposed.problem.kind);
    const [move] = await core.all("rotation");
    expect(move).toMatchObject({
      ...proposal,
      id: proposed.value,
      state: "PROPOSE_POLICY",
      decisionId: null,
      direction: "TOP_DOWN",
      directionReason: "",
      exchangeGroup: "",
    });
    expect(stateOn(move!, "2030-01-01")).toBe("PROPOSE_POLICY");
    expect(await core.assignmentsOf(person.id)).toEqual(career);
    expect(calls.map(({ channel }) => channel)).toEqual(["ledger.append"]);
    expect(await core.findings()).toEqual([]);
    core.close();
  });

  it("keeps another direction only with its reason", async () => {
    const { office, core, proposal } = await oneCadre();
    await proposeMove(office, { ...proposal, direction: "HORIZ_BLOC" });
    await proposeMove(office, { ...proposal, direction: "HORIZ_BLOC", directionReason: "cách tính của tỉnh" });
    const directions = (await core.all("rotation")).map(({ direction, directionReason }) => [
      direction,
      directionReason,
    ]);
    expect(directions).toEqual([
      ["TOP_DOWN", ""],
      ["HORIZ_BLOC", "cách tính của tỉnh"],
    ]);
    core.close();
  });

  it("says why nothing was saved", async () => {
    const { office, core, refuse, proposal } = await oneCadre();
    refuse("ledger.append", { kind: "disk-full" });
    expect(await proposeMove(office, proposal)).toEqual({ ok: false, problem: { kind: "disk-full" } });
    expect(await core.all("rotation")).toEqual([]);
    core.close();
  });

  it("binds several into one exchange, in one action", async () => {
    const { office, core, calls, proposal } = await oneCadre();
    const back = { ...proposal, fromUnitId: proposal.toUnitId, toUnitId: proposal.fromUnitId };
    await proposeMoves(office, [proposal, back]);
    const moves = await core.all("rotation");
    expect(calls).toHaveLength(1);
    expect(new Set(moves.map(({ exchangeGroup }) => exchangeGroup))).toEqual(new Set([moves[0]!.id]));
    core.close();
  });

  it("goes red where a proposal is taken for a decided move: the control", async () => {
    const { office, core, proposal } = await oneCadre();
    await proposeMove(office, proposal);
    const [move] = await core.all("rotation");
    expect(stateOn({ ...move!, state: null }, "2030-01-01")).not.toBe("PROPOSE_POLICY");
    core.close();
  });
});
