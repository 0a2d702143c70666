import { describe, expect, it } from "vitest";
import type { Assignment } from "../../../../shared/domain/assignment.ts";
import { presentAssignments } from "../../../../shared/domain/career.ts";
import { dayAfter, dayBefore, endBefore } from "../../../../shared/domain/dates.ts";
import { groupBy } from "../../../../shared/domain/group-by.ts";
import { establishmentOn } from "../../../../shared/domain/organisation/posts.ts";
import type { Post } from "../../../../shared/domain/post.ts";
import { type IsoDate, kindOf, type RecordId } from "../../../../shared/domain/primitives.ts";
import { isRecordKind, recordKinds } from "../../../../shared/domain/record-kinds.ts";
import { actsOf } from "../../../../shared/domain/rotations/acts.ts";
import {
  type PlannedAct,
  planCancellation,
  planDecision,
  planEnd,
  planExtension,
  planRecall,
  planTakingBack,
} from "../../../../shared/domain/rotations/effects.ts";
import { stateOn } from "../../../../shared/domain/rotations/procedure.ts";
import { aMove, anAssignment, numbered } from "../../../fixtures/records.ts";
import { type Seeded, seeded, suiteSeed } from "../../../fixtures/seeded.ts";
import { aPost, aRegister, paper, shown } from "./effects-register.ts";

const seed = suiteSeed(20220428);

const refused = (act: PlannedAct): string[] =>
  [...act.assignments, ...act.rotations, ...act.steps].flatMap((record) => {
    const kind = kindOf(record.id);
    return isRecordKind(kind) && recordKinds[kind].safeParse(record).success ? [] : [record.id];
  });

/** One thing done to a career, as the simplest model keeps it. */
interface Done {
  readonly move: string;
  readonly step: RecordId<"procedure-step">;
  readonly person: string;
  readonly day: IsoDate | null; // null: the career stays as it is
  readonly post: string | null;
}

/** Who holds what on a day, from the list of things done alone: the last thing done by then says it. */
function modelOn(base: readonly Assignment[], done: readonly Done[], day: IsoDate): string[] {
  return [...new Set(base.map(({ personId }) => personId))]
    .flatMap((person) => {
      const last = done
        .filter((each) => each.person === person && each.day !== null && each.day <= day)
        .toSorted((a, b) => (a.day! < b.day! ? -1 : 1))
        .at(-1);
      if (last !== undefined) return last.post === null ? [] : [`${person} ${last.post}`];
      return base
        .filter((each) => each.personId === person && each.from! <= day && (each.to === null || each.to >= day))
        .map((each) => `${person} ${each.postId}`);
    })
    .toSorted();
}

const byPerson = (assignments: readonly Assignment[], day: IsoDate): string[] =>
  [...groupBy(assignments, ({ personId }) => personId).values()]
    .flatMap((own) => presentAssignments(own, day))
    .map(({ personId, postId }) => `${personId} ${postId}`)
    .toSorted();

const byPost = (posts: readonly Post[], assignments: readonly Assignment[], day: IsoDate): string[] =>
  establishmentOn(posts, assignments, day)
    .flatMap(({ holders }) => holders)
    .map(({ personId, postId }) => `${personId} ${postId}`)
    .toSorted();

const posts = Array.from({ length: 6 }, (_, n) => aPost(n + 1));
/** Days counted from one another, worked out once. */
const days: readonly IsoDate[] = Array.from({ length: 1200 }).reduce<IsoDate[]>(
  (all) => [...all, dayAfter(all.at(-1)!)],
  ["2019-06-01"],
);
const places = new Map(days.map((day, place) => [day, place]));
const later = (day: IsoDate, count: number): IsoDate => days[places.get(day)! + count]!;

type Cancel = typeof planCancellation;

/** A run of random acts in one small office; what went wrong, and how often each kind was done. */
function aRun(random: Seeded, tally: Record<string, number>, cancel: Cancel = planCancellation): string[] {
  const base = [1, 2, 3].map((person) =>
    anAssignment(person, person, {
      postId: numbered("post", person),
      title: `Chức vụ ${person}`,
      from: "2015-01-01",
      to: random.chance(0.3) ? later("2020-06-01", random.whole(0, 400)) : null,
    }),
  );
  const register = aRegister(base);
  let done: Done[] = [];
  const taken = new Set<string>(); // days on which a person's career changes already
  const wrong: string[] = [];
  const bump = (name: string): void => {
    tally[name] = (tally[name] ?? 0) + 1;
  };
  let moves = 0;
  const someDay = (person: string): IsoDate => {
    for (;;) {
      const day = later("2020-01-02", random.whole(0, 500));
      if (taken.has(`${person} ${day}`)) continue;
      taken.add(`${person} ${day}`);
      return day;
    }
  };
  const length = random.whole(3, 8);
  for (let n = 0; n < length; n += 1) {
    const ground = register.ground();
    const open = [...new Set(done.map(({ move }) => move))].filter((id) => register.move(id).state !== "CANCELLED");
    const going = open.filter((id) => ["ACTIVE", "EXTENDED"].includes(register.move(id).state!));
    const kind = random.pick(["decide", "decide", "extend", "recall", "end", "cancel", "back"]);
    const before = shown(register.standing());
    const rotationsBefore = JSON.stringify(ground.rotations);
    if (kind === "decide" || open.length === 0) {
      const person = random.pick(base).personId;
      const post = random.pick(posts);
      moves += 1;
      const day = someDay(person);
      const move = aMove(moves, 1, {
        personId: person,
        toPostId: post.id,
        toUnitId: post.unitId,
        toTitle: post.title,
        start: day,
      });
      const plan = planDecision([{ move, unitText: "", also: [] }], paper, ground, register.newId);
      if (random.chance(0.05)) wrong.push(...refused(plan));
      register.put(plan);
      done.push({
        move: move.id,
        step: actsOf(move.id, register.ground().steps).at(-1)!.id,
        person,
        day,
        post: post.id,
      });
      bump(day > "2020-06-01" ? "future" : "decide");
      if (random.chance(0.2)) {
        // At once taken back: everything shown is as it was, the move itself aside.
        register.put(cancel([register.move(move.id)], paper, register.ground(), register.newId));
        done = done.filter((each) => each.move !== move.id);
        if (shown(register.standing()) !== before) wrong.push("cancelled at once");
        bump("cancel");
      }
    } else if (going.length > 0 && (kind === "extend" || kind === "recall" || kind === "end")) {
      const move = register.move(random.pick(going));
      const person = move.personId;
      const post = random.chance(0.6) ? random.pick(posts) : null;
      const place = post === null ? null : { unitId: post.unitId, postId: post.id, title: post.title, unitText: "" };
      const day = kind === "extend" ? null : someDay(person);
      const plan =
        kind === "extend"
          ? planExtension(move, "2024-12-31", paper, ground, register.newId)
          : kind === "recall"
            ? planRecall(move, day!, place, paper, ground, register.newId)
            : planEnd(
                move,
                dayBefore(day!),
                place === null ? "RETIRE" : "EQUAL",
                place ?? "leaves",
                paper,
                ground,
                register.newId,
              );
      if (random.chance(0.05)) wrong.push(...refused(plan));
      register.put(plan);
      done.push({
        move: move.id,
        step: actsOf(move.id, register.ground().steps).at(-1)!.id,
        person,
        day,
        post: post?.id ?? null,
      });
      bump(kind);
      if (random.chance(0.2)) {
        register.put(planTakingBack(register.move(move.id), register.ground())!);
        done.pop();
        if (shown(register.standing()) !== before) wrong.push(`${kind} taken back`);
        if (JSON.stringify(register.ground().rotations) !== rotationsBefore) wrong.push(`${kind} taken back: move`);
        bump("back");
      }
    } else if (kind === "back") {
      const move = register.move(random.pick(open));
      const last = actsOf(move.id, ground.steps).at(-1)!;
      register.put(planTakingBack(move, ground)!);
      done = done.filter(({ step }) => step !== last.id);
      bump("back");
    } else {
      const id = random.pick(open);
      const plan = cancel([register.move(id)], paper, ground, register.newId);
      if (random.chance(0.05)) wrong.push(...refused(plan));
      register.put(plan);
      done = done.filter((each) => each.move !== id);
      bump("cancel");
    }
    const standing = register.standing();
    for (let look = 0; look < 2; look += 1) {
      const day = later("2019-12-30", random.whole(0, 520));
      const [people, held] = [byPerson(standing, day), byPost(posts, standing, day)];
      if (JSON.stringify(people) !== JSON.stringify(held)) wrong.push(`views ${day}`);
      if (JSON.stringify(people) !== JSON.stringify(modelOn(base, done, day))) wrong.push(`model ${n} ${kind} ${day}`);
    }
  }
  // Whatever is left is cancelled in any order: nothing of it remains in the careers.
  for (const id of random.shuffled([...new Set(done.map(({ move }) => move))])) {
    register.put(cancel([register.move(id)], paper, register.ground(), register.newId));
  }
  if (shown(register.standing()) !== shown(base)) wrong.push("all cancelled");
  return wrong;
}

describe(`decided, extended, recalled, ended and cancelled moves, seed ${seed}`, () => {
  it("leave exactly what was there before, in 10,000 random sequences", () => {
    const tally: Record<string, number> = {};
    for (let n = 0; n < 10_000; n += 1) {
      const wrong = aRun(seeded(seed + n), tally);
      expect([seed + n, wrong]).toEqual([seed + n, []]);
    }
    for (const kind of ["decide", "future", "extend", "recall", "end", "cancel", "back"])
      expect([kind, (tally[kind] ?? 0) > 1000]).toEqual([kind, true]);
  });

  it("are told from a cancelling that only withdraws the new step, or gives the old one an open end", () => {
    const withdraws: Cancel = (moves, why, ground, newId) => ({
      ...planCancellation(moves, why, ground, newId),
      assignments: planCancellation(moves, why, ground, newId).assignments.filter(({ withdrawn }) => withdrawn),
    });
    const opens: Cancel = (moves, why, ground, newId) => {
      const plan = planCancellation(moves, why, ground, newId);
      return { ...plan, assignments: plan.assignments.map((each) => (each.withdrawn ? each : { ...each, to: null })) };
    };
    for (const broken of [withdraws, opens]) {
      const found = Array.from({ length: 200 }, (_, n) => aRun(seeded(seed + n), {}, broken)).filter(
        (each) => each.length > 0,
      );
      expect(found.length).toBeGreaterThan(40);
    }
  });
});

describe("a decision dated ahead", () => {
  const base = anAssignment(1, 1, { postId: numbered("post", 1), from: "2018-01-01", to: "2027-12-31" });
  const further = anAssignment(2, 1, { postId: numbered("post", 3), from: "2018-01-01", nature: "CONCURRENT" });
  const move = aMove(1, 1, { toPostId: numbered("post", 2), toTitle: "Bí thư", start: "2026-03-01" });
  const decided = () => {
    const register = aRegister([base, further]);
    register.put(
      planDecision([{ move, unitText: "Đảng ủy", also: [further.id] }], paper, register.ground(), register.newId),
    );
    return register;
  };

  it("shows from its day by itself", () => {
    const register = decided();
    const on = (day: IsoDate) => presentAssignments(register.standing(), day).map(({ postId }) => postId);
    expect(on("2026-02-28")).toEqual([numbered("post", 1), numbered("post", 3)]);
    expect(on("2026-03-01")).toEqual([numbered("post", 2)]);
    expect([stateOn(register.move(move.id), "2026-02-28"), stateOn(register.move(move.id), "2026-03-01")]).toEqual([
      "DECIDE",
      "ACTIVE",
    ]);
    const begun = register.standing().find(({ rotationId }) => rotationId === move.id);
    expect(begun).toMatchObject({ from: "2026-03-01", to: null, unitText: "Đảng ủy", title: "Bí thư" });
  });

  it("gives back the planned end of the post left and the concurrent post when cancelled", () => {
    const register = decided();
    const plan = planCancellation([register.move(move.id)], paper, register.ground(), register.newId);
    register.put(plan);
    expect(register.standing().toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual([base, further]);
    expect(plan.kept).toEqual([]);
    expect(register.move(move.id)).toMatchObject({ state: "CANCELLED", endReason: "theo kết luận", withdrawn: false });
    expect(stateOn(register.move(move.id), "2030-01-01")).toBe("CANCELLED");
  });

  it("keeps an end that somebody wrote by hand since, and names it", () => {
    const register = decided();
    register.put({ assignments: [{ ...base, to: "2025-05-31" }], rotations: [], steps: [], kept: [] });
    const plan = planCancellation([register.move(move.id)], paper, register.ground(), register.newId);
    register.put(plan);
    expect(plan.kept).toEqual([base.id]);
    expect(register.standing().find(({ id }) => id === base.id)?.to).toBe("2025-05-31");
  });

  it("ends the month or the year before where only that is known", () => {
    expect([endBefore("2026-03-01"), endBefore("2026-03"), endBefore("2026-01"), endBefore("2026")]).toEqual([
      "2026-02-28",
      "2026-02",
      "2025-12",
      "2026",
    ]);
  });
});
