import { describe, expect, it } from "vitest";
import type { SuggestionQuery } from "../../../../renderer/data/office-data.ts";
import { describeChange } from "../../../../shared/change/describe-change.ts";
import type { IsoDate, RecordId } from "../../../../shared/domain/primitives.ts";
import type { RecordKind, RecordOf } from "../../../../shared/domain/record-kinds.ts";
import type { Opening } from "../../../../shared/domain/rules/opening.ts";
import { builtInPacks } from "../../../../shared/domain/rules/packs/built-in.ts";
import { pageOf, rank } from "../../../../shared/domain/rules/suggest.ts";
import { versionsByUnit } from "../../../../shared/domain/units.ts";
import { rotationOffice } from "../../../fixtures/rotation-office.ts";
import { seeded, suiteSeed } from "../../../fixtures/seeded.ts";
import { tablesFrom } from "../../../shared/domain/rules/candidate-tables.ts";
import { type OfficeAtWork, officeAtWork } from "../../services/office-at-work.ts";
import { blank, idsOf, making } from "../office-fixture.ts";

const seed = suiteSeed(909);
const start: IsoDate = "2026-04-01";
const everything = { unitId: null, planned: false, clear: false } as const;

const opened = async () => {
  const made = rotationOffice("doluong", seed);
  const work = await officeAtWork(seed, made.records);
  const vacancy: Opening = {
    postId: made.vacant.id,
    unitId: made.vacant.unitId,
    title: made.vacant.title,
    start,
    kind: "LUAN_CHUYEN",
    purpose: "DAO_TAO",
    plannedEnd: "2029-03-31",
  };
  return { ...work, made, vacancy, data: work.office.data };
};

/** The list as it must be, by asking every rule of everyone over the records as they are. */
async function byAskingEveryone({ core }: OfficeAtWork, opening: Opening) {
  const all = <Kind extends RecordKind>(kind: Kind) => core.all(kind as never) as unknown as Promise<RecordOf<Kind>[]>;
  const [people, assignments, entries, actions, ratings, papers, posts, versions, successions] = await Promise.all([
    all("person"),
    all("assignment"),
    all("plan-entry"),
    all("disciplinary-action"),
    all("yearly-rating"),
    all("attachment"),
    all("post"),
    all("unit-version"),
    all("succession"),
  ]);
  const units = versionsByUnit(versions);
  const ranking = rank(
    {
      opening,
      tables: tablesFrom({ people, assignments, entries, actions, ratings, papers }),
      recordsOf: () => ({
        person: people,
        assignment: assignments,
        "plan-entry": entries,
        "disciplinary-action": actions,
        "yearly-rating": ratings,
        attachment: papers,
        assessment: [],
        allowance: [],
        "dossier-item": [],
        "move-assessment": [],
        "rule-override": [],
        post: posts,
        succession: successions,
        units,
      }),
      posts: new Map(posts.map((post) => [post.id, post])),
      units,
      packs: builtInPacks,
      asOf: "2026-03-02",
    },
    () => null,
  );
  return { ranking, all: pageOf(ranking, 0, 1000) };
}

async function listed({ office: { data } }: OfficeAtWork, query: SuggestionQuery) {
  const found = await data.suggest(query);
  const rows = [...found.firstRows];
  while (rows.length < found.total) rows.push(...(await data.suggestionRows(found.key, rows.length, rows.length + 7)));
  return { found, rows };
}

const inShort = (rows: readonly { personId: RecordId; place: number }[]) =>
  rows.map(({ personId, place }) => `${place} ${personId}`);

describe("candidates for an opening, out of the office's pages", () => {
  it("stand as they would if every rule were asked of everyone, also after changes", async () => {
    const work = await opened();
    const { vacancy, ledger, data, made } = work;
    const dice = seeded(seed);
    const ids = idsOf(dice);
    const holders = made.records.filter((each): each is RecordOf<"assignment"> => each.id.startsWith("assignment:"));
    const change = async (changes: Parameters<typeof ledger.act>[0]["changes"]) => {
      const { entry, head } = ledger.act({ changes });
      await data.take(entry, head);
    };
    const held = async (id: RecordId) => (await data.held(id)) ?? undefined;
    const person = (n: number) => holders[n * 2]!.personId;
    const steps: readonly (() => Promise<unknown>)[] = [
      async () => {},
      // disciplined; out of the plan; rated; a paper; withdrawn; gone into the vacant post; a new file
      () =>
        change([
          making(
            blank("disciplinary-action", {
              id: ids("disciplinary-action"),
              personId: person(3),
              side: "DANG",
              form: { code: "CANH_CAO", text: "" },
              from: "2025-06-01",
            }),
          ),
        ]),
      () =>
        change([
          making(
            blank("attachment", {
              id: ids("attachment"),
              personId: person(5),
              role: "SCAN",
              blob: "0".repeat(64),
              media: "application/pdf",
              bytes: 1,
              kind: "Giấy khám sức khỏe",
              date: "2026-02",
            }),
          ),
        ]),
      async () => {
        const own = await data.person(person(7));
        await change([describeChange(await held(person(7)), { ...own!, withdrawn: true })!]);
      },
      async () => {
        const own = await data.person(person(9));
        await change([describeChange(await held(person(9)), { ...own!, birthName: "Á Ăn", birthDate: "1990-01" })!]);
      },
      () =>
        change([
          making(
            blank("assignment", {
              id: ids("assignment"),
              personId: person(11),
              postId: vacancy.postId,
              unitId: vacancy.unitId,
              title: vacancy.title,
              nature: "SUBSTANTIVE",
              from: "2026-01-01",
            }),
          ),
        ]),
      () =>
        change([
          making(
            blank("same-person", {
              id: ids("same-person"),
              personId: person(1),
              otherId: person(2),
              same: true,
              kept: person(1),
            } as never),
          ),
        ]),
    ];
    let stale = 0;
    let before = "";
    for (const [i, step] of steps.entries()) {
      await step();
      const joined = i === steps.length - 1;
      const where = `seed ${seed}, step ${i}`;
      const { found, rows } = await listed(work, { ...everything, opening: vacancy });
      const right = await byAskingEveryone(work, vacancy);
      const kept = joined ? right.all.filter(({ personId }) => personId !== person(2)) : right.all;
      const file = await data.suggestionOf({ ...everything, opening: vacancy }, person(3));
      const said = right.all.find(({ personId }) => personId === person(3));
      expect(file.kind === "listed" && file.evaluations, where).toEqual(said?.evaluations);
      if (!joined) {
        expect(inShort(rows), where).toEqual(inShort(kept));
        expect(found.excluded, where).toEqual(right.ranking.excluded);
      } else {
        expect(
          rows.some(({ personId }) => personId === person(2)),
          where,
        ).toBe(false);
        expect(rows.length, where).toBe(kept.length);
      }
      expect(found.total, where).toBe(found.listed);
      const now = rows.map(({ personId, marks }) => `${personId} ${marks.map(({ result }) => result).join()}`).join();
      if (now === before) stale += 1;
      before = now;
    }
    expect(stale).toBe(0); // each step is seen
  }, 20_000);

  it("are told why they stand there or not, and narrowing moves nobody", async () => {
    const work = await opened();
    const { vacancy, data, made } = work;
    const query = { ...everything, opening: vacancy };
    const { rows } = await listed(work, query);
    const places = new Map(rows.map(({ personId, place }) => [personId, place]));
    for (const narrowed of [{ planned: true }, { clear: true }, { unitId: made.weak.unitId }]) {
      const some = await listed(work, { ...query, ...narrowed });
      expect(some.found.listed).toBe(rows.length);
      expect(some.rows.length).toBeLessThan(rows.length);
      expect(some.rows.map(({ personId }) => places.get(personId))).toEqual(some.rows.map(({ place }) => place));
      expect(some.rows.map(({ place }) => place)).toEqual(
        some.rows.map(({ place }) => place).toSorted((a, b) => a - b),
      );
    }
    const kinds = new Set<string>();
    for (const { id } of made.records.filter((each) => each.id.startsWith("person:"))) {
      const file = await data.suggestionOf({ ...query, clear: true }, id as RecordId<"person">);
      kinds.add(file.kind);
      if (file.kind === "listed") {
        expect(file.row).toEqual(rows[file.row.place - 1]);
        expect(file.narrowedOut).toBe(file.row.marks.some(({ result }) => result === "not-met"));
      } else if (file.kind === "excluded") expect(places.has(id as RecordId<"person">)).toBe(false);
    }
    expect([...kinds].toSorted()).toEqual(["excluded", "listed"]);
    expect(await data.suggestionOf(query, "person:00000000-0000-7000-8000-00000000dead")).toEqual({ kind: "no-file" });
  });

  it("leave a place behind that the first in order would take, six links at most", async () => {
    const work = await opened();
    const { vacancy, data } = work;
    const { rows } = await listed(work, { ...everything, opening: vacancy });
    const chain = await data.suggestionChain({ ...everything, opening: vacancy }, rows[4]!.personId);
    expect(chain.steps[0]).toMatchObject({ title: vacancy.title, person: { id: rows[4]!.personId } });
    expect(chain.steps[1]?.title).toBe(rows[4]!.leaves?.title);
    expect(chain.steps.length).toBeLessThanOrEqual(6);
    expect(new Set(chain.steps.map(({ person }) => person?.id)).size).toBe(chain.steps.length);
    const next: Opening = { ...vacancy, ...rows[4]!.leaves! };
    const first = (await listed(work, { ...everything, opening: next })).rows.find(
      ({ personId }) => personId !== rows[4]!.personId,
    );
    expect(chain.steps[1]?.person?.id).toBe(first?.personId);
  });
});

describe("exchanges between places", () => {
  const ask = { unitId: null, group: "BI_THU", start, plannedEnd: "2029-03-31", most: 2, warned: false } as const;

  it("with warnings are all there are, the fewest first, each leg with what is not met", async () => {
    const { data } = await opened();
    const { holders, rings } = await data.exchangesAmong({ ...ask, warned: true });
    expect(rings).toHaveLength((holders * (holders - 1)) / 2);
    const warnings = rings.map(({ legs }) => legs.flatMap(({ notMet }) => notMet).length);
    expect(warnings).toEqual(warnings.toSorted((a, b) => a - b));
    const without = await data.exchangesAmong(ask);
    expect(without.rings).toHaveLength(warnings.filter((count) => count === 0).length);
  });

  it("are rings in which no warning stands against any leg, the other having left", async () => {
    const work = await opened();
    const { data, made } = work;
    const none = await data.exchangesAmong(ask);
    expect(none.holders).toBe(7); // of eight communes one has no secretary
    const secretaries = made.records.filter(
      (each): each is RecordOf<"assignment"> =>
        "postId" in each &&
        each.id.startsWith("assignment:") &&
        (each as RecordOf<"assignment">).title.startsWith("Bí thư"),
    );
    // put all in the plan, with their papers: what stood against them is gone
    const ids = idsOf(seeded(seed + 1));
    const { dossierItems } = await import("../../../../shared/domain/rules/packs/office.ts");
    const { entry, head } = work.ledger.act({
      changes: secretaries.flatMap(({ personId }) => [
        making(
          blank("plan-entry", {
            id: ids("plan-entry"),
            personId,
            title: "Bí thư Đảng ủy xã",
            from: "2025-11-15",
            to: "2030-12-31",
          }),
        ),
        ...dossierItems.map(({ names }) =>
          making(
            blank("attachment", {
              id: ids("attachment"),
              personId,
              role: "SCAN",
              blob: "0".repeat(64),
              media: "application/pdf",
              bytes: 1,
              kind: names[0]!,
              date: "2026-02",
            }),
          ),
        ),
      ]),
    });
    await data.take(entry, head);
    const found = await data.exchangesAmong(ask);
    expect(found.rings.length).toBeGreaterThan(none.rings.length);
    for (const { legs } of found.rings) {
      expect(legs).toHaveLength(2);
      for (const [i, leg] of legs.entries()) {
        expect(leg.to).toEqual(legs[(i + 1) % legs.length]!.from);
        // without the other's leaving the post is taken: the rule on free places stands against it
        const file = await data.suggestionOf(
          { ...everything, opening: { ...leg.to, start, plannedEnd: "2029-03-31", kind: "HOAN_DOI", purpose: null } },
          leg.personId,
        );
        if (file.kind !== "listed") throw new Error("not in the list");
        expect(
          file.evaluations
            .filter(({ result, severity }) => result === "not-met" && severity === "W")
            .map(({ rule }) => rule),
        ).toEqual(["R10"]);
      }
    }
    const three = await data.exchangesAmong({ ...ask, most: 3 });
    expect(three.rings.length).toBeGreaterThan(found.rings.length);
  });
});
