import { describe, expect, it } from "vitest";
import { foldVietnamese } from "../../../shared/domain/fold.ts";
import { kindOf } from "../../../shared/domain/primitives.ts";
import { type AnyRecord, isRecordKind, recordKinds } from "../../../shared/domain/record-kinds.ts";
import { suiteSeed } from "../../fixtures/seeded.ts";
import { doLuongStory, type Story } from "../../fixtures/story.ts";
import { families, givens, middles } from "../../fixtures/story-names.ts";

const seed = suiteSeed(427);

/** Given names of the people whom the press named in these matters, without marks. Nobody invented may bear one. */
const officials = ["anh", "chuyen", "hoe", "khang", "khanh", "tung", "vu"];

const recordsOf = (story: Story): readonly AnyRecord[] => [
  ...story.units,
  ...story.unitVersions,
  ...story.posts,
  ...story.persons,
  ...story.protected,
  ...story.assignments,
  ...story.decisions,
  ...story.rotations,
];

const refused = (records: Iterable<AnyRecord>): string[] =>
  [...records]
    .filter((record) => {
      const kind = kindOf(record.id);
      return !isRecordKind(kind) || !recordKinds[kind].safeParse(record).success;
    })
    .map((record) => record.id);

describe("the story of Đô Lương", () => {
  const story = doLuongStory(seed);

  it("is the same for one seed and another for another", () => {
    expect(JSON.stringify(doLuongStory(seed))).toBe(JSON.stringify(story));
    expect(JSON.stringify(doLuongStory(seed + 1))).not.toBe(JSON.stringify(story));
  });

  it("has 200 people, each with a career of up to ten steps, in records as their schemas want them", () => {
    expect([seed, refused(recordsOf(story))]).toEqual([seed, []]);
    expect(story.persons.length).toBe(200);
    expect(new Set(story.persons.map((person) => person.birthName)).size).toBe(200);
    expect(new Set(recordsOf(story).map((record) => record.id)).size).toBe(recordsOf(story).length);
    const steps = story.persons.map((person) => story.assignments.filter((each) => each.personId === person.id).length);
    expect([Math.min(...steps) >= 1, Math.max(...steps) <= 10, steps.filter((each) => each >= 3).length > 150]).toEqual(
      [true, true, true],
    );
    expect(refused([{ ...story.persons[0]!, birthDate: "1985-02-30" }]).length).toBe(1);
  });

  it("cannot give an invented person the name of an official", () => {
    const possible = new Set(
      Object.values(givens)
        .flat()
        .map((given) => foldVietnamese(given)),
    );
    expect(officials.filter((name) => possible.has(name))).toEqual([]);
    expect([families.length, middles.NAM.length, possible.size].every((count) => count > 10)).toBe(true);
    expect([...officials, "son"].filter((name) => possible.has(name))).toEqual(["son"]);
  });
});
