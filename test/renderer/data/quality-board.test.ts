import { describe, expect, it } from "vitest";
import type { RecordId } from "../../../shared/domain/primitives.ts";
import { seeded, suiteSeed } from "../../fixtures/seeded.ts";
import { blank, idsOf, making, somePerson, testLedger } from "./office-fixture.ts";
import { openedCore } from "./opened-core.ts";

/** More people than are looked at together, and some who are changed while the board is being worked out. */
const seed = suiteSeed(1302);

describe(`the board of what there is to do, seed ${seed}`, () => {
  it("counts what was saved while it was worked out as an office opened afresh does", async () => {
    const { ledger, people, addStep } = anOffice(1_200);
    const core = await openedCore(ledger);
    const board = core.qualityBoard("2c-98");
    for (let i = 0; i < 12; i += 1) {
      await new Promise((next) => setTimeout(next, 5));
      for (const id of [people[i]!, people[700 + i]!, people.at(-1 - i)!]) {
        const saved = addStep(id);
        await core.take(saved.entry, saved.head);
      }
    }
    await board;
    const fresh = await openedCore(ledger);
    const expected = await fresh.qualityBoard("2c-98");
    expect(expected.all).toMatchObject({ people: 1_200 });
    expect(await core.qualityBoard("2c-98")).toEqual(expected);
    core.close();
    fresh.close();
  });
});

function anOffice(count: number) {
  const random = seeded(seed);
  const ids = idsOf(random);
  const ledger = testLedger(seed);
  ledger.append({ entry: "clerk", clerk: { id: "c1", name: "Trần Thị Lệ", role: "" } });
  const people = Array.from({ length: count }, () => somePerson(random, ids("person")));
  ledger.act({ changes: people.map(making) });
  const step = (personId: RecordId<"person">) =>
    making(blank("assignment", { id: ids("assignment"), personId, title: "Bí thư\ufffd", nature: "SUBSTANTIVE" }));
  ledger.act({ changes: people.filter(() => random.chance(0.5)).map(({ id }) => step(id)) });
  return {
    ledger,
    people: people.map(({ id }) => id),
    addStep: (id: RecordId<"person">) => ledger.act({ changes: [step(id)] }),
  };
}
