import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { SamePerson } from "../../../shared/domain/organisation.ts";
import { fileGroups } from "../../../shared/domain/same-person.ts";
import { numbered } from "../../fixtures/records.ts";
import { seeded, suiteSeed } from "../../fixtures/seeded.ts";

const seed = suiteSeed(1207);
const person = (n: number) => numbered("person", n);
const pairOf = (n: number, kept: number, other: number, patch: Partial<SamePerson> = {}): SamePerson => ({
  id: numbered("same-person", n),
  personId: person(kept),
  otherId: person(other),
  same: true,
  reason: "",
  withdrawn: false,
  ...patch,
});
const here = () => true;

describe(`files of one person, seed ${seed}`, () => {
  it("lead to the file that is kept, over any number of steps", () => {
    const groups = fileGroups([pairOf(1, 1, 2), pairOf(2, 3, 1), pairOf(3, 3, 4)], here);
    for (const n of [1, 2, 3, 4]) expect(groups.keptOf(person(n))).toBe(person(3));
    expect(groups.filesOf(person(2))[0]).toBe(person(3));
    expect(groups.filesOf(person(2)).toSorted()).toEqual([1, 2, 3, 4].map(person));
    expect(groups.keptOf(person(9))).toBe(person(9));
    expect(groups.joined).toBe(3);
  });

  it("come apart when the record is withdrawn, and a pair told apart is never one file", () => {
    const groups = fileGroups([pairOf(1, 1, 2, { withdrawn: true }), pairOf(2, 3, 4, { same: false })], here);
    expect(groups.joined).toBe(0);
    expect(groups.areApart(person(4), person(3))).toBe(true);
    expect(groups.areApart(person(1), person(2))).toBe(false);
  });

  it("never show a file that is not here, and choose one of two that keep each other", () => {
    expect(fileGroups([pairOf(1, 1, 2)], (id) => id !== person(1)).keptOf(person(1))).toBe(person(2));
    const both = fileGroups([pairOf(1, 1, 2), pairOf(2, 2, 1)], here);
    expect(both.keptOf(person(2))).toBe(person(1));
  });

  it("say the same whatever the order of the records, and are those of a plain walk", () => {
    let walked = 0;
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 }), fc.boolean()), {
          maxLength: 14,
        }),
        fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { maxLength: 4 }),
        fc.integer(),
        (edges, gone, shuffle) => {
          const pairs = edges.map(([a, b, withdrawn], i) => pairOf(i + 1, a, b, { withdrawn }));
          const onFile = (id: string) => !gone.some((n) => person(n) === id);
          const groups = fileGroups(pairs, onFile);
          const shuffled = fileGroups(seeded(shuffle).shuffled(pairs), onFile);
          for (let n = 1; n <= 12; n += 1) {
            expect(shuffled.filesOf(person(n))).toEqual(groups.filesOf(person(n)));
            // Everything reached over standing records, in either direction.
            const reached = new Set([person(n)]);
            for (let size = 0; size < reached.size; ) {
              size = reached.size;
              for (const { personId, otherId, withdrawn } of pairs) {
                if (withdrawn) continue;
                if (reached.has(personId)) reached.add(otherId);
                if (reached.has(otherId)) reached.add(personId);
              }
            }
            expect(groups.filesOf(person(n)).toSorted()).toEqual([...reached].toSorted());
            expect(reached.has(groups.keptOf(person(n)))).toBe(true);
            if ([...reached].some(onFile)) expect(onFile(groups.keptOf(person(n)))).toBe(true);
            walked += 1;
          }
        },
      ),
      { seed, numRuns: 300 },
    );
    expect(walked).toBe(3600);
  });

  it("a walk that follows one record only would be caught", () => {
    const pairs = [pairOf(1, 1, 2), pairOf(2, 3, 1)];
    const oneStep = (id: string) => pairs.find(({ otherId }) => otherId === id)?.personId ?? id;
    expect(oneStep(person(2))).not.toBe(fileGroups(pairs, here).keptOf(person(2)));
  });
});
