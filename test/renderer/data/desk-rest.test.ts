import { afterEach, describe, expect, it, vi } from "vitest";
import { type Desk, makeDesk } from "../../../renderer/data/desk.ts";
import { emptyMemory, type Memory } from "../../../renderer/data/memory.ts";
import { deriveListed } from "../../../renderer/data/people-listing.ts";
import { noGroups } from "../../../shared/domain/same-person.ts";
import { seeded, suiteSeed } from "../../fixtures/seeded.ts";
import { idsOf, somePerson } from "./office-fixture.ts";

/** Whole offices come in one after the other: each changes more than is looked at piece by piece. */
const seed = suiteSeed(512);

describe(`the look at everything on the desk, seed ${seed}`, () => {
  afterEach(() => {
    vi.restoreAllMocks();
    vi.useRealTimers();
  });

  it("is not begun anew after every bundle, but at once when somebody asks", async () => {
    const { desk, looks, bundle } = aProvince();
    await vi.advanceTimersByTimeAsync(60);
    expect(looks()).toBe(1); // everything, after opening
    for (let i = 0; i < 5; i += 1) {
      bundle();
      await vi.advanceTimersByTimeAsync(200);
    }
    expect(looks()).toBe(1);
    expect(desk.count()).toBe(0); // as far as is known
    expect((await asked(desk)).length).toBe(5 * bundleOf);
    expect([looks(), desk.count()]).toEqual([2, 5 * bundleOf]);
    desk.close();
  });

  it("is made by itself when the rest is over, and says so", async () => {
    const { desk, looks, bundle, recounted } = aProvince();
    await vi.advanceTimersByTimeAsync(60);
    bundle();
    await vi.advanceTimersByTimeAsync(4 * work - 100);
    expect([looks(), recounted()]).toEqual([1, 0]);
    await vi.advanceTimersByTimeAsync(200);
    expect([looks(), recounted(), desk.count()]).toEqual([2, 1, bundleOf]);
    desk.close();
  });

  it("holds up no look at a single save", async () => {
    const { desk, looks, bundle } = aProvince();
    await vi.advanceTimersByTimeAsync(60);
    const [saved] = bundle(1);
    await vi.advanceTimersByTimeAsync(60);
    expect([looks(), desk.count(), desk.countOf(saved!)]).toEqual([1, 1, 1]);
    desk.close();
  });
});

/** People in a bundle: so many are looked at all together. */
const bundleOf = 401;

/** Milliseconds that each look works. */
const work = 1_500;

function aProvince() {
  vi.useFakeTimers();
  const random = seeded(seed);
  const ids = idsOf(random);
  const memory: Memory = emptyMemory(deriveListed);
  let [looks, recounted, worked] = [0, 0, 0];
  const clock = performance.now.bind(performance);
  vi.spyOn(performance, "now").mockImplementation(() => clock() + worked);
  const desk = makeDesk(
    memory.records,
    noGroups,
    () => {
      recounted += 1;
    },
    // Every look at everything ends with this question; a look at a person's own file does not ask it.
    () => {
      looks += 1;
      worked += work;
      return [];
    },
  );
  return {
    desk,
    looks: () => looks,
    recounted: () => recounted,
    /** So many people who were admitted before they were born. */
    bundle: (many = bundleOf) => {
      const people = Array.from({ length: many }, () => ids("person"));
      for (const id of people) {
        const values = { ...somePerson(random, id), birthDate: "1980", partyJoinDate: "1970" };
        memory.records.put({ id, values, first: "huyen-aaaa:1", by: {}, rivals: {} });
      }
      desk.touched(people);
      return people;
    },
  };
}

async function asked(desk: Desk) {
  const findings = desk.findings();
  await vi.advanceTimersByTimeAsync(60);
  return (await findings).open;
}
