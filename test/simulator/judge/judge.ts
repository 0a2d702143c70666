import {
  hasAllOfTheGone,
  hashOfView,
  holdingOf,
  onMainBranches,
  type Pc,
  same,
  spelled,
  spelledFields,
  spelledSaid,
  wholeRecords,
} from "./holdings.ts";
import { chainOf, countsAs, hashOfText, sha256, tell } from "./lines.ts";
import { type Expected, expectedOf, feedOf, numberOf, officeOf, type View } from "./records.ts";
import { keyIdOf, sealIn } from "./seal.ts";
import type { Asked, Counts, Judge, Look, SavedLine } from "./told.ts";

interface Parcel {
  readonly from: string;
  readonly feed: string;
  readonly keyId: string; // of the key that signed it
  readonly lines: readonly string[]; // of the sender's feed, up to the last action that the bundle speaks of
  readonly truth: ReadonlyMap<
    string,
    { readonly upTo: number; readonly head: string; readonly waiting: readonly number[] }
  >;
}

/** How far a key speaks for its feed. */
interface KeyEnd {
  readonly feed: string;
  readonly keyId: string;
  readonly upTo: number; // action
}

const blank: Omit<Pc, "office" | "feed" | "held" | "unanswered"> = {
  view: null,
  compared: null,
  expected: null,
  ended: new Map(),
  gone: new Set(),
  digest: "",
  frozen: new Set(),
  setBack: false,
  left: null,
};

const linesHeld = ({ held }: Pc): number => [...held.values()].reduce((sum, lines) => sum + lines.length, 0);

export function makeJudge(
  offices: readonly { readonly pc: string; readonly office: string; readonly feed: string }[],
  provinces: ReadonlySet<string>,
): Judge {
  const pcs = new Map<string, Pc>(
    offices.map(({ pc, office, feed }) => [
      pc,
      {
        ...blank,
        office,
        feed,
        held: new Map(),
        unanswered: [],
      },
    ]),
  );
  const faults: string[] = [];
  const counts: Counts = {
    looks: 0,
    fields: 0,
    conflicts: 0,
    proposals: 0,
    waited: 0,
    gone: 0,
    receipts: 0,
    sameHoldings: 0,
    forksSeen: 0,
    keysEnded: 0,
    passedOn: 0,
    handedOver: 0,
    lateEdits: 0,
  };
  const written = new Map<string, Map<string, string>>(); // place → hash → line: every line that was ever written there
  const depths = new Map<string, Set<number>>(); // place and hash → causal depth, and what a revocation made of it
  const everHeld = new Set<string>(); // holder's feed, place, chain hash
  const parcels = new Map<string, Parcel>();
  const revoked = new Set<string>(); // feeds
  const editions = new Map<number, readonly KeyEnd[]>(); // version → keys that have ended
  const byHolding = new Map<string, { readonly pc: string; readonly digest: string }>();
  const of = (pc: string): Pc => pcs.get(pc)!;
  const fault = (text: string): void => void faults.push(text);

  const register = (place: string, line: string): void => {
    const lines = written.get(place) ?? new Map<string, string>();
    lines.set(hashOfText(line), line);
    written.set(place, lines);
  };

  /** Whether a line says what was asked, no more and no less. */
  const saysAsked = (asked: Asked, { feed, number, line }: SavedLine): boolean => {
    const told = tell(feed, number, line);
    const wanted = asked.changes.flatMap(({ record, fields }) =>
      Object.entries(fields).map(([field, { saw, to }]) => spelled({ record, field, saw, to })),
    );
    return (
      told.withheld === null &&
      same(told.audience, asked.audience) &&
      same(told.writes.map(spelled).toSorted(), wanted.toSorted())
    );
  };

  const heldLine = (pc: Pc, name: string, { feed, number, line }: SavedLine): void => {
    const lines = pc.held.get(feed) ?? [];
    if (number !== lines.length + 1) {
      fault(`${name}: ${feed}:${number} stands after ${lines.length} of its feed (P10: twice or with a gap)`);
      return;
    }
    const place = `${feed}:${number}`;
    const told = tell(feed, number, line);
    if (feed === pc.feed && !written.get(place)?.has(hashOfText(line))) {
      const at = pc.unanswered.findIndex((asked) => saysAsked(asked, { feed, number, line }));
      if (at === -1) fault(`${name}: ${place} is in its ledger and nobody asked for it`);
      else pc.unanswered.splice(at, 1);
      register(place, line);
    }
    const originals = written.get(place);
    const from = officeOf(feed);
    if (told.withheld === null) {
      if (!originals?.has(hashOfText(line))) fault(`${name}: ${place} is not what was written (P7)`);
      const toldTo = told.audience.length === 0 || told.audience.includes(pc.office);
      if (provinces.has(from) && from !== pc.office && !toldTo)
        fault(`${name}: ${place} was meant for ${told.audience.join()} only`);
    } else {
      const original = originals?.get(told.withheld.hash);
      if (original === undefined) fault(`${name}: ${place} withholds what nobody wrote`);
      if (!provinces.has(from) || from === pc.office) fault(`${name}: ${place} is withheld from who may read it`);
      const known = depths.get(`${place} ${told.withheld.hash}`);
      if (!known?.has(told.withheld.depth))
        fault(
          `${name}: ${place} is withheld with depth ${told.withheld.depth}, should ${[...(known ?? [])].join()} (CM-10)`,
        );
    }
    for (const { told: cut, depth } of told.passedOn) {
      counts.passedOn += 1;
      const texts = [...(written.get(cut.by) ?? new Map<string, string>())];
      const wrote = texts.find(([, text]) => {
        const all = new Set(tell(feedOf(cut.by), numberOf(cut.by), text).writes.map(spelled));
        return cut.writes.every((write) => all.has(spelled(write)));
      });
      if (wrote === undefined) fault(`${name}: ${place} passes on ${cut.by} as nobody wrote it (P7)`);
      else if (feed === pc.feed && pc.expected?.depths.get(cut.by) === depth)
        depths.set(`${cut.by} ${wrote[0]}`, (depths.get(`${cut.by} ${wrote[0]}`) ?? new Set()).add(depth)); // a revocation of which its writer has not heard
      else if (depths.get(`${cut.by} ${wrote[0]}`)?.has(depth) === false)
        fault(`${name}: ${place} passes on ${cut.by} with depth ${depth} (CM-18)`);
    }
    lines.push(line);
    pc.held.set(feed, lines);
  };

  return {
    fault,
    faults,
    counts,
    expected: (pc) => of(pc).expected!,
    ownFeed: (pc) => of(pc).feed,

    saved(name, asked, line) {
      const pc = of(name);
      if (line === null) {
        pc.unanswered.push(asked);
        return;
      }
      if (!saysAsked(asked, line)) fault(`${name}: ${line.feed}:${line.number} says another thing than was asked`);
      if (line.feed !== pc.feed) fault(`${name}: saved under ${line.feed}, should ${pc.feed}`);
      register(`${line.feed}:${line.number}`, line.line);
      heldLine(pc, name, line); // the screen says that it is saved: from now on it must be there (P1)
    },

    renewed(name, former, { feed, upTo, reissued }) {
      const pc = of(name);
      const own = pc.held.get(former) ?? [];
      if (own.length - upTo !== reissued)
        fault(`${name}: ${own.length - upTo} saves came after ${upTo}, ${reissued} were issued again (P11)`);
      pc.left = { feed: former, upTo };
      pc.feed = feed;
      const moved = (place: string): string =>
        feedOf(place) === former && numberOf(place) > upTo ? `${feed}:${numberOf(place) - upTo}` : place;
      pc.unanswered.length = 0;
      for (const [i, text] of own.slice(upTo).entries()) {
        const told = tell(former, upTo + i + 1, text);
        const changes = [...new Set(told.writes.map(({ record }) => record))].map((record) => ({
          record,
          fields: Object.fromEntries(
            told.writes
              .filter((write) => write.record === record)
              .map(({ field, saw, to }) => [field, { saw: saw.map(moved), to }]),
          ),
        }));
        pc.unanswered.push({ audience: told.audience, changes });
      }
    },

    backup: (name) => new Map([...of(name).held].map(([feed, lines]) => [feed, [...lines]])),

    revoked: (feed) => void revoked.add(feed),

    putBack(name, backup) {
      const pc = of(name);
      pc.held = new Map([...backup].map(([feed, lines]) => [feed, [...lines]]));
      pc.unanswered.length = 0;
      pc.setBack = true;
    },

    copied(copy, name) {
      const { office, feed, held, expected, ended, gone } = of(name);
      const lines = new Map([...held].map(([whose, some]) => [whose, [...some]]));
      pcs.set(copy, { ...blank, office, feed, held: lines, unanswered: [], expected, ended, gone });
    },

    published(edition) {
      const { version, feeds } = JSON.parse(edition) as {
        readonly version: number;
        readonly feeds: readonly {
          readonly feed: string;
          readonly keys: readonly { readonly signingKey: string; readonly to: { readonly number: number } | null }[];
        }[];
      };
      const ended = feeds.flatMap(({ feed, keys }) =>
        keys.flatMap(({ signingKey, to }) =>
          to === null ? [] : [{ feed, keyId: keyIdOf(signingKey), upTo: to.number }],
        ),
      );
      editions.set(version, ended);
    },

    packed(name, parcel, { signature, edition }) {
      const pc = of(name);
      const own = pc.held.get(pc.feed) ?? [];
      const { keyId, feed, from, to, head } = sealIn(signature);
      const saysHead = to <= own.length && (chainOf(own)[to - 1] ?? "0".repeat(64)).startsWith(head);
      if (feed !== pc.feed || !saysHead)
        fault(`${name}: packed ${feed} up to ${to} with the head ${head}, which is not its own (P10)`);
      // It carries all that there is; to whom a change of keys is not known yet, only what the key before speaks for.
      const ends = (editions.get(edition) ?? []).filter((end) => end.feed === feed);
      if (to !== own.length && !ends.some(({ upTo }) => to === Math.max(from - 1, Math.min(own.length, upTo))))
        fault(`${name}: packed ${feed} up to ${to} of ${own.length}, where none of its keys ended (P11)`);
      const waiting = pc.expected?.waiting ?? [];
      const truth = new Map(
        [...pc.held].map(([whose, lines]) => [
          whose,
          {
            upTo: lines.length,
            head: chainOf(lines).at(-1) ?? "0".repeat(64),
            waiting: waiting
              .filter((place) => feedOf(place) === whose)
              .map(numberOf)
              .toSorted((a, b) => a - b),
          },
        ]),
      );
      parcels.set(parcel, { from: name, feed, keyId, lines: own.slice(0, to), truth });
    },

    delivered(name, id, { kind, receipts, edition }) {
      const pc = of(name);
      const parcel = parcels.get(id)!;
      const ours = pc.held.get(parcel.feed) ?? [];
      const both = Math.min(ours.length, parcel.lines.length);
      const parts = parcel.lines.slice(0, both).findIndex((line, i) => countsAs(line) !== countsAs(ours[i] ?? ""));
      if (parts !== -1) counts.forksSeen += 1;
      if (kind === "taken" && parts !== -1)
        fault(
          `${name}: took a bundle of ${parcel.from} on another branch of ${parcel.feed} from ${parts + 1} on (P10)`,
        );
      if (kind === "taken" && pc.frozen.has(parcel.feed)) fault(`${name}: took a bundle of a feed that stands still`);
      const ends = editions.get(edition)?.find(({ keyId }) => keyId === parcel.keyId)?.upTo;
      if (ends !== undefined) counts.keysEnded += 1;
      if (kind === "taken" && ends !== undefined && parcel.lines.length > Math.max(ends, ours.length))
        fault(`${name}: took ${parcel.feed} up to ${parcel.lines.length} under a key that ended at ${ends} (P15)`);
      for (const { by, feed, upTo, head, waiting, counted } of receipts) {
        counts.receipts += 1;
        const truth = parcel.truth.get(feed) ?? { upTo: 0, head: "0".repeat(64), waiting: [] };
        if (
          by !== of(parcel.from).office ||
          upTo !== truth.upTo ||
          head !== truth.head ||
          !same(waiting, truth.waiting) ||
          counted !== waiting.length
        )
          fault(
            `${name}: ${parcel.from}'s receipt on ${feed} says ${upTo} and that ${waiting.join()} wait, true were ${truth.upTo} and ${truth.waiting.join()} (I7)`,
          );
      }
    },

    looks(name, look) {
      const pc = of(name);
      counts.looks += 1;
      const before = pc.held;
      if (look.fresh) {
        pc.held = new Map();
        for (const line of look.lines) heldLine(pc, name, line);
        for (const [feed, lines] of before) {
          const now = pc.held.get(feed) ?? [];
          const stays = pc.left?.feed === feed ? lines.slice(0, pc.left.upTo) : lines;
          const lost = stays.findIndex((line, i) => now[i] !== line);
          if (lost !== -1) fault(`${name}: ${feed}:${lost + 1} was there and is not any more (P1)`);
        }
      } else
        for (const line of look.lines)
          if (
            !(
              line.feed === pc.feed &&
              line.number <= (pc.held.get(pc.feed)?.length ?? 0) &&
              pc.held.get(pc.feed)?.[line.number - 1] === line.line
            )
          )
            heldLine(pc, name, line);
      if (look.feed !== pc.feed) fault(`${name}: is ${look.feed}, should be ${pc.feed}`);

      const isAsBefore =
        !look.fresh &&
        look.lines.length === 0 &&
        look.imports.length === 0 &&
        look.viewText === pc.compared?.viewText &&
        linesHeld(pc) === pc.compared.lines && // what it said that it saved is there
        look.digest === pc.digest &&
        same(look.gone, [...pc.gone]) &&
        same(
          look.ended.map(({ feed, upTo }) => [feed, upTo]),
          [...pc.ended],
        );
      if (!isAsBefore) compareAnew(name, pc, look);

      // Only what a peer once held may stand as confirmed.
      for (const { feed, upTo } of look.confirmed) {
        const head = chainOf(pc.held.get(pc.feed) ?? [])[upTo - 1];
        if (upTo > 0 && !everHeld.has(`${feed} ${pc.feed}:${upTo} ${head}`))
          fault(`${name}: believes that ${feed} holds ${pc.feed}:${upTo}, which it never did (I7)`);
      }
      for (const fork of look.forks) {
        if (new Set(fork.heads).size !== 2) fault(`${name}: names a fork of ${fork.feed} without two heads`);
        const branches = written.get(`${fork.feed}:${fork.at}`)?.size ?? 0;
        if (branches < 2) fault(`${name}: names a fork of ${fork.feed} at ${fork.at}, where nothing forked`);
      }
      pc.frozen = new Set(look.forks.filter(({ decided }) => !decided).map(({ feed }) => feed));
    },

    end(names, everybody) {
      const living = names.map((name) => ({ name, pc: of(name) }));
      const province = living.find(({ pc }) => provinces.has(pc.office))!;
      const feeds = new Set(living.map(({ pc }) => pc.feed));
      const whole = living.filter(({ pc }) => !pc.setBack && onMainBranches(pc, province.pc));
      const clean = whole.filter(({ pc }) => hasAllOfTheGone(pc, province.pc, feeds, everybody));
      for (const { name, pc } of living) {
        const [stuck] = pc.expected!.waiting;
        if (stuck !== undefined)
          fault(`${name}: ${pc.expected!.waiting.length} actions wait for ever, the first ${stuck} (I5)`);
      }
      let shared = 0;
      const digests: string[] = [];
      for (const { name, pc } of clean) {
        if (pc === province.pc) continue;
        // Everything that a living PC wrote and this one may know has come.
        for (const { name: other, pc: writer } of living) {
          const own = writer.held.get(writer.feed) ?? [];
          const here = pc.held.get(writer.feed);
          if (
            here !== undefined &&
            here.length !== own.length &&
            !pc.ended.has(writer.feed) &&
            !pc.frozen.has(writer.feed)
          )
            fault(`${name}: holds ${here.length} of ${other}'s ${own.length} at the end`);
        }
        for (const record of wholeRecords(pc, province.pc)) {
          const [here, there] = [pc.view!.records[record], province.pc.view!.records[record]];
          shared += 1;
          if (spelledFields(here) !== spelledFields(there))
            fault(`${name} and ${province.name} show ${record} differently at the end`);
          digests.push(`${record} ${spelledFields(here)}`);
        }
      }
      return {
        clean: clean.length,
        behind: whole.length - clean.length,
        setBack: living.filter(({ pc }) => pc.setBack).map(({ name }) => name),
        shared,
        states: new Set(clean.map(({ pc }) => hashOfView(pc.view!))).size,
        hash: sha256([...new Set(digests)].toSorted().join("\n")).toString("hex"),
      };
    },
  };

  /** Work out what a PC must show, and hold it against what it shows. What it held, showed and was told before is compared already. */
  function compareAnew(name: string, pc: Pc, look: Look): void {
    pc.ended = new Map(look.ended.map(({ feed, upTo }) => [feed, upTo]));
    if (look.fresh && pc.left !== null) {
      const { feed, upTo } = pc.left;
      const counting = Math.min(pc.held.get(feed)?.length ?? 0, pc.ended.get(feed) ?? Number.POSITIVE_INFINITY);
      if (counting > upTo)
        fault(`${name}: ${feed}:${counting} counts beside what was issued again under ${pc.feed} (P10)`);
      pc.left = null;
    }
    pc.gone = new Set(look.gone);
    counts.gone += pc.gone.size;
    for (const place of pc.gone) {
      const isHeld = numberOf(place) <= (pc.held.get(feedOf(place))?.length ?? 0);
      if (isHeld || !revoked.has(feedOf(place))) fault(`${name}: says that ${place} never comes (CM-16)`);
    }
    const expected = expectedOf(pc.held, { provinces, ended: pc.ended, gone: pc.gone, own: pc.office });
    pc.expected = expected;
    pc.view = look.view;
    pc.digest = look.digest;
    pc.compared = { lines: linesHeld(pc), viewText: look.viewText };
    compareViews(name, look.view, expected);
    for (const line of look.lines) {
      const place = `${line.feed}:${line.number}`;
      const depth = expected.depths.get(place);
      const key = `${place} ${hashOfText(line.line)}`;
      if (line.feed === pc.feed && depth !== undefined) depths.set(key, (depths.get(key) ?? new Set()).add(depth));
    }

    // I3: what came in is in one of the four, and the sum closes.
    for (const { sum, lines } of look.imports) {
      const total = sum.applied + sum.waiting + sum.held + sum.refused;
      if (total !== lines.length) fault(`${name}: took ${lines.length} actions and accounts for ${total} (I3)`);
      if (look.imports.length === 1 && !look.fresh) {
        const waits = lines.filter(({ feed, number }) => expected.waiting.includes(`${feed}:${number}`)).length;
        if (waits !== sum.waiting) fault(`${name}: says that ${sum.waiting} wait, ${waits} do (I3)`);
      }
    }

    for (const [feed, lines] of pc.held)
      for (const [i, head] of chainOf(lines).entries()) everHeld.add(`${pc.feed} ${feed}:${i + 1} ${head}`);

    // I4: whoever holds the same shows the same, whatever the order in which it came.
    const holding = holdingOf(pc);
    const twin = byHolding.get(holding);
    if (twin === undefined) byHolding.set(holding, { pc: name, digest: look.digest });
    else {
      if (twin.pc !== name) counts.sameHoldings += 1;
      if (twin.digest !== look.digest) fault(`${name} and ${twin.pc} hold the same and show another thing (I4)`);
    }
  }

  function compareViews(name: string, view: View, expected: Expected): void {
    for (const [feed, number] of Object.entries(expected.reached))
      if (view.reached[feed] !== number)
        fault(`${name}: ${feed} has taken effect up to ${view.reached[feed]}, should ${number} (I3)`);
    if (!same(view.waiting.toSorted(), expected.waiting.toSorted()))
      fault(`${name}: ${view.waiting.join()} wait, should ${expected.waiting.join()} (I5)`);
    counts.waited += expected.waiting.length;
    const writer = new Map(expected.writes.map((write) => [`${write.by} ${write.record} ${write.field}`, write]));
    for (const [record, fields] of Object.entries(view.records)) {
      if (record.startsWith("person:") && fields.custodian !== undefined) {
        const keeper = fields.custodian[0]?.to;
        if (keeper !== expected.keeperOf(record))
          fault(`${name}: ${record} is kept by ${JSON.stringify(keeper)}, should ${expected.keeperOf(record)} (I1)`);
        const times = expected.times(record);
        const keeping = times.filter(({ ends }) => ends === null);
        if (times.length > 0 && (keeping.length !== 1 || keeping[0]?.office !== keeper))
          fault(
            `${name}: ${record} is kept by ${JSON.stringify(keeper)}, was handed to ${keeping.map(({ office }) => office).join()} (I1)`,
          );
        if (times.length > 0) counts.handedOver += 1;
        for (const by of Object.values(view.proposals[record] ?? {}).flatMap((heads) => heads.map((head) => head.by)))
          if (times.some(({ office, ends }) => ends !== null && office === officeOf(by))) counts.lateEdits += 1;
        if (new Set(fields.custodian.map(({ to }) => to)).size > 1) fault(`${name}: ${record} has two keepers (I1)`);
      }
      for (const [field, heads] of Object.entries(fields))
        for (const { by } of heads) {
          const write = writer.get(`${by} ${record} ${field}`);
          if (write === undefined) fault(`${name}: ${record} ${field} by ${by} was never written (P7)`);
          else if (!expected.mayWrite(write))
            fault(`${name}: ${record} ${field} is ${by}'s, who may not write it (I2)`);
        }
    }
    // What took effect is a value, a proposal, or seen by a later write of the same field: nothing is lost (CM-8).
    const seen = new Set(
      expected.writes.flatMap(({ record, field, saw }) => saw.map((by) => `${by} ${record} ${field}`)),
    );
    for (const { by, record, field } of expected.writes) {
      const stands = [view.records, view.proposals].some((some) =>
        some[record]?.[field]?.some((head) => head.by === by),
      );
      const isHome = field === (record.startsWith("person:") ? "custodian" : "personId");
      if (!stands && !isHome && !seen.has(`${by} ${record} ${field}`))
        fault(`${name}: what ${by} wrote as ${record} ${field} stands nowhere (P11)`);
    }
    for (const [what, shown, due] of [
      ["value", view.records, expected.records],
      ["proposal", view.proposals, expected.proposals],
    ] as const) {
      for (const record of new Set([...Object.keys(shown), ...Object.keys(due)]))
        for (const field of new Set([...Object.keys(shown[record] ?? {}), ...Object.keys(due[record] ?? {})])) {
          const [found, should] = [shown[record]?.[field] ?? [], due[record]?.[field] ?? []];
          counts.fields += 1;
          if (should.length > 1 && what === "value") counts.conflicts += 1;
          if (what === "proposal") counts.proposals += should.length;
          const order = what === "value" && found[0]?.by !== should[0]?.by;
          if (order || !same(found.map(spelledSaid).toSorted(), should.map(spelledSaid).toSorted()))
            fault(
              `${name}: ${record} ${field} has the ${what}s ${found.map(({ by }) => by).join()}, should ${should.map(({ by }) => by).join()} (I6)`,
            );
        }
    }
  }
}
