import { describe, expect, it, vi } from "vitest";
import { type JoinedFiles, joinedFiles } from "../../../../renderer/data/joined-files.ts";
import { makePagedRecords, type PagedRecords } from "../../../../renderer/data/paged-records.ts";
import { makeRotationGround, type RotationGround } from "../../../../renderer/data/rotation/ground.ts";
import { atOnce, inSlices } from "../../../../renderer/data/rotation/in-slices.ts";
import { type KeptPeople, keptPeople } from "../../../../renderer/data/rotation/kept-people.ts";
import { recordFrom } from "../../../../shared/change/describe-change.ts";
import { blankRecord } from "../../../../shared/domain/blank-records.ts";
import { type GapRecords, gapsOn } from "../../../../shared/domain/gaps/gaps-on.ts";
import { groupBy } from "../../../../shared/domain/group-by.ts";
import { idMaker } from "../../../../shared/domain/new-id.ts";
import type { RecordId } from "../../../../shared/domain/primitives.ts";
import type { AnyRecord, OpenKind, RecordOf } from "../../../../shared/domain/record-kinds.ts";
import { startFactsOf } from "../../../../shared/domain/rotations/facts-at-start.ts";
import { versionsByUnit } from "../../../../shared/domain/units.ts";
import { madeProvince, provinceRecords } from "../../../fixtures/made-province.ts";
import { type Seeded, seeded, suiteSeed } from "../../../fixtures/seeded.ts";

const seed = suiteSeed(4_2311);
const day = "2026-11-01";

interface SmallOffice {
  readonly records: PagedRecords;
  readonly files: JoinedFiles;
  /** One change or a few, put as the worker puts them. Answers what is shown otherwise. */
  change(): readonly RecordId[];
}

/** Some people, their careers crowded onto few posts, in pages of a few rows. */
function smallOffice(random: Seeded): SmallOffice {
  const records = makePagedRecords([], {}, () => ({}), random.whole(3, 9));
  const { all, of } = provinceRecords(
    madeProvince(random.whole(1, 1e9), { people: random.whole(4, 14), career: 3, moves: 80 }),
  );
  const ids = idMaker(1_760_000_000_000, random.bytes(16));
  const posts = of("post").slice(0, 5);
  const people = of("person").map(({ id }) => id);
  const put = (record: AnyRecord): RecordId => {
    const { id, ...values } = record;
    records.put({ id, values, first: "lamgiang-aaaa/1", by: {}, rivals: {} });
    return id;
  };
  const unused = new Set<RecordId>(
    of("post")
      .slice(5)
      .map(({ id }) => id),
  );
  for (const record of all) {
    if (unused.has(record.id)) continue;
    put(
      record.id.startsWith("assignment:")
        ? { ...(record as RecordOf<"assignment">), postId: random.chance(0.7) ? random.pick(posts).id : null }
        : record,
    );
    if (random.chance(0.01)) records.pack();
  }
  const files = joinedFiles(records);
  const held = <Kind extends OpenKind>(kind: Kind): RecordOf<Kind> | null => {
    const states = [...records.ofKind(kind)];
    return states.length === 0 ? null : recordFrom(random.pick(states), kind);
  };
  const withdrawn = (): boolean => random.chance(0.2);
  const changes: readonly (() => AnyRecord | null)[] = [
    () => {
      const step = held("assignment");
      const to = random.pick([null, "2025-05", "2027-01-01"]);
      return (
        step && { ...step, to, postId: random.pick([null, ...posts]) && random.pick(posts).id, withdrawn: withdrawn() }
      );
    },
    () => {
      const step = held("assignment");
      return step && { ...step, postId: null, personId: random.pick(people) };
    },
    () => ({
      ...blankRecord("assignment", { id: ids("assignment"), personId: random.pick(people), nature: "SUBSTANTIVE" }),
      postId: random.pick(posts).id,
      from: "2026-01-01",
    }),
    () => {
      const person = held("person");
      return person && { ...person, sex: random.pick(["NAM", "NU"]), birthDate: "1966-01", withdrawn: withdrawn() };
    },
    () => {
      const move = held("rotation");
      return move && { ...move, start: random.pick(["2025-01-01", "2024-02", null]), withdrawn: withdrawn() };
    },
    () => {
      const rating = held("yearly-rating");
      return rating && { ...rating, personId: random.pick(people), year: "2023", withdrawn: withdrawn() };
    },
    () => {
      const entry = held("plan-entry");
      return entry && { ...entry, personId: random.pick(people), withdrawn: withdrawn() };
    },
    () => {
      const post = held("post");
      return post && { ...post, places: random.whole(1, 3), withdrawn: withdrawn() };
    },
    () => {
      const version = held("unit-version");
      return version && { ...version, name: `${version.name} mới` };
    },
    () =>
      blankRecord("same-person", {
        id: ids("same-person"),
        personId: random.pick(people),
        otherId: random.pick(people),
        same: true,
      }),
    () => {
      const pair = held("same-person");
      return pair && { ...pair, withdrawn: true };
    },
  ];
  return {
    records,
    files,
    change: () => {
      const changed = Array.from({ length: random.whole(1, 3) }, () => random.pick(changes)()).flatMap((record) =>
        record === null ? [] : [put(record)],
      );
      const touched = files.follow([...new Set(changed)]);
      if (random.chance(0.4)) records.pack();
      return touched;
    },
  };
}

function groundOf({ records, files }: SmallOffice): RotationGround {
  const about = {
    records,
    files,
    today: () => day,
    nameOf: () => "",
    ownOffice: "lamgiang",
    officeName: () => "",
    mayRule: () => true,
  };
  return makeRotationGround(about);
}

/** Every record of a kind read whole, one after the other. */
function plainly<Kind extends OpenKind>({ records, files }: SmallOffice, kind: Kind): readonly RecordOf<Kind>[] {
  return [...records.ofKind(kind)]
    .map((state) => recordFrom(state, kind))
    .filter((record) => record !== null && !("withdrawn" in record && record.withdrawn))
    .map((record) => files.shown<Kind>(record!))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

function plainGaps(office: SmallOffice): GapRecords {
  const posts = plainly(office, "post");
  const steps = plainly(office, "assignment").filter(({ postId }) => postId !== null);
  return {
    posts,
    assignments: steps,
    persons: plainly(office, "person"),
    rotations: plainly(office, "rotation"),
    traits: plainly(office, "unit-trait"),
    gaps: plainly(office, "gap"),
    versions: versionsByUnit(plainly(office, "unit-version")),
  };
}

/** All that a ground answers, as one value; and the same from records read plainly. */
function answers(office: SmallOffice, ground: RotationGround): unknown {
  const facts = ground.factRecords();
  const gaps = ground.gapRecords();
  const files = office.files;
  const people = [...office.records.ofKind("person")].map(({ id }) => id as RecordId<"person">);
  return {
    lists: (["rotation", "plan-entry", "decision", "post", "unit-version"] as const).map((kind) => [
      ground.all(kind),
      [...ground.byId(kind).keys()],
    ]),
    steps: people.map((id) => ground.stepsOf(id)),
    ratings: people.map((id) => facts.ratings.get(files.keptOf(id)) ?? []),
    counted: people.map((id) => facts.persons.get(id) ?? null),
    plans: people.map((id) => facts.plans.get(files.keptOf(id)) ?? []),
    holders: ground.all("post").map(({ id }) => ground.holdersOf(id)),
    seats: gaps.assignments.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    born: [...new Set(gaps.assignments.map(({ personId }) => personId))]
      .toSorted()
      .map((id) => gaps.persons.find((each) => each.id === id) ?? null),
    moves: [...ground.moveRecords().rotations].map((move) => startFactsOf({ ...move, startFacts: null }, facts)),
    gaps: gapsOn(day, gaps),
  };
}

function plainAnswers(office: SmallOffice): unknown {
  const { files, records } = office;
  const people = [...records.ofKind("person")].map(({ id }) => id as RecordId<"person">);
  const steps = groupBy(plainly(office, "assignment"), ({ personId }) => personId);
  const ratings = groupBy(plainly(office, "yearly-rating"), ({ personId }) => personId);
  const plans = groupBy(plainly(office, "plan-entry"), ({ personId }) => personId);
  const persons = new Map(plainly(office, "person").map((person) => [person.id, person]));
  const gaps = plainGaps(office);
  const posts = new Map(gaps.posts.map((post) => [post.id, post]));
  const counted = (id: RecordId<"person">) => {
    const person = persons.get(files.keptOf(id));
    if (person === undefined) return null;
    const { sex, birthDate, ethnicity, nativeCommune, nativeDistrict, partyJoinDate, ...rest } = person;
    const { highestDegree, politicalTheory, stateManagement } = rest;
    return {
      id: person.id,
      sex,
      birthDate,
      ethnicity,
      nativeCommune,
      nativeDistrict,
      partyJoinDate,
      highestDegree,
      politicalTheory,
      stateManagement,
    };
  };
  const facts = {
    persons: { get: (id: RecordId<"person">) => counted(id) ?? undefined },
    assignments: { get: (id: RecordId<"person">) => steps.get(id) ?? [] },
    ratings: { get: (id: RecordId<"person">) => ratings.get(id) ?? [] },
    plans,
    posts,
    versions: gaps.versions,
  };
  return {
    lists: (["rotation", "plan-entry", "decision", "post", "unit-version"] as const).map((kind) => [
      plainly(office, kind),
      plainly(office, kind).map(({ id }) => id),
    ]),
    steps: people.map((id) => steps.get(files.keptOf(id)) ?? []),
    ratings: people.map((id) => ratings.get(files.keptOf(id)) ?? []),
    counted: people.map(counted),
    plans: people.map((id) => plans.get(files.keptOf(id)) ?? []),
    holders: gaps.posts.map(({ id }) => gaps.assignments.filter(({ postId }) => postId === id)),
    seats: gaps.assignments,
    born: [...new Set(gaps.assignments.map(({ personId }) => personId))].toSorted().map((id) => {
      const person = persons.get(id);
      return person === undefined ? null : { id, birthDate: person.birthDate, sex: person.sex, withdrawn: false };
    }),
    moves: gaps.rotations.map((move) => startFactsOf({ ...move, startFacts: null }, facts)),
    gaps: gapsOn(day, gaps),
  };
}

/** Offices in which a ground answered otherwise than its records, after some changes. */
function wrongOffices(
  rounds: number,
  hear: (touched: readonly RecordId[]) => readonly RecordId[],
): { readonly wrong: number; readonly looked: number; readonly joined: number } {
  const random = seeded(seed);
  let [wrong, looked, joined] = [0, 0, 0];
  for (let round = 0; round < rounds; round += 1) {
    const office = smallOffice(random);
    const ground = groundOf(office);
    let differs = false;
    for (let step = 0; step < 4; step += 1) {
      if (step > 0) ground.touched(hear(office.change()));
      looked += 1;
      joined += office.files.joined;
      differs ||= JSON.stringify(sorted(answers(office, ground))) !== JSON.stringify(sorted(plainAnswers(office)));
    }
    if (differs) wrong += 1;
  }
  return { wrong, looked, joined };
}

/** The same value with the fields of its objects in order of their names. */
const sorted = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(sorted)
    : typeof value === "object" && value !== null
      ? Object.fromEntries(
          Object.entries(value)
            .toSorted(([a], [b]) => (a < b ? -1 : 1))
            .map(([name, own]) => [name, sorted(own)]),
        )
      : value;

describe(`the rotation ground, seed ${seed}`, () => {
  it("answers what the records say, in 200 offices and after every change to them", () => {
    const random = seeded(seed);
    let [looked, joined] = [0, 0];
    for (let round = 0; round < 200; round += 1) {
      const office = smallOffice(random);
      const ground = groundOf(office);
      for (let step = 0; step < 4; step += 1) {
        if (step > 0) ground.touched(office.change());
        looked += 1;
        joined += office.files.joined;
        const [answered, plain] = [answers(office, ground), plainAnswers(office)];
        // Comparing texts is quick; where they differ, the values say in what.
        if (JSON.stringify(sorted(answered)) === JSON.stringify(sorted(plain))) continue;
        const at = { seed, round, step };
        expect({ at, ...(answered as object) }).toEqual({ at, ...(plain as object) });
        expect.unreachable(JSON.stringify(at));
      }
    }
    expect(looked).toBe(800);
    expect(joined).toBeGreaterThan(50);
  });

  it("would be caught if it forgot that steps, people, moves or joined files had changed", () => {
    expect(wrongOffices(3, (touched) => touched).wrong).toBe(0);
    for (const kind of ["assignment:", "person:", "rotation:", "yearly-rating:", "post:"]) {
      const { wrong } = wrongOffices(8, (touched) => touched.filter((id) => !id.startsWith(kind)));
      expect([kind, wrong > 0]).toEqual([kind, true]);
    }
  });

  it("takes what changes while it is still reading", () => {
    const random = seeded(seed ^ 0x51);
    let changesMidway = 0;
    for (let round = 0; round < 100; round += 1) {
      const office = smallOffice(random);
      const people: KeptPeople = keptPeople(office.records, office.files);
      const reading = people.prepare();
      let done = false;
      for (let pause = 0; pause < 4 && !done; pause += 1) {
        for (let n = random.whole(0, 12); n > 0 && !done; n -= 1) done = reading.next().done === true;
        const touched = office.change();
        const regrouped = touched.some(
          (id) =>
            id.startsWith("same-person:") ||
            (id.startsWith("person:") && office.files.filesOf(id as RecordId<"person">).length > 1),
        );
        people.touched(touched, regrouped);
        if (!done) changesMidway += 1;
      }
      atOnce(reading);
      const plain = plainGaps(office);
      const at = { seed, round };
      expect({ at, seats: people.withPosts().toSorted((a, b) => (a.id < b.id ? -1 : 1)) }).toEqual({
        at,
        seats: plain.assignments,
      });
      const ids = [...office.records.ofKind("person")].map(({ id }) => id as RecordId<"person">);
      expect({ at, steps: ids.map((id) => people.stepsOf(id)) }).toEqual({
        at,
        steps: ids.map((id) =>
          plainly(office, "assignment").filter(({ personId }) => personId === office.files.keptOf(id)),
        ),
      });
    }
    expect(changesMidway).toBeGreaterThan(100);
  });

  it("keeps a list as it is until one of its records changes", () => {
    const office = smallOffice(seeded(seed ^ 0x77));
    const ground = groundOf(office);
    const [moves, seats] = [ground.all("rotation"), ground.gapRecords().assignments];
    const [entry] = ground.all("plan-entry");
    const [step] = seats;
    ground.touched([entry?.id ?? "plan-entry:none"]);
    expect(ground.all("rotation")).toBe(moves);
    expect(ground.gapRecords().assignments).toBe(seats);
    ground.touched([step!.id]);
    expect(ground.gapRecords().assignments).not.toBe(seats);
    expect(ground.gapRecords().assignments).toEqual(seats);
  });

  it("gives others their turn between slices of work", async () => {
    let turns = 0;
    const others = setInterval(() => {
      turns += 1;
    }, 1);
    const answer = await inSlices(
      (function* () {
        const end = performance.now() + 150;
        while (performance.now() < end) yield;
        return 7;
      })(),
    );
    clearInterval(others);
    expect([answer, turns > 1]).toEqual([7, true]);
  });

  it("does later what was put off, and nothing any more once the office is closed", () => {
    vi.useFakeTimers();
    try {
      const [open, closed] = [smallOffice(seeded(seed)), smallOffice(seeded(seed))].map(groundOf) as [
        RotationGround,
        RotationGround,
      ];
      const done: string[] = [];
      for (const pause of [1_000, 4_000]) {
        open.later(pause, () => done.push(`open after ${pause}`));
        closed.later(pause, () => done.push(`closed after ${pause}`));
      }
      vi.advanceTimersByTime(2_000);
      closed.close();
      vi.advanceTimersByTime(4_000);
      expect(done).toEqual(["open after 1000", "closed after 1000", "open after 4000"]);
      expect(vi.getTimerCount()).toBe(0);
    } finally {
      vi.useRealTimers();
    }
  });
});
