import { describe, expect, it } from "vitest";
import { type Action, type Change, refOf } from "../../../shared/change/change.ts";
import { headsOf } from "../../../shared/change/heads.ts";
import { malformed } from "../../../shared/change/malformed.ts";
import { rejudge } from "../../../shared/change/rejudge.ts";
import { isConfirmation, isWeighty } from "../../../shared/change/second-word.ts";
import type { OfficeState, RecordState } from "../../../shared/change/state.ts";
import { recordDigestText } from "../../../shared/change/state-hash.ts";
import { groupsOf, secondWhen } from "../../../shared/domain/authority-table.ts";
import type { Json, RecordId } from "../../../shared/domain/primitives.ts";
import { type RecordKind, recordKinds } from "../../../shared/domain/record-kinds.ts";
import { diceOf } from "./dice.ts";
import { hashOf } from "./examine.ts";
import { judgedState } from "./judged-state.ts";
import { action, change, personId } from "./office.ts";

const firstSeed = Number(process.env.SEED ?? 20261123);
const histories = Number(process.env.HISTORIES ?? (process.env.NIGHT === undefined ? 1_500 : 8_000));

const uuid = (n: number) => `0192a0b0-1234-7000-8000-${String(n).padStart(12, "0")}`;
const question = (n: number): RecordId => `confirmation:${uuid(n)}`;
const punished: RecordId = `disciplinary-action:${uuid(3)}`;
const [own, twin, other, province] = ["doluong-aaaa", "doluong-bbbb", "vinh-cccc", "tinh-dddd"];

const by = (clerk: string, each: Action): Action => ({ ...each, clerk });
const asks = (n: number, clerk: string): Change => change(question(n), [], { asks: clerk });
const answers = (n: number, saw: readonly string[], confirmed: boolean): Change =>
  change(question(n), saw, { answer: { confirmed, reason: confirmed ? "" : "Chưa có quyết định" } });

const begun = action(own, 1, change(personId, [], { custodian: "doluong", birthName: "Lê Văn Thử" }));
const entered = change(punished, [], { personId, breach: "Vi phạm", issuer: "Ban Thường vụ" });
const waiting = by("c1", action(own, 2, entered, asks(9, "c1")));

const valuesAt = (state: OfficeState, id: RecordId): Readonly<Record<string, Json>> | undefined =>
  state.records.get(id)?.values;
const proposedAt = (state: OfficeState, id: RecordId) => Object.keys(state.proposals.get(id) ?? {}).toSorted();

describe("a second clerk's word, CM-20", () => {
  it("leaves what waits without effect, as a proposal of its own office", () => {
    const state = judgedState([begun, waiting]);
    expect(valuesAt(state, punished)).toBeUndefined();
    expect(proposedAt(state, punished)).toEqual(["breach", "issuer", "personId"]);
    expect(valuesAt(state, question(9))).toEqual({ asks: "c1" });
  });

  it("makes it count, once somebody else of the office has said yes, as if it had never waited", () => {
    const plain = judgedState([begun, action(own, 2, entered)]);
    for (const [feed, clerk] of [
      [own, "c2"],
      [twin, "c2"],
    ] as const) {
      const state = judgedState([
        begun,
        waiting,
        by(clerk, action(feed, feed === own ? 3 : 1, answers(9, [`${own}:2`], true))),
      ]);
      expect(recordDigestText(state.records.get(punished)!)).toBe(recordDigestText(plain.records.get(punished)!));
      expect(state.proposals.size).toBe(0);
      expect(state.unconfirmed.size).toBe(0);
    }
  });

  it("does not hear a yes of the same clerk, of another office, of the province, or of who has not seen the question", () => {
    const unheard: readonly Action[] = [
      by("c1", action(own, 3, answers(9, [`${own}:2`], true))),
      by("c1", action(twin, 1, answers(9, [`${own}:2`], true))),
      by("c2", action(other, 1, answers(9, [`${own}:2`], true))),
      by("c2", action(province, 1, answers(9, [`${own}:2`], true))),
      by("c2", action(own, 3, answers(9, [], true))),
      by(
        "c2",
        action(own, 3, change(question(9), [`${own}:2`], { asks: "c3", answer: { confirmed: true, reason: "" } })),
      ),
    ];
    for (const each of unheard) {
      const state = judgedState([begun, waiting, each]);
      expect(valuesAt(state, punished), refOf(each)).toBeUndefined();
      expect(state.unconfirmed.has(`${own}:2`)).toBe(true);
      // A real yes still counts after it.
      const after = judgedState([
        begun,
        waiting,
        each,
        by("c2", action(own, each.feed === own ? 4 : 3, answers(9, [`${own}:2`], true))),
      ]);
      expect(valuesAt(after, punished)).toMatchObject({ breach: "Vi phạm" });
    }
  });

  it("ends with a refusal, also its writer's own, after which a yes still counts", () => {
    for (const clerk of ["c1", "c2"]) {
      const no = by(clerk, action(own, 3, answers(9, [`${own}:2`], false)));
      const state = judgedState([begun, waiting, no]);
      expect(valuesAt(state, punished)).toBeUndefined();
      expect(state.proposals.size).toBe(0);
      expect(state.unconfirmed.get(`${own}:2`)?.refused).toBe(true);
      const yes = by("c2", action(twin, 1, answers(9, [`${own}:2`], true)));
      for (const order of [
        [begun, waiting, no, yes],
        [begun, waiting, yes, no],
        [yes, begun, waiting, no],
      ])
        expect(valuesAt(judgedState(order), punished)).toMatchObject({ breach: "Vi phạm" });
    }
  });

  it("is judged by the table once it counts: in a file of another office it is that office's matter", () => {
    const proposing = by("c1", action(other, 1, change(personId, [`${own}:1`], { birthName: "Khác" }), asks(8, "c1")));
    const yes = by("c2", action(other, 2, answers(8, [`${other}:1`], true)));
    const state = judgedState([begun, proposing, yes]);
    expect(valuesAt(state, personId)?.birthName).toBe("Lê Văn Thử");
    expect(state.proposals.get(personId)?.birthName?.map((head) => head.by)).toEqual([`${other}:1`]);
  });

  it("lies beside a newer write as any other write that had not seen it", () => {
    const renamed = by(
      "c1",
      action(own, 2, change(personId, [`${own}:1`], { birthName: "Lê Văn Một" }), asks(7, "c1")),
    );
    const meanwhile = action(own, 3, change(personId, [`${own}:1`], { birthName: "Lê Văn Hai" }));
    const yes = by("c2", action(own, 4, answers(7, [`${own}:2`], true)));
    const state = judgedState([begun, renamed, meanwhile, yes]);
    expect(new Set(headsOf(state.records.get(personId)!, "birthName").map(({ to }) => to))).toEqual(
      new Set(["Lê Văn Hai", "Lê Văn Một"]),
    );
  });

  it("refuses an action that asks in another clerk's name, or that passes something on while it waits", () => {
    expect(malformed(by("c2", action(own, 2, entered, asks(9, "c1"))))).toMatchObject({ field: "asks" });
    expect(malformed(waiting)).toBeNull();
    const excerpt = change(`excerpt:${uuid(4)}` as RecordId, [], { office: "vinh" });
    expect(malformed(by("c1", action(own, 2, excerpt, asks(9, "c1"))))).not.toBeNull();
  });

  it("lets actions of before count as they did: nothing is asked of them", () => {
    const old = judgedState([
      begun,
      action(own, 2, change(personId, [`${own}:1`], { birthName: "Khác", withdrawn: true })),
    ]);
    expect(valuesAt(old, personId)).toMatchObject({ birthName: "Khác", withdrawn: true });
    expect(old.unconfirmed.size).toBe(0);
  });
});

describe("what needs a second clerk", () => {
  it("is what the table says, every field of every kind, new and replaced", () => {
    let cells = 0;
    const weighty: string[] = [];
    for (const kind of Object.keys(recordKinds) as RecordKind[])
      for (const field of Object.keys(recordKinds[kind].shape)) {
        if (field === "id") continue;
        const record: RecordId = `${kind}:${uuid(5)}`;
        for (const saw of [[], [`${own}:1`]]) {
          const when = secondWhen[groupsOf(record)(field)];
          const forced = field === "forced";
          const expected = when === "always" || (when === "changed" && saw.length > 0) || (when === "forced" && forced);
          expect(isWeighty({ changes: [change(record, saw, { [field]: true })] }), `${kind} ${field}`).toBe(expected);
          if (expected) weighty.push(`${kind} ${saw.length}`);
          cells += 1;
        }
      }
    expect(cells).toBeGreaterThan(500);
    expect([...new Set(weighty)].toSorted()).toEqual([
      "disciplinary-action 0",
      "disciplinary-action 1",
      "handover 0",
      "handover 1",
      "person 0", // a file that is closed
      "person 1",
      "same-person 0",
      "same-person 1",
    ]);
  });
});

const rows: readonly RecordId[] = [personId, punished, `disciplinary-action:${uuid(6)}`];
const fieldOf = (record: RecordId) => (record === personId ? "birthName" : "breach");

interface History {
  readonly actions: readonly Action[];
  readonly asked: ReadonlyMap<string, { readonly question: RecordId; readonly clerk: string; readonly feed: string }>;
}

/** Actions of four feeds in an order in which they may have been written: plain writes, questions, answers of all sorts. */
function randomHistory(seed: number): History {
  const dice = diceOf(seed);
  const actions: Action[] = [begun];
  const numbers = new Map<string, number>([[own, 1]]);
  const asked = new Map<string, { question: RecordId; clerk: string; feed: string }>();
  const writes = new Map<RecordId, string[]>([[personId, [`${own}:1`]]]);
  for (let i = 0; i < 13; i += 1) {
    const feed = dice.pick([own, own, twin, other, province]);
    const number = (numbers.get(feed) ?? 0) + 1;
    const clerk = dice.pick(["c1", "c2", "c3"]);
    const [open] = [...asked].toSorted(() => (dice.chance(0.5) ? 1 : -1));
    const changes: Change[] = [];
    if (open !== undefined && dice.chance(0.45)) {
      const [ref, { question: id }] = open;
      changes.push(
        change(id, dice.chance(0.9) ? [ref] : [`${own}:1`], { answer: { confirmed: dice.chance(0.7), reason: "x" } }),
      );
    } else {
      const record = dice.pick(rows);
      const before = writes.get(record) ?? [];
      const saw = before.filter(() => dice.chance(0.6));
      const first = before.length === 0 && record !== personId;
      changes.push(
        first
          ? change(record, [], { personId, [fieldOf(record)]: `${feed} ${number}` })
          : change(record, saw, { [fieldOf(record)]: `${feed} ${number}` }),
      );
      writes.set(record, [...before, `${feed}:${number}`]);
      if (dice.chance(0.5)) {
        const id = question(100 + i);
        changes.push(asks(100 + i, clerk));
        asked.set(`${feed}:${number}`, { question: id, clerk, feed });
      }
    }
    numbers.set(feed, number);
    actions.push(by(clerk, action(feed, number, ...changes)));
  }
  return { actions, asked };
}

/** What a question came to, told from the actions alone: the judge knows nothing of the program's rules. */
function answered({ actions, asked }: History, ref: string): "yes" | "no" | "open" {
  const { question: id, clerk, feed } = asked.get(ref)!;
  const office = feed.slice(0, feed.indexOf("-"));
  let said: "no" | "open" = "open";
  for (const each of actions)
    for (const { record, fields } of each.changes) {
      const answer = fields.answer;
      if (record !== id || answer === undefined || !answer.saw.includes(ref)) continue;
      if (each.feed.slice(0, each.feed.indexOf("-")) !== office) continue;
      const { confirmed } = answer.to as { readonly confirmed: boolean };
      if (confirmed && each.clerk !== clerk) return "yes";
      if (!confirmed) said = "no";
    }
  return said;
}

/** Every head of every field. Which is shown goes by depths, and those the judge does not know: orders are compared for that. */
const headsText = (record: RecordState): string =>
  Object.keys(record.values)
    .toSorted()
    .map(
      (field) =>
        `${field}=${headsOf(record, field)
          .map((head) => JSON.stringify([head.by, head.to]))
          .toSorted()
          .join()}`,
    )
    .join("; ");

const filler: Change = change(`unit:${uuid(99)}`, [], { tree: "PARTY" });

/** The same history as a program would have it that knows nothing of second clerks: what counts, and nothing else. */
const withoutQuestions = (history: History): readonly Action[] =>
  history.actions.map((each) => {
    const ref = refOf(each);
    const plain = each.changes.filter(({ record }) => !isConfirmation(record));
    const counts = !history.asked.has(ref) || answered(history, ref) === "yes";
    return { ...each, changes: counts && plain.length > 0 ? plain : [filler] };
  });

function differs(state: OfficeState, history: History): string | null {
  const expected = judgedState(withoutQuestions(history));
  for (const id of rows) {
    const [one, two] = [state.records.get(id), expected.records.get(id)];
    const text = (record: typeof one) => (record === undefined ? "absent" : headsText(record));
    if (text(one) !== text(two)) return `${id}: ${text(one)} instead of ${text(two)}`;
  }
  for (const [ref] of history.asked) {
    const shown = [...state.proposals.values()].some((fields) =>
      Object.values(fields).some((heads) => heads.some((head) => head.by === ref)),
    );
    const came = answered(history, ref);
    if (came === "open" && !shown) return `${ref} waits and is nowhere`;
    if (came === "no" && shown) return `${ref} was refused and still lies there`;
  }
  return null;
}

/** The actions in another order in which they may come: each feed's own order or none at all. */
const otherOrder = (actions: readonly Action[], seed: number): readonly Action[] => diceOf(seed).shuffled(actions);

describe("questions and answers in any order", () => {
  it(`agree with the judge in ${histories} histories, and with one another whatever came first`, {
    timeout: 600_000,
  }, () => {
    const met = { yes: 0, no: 0, open: 0, orders: 0 };
    for (let seed = firstSeed; seed < firstSeed + histories; seed += 1) {
      const history = randomHistory(seed);
      const state = judgedState(history.actions);
      expect(differs(state, history), `SEED=${seed}`).toBeNull();
      for (const turn of [1, 2]) {
        const shuffled = judgedState(otherOrder(history.actions, seed + turn));
        expect(hashOf(shuffled), `SEED=${seed} order ${turn}`).toBe(hashOf(state));
        met.orders += 1;
      }
      for (const [ref] of history.asked) met[answered(history, ref)] += 1;
    }
    console.info(`second clerks: ${JSON.stringify(met)}`);
    expect(Math.min(met.yes, met.no, met.open)).toBeGreaterThan(histories / 20);
  });

  it("control: programs that hear their own yes, or forget what waits when a file is judged again, are found", () => {
    const deaf: typeof rejudge = (state, about, records, actions) => {
      const kept = new Map(state.unconfirmed);
      state.unconfirmed.clear();
      const judged = rejudge(state, about, records, actions);
      for (const [ref, each] of kept) state.unconfirmed.set(ref, each);
      return judged;
    };
    let found = { own: 0, forgot: 0 };
    for (let seed = firstSeed; seed < firstSeed + 300; seed += 1) {
      const history = randomHistory(seed);
      const oneVoice = {
        ...history,
        actions: history.actions.map((each) => by(`c${each.number}${each.feed.length}`, each)),
      };
      if (differs(judgedState(oneVoice.actions), history) !== null) found = { ...found, own: found.own + 1 };
      const late = otherOrder(history.actions, seed + 1);
      if (differs(judgedState(late, deaf), history) !== null) found = { ...found, forgot: found.forgot + 1 };
    }
    expect(Math.min(found.own, found.forgot)).toBeGreaterThan(0);
  });
});
