import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Action } from "../../../shared/change/change.ts";
import { headsOf } from "../../../shared/change/heads.ts";
import { rejudge } from "../../../shared/change/rejudge.ts";
import type { OfficeState } from "../../../shared/change/state.ts";
import {
  authorityTable,
  fieldGroups,
  groupsOf,
  secondWhen,
  standings,
} from "../../../shared/domain/authority-table.ts";
import { outsideProvince, type RecordId } from "../../../shared/domain/primitives.ts";
import { isRecordKind, type RecordKind, recordKinds } from "../../../shared/domain/record-kinds.ts";
import { type AuthorityModel, authorityModelOf, type Table } from "./authority-model.ts";
import { diceOf } from "./dice.ts";
import { hashOf } from "./examine.ts";
import { handoverId } from "./handover-world.ts";
import { randomHistory } from "./histories.ts";
import { judgedState } from "./judged-state.ts";
import { same } from "./model.ts";
import { action, change, personId, rowId, stateOf } from "./office.ts";

const firstSeed = Number(process.env.SEED ?? 20261123);
/** 14 actions each: by night more than 100,000 of them. */
const histories = Number(process.env.HISTORIES ?? (process.env.NIGHT === undefined ? 2_000 : 8_000));
const provinces = ["tinh"];

/** The table as people read it. */
const written = readFileSync("docs/authority.csv", "utf8")
  .trim()
  .split("\n")
  .slice(1)
  .map(
    (line) =>
      /^([a-z-]+),"([^"]+)",(writes|proposes),(writes|proposes),(writes|proposes),(never|changed|always|forced)$/
        .exec(line)
        ?.slice(1) ?? [],
  );

const table: Table = {
  groupOf: (record, field) => groupsOf(record)(field),
  word: (group, standing) =>
    written.find(([name]) => name === group)?.[2 + ["custodian", "province", "other"].indexOf(standing)] ?? "missing",
};

/** Where a state and the judge disagree, in words, or null. */
function differs(state: OfficeState, model: AuthorityModel, met: Met | null): string | null {
  for (const [id, field] of model.fields()) {
    const record = state.records.get(id);
    const heads = record === undefined ? [] : headsOf(record, field);
    const places = (some: readonly { readonly by: string }[]) =>
      some
        .map(({ by }) => by)
        .toSorted()
        .join();
    if (places(heads) !== places(model.heads(id, field)))
      return `CM-17: ${id} ${field} has heads ${places(heads)}, should ${places(model.heads(id, field))}`;
    const proposals = state.proposals.get(id)?.[field] ?? [];
    if (places(proposals) !== places(model.proposals(id, field)))
      return `CM-17: ${id} ${field} has proposals ${places(proposals)}, should ${places(model.proposals(id, field))}`;
    for (const { by, to } of [...heads, ...proposals]) {
      const said = [...model.heads(id, field), ...model.proposals(id, field)].find((write) => write.by === by);
      if (!same(to, said?.to)) return `CM-17: ${id} ${field} has another value than was written`;
    }
    if (met === null) continue;
    met.heads += heads.length;
    met.proposals += proposals.length;
    if (heads.length > 1) met.rivals += 1;
  }
  return null;
}

interface Met {
  heads: number;
  proposals: number;
  rivals: number;
  again: number;
}

describe("who may write what, CM-17", () => {
  it("has one table, and it is the one that people read", () => {
    expect(written.map(([group]) => group)).toEqual([...fieldGroups]);
    for (const [group, , ...words] of written) {
      expect(
        standings.map((standing) => authorityTable[group as (typeof fieldGroups)[number]][standing]),
        group,
      ).toEqual(words.slice(0, 3));
      expect(secondWhen[group as (typeof fieldGroups)[number]], group).toBe(words[3]);
    }
  });

  it("gives every field of every kind its word, for every standing and way of writing", () => {
    const keeper = "doluong-aaaa";
    const feeds = { custodian: "doluong-bbbb", province: "tinh-cccc", other: "vinh-dddd" } as const;
    let cells = 0;
    let unlike = 0;
    for (const kind of Object.keys(recordKinds) as RecordKind[]) {
      const fields = Object.keys(recordKinds[kind].shape).filter((field) => field !== "id");
      const isPerson = kind === "person";
      if (!isPerson && !fields.includes("personId")) continue;
      const id: RecordId = isPerson ? personId : `${kind}:${rowId.slice(11)}`;
      for (const standing of standings)
        for (const way of ["make", "change", "settle", "withdraw"] as const)
          for (const field of way === "withdraw" ? fields.filter((each) => each === "withdrawn") : fields) {
            if (field === (isPerson ? "custodian" : "personId")) continue;
            const begun = [
              action(keeper, 1, change(personId, [], { custodian: "doluong" })),
              ...(isPerson || way === "make"
                ? []
                : [action(keeper, 2, change(id, [], { personId, [field]: "trước" }))]),
            ];
            if (way === "make" && isPerson) continue;
            const saw = way === "make" ? [] : isPerson ? [] : [`${keeper}:2`];
            const to = way === "withdraw" ? true : "sau";
            const fieldsWritten = way === "make" ? { personId, [field]: to } : { [field]: to };
            const state = judgedState([...begun, action(feeds[standing], 1, change(id, saw, fieldsWritten))]);
            const by = `${feeds[standing]}:1`;
            const record = state.records.get(id);
            const counts = record !== undefined && headsOf(record, field).some((head) => head.by === by);
            const proposed = (state.proposals.get(id)?.[field] ?? []).some((head) => head.by === by);
            expect(counts).not.toBe(proposed);
            const word = table.word(groupsOf(id)(field), standing);
            if ((counts ? "writes" : "proposes") !== word) unlike += 1;
            cells += 1;
          }
    }
    console.info(`authority: ${cells} cells`);
    expect(unlike).toBe(0);
    expect(cells).toBeGreaterThan(2_000);
  });

  it("gives every cell the same word while a file is out of the province, but for the stub's keeper, and after it was taken back", () => {
    const [keeper, above] = ["doluong-aaaa", "tinh-cccc"];
    const handover = handoverId(1);
    const begun = action(keeper, 1, change(personId, [], { custodian: "doluong" }));
    const leaves = {
      file: personId,
      previous: null,
      fromOffice: "doluong",
      toOffice: outsideProvince,
      cut: { [keeper]: 1 },
      forced: true,
      after: {},
      answer: null,
      withdrawn: false,
    };
    const gone = [
      begun,
      action(above, 1, change(handover, [], leaves), change(personId, [`${keeper}:1`], { custodian: outsideProvince })),
    ];
    const back = [...gone, action(above, 2, change(handover, [`${above}:1`], { withdrawn: true }))];
    const feeds = { custodian: keeper, province: above, other: "vinh-dddd" } as const;
    /** As what each office stands there: the sheet's column. */
    const columns = {
      gone: { custodian: "other", province: "custodian", other: "other" },
      back: { custodian: "custodian", province: "province", other: "other" },
    } as const;
    const wrong: string[] = [];
    let cells = 0;
    for (const [state, before] of Object.entries({ gone, back }) as ["gone" | "back", readonly Action[]][])
      for (const kind of Object.keys(recordKinds) as RecordKind[]) {
        const fields = Object.keys(recordKinds[kind].shape).filter((field) => field !== "id");
        const isPerson = kind === "person";
        if (!isPerson && !fields.includes("personId")) continue;
        const id: RecordId = isPerson ? personId : `${kind}:${rowId.slice(11)}`;
        for (const standing of standings)
          for (const field of fields) {
            if (field === (isPerson ? "custodian" : "personId")) continue;
            const feed = feeds[standing];
            const number = 1 + before.filter((each) => each.feed === feed).length;
            const said = { ...(isPerson ? {} : { personId }), [field]: "sau" };
            const judged = judgedState([...before, action(feed, number, change(id, [], said))]);
            const record = judged.records.get(id);
            const counts =
              record !== undefined && headsOf(record, field).some((head) => head.by === `${feed}:${number}`);
            const word = table.word(groupsOf(id)(field), columns[state][standing]);
            if ((counts ? "writes" : "proposes") !== word) wrong.push(`${state} ${standing} ${kind}.${field}`);
            cells += 1;
          }
      }
    console.info(`authority, out of the province and back: ${cells} cells`);
    expect(wrong).toEqual([]);
    expect(cells).toBeGreaterThan(1_000);
  });

  it(`agrees with the judge in ${histories} random histories, whatever the order in which actions come`, {
    timeout: 600_000,
  }, () => {
    const met: Met = { heads: 0, proposals: 0, rivals: 0, again: 0 };
    const counting: typeof rejudge = (...args) => {
      met.again += 1;
      return rejudge(...args);
    };
    let actions = 0;
    for (let seed = firstSeed; seed < firstSeed + histories; seed += 1) {
      const { actions: all } = randomHistory(seed);
      actions += all.length;
      const model = authorityModelOf(all, provinces, table);
      const dice = diceOf(seed);
      const whole = judgedState(all, counting);
      const broken = differs(whole, model, met);
      if (broken !== null) throw new Error(`SEED=${seed} HISTORIES=1: ${broken}`);
      const shuffled = judgedState(dice.shuffled([...all, ...all.slice(0, 3)]), counting);
      if (hashOf(shuffled) !== hashOf(whole))
        throw new Error(`SEED=${seed} HISTORIES=1: CM-1: ${differs(shuffled, model, null) ?? "another hash"}`);
    }
    console.info(`authority: ${actions} actions`, JSON.stringify(met));
    for (const [what, times] of Object.entries(met)) expect(times, what).toBeGreaterThan(histories / 20);
  });

  for (const [name, spoiled] of Object.entries({
    "never judges a file again": (actions: readonly Action[]) =>
      judgedState(actions, () => ({ touched: [], proposing: new Set(), moved: new Set() })),
    "takes every office for a province": (actions: readonly Action[]) =>
      judgedState(actions, rejudge, ["tinh", "doluong", "vinh", "namdan", "quynh"]),
    "lets everybody write": (actions: readonly Action[]) => stateOf(...actions),
  }))
    it(`finds out a program that ${name}`, () => {
      const found = Array.from({ length: 300 }, (_, i) => randomHistory(firstSeed + i)).findIndex(
        ({ actions, seed }) =>
          differs(spoiled(diceOf(seed).shuffled(actions)), authorityModelOf(actions, provinces, table), null) !== null,
      );
      expect(found).toBeGreaterThanOrEqual(0);
    });

  it("takes a kind that this version does not know for a part of the file", () => {
    const id = "medal:0192a0b0-1234-7000-8000-000000000009" as RecordId;
    expect(isRecordKind("medal")).toBe(false);
    const state = judgedState([
      action("doluong-aaaa", 1, change(personId, [], { custodian: "doluong" })),
      action("tinh-cccc", 1, change(id, [], { personId, name: "Huân chương" })),
    ]);
    expect(state.records.get(id)).toBeUndefined();
    expect(state.proposals.get(id)?.name).toEqual([{ by: "tinh-cccc:1", to: "Huân chương" }]);
  });

  it("ends a proposal when the keeper adopts it, and when the keeper declines it", () => {
    const begun = [
      action("doluong-aaaa", 1, change(personId, [], { custodian: "doluong", phone: "0912" })),
      action("tinh-cccc", 1, change(personId, ["doluong-aaaa:1"], { phone: "0913" })),
    ];
    const open = judgedState(begun);
    expect(open.records.get(personId)?.values.phone).toBe("0912");
    expect(open.proposals.get(personId)?.phone).toEqual([{ by: "tinh-cccc:1", to: "0913" }]);
    for (const to of ["0913", "0912"]) {
      const saw = ["doluong-aaaa:1", "tinh-cccc:1"];
      const ended = judgedState([...begun, action("doluong-aaaa", 2, change(personId, saw, { phone: to }))]);
      expect(ended.records.get(personId)?.values.phone).toBe(to);
      expect(ended.proposals.size).toBe(0);
    }
  });
});
