import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { forDuties } from "../../electron/duties.ts";
import type { Office } from "../../electron/office.ts";
import {
  type Deed,
  type Duty,
  deedOfWriting,
  deeds,
  duties,
  mayDo,
  roleTable,
} from "../../shared/domain/role-table.ts";
import { type Channel, contract, type Handlers } from "../../shared/ipc/contract.ts";
import { ok } from "../../shared/result.ts";
import { goodRequests } from "./door/requests.ts";

/** The table as people read and correct it. Commas inside quotes belong to the words. */
const sheet = readFileSync(new URL("../../docs/roles.csv", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .map((line) => [...line.matchAll(/(?:^|,)("[^"]*"|[^,]*)/g)].map(([, cell = ""]) => cell.replaceAll('"', "")));
const [head = [], ...rows] = sheet;
const cell = (row: readonly string[], column: string) => row[head.indexOf(column)] ?? "";
const words = (row: readonly string[], column: string) => cell(row, column).split(" ").filter(Boolean);

const channels = Object.keys(contract) as Channel[];
const withoutKey: readonly Channel[] = ["app.status", "office.create", "office.unlock", "office.lock"];
/** Every set of duties, none among them. */
const sets: readonly (readonly Duty[])[] = Array.from({ length: 2 ** duties.length }, (_, bits) =>
  duties.filter((_duty, i) => (bits >> i) % 2 === 1),
);

const record = (kind: string) => `${kind}:0190f3c2-5b7a-7c31-9a2e-0123456789ab`;
const writing = (...kinds: readonly string[]) => ({
  purpose: "test.write",
  reason: "",
  audience: [],
  changes: kinds.map((kind) => ({ record: record(kind), fields: { note: { saw: [], to: "x" } } })),
});

/** What a request needs, read from the sheet alone: the rows of which each must allow it. */
function rowsFor(channel: Channel, request: unknown): readonly (readonly string[])[] {
  const named = rows.filter((row) => words(row, "channels").includes(channel));
  if (channel === "ledger.append") {
    const { changes } = request as ReturnType<typeof writing>;
    return changes.map(({ record: id }) => {
      const kind = id.slice(0, id.indexOf(":"));
      return (
        named.find((row) => words(row, "kinds").includes(kind)) ?? named.find((row) => cell(row, "deed") === "record")!
      );
    });
  }
  if (channel === "bundle.accept") {
    const past = (request as { reason?: string }).reason !== undefined;
    return named.filter((row) => past || cell(row, "deed") !== "past-brake");
  }
  return named;
}

const bySheet = (held: readonly Duty[], channel: Channel, request: unknown): boolean =>
  withoutKey.includes(channel) ||
  rowsFor(channel, request).every((row) => held.some((duty) => cell(row, duty) === "yes"));

/** Every request looked at: one for each channel, and the ones whose deed depends on what they say. */
const requests: readonly (readonly [Channel, unknown])[] = [
  ...channels.map((channel) => [channel, goodRequests[channel]] as const),
  ...["handover", "rule-pack", "excerpt", "unit", "disciplinary-action", "later-kind", "constructor"].map(
    (kind) => ["ledger.append", writing(kind)] as const,
  ),
  ["ledger.append", writing("person", "handover", "excerpt")],
  ["ledger.append", writing("person", "rule-pack")],
  ["bundle.accept", { token: "t1", weight: { changed: 0, records: 0, held: 0 }, reason: "Đã gọi hỏi" }],
  ["bundle.accept", { token: "t1", weight: { changed: 0, records: 0, held: 0 } }],
];

/** An office as far as duties are looked up in it. */
const officeOf = (held: readonly Duty[], first = false, recovered = false) =>
  ({
    book: {
      duties: new Map<string, readonly Duty[]>([
        ["c1", duties],
        ["c2", held],
      ]),
    },
    clerk: { id: "c2", name: "", role: "" },
    store: { recovered, holder: recovered ? null : "c2", holders: () => [{ holder: "c2", first }] },
  }) as unknown as Pick<Office, "book" | "clerk" | "store">;

const answers = Object.fromEntries(channels.map((channel) => [channel, async () => ok({})])) as unknown as Handlers;

type Guard = typeof forDuties;

/** Requests answered otherwise than the sheet says, of every set of duties. */
async function differing(guard: Guard): Promise<{ readonly wrong: readonly string[]; readonly cells: number }> {
  const wrong: string[] = [];
  let cells = 0;
  for (const held of sets) {
    const handlers = guard(answers, () => officeOf(held));
    for (const [channel, request] of requests) {
      const answer = await (handlers[channel] as (request: unknown) => Promise<{ ok: boolean }>)(request);
      cells += 1;
      if (answer.ok !== bySheet(held, channel, request)) wrong.push(`${held.join("+")} ${channel}`);
    }
  }
  return { wrong, cells };
}

describe("who may do what in an office, T20 and T23", () => {
  it("stands in docs/roles.csv as in the program, every deed and duty", () => {
    expect(head).toEqual(["deed", "what", ...duties, "kinds", "channels"]);
    expect(rows.map((row) => cell(row, "deed"))).toEqual([...deeds]);
    for (const row of rows) {
      const deed = cell(row, "deed") as Deed;
      for (const duty of duties) expect(cell(row, duty), `${deed} ${duty}`).toBe(roleTable[deed][duty] ? "yes" : "no");
      for (const kind of words(row, "kinds")) expect(deedOfWriting(kind), kind).toBe(deed);
      expect(cell(row, "what")).not.toBe("");
    }
  });

  it("names every channel that needs an open register", () => {
    const named = new Set(rows.flatMap((row) => words(row, "channels")));
    expect([...named, ...withoutKey].toSorted()).toEqual(channels.toSorted());
  });

  it("is what main answers: every set of duties × every channel and kind of request", async () => {
    const { wrong, cells } = await differing(forDuties);
    expect(wrong).toEqual([]);
    expect(cells).toBe(sets.length * requests.length);
    expect(cells).toBeGreaterThan(1300);
  });

  it("control: a door without duties, and one that knows one duty too many, are found", async () => {
    expect((await differing((handlers) => handlers)).wrong.length).toBeGreaterThan(100);
    const generous: Guard = (handlers, current) => {
      const office = current();
      return forDuties(handlers, () => office && { ...office, book: { ...office.book, duties: addedLead(office) } });
    };
    expect((await differing(generous)).wrong.length).toBeGreaterThan(10);
  });

  it("leaves nothing to do under a first passphrase but to replace it", async () => {
    const handlers = forDuties(answers, () => officeOf(duties, true));
    const open: string[] = [];
    for (const [channel, request] of requests) {
      const answer = await (handlers[channel] as (request: unknown) => Promise<{ ok: boolean }>)(request);
      if (answer.ok) open.push(channel);
      else expect(answer).toMatchObject({ problem: { kind: "own-passphrase-first" } });
    }
    expect([...new Set(open)].toSorted()).toEqual(["app.status", "clerk.passphrase", "office.lock", "office.unlock"]);
  });

  it("gives whoever holds the recovery key the keys alone where there are several clerks", async () => {
    const handlers = forDuties(answers, () => officeOf(duties, false, true));
    for (const [channel, request] of requests) {
      const answer = await (handlers[channel] as (request: unknown) => Promise<{ ok: boolean }>)(request);
      expect(answer.ok, channel).toBe(bySheet(["keys"], channel, request));
    }
  });

  it("gives each duty something, and nobody without a duty anything", () => {
    for (const duty of duties) expect(deeds.filter((deed) => mayDo([duty], deed)).length).toBeGreaterThan(1);
    expect(deeds.filter((deed) => mayDo([], deed))).toEqual([]);
  });
});

const addedLead = ({ book }: Pick<Office, "book">): Map<string, readonly Duty[]> =>
  new Map([...book.duties].map(([id, held]) => [id, [...held, "lead" as const]]));
