import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sha256Hex } from "../../electron/exchange/sha256.ts";
import { sealedFrom } from "../../renderer/services/dossier.ts";
import { apply } from "../../shared/change/apply.ts";
import { canonicalJson } from "../../shared/change/canonical-json.ts";
import { describeChange, recordFrom } from "../../shared/change/describe-change.ts";
import { emptyState } from "../../shared/change/records.ts";
import type { OfficeState, RecordState } from "../../shared/change/state.ts";
import { stateHash } from "../../shared/change/state-hash.ts";
import { kindOf } from "../../shared/domain/primitives.ts";
import { type AnyRecord, isRecordKind, type RecordKind } from "../../shared/domain/record-kinds.ts";
import { type Dossier, formNames, openTables } from "../../shared/domain/sheets/crosswalk.ts";
import { makeSheet } from "../../shared/domain/sheets/make-sheet.ts";
import { aSheetInput } from "../fixtures/dossier.ts";
import { kindsOfFile, randomDossier } from "../fixtures/random-dossier.ts";
import { type Seeded, seeded, suiteSeed } from "../fixtures/seeded.ts";
import { carry, enrol, recordsAt, type Seat, save, takeSeat } from "./seats.ts";

// A thousand made-up files, each saved as one action, sent in one bundle and taken by another office.

const seed = suiteSeed(20_260_704);
const files = 1000;
const sha256 = (text: string): string => sha256Hex(new TextEncoder().encode(text));

let folder = "";
const seats: Seat[] = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "thousand-files-"));
});
afterAll(async () => {
  for (const { close } of seats) await close();
  await rm(folder, { recursive: true, force: true });
});

/** Records that an office does not have as they were written, by id. */
function differences(written: readonly AnyRecord[], state: OfficeState): string[] {
  return written.flatMap((record) => {
    const kind = kindOf(record.id);
    const held = state.records.get(record.id);
    const read = held === undefined || !isRecordKind(kind) ? null : recordFrom(held, kind);
    return read !== null && canonicalJson(read) === canonicalJson(record) ? [] : [record.id];
  });
}

/** What the three forms print of one file, as one text. Every tenth file is laid out: equal records print alike. */
function papers(states: readonly RecordState[]): string {
  const of = (kind: RecordKind) => states.filter(({ id }) => kindOf(id) === kind);
  const person = of("person").map((state) => recordFrom(state, "person"))[0];
  if (person == null) return "";
  const rows = openTables.map((kind) => [kind, of(kind).map((state) => recordFrom(state, kind))] as const);
  const dossier = { ...Object.fromEntries(rows), ...sealedFrom(states, person.id), person } as Dossier;
  return formNames.map((form) => canonicalJson(makeSheet(form, aSheetInput(dossier)) as never)).join("\n");
}

const statesOf = (written: readonly AnyRecord[], state: OfficeState): RecordState[] =>
  written.flatMap(({ id }) => state.records.get(id) ?? []);

const changesOf = (written: readonly AnyRecord[]) =>
  written.map((record) => describeChange(undefined, record)).filter((change) => change !== null);

describe(`a thousand files, seed ${seed}`, () => {
  const dice: Seeded = seeded(seed);
  const written = Array.from({ length: files }, () => randomDossier(dice, "doluong"));

  it("are equal to the byte in the office that took them, and on all three forms", { timeout: 120_000 }, async () => {
    const district = await takeSeat(folder, "doluong", "district");
    const province = await takeSeat(folder, "nghean", "province");
    seats.push(district, province);
    await enrol(district, province, folder);
    for (const file of written) await save(district, { purpose: "person.add", changes: changesOf(file) });
    const { taken } = await carry(district, province, "nghean", folder);
    expect(taken.sum).toEqual({ applied: files, waiting: 0, held: 0, refused: 0 });

    const [sent, got] = [await recordsAt(district), await recordsAt(province)];
    expect(differences(written.flat(), sent)).toEqual([]);
    expect(differences(written.flat(), got)).toEqual([]);
    expect(stateHash(got, sha256)).toBe(stateHash(sent, sha256));
    let printed = 0;
    for (const file of written.filter((_, at) => at % 10 === 0)) {
      const paper = papers(statesOf(file, got));
      expect(paper).toBe(papers(statesOf(file, sent)));
      printed += paper.length;
    }
    const kinds = new Set(written.flat().map(({ id }) => kindOf(id)));
    expect([...kinds].toSorted()).toEqual([...kindsOfFile].toSorted());
    expect(written.flat().length).toBeGreaterThan(files * 15);
    expect(printed).toBeGreaterThan(files * 1000);
  });

  it("are told from files of which one field was dropped on the way", () => {
    const file = written[0]!;
    const dropped: string[] = [];
    for (const [at, change] of changesOf(file).entries()) {
      const [field] = Object.keys(change.fields);
      if (field === undefined || at % 3 > 0) continue;
      const state = emptyState();
      const { [field]: _, ...fields } = change.fields;
      const changes = changesOf(file).map((each) => (each.record === change.record ? { ...each, fields } : each));
      const action = { feed: "doluong-k3f7", number: 1, clerk: "c1", at: "2026-03-02T08:15", reason: "", audience: [] };
      apply(state, { ...action, purpose: "person.add", changes });
      expect(differences(file, state), `${change.record} ${field}`).toEqual([change.record]);
      dropped.push(field);
    }
    expect(dropped.length).toBeGreaterThan(4);
  });
});
