import { describe, expect, it } from "vitest";
import { apply } from "../../../shared/change/apply.ts";
import { type Action, type Change, refOf } from "../../../shared/change/change.ts";
import { describeChange, recordFrom } from "../../../shared/change/describe-change.ts";
import { headsOf } from "../../../shared/change/heads.ts";
import { type Inverse, invert, type UndoGround } from "../../../shared/change/invert.ts";
import { emptyState } from "../../../shared/change/records.ts";
import type { OfficeState } from "../../../shared/change/state.ts";
import { blankRecord } from "../../../shared/domain/blank-records.ts";
import { type Json, kindOf, type RecordId } from "../../../shared/domain/primitives.ts";
import { type AnyRecord, isRecordKind, type RecordKind, siblingId } from "../../../shared/domain/record-kinds.ts";
import { type Seeded, seeded, suiteSeed } from "../../fixtures/seeded.ts";
import { action } from "./office.ts";

/** Random work of two offices on real kinds of records; after every action of the first one, and later, it is undone. */
const seed = suiteSeed(77);
const rounds = Number(process.env.ROUNDS ?? 60);
const ours = "luuson-k3fq";
const theirs = "tinh-abcd";

describe(`taking an action back (seed ${seed}, ${rounds} offices)`, () => {
  it("right after it restores every value shown, and taking that back puts everything back", () => {
    let undone = 0;
    for (let round = 0; round < rounds; round += 1) {
      const desk = new Desk(seed + round);
      for (let step = 0; step < 12; step += 1) {
        const before = shown(desk.state);
        const done = desk.work();
        const after = shown(desk.state);
        const { changes, kept } = desk.inverse(done);
        expect(kept, `round ${round}, step ${step}`).toEqual([]);
        const back = desk.write(changes);
        expect(shown(desk.state), `round ${round}, step ${step}`).toEqual(before);
        desk.write(desk.inverse(back).changes);
        expect(shown(desk.state), `round ${round}, step ${step}: put back`).toEqual(after);
        undone += 1;
        if (desk.random.chance(0.3)) desk.hear();
      }
    }
    expect(undone).toBe(rounds * 12);
  });

  it("later keeps and names exactly what was written since, and restores the rest", () => {
    const tally = { reverted: 0, changed: 0, inUse: 0 };
    for (let round = 0; round < 4 * rounds; round += 1) {
      const desk = new Desk(seed + 10_000 + round);
      desk.work();
      desk.work();
      const before = shown(desk.state, true);
      const done = desk.work();
      const touched = new Set<string>(); // "record field" written since, or made since
      for (let later = 0; later < 2; later += 1) {
        const next = desk.random.chance(0.5) ? desk.work() : desk.hear();
        for (const { record, fields } of next?.changes ?? [])
          for (const field of Object.keys(fields)) touched.add(`${record} ${field}`);
      }
      const middle = shown(desk.state, true);
      const { changes, kept } = desk.inverse(done);
      if (changes.length > 0) desk.write(changes);
      const after = shown(desk.state, true);
      const standing = shown(desk.state);
      const files = new Set(
        kept
          .filter(({ record }) =>
            done.changes.some((change) => isMadeBy(desk, change, done) && change.record === record),
          )
          .map(({ record }) => fileOf(desk, record)),
      );
      for (const { record, fields } of done.changes) {
        for (const field of Object.keys(fields)) {
          const name = `${record} ${field}`;
          if (isMadeBy(desk, { record, fields }, done)) continue; // whole records: below
          if (touched.has(name))
            expect(after.get(name), `round ${round}: ${name} was written since`).toEqual(middle.get(name));
          else expect(after.get(name), `round ${round}: ${name}`).toEqual(before.get(name));
          tally.reverted += touched.has(name) ? 0 : 1;
        }
      }
      for (const change of done.changes.filter((each) => isMadeBy(desk, each, done))) {
        if (touched.has(`${change.record} withdrawn`)) continue; // gone already
        const edited = [...touched].some((name) => name.startsWith(`${change.record} `));
        const stands = [...standing.keys()].some((name) => name.startsWith(`${change.record} `));
        if (edited) expect(stands, `round ${round}: ${change.record} was written since`).toBe(true);
        else if (!files.has(fileOf(desk, change.record)))
          expect(stands, `round ${round}: ${change.record} is gone`).toBe(false);
      }
      for (const { record, field, why } of kept) {
        if (why === "changed")
          expect(touched.has(`${record} ${field}`), `round ${round}: ${record} ${field}`).toBe(true);
        tally[why === "changed" ? "changed" : "inUse"] += 1;
      }
    }
    expect(tally.reverted).toBeGreaterThan(20);
    expect(tally.changed).toBeGreaterThan(10);
    expect(tally.inUse).toBeGreaterThan(2);
  });

  it("would be caught if it put back what was changed since", () => {
    let caught = 0;
    for (let round = 0; round < rounds && caught === 0; round += 1) {
      const desk = new Desk(seed + 10_000 + round);
      desk.work();
      const before = shown(desk.state);
      const done = desk.work();
      desk.work();
      const middle = shown(desk.state);
      const kept = desk.inverse(done).kept.filter(({ field }) => field !== null);
      // The broken one: every field to what was before, whatever stands there now.
      desk.write(
        done.changes.map(({ record, fields }) => ({
          record,
          fields: Object.fromEntries(
            Object.entries(fields).map(([field, { to }]) => {
              const held = desk.state.records.get(record);
              const saw = held === undefined ? [] : headsOf(held, field).map(({ by }) => by);
              return [field, { saw, to: JSON.parse(before.get(`${record} ${field}`) ?? JSON.stringify(to)) as Json }];
            }),
          ),
        })),
      );
      const after = shown(desk.state);
      if (kept.some(({ record, field }) => after.get(`${record} ${field}`) !== middle.get(`${record} ${field}`)))
        caught += 1;
    }
    expect(caught).toBe(1);
  });

  it("takes five thousand new files back within one pass over what names them", () => {
    const desk = new Desk(seed);
    const changes = Array.from({ length: 5000 }, () => desk.newPerson()).flat();
    const done = desk.write(changes);
    const edited = changes[0]!.record;
    desk.write([desk.saying({ ...desk.recordOf(edited), phone: "0912" } as AnyRecord)!]);
    const inverse = desk.inverse(done);
    expect(inverse.kept).toEqual([{ record: edited, field: "phone", why: "changed" }]);
    expect(desk.namings).toBe(1);
    const file = fileOf(desk, edited);
    const left = changes.filter(({ record }) => fileOf(desk, record) === file && kindOf(record) !== "protected").length;
    const protectedOnes = changes.filter(({ record }) => kindOf(record) === "protected").length;
    expect(inverse.changes).toHaveLength(changes.length - left - protectedOnes + emptied(inverse));
  });
});

const emptied = ({ changes }: Inverse): number => changes.filter(({ record }) => kindOf(record) === "protected").length;

const isMadeBy = (desk: Desk, change: Change, done: Action): boolean =>
  desk.state.records.get(change.record)?.first === refOf(done) && kindOf(change.record) !== "protected";

const fileOf = (desk: Desk, id: RecordId): RecordId => {
  const person = desk.state.records.get(id)?.values.personId;
  return typeof person === "string" ? (person as RecordId) : id;
};

/** Every value that a screen shows, of records that are not withdrawn: "record field" → JSON. Empty values are as good as none. */
function shown(state: OfficeState, withdrawnToo = false): Map<string, string> {
  const values = new Map<string, string>();
  for (const held of state.records.all()) {
    const kind = kindOf(held.id);
    const record = isRecordKind(kind) ? recordFrom(held, kind) : null;
    if (record === null || (!withdrawnToo && "withdrawn" in record && record.withdrawn)) continue;
    for (const [field, value] of Object.entries(record)) {
      const text = JSON.stringify(value);
      if (field !== "id" && !["null", '""', "false", '{"code":null,"text":""}'].includes(text) && field !== "personId")
        values.set(`${held.id} ${field}`, text);
    }
  }
  return values;
}

/** One office at work: its state, and the lines it holds. */
class Desk {
  readonly random: Seeded;
  readonly state: OfficeState = emptyState();
  readonly actions: Action[] = [];
  namings = 0;
  private ids = 0;
  constructor(seedOf: number) {
    this.random = seeded(seedOf);
    this.write(this.newPerson());
  }

  newId<Kind extends RecordKind>(kind: Kind): RecordId<Kind> {
    this.ids += 1;
    return `${kind}:01900000-0000-7000-8000-${String(this.ids).padStart(12, "0")}`;
  }

  newPerson(): Change[] {
    const personId = this.newId("person");
    const records: AnyRecord[] = [
      blankRecord("person", { id: personId, custodian: "luuson", birthName: this.word(), phone: this.word() }),
      blankRecord("training", { id: this.newId("training"), personId, school: this.word() }),
    ];
    if (this.random.chance(0.4))
      records.push(blankRecord("protected", { id: siblingId(personId, "protected"), personId, health: this.word() }));
    return records.map((record) => describeChange(undefined, record)!);
  }

  word = (): string => `t${this.random.whole(1, 1_000_000)}`;

  recordOf(id: RecordId): AnyRecord {
    const held = this.state.records.get(id)!;
    return recordFrom(held, kindOf(id) as RecordKind)!;
  }

  saying = (next: AnyRecord): Change | null => describeChange(this.state.records.get(next.id), next);

  /** One random action of ours. */
  work(): Action {
    const all = [...this.state.records.all()].filter(
      ({ id, values }) => ["person", "training", "protected"].includes(kindOf(id)) && values.withdrawn !== true,
    );
    const changes = new Map<RecordId, Change>();
    if (this.random.chance(0.3)) for (const change of this.newPerson()) changes.set(change.record, change);
    if (this.random.chance(0.4)) {
      const people = all.filter(({ id }) => kindOf(id) === "person");
      if (people.length > 0) {
        const personId = this.random.pick(people).id as RecordId<"person">;
        const row = blankRecord("training", { id: this.newId("training"), personId, school: this.word() });
        changes.set(row.id, describeChange(undefined, row)!);
      }
    }
    for (let i = this.random.whole(changes.size === 0 ? 1 : 0, 3); i > 0 && all.length > 0; i -= 1) {
      const { id } = this.random.pick(all);
      const [record, kind] = [this.recordOf(id), kindOf(id)];
      const patch: Record<string, Json> =
        kind === "person"
          ? this.random.pick<Record<string, Json>>([
              { phone: this.word() },
              { birthName: this.word(), residence: this.word() },
              { phone: "" },
              { custodian: this.random.pick(["luuson", "tinh"]) },
            ])
          : kind === "training"
            ? this.random.pick<Record<string, Json>>([
                { school: this.word() },
                { major: this.word() },
                { withdrawn: true },
              ])
            : { health: this.word() };
      const change = this.saying({ ...record, ...patch });
      if (change !== null && !changes.has(id)) changes.set(id, change);
    }
    if (changes.size === 0) return this.work();
    return this.write([...changes.values()]);
  }

  /** Another office's action on what it may have seen: sometimes older than ours, which makes rivals. */
  hear(): Action | null {
    const rows = [...this.state.records.all()].filter(({ id }) => kindOf(id) === "person");
    const held = this.random.pick(rows);
    const field = this.random.pick(["phone", "birthName"]);
    const saw = this.random.chance(0.5) ? headsOf(held, field).map(({ by }) => by) : [];
    return this.write([{ record: held.id, fields: { [field]: { saw, to: this.word() } } }], theirs);
  }

  write(changes: readonly Change[], feed = ours): Action {
    const number = this.actions.filter((each) => each.feed === feed).length + 1;
    const done = action(feed, number, ...changes);
    this.actions.push(done);
    if (apply(this.state, done).outcome !== "applied") throw new Error("an action had to wait");
    return done;
  }

  inverse(done: Action): Inverse {
    return invert(done, this.ground());
  }

  private ground(): UndoGround {
    const { state, actions } = this;
    const wrote = new Map<string, Json>();
    for (const each of actions)
      for (const { record, fields } of each.changes)
        for (const [field, { to }] of Object.entries(fields)) wrote.set(`${refOf(each)} ${record} ${field}`, to);
    return {
      depths: state.depths,
      apart: state.apart,
      get: (id) => state.records.get(id),
      written: (by, record, field) => wrote.get(`${by} ${record} ${field}`),
      naming: (ids) => {
        this.namings += 1;
        return [...state.records.all()].flatMap((record) => {
          const names = record.values.personId;
          return typeof names === "string" && ids.has(names as RecordId)
            ? [{ record, field: "personId", names: names as RecordId }]
            : [];
        });
      },
    };
  }
}
