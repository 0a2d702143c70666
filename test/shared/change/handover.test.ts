import { describe, expect, it } from "vitest";
import { type Action, refOf } from "../../../shared/change/change.ts";
import { unfolded } from "../../../shared/change/excerpt.ts";
import { headsOf } from "../../../shared/change/heads.ts";
import { custodianShown } from "../../../shared/change/shown-order.ts";
import type { RecordState } from "../../../shared/change/state.ts";
import { type OfficeId, outsideProvince } from "../../../shared/domain/primitives.ts";
import { diceOf } from "./dice.ts";
import { hashOf } from "./examine.ts";
import {
  actionsOf,
  type Broken,
  feedOf,
  handoverId,
  heldUpTo,
  keepersAt,
  type Node,
  nodeOf,
  passedOn,
  province,
  recorded,
  seeing,
  sent,
} from "./handover-world.ts";
import { action, change, personId } from "./office.ts";

const firstSeed = Number(process.env.SEED ?? 20261124);
const walks = Number(process.env.WALKS ?? (process.env.NIGHT === "1" ? 5_000 : 300));
const depthOfSearch = Number(process.env.DEPTH ?? (process.env.NIGHT === "1" ? 7 : 5)); // steps
const [a, b] = ["doluong", "vinh"] as const;

type World = Readonly<Record<OfficeId, Node>>;

/** What may happen next, by name; each gives the world after it, or null where nobody could do it. */
const events: Readonly<Record<string, (world: World, broken: Broken) => World | null>> = {
  "a edits": (world, broken) => edits(world, a, broken),
  "b edits": (world, broken) => (world[b]!.state.records.get(personId) !== undefined ? edits(world, b, broken) : null),
  "province hands over": (world, broken) => {
    const node = world[province]!;
    const made = handoverToMake(node);
    return made === null ? null : { ...world, [province]: recorded(node, [a, b], [change(...made)], broken) };
  },
  "province forces": (world, broken) => {
    if (handoverToMake(world[province]!) === null) return null;
    const node = passedOn(world[province]!, b, broken, broken.historyFirst !== false);
    const [id, saw, said] = handoverToMake(node)!;
    const forced = { ...said, forced: true, after: { [feedOf(b)]: heldUpTo(node, feedOf(b)) } };
    const changes = [change(id, saw, forced), seeing(node, personId, { custodian: b })];
    return { ...world, [province]: recorded(node, [a, b], changes, broken) };
  },
  "province withdraws": (world, broken) => {
    const node = world[province]!;
    const record = handoversAt(node).find(waits);
    if (record === undefined) return null;
    const withdrawal = seeing(node, record.id, { withdrawn: true }, [record.first]);
    return { ...world, [province]: recorded(node, [a, b], [withdrawal], broken) };
  },
  "province lets it go": (world, broken) => {
    const node = world[province]!;
    const made = handoverToMake(node);
    if (made === null) return null;
    const [id, saw, said] = made;
    const after = { [feedOf(province)]: heldUpTo(node, feedOf(province)) };
    const changes = [
      change(id, saw, { ...said, toOffice: outsideProvince, forced: true, after }),
      seeing(node, personId, { custodian: outsideProvince }),
    ];
    return { ...world, [province]: recorded(node, [a], changes, broken) };
  },
  "province takes it back": (world, broken) => {
    const node = world[province]!;
    const record = handoversAt(node).find(
      ({ values }) => values.toOffice === outsideProvince && values.withdrawn !== true,
    );
    if (record === undefined) return null;
    return {
      ...world,
      [province]: recorded(node, [a], [seeing(node, record.id, { withdrawn: true }, [record.first])], broken),
    };
  },
  "province writes in what stays": (world, broken) =>
    custodianShown(world[province]!.state.records.get(personId)) === outsideProvince
      ? edits(world, province, broken)
      : null,
  "b accepts": (world, broken) => answers(world, true, broken),
  "b refuses": (world, broken) => answers(world, false, broken),
  "a sends": (world, broken) => carried(world, a, province, broken),
  "b sends": (world, broken) => carried(world, b, province, broken),
  "province sends a": (world, broken) => carried(world, province, a, broken),
  "province sends b": (world, broken) => carried(world, province, b, broken),
};

/** What offices do that exchange with one another as well: what the province passes on comes itself, before or after. */
const neighbours: typeof events = {
  "a sends to its neighbour": (world, broken) => carried(world, a, b, broken),
  "b sends to its neighbour": (world, broken) => carried(world, b, a, broken),
};

const handoversAt = ({ state }: Node) => [...state.records.all()].filter(({ id }) => id.startsWith("handover:"));

const waits = ({ values }: RecordState): boolean =>
  values.withdrawn !== true && values.forced !== true && values.answer === null;

/** What a hand-over from a to b would say now; null: none can be made. */
function handoverToMake(node: Node): Parameters<typeof change> | null {
  const made = handoversAt(node).length;
  if (handoversAt(node).some(waits) || made > 1) return null;
  if (custodianShown(node.state.records.get(personId)) !== a) return null;
  const said = {
    file: personId,
    previous: null,
    fromOffice: a,
    toOffice: b,
    cut: { [feedOf(a)]: heldUpTo(node, feedOf(a)) },
    forced: false,
    after: {},
    answer: null,
    withdrawn: false,
  };
  return [handoverId(made + 1), [], said];
}

function edits(world: World, office: OfficeId, broken: Broken): World | null {
  const node = world[office]!;
  const number = heldUpTo(node, feedOf(office)) + 1;
  if (number > 5) return null;
  const audience = office === province ? [a] : []; // what the province writes in a file is for who kept it
  return {
    ...world,
    [office]: recorded(node, audience, [seeing(node, personId, { phone: `${office} ${number}` })], broken),
  };
}

function answers(world: World, accepted: boolean, broken: Broken): World | null {
  const node = world[b]!;
  const record = handoversAt(node).find(waits);
  if (record === undefined) return null;
  const answer = seeing(node, record.id, { answer: { accepted, after: {}, reason: "" } }, [record.first]);
  const taking = accepted ? [seeing(node, personId, { custodian: b })] : [];
  return { ...world, [b]: recorded(node, [], [answer, ...taking], broken) };
}

function carried(world: World, from: OfficeId, to: OfficeId, broken: Broken): World | null {
  const before = world[from]!;
  const sender = from === province ? passedOn(before, to, broken) : before;
  const arrivals = sent(sender, world[to]!);
  if (arrivals.length === 0) return null;
  const receiver = nodeOf(to, [...world[to]!.ledger, ...arrivals], broken);
  return { ...world, [from]: sender, [to]: receiver };
}

const beginning = (broken: Broken): World => {
  const made = action(feedOf(a), 1, change(personId, [], { custodian: a, birthName: "Nguyễn Văn An", phone: "1" }));
  return { [a]: nodeOf(a, [made], broken), [b]: nodeOf(b, [], broken), [province]: nodeOf(province, [made], broken) };
};

/** What is wrong with a world at any moment, in words, or null. */
function wrongNow(world: World): string | null {
  for (const node of Object.values(world)) {
    const keepers = keepersAt(node);
    if (node.state.records.get(personId) !== undefined && keepers.length !== 1)
      return `${node.office} has the keepers ${keepers.join(" and ")}`;
    const twice = saidTwice(node);
    if (twice !== null) return `${node.office} shows ${twice} twice`;
    const lost = writesLost(node);
    if (lost !== null) return `${node.office} lost ${lost}`;
    const odd = unentitled(node, world);
    if (odd !== null) return odd;
  }
  return null;
}

/** A write that stands in a field more than once. */
function saidTwice({ state }: Node): string | null {
  for (const record of state.records.all())
    for (const field of Object.keys(record.rivals)) {
      const places = headsOf(record, field).map(({ by }) => by);
      const twice = places.find((place, i) => places.indexOf(place) !== i);
      if (twice !== undefined) return `${record.id} ${field} by ${twice}`;
    }
  return null;
}

/** A write of the phone that stands nowhere: no head, no proposal, and nobody has seen it. */
function writesLost({ state, ledger }: Node): string | null {
  const known = state.records.get(personId);
  const standing = new Set([
    ...(known === undefined ? [] : headsOf(known, "phone").map(({ by }) => by)),
    ...(state.proposals.get(personId)?.phone ?? []).map(({ by }) => by),
  ]);
  const here = actionsOf(ledger).filter(({ feed, number }) => number <= (state.depths.get(feed)?.length ?? 0));
  const phones = here.flatMap((each) => unfolded(state.own, each)).flatMap(phoneOf);
  const seen = new Set(phones.flatMap(({ saw }) => saw));
  return phones.find(({ by }) => !standing.has(by) && !seen.has(by))?.by ?? null;
}

const phoneOf = (each: Action) =>
  each.changes
    .filter(({ record }) => record === personId)
    .flatMap(({ fields }) => (fields.phone === undefined ? [] : [{ by: refOf(each), ...fields.phone }]));

/**
 * A current value that its writer might not write there, as the judge has it: told from the actions of the world alone. Only the
 * province knows all; where it has heard of an answer and of no withdrawal before it, the file is the answerer's from there on.
 */
function unentitled(node: Node, world: World): string | null {
  const record = node.state.records.get(personId);
  if (record === undefined) return null;
  const taken = takeover(node, world);
  for (const { by } of headsOf(record, "phone")) {
    const [feed, number] = [by.slice(0, by.indexOf(":")), Number(by.slice(by.indexOf(":") + 1))];
    const office = feed.slice(0, feed.indexOf("-"));
    const may =
      taken === null ? office === a : office === a ? number <= taken.cut : office === taken.to && number >= taken.from;
    if (!may) return `${node.office} shows what ${by} wrote`;
  }
  return null;
}

/** The hand-over that holds as far as a node has heard, read from lines, with no code of the program. */
function takeover(
  node: Node,
  world: World,
): { readonly to: OfficeId; readonly cut: number; readonly from: number } | null {
  const heard = new Set(actionsOf(node.ledger).flatMap(placesIn));
  const all = Object.values(world)
    .flatMap(({ ledger }) => actionsOf(ledger))
    .filter((each) => heard.has(refOf(each)));
  for (let n = 1; n <= 2; n += 1) {
    const said = all.flatMap((each) =>
      each.changes.filter(({ record }) => record === handoverId(n)).map(({ fields }) => ({ each, fields })),
    );
    const made = said.find(({ fields }) => fields.file !== undefined);
    const gone = said.some(({ fields }) => fields.withdrawn?.to === true);
    const taken = said.find(({ fields }) => JSON.stringify(fields.answer?.to ?? null).includes('"accepted":true'));
    const forced = made?.fields.forced?.to === true;
    if (made === undefined || gone || (taken === undefined && !forced)) continue;
    const cut = (made.fields.cut?.to ?? {}) as Readonly<Record<string, number>>;
    const after = (made.fields.after?.to ?? {}) as Readonly<Record<string, number>>;
    const to = made.fields.toOffice?.to === outsideProvince ? province : b; // what stays of a file that left is the province's
    if (forced) return { to, cut: cut[feedOf(a)] ?? 0, from: (after[feedOf(to)] ?? 0) + 1 };
    if (taken !== undefined) return { to, cut: cut[feedOf(a)] ?? 0, from: taken.each.number };
  }
  return null;
}

/** The places a line tells of: its own, and those that it passes on. */
const placesIn = (each: Action): readonly string[] => [
  refOf(each),
  ...each.changes
    .filter(({ record }) => record.startsWith("excerpt:"))
    .flatMap(({ fields }) => (fields.lines?.to ?? []) as readonly { readonly feed: string; readonly number: number }[])
    .map(({ feed, number }) => `${feed}:${number}`),
];

/** Everything is carried until nothing more moves; then all agree who keeps the file, and on its values. */
function wrongAtTheEnd(start: World, broken: Broken): string | null {
  let world = start;
  for (let round = 0; round < 8; round += 1) {
    let moved = false;
    for (const event of ["a sends", "b sends", "province sends a", "province sends b"]) {
      const next = events[event]!(world, broken);
      if (next === null) continue;
      world = next;
      moved = true;
      const wrong = wrongNow(world);
      if (wrong !== null) return wrong;
    }
    if (!moved) break;
  }
  const [keeper] = keepersAt(world[province]!);
  for (const office of [a, b]) {
    const node = world[office]!;
    if (node.state.waiting.length > 0) return `${office} still waits`;
    if (node.state.records.get(personId) === undefined) continue;
    if (office === b && keeper === outsideProvince) continue; // no file of b's: it is not told
    if (keepersAt(node)[0] !== keeper) return `${office} takes ${keepersAt(node)[0]} for the keeper, not ${keeper}`;
  }
  const phone = (office: OfficeId) => {
    const record = world[office]!.state.records.get(personId);
    return record === undefined ? "" : JSON.stringify(headsOf(record, "phone"));
  };
  if (keeper !== outsideProvince && phone(keeper!) !== phone(province))
    return `${keeper} and the province have other phones`;
  for (const { office, ledger, state } of Object.values(world)) {
    const again = nodeOf(office, diceOf(1).shuffled(ledger), broken);
    if (hashOf(again.state) !== hashOf(state)) return `${office}: another order gives another state`;
  }
  return null;
}

describe("handing over a file, CM-18", () => {
  it("keeps one keeper and every value in all interleavings", { timeout: 3_600_000 }, () => {
    const met = { worlds: 0, ends: 0 };
    const seen = new Set<string>();
    const search = (world: World, left: number, path: readonly string[]): void => {
      const key = JSON.stringify(Object.values(world).map(({ ledger }) => ledger.map((each) => [refOf(each), each])));
      if (seen.has(`${left} ${key}`)) return;
      seen.add(`${left} ${key}`);
      met.worlds += 1;
      const wrong = wrongNow(world) ?? (left === 0 ? wrongAtTheEnd(world, {}) : null);
      if (left === 0) met.ends += 1;
      if (wrong !== null) throw new Error(`${path.join(", ")}: ${wrong}`);
      if (left === 0) return;
      for (const [name, event] of Object.entries(events)) {
        const next = event(world, {});
        if (next !== null) search(next, left - 1, [...path, name]);
      }
    };
    search(beginning({}), depthOfSearch, []);
    const handed = ["province hands over", "province sends b"];
    const sentOut = handed.reduce<World>((world, name) => events[name]!(world, {})!, beginning({}));
    search(sentOut, depthOfSearch, handed);
    console.info(`hand-over: all ways of ${depthOfSearch} steps`, JSON.stringify(met));
    expect(met.ends).toBeGreaterThan(500);
  });

  const walk = (seed: number, broken: Broken, count: Record<string, number>): string | null => {
    const dice = diceOf(seed);
    const ways = dice.chance(0.25) ? { ...events, ...neighbours } : events;
    let world = beginning(broken);
    for (let step = 0; step < 25; step += 1) {
      const name = dice.pick(Object.keys(ways));
      const next = ways[name]!(world, broken);
      if (next === null) continue;
      count[name] = (count[name] ?? 0) + 1;
      world = next;
      const wrong = wrongNow(world);
      if (wrong !== null) return wrong;
    }
    return wrongAtTheEnd(world, broken);
  };

  it(`keeps it on ${walks} longer ways`, { timeout: 3_600_000 }, () => {
    const count: Record<string, number> = {};
    for (let seed = firstSeed; seed < firstSeed + walks; seed += 1) {
      const wrong = walk(seed, {}, count);
      if (wrong !== null) throw new Error(`SEED=${seed} WALKS=1: ${wrong}`);
    }
    console.info("hand-over: longer ways", JSON.stringify(count));
    for (const name of Object.keys({ ...events, ...neighbours }))
      expect(count[name] ?? 0, name).toBeGreaterThan(walks / 30);
  });

  const spoiled: Readonly<Record<string, Broken>> = {
    "never judges a file again": { rejudge: () => ({ touched: [], proposing: new Set(), moved: new Set() }) },
    "passes nothing on": { passesOn: false },
    "forces before it has told the history": { historyFirst: false },
  };
  for (const [name, broken] of Object.entries(spoiled))
    it(`finds out a program that ${name}`, { timeout: 300_000 }, () => {
      const found = Array.from({ length: 200 }, (_, i) => walk(firstSeed + i, broken, {})).findIndex(
        (wrong) => wrong !== null,
      );
      expect(found).toBeGreaterThanOrEqual(0);
    });
});
