import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { genesis } from "../../../shared/exchange/chain.ts";
import {
  endOf,
  type HeldRegistry,
  mayBring,
  mayFollow,
  mayHold,
  nextRegistry,
  type Registry,
  type RegistryFeed,
  type Roots,
  registryText,
} from "../../../shared/exchange/registry.ts";

/** T14, scripted: one table of what may happen to offices, keys and roots, and what is decided of it. */
const hashOf = (text: string) => createHash("sha256").update(text).digest("hex");
const held = (registry: Registry): HeldRegistry => ({ registry, hash: hashOf(registryText(registry)) });
const head = (n: number, branch = "") => hashOf(`${branch}${n}`);

const roots = (...keys: string[]): Roots => ({ keys, threshold: 2 });
const first = roots("A", "B", "C");
const office = (id: string, name = `Đảng ủy ${id}`, level: "district" | "province" = "district") => ({
  id,
  name,
  level,
  status: "active" as const,
});
const key = (name: string, from = 1, to: RegistryFeed["keys"][number]["to"] = null) => ({
  signingKey: name,
  recipientKey: `age-${name}`,
  from,
  to,
});
const feed = (id: string, ...keys: RegistryFeed["keys"]): RegistryFeed => ({ feed: id, keys });

const province = { offices: [office("nghean", "Tỉnh ủy", "province")], feeds: [feed("nghean-aaaa", key("N1"))] };
const one = held(nextRegistry(null, first, province));
const doluong = feed("doluong-k3f7", key("D1"));
const two = held(nextRegistry(one, first, { offices: [office("doluong")], feeds: [doluong] }));
const revoked = feed("doluong-k3f7", key("D1", 1, { number: 131, head: head(131) }));
const rotated = feed("doluong-k3f7", key("D1", 1, { number: 100, head: head(100) }), key("D2", 101));
const after = (feeds: RegistryFeed[], offices: Registry["offices"] = [], keys = first) =>
  nextRegistry(two, keys, { offices, feeds });
const three = held(after([revoked]));
const swapped = held(after([], [], roots("B", "C", "D"))); // A's stick is lost
const all = roots("X", "Y", "Z");

type Decide = typeof mayFollow;
interface Case {
  readonly name: string;
  readonly verdict: (decide: Decide) => string;
  readonly is: string;
}
const follows = (
  name: string,
  before: HeldRegistry | null,
  next: Registry,
  signers: readonly string[],
  is: string,
): Case => ({
  name,
  verdict: (decide) => {
    const decided = decide(before, held(next), new Set(signers));
    return decided.ok ? "taken" : decided.problem.kind;
  },
  is,
});
const holds = (name: string, registry: Registry, id: string, by: string, number: number, is: string): Case => ({
  name,
  verdict: () => mayHold(registry, id, by, number),
  is,
});
const brings = (
  name: string,
  registry: Registry,
  by: string,
  [from, to]: readonly [number, number],
  branch: string,
  is: string,
): Case => ({
  name,
  verdict: () => {
    const found = mayBring(registry, { feed: "doluong-k3f7", signingKey: by, from, to }, (n) => head(n, branch));
    return typeof found === "string" ? found : `other branch at ${found.otherBranchAt}`;
  },
  is,
});

const cases: readonly Case[] = [
  follows("the first edition, by two of three", null, one.registry, ["A", "B"], "taken"),
  follows("the first edition, by all three", null, one.registry, ["A", "B", "C"], "taken"),
  follows("the first edition, by one", null, one.registry, ["A"], "registry-unsigned"),
  follows("the first edition, by nobody", null, one.registry, [], "registry-unsigned"),
  follows("the first edition, by two strangers", null, one.registry, ["X", "Y"], "registry-unsigned"),
  follows("a later edition as an office's first", null, two.registry, ["B", "C"], "taken"),
  follows(
    "a first edition that says something was before it",
    null,
    { ...one.registry, previous: head(1) },
    ["A", "B"],
    "registry-rewritten",
  ),
  follows("an office is enrolled", one, two.registry, ["A", "C"], "taken"),
  follows("an office is enrolled, one signature", one, two.registry, ["A"], "registry-unsigned"),
  follows("the same edition again", two, two.registry, ["A", "B"], "registry-known"),
  follows("an old edition kept in front of an office", two, one.registry, ["A", "B"], "registry-older"),
  follows(
    "another text under the same number",
    two,
    { ...two.registry, offices: [...two.registry.offices, office("vinh")] },
    ["A", "B"],
    "registry-forked",
  ),
  follows("an edition is left out", one, three.registry, ["A", "B"], "registry-gap"),
  follows(
    "an edition chained to another one",
    two,
    { ...three.registry, previous: head(9) },
    ["A", "B"],
    "registry-forked",
  ),
  follows(
    "two offices of one name",
    two,
    after([feed("vinh-bbbb", key("V1"))], [office("vinh", "Đảng ủy doluong")]),
    ["A", "B"],
    "taken",
  ),
  follows(
    "one office twice",
    two,
    { ...after([]), offices: [...two.registry.offices, office("doluong", "Khác")] },
    ["A", "B"],
    "registry-rewritten",
  ),
  follows(
    "one PC twice",
    two,
    { ...after([]), feeds: [...two.registry.feeds, doluong] },
    ["A", "B"],
    "registry-rewritten",
  ),
  follows("one key for two PCs", two, after([feed("doluong-cccc", key("D1"))]), ["A", "B"], "registry-rewritten"),
  follows("a root key as a PC's key", two, after([feed("doluong-cccc", key("A"))]), ["A", "B"], "registry-rewritten"),
  follows("a PC of no office", two, after([feed("vinh-bbbb", key("V1"))]), ["A", "B"], "registry-rewritten"),
  follows("a second PC of an office", two, after([feed("doluong-cccc", key("D9"))]), ["A", "B"], "taken"),
  follows("a PC vanishes", two, { ...after([]), feeds: province.feeds }, ["A", "B"], "registry-rewritten"),
  follows(
    "an office vanishes",
    two,
    { ...after([]), offices: province.offices, feeds: province.feeds },
    ["A", "B"],
    "registry-rewritten",
  ),
  follows(
    "an office changes its level",
    two,
    after([], [office("doluong", "Đảng ủy", "province")]),
    ["A", "B"],
    "registry-rewritten",
  ),
  follows(
    "a key is put in another's place",
    two,
    after([feed("doluong-k3f7", key("D7"))]),
    ["A", "B"],
    "registry-rewritten",
  ),
  follows("a key is rotated at an action", two, after([rotated]), ["A", "B"], "taken"),
  follows(
    "a key is rotated with a gap",
    two,
    after([feed("doluong-k3f7", key("D1", 1, { number: 100, head: head(100) }), key("D2", 103))]),
    ["A", "B"],
    "registry-rewritten",
  ),
  follows(
    "a key begins while the one before still holds",
    two,
    after([feed("doluong-k3f7", key("D1"), key("D2", 101))]),
    ["A", "B"],
    "registry-rewritten",
  ),
  follows("a key is revoked at an action", two, three.registry, ["B", "C"], "taken"),
  follows(
    "a revocation is taken back",
    three,
    nextRegistry(three, first, { offices: [], feeds: [doluong] }),
    ["A", "B"],
    "registry-rewritten",
  ),
  follows(
    "a revocation is moved forward",
    three,
    nextRegistry(three, first, {
      offices: [],
      feeds: [feed("doluong-k3f7", key("D1", 1, { number: 140, head: head(140) }))],
    }),
    ["A", "B"],
    "registry-rewritten",
  ),
  follows(
    "a revocation is moved back after review",
    three,
    nextRegistry(three, first, {
      offices: [],
      feeds: [feed("doluong-k3f7", key("D1", 1, { number: 120, head: head(120) }))],
    }),
    ["A", "B"],
    "taken",
  ),
  follows(
    "a key follows a revoked one",
    three,
    nextRegistry(three, first, { offices: [], feeds: [feed("doluong-k3f7", ...revoked.keys, key("D3", 132))] }),
    ["A", "B"],
    "registry-rewritten",
  ),
  follows("a lost root is replaced, two old and two new sign", two, swapped.registry, ["B", "C"], "taken"),
  follows("a lost root is replaced, two new and one old sign", two, swapped.registry, ["C", "D"], "registry-unsigned"),
  follows("all roots are replaced, both sets sign", two, after([], [], all), ["A", "B", "X", "Y"], "taken"),
  follows(
    "all roots are replaced, only the new ones sign",
    two,
    after([], [], all),
    ["X", "Y", "Z"],
    "registry-unsigned",
  ),
  follows(
    "all roots are replaced, only the old ones sign",
    two,
    after([], [], all),
    ["A", "B", "C"],
    "registry-unsigned",
  ),
  follows(
    "the lost root signs after it was replaced",
    swapped,
    nextRegistry(swapped, swapped.registry.roots, { offices: [office("vinh")], feeds: [] }),
    ["A", "B"],
    "registry-unsigned",
  ),
  follows("one root named twice", two, after([], [], roots("A", "A", "B")), ["A", "B"], "registry-rewritten"),
  holds("a key in use holds any action", two.registry, "doluong-k3f7", "D1", 1_000_000, "yes"),
  holds("a revoked key holds up to its action", three.registry, "doluong-k3f7", "D1", 131, "yes"),
  holds("a revoked key does not hold the next", three.registry, "doluong-k3f7", "D1", 132, "past-end"),
  holds("a new key does not hold what was long before it", after([rotated]), "doluong-k3f7", "D2", 99, "before-start"),
  holds("a new key confirms where the old one ended", after([rotated]), "doluong-k3f7", "D2", 100, "yes"),
  holds("another office's key", two.registry, "doluong-k3f7", "N1", 1, "unknown-key"),
  holds("a PC that nobody enrolled", two.registry, "doluong-zzzz", "D1", 1, "unknown-feed"),
  brings("a stretch before the revocation", three.registry, "D1", [120, 131], "", "yes"),
  brings("a stretch across the revocation", three.registry, "D1", [120, 140], "", "past-end"),
  brings("a stretch that ends on another branch", three.registry, "D1", [120, 131], "thief", "other branch at 131"),
  brings("a new key's stretch through the change", after([rotated]), "D2", [90, 110], "", "yes"),
  brings("a new key's stretch from another branch", after([rotated]), "D2", [101, 110], "thief", "other branch at 100"),
];

const wrongBy = (decide: Decide) => cases.filter(({ verdict, is }) => verdict(decide) !== is).map(({ name }) => name);

describe(`T14, ${cases.length} scripted cases`, () => {
  it("are decided as the table says", () => {
    expect(cases.length).toBeGreaterThanOrEqual(40);
    expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length);
    expect(wrongBy(mayFollow)).toEqual([]);
  });

  it("go red where the threshold is not asked for, or only the new roots are", () => {
    const everybody = ["A", "B", "C", "D", "X", "Y", "Z"];
    const anySigner: Decide = (before, next) => mayFollow(before, next, new Set(everybody));
    expect(wrongBy(anySigner)).toContain("the first edition, by one");
    const ownRootsOnly: Decide = (before, next, signers) => {
      const own = new Set(next.registry.roots.keys.filter((root) => signers.has(root)));
      return own.size < 2 ? mayFollow(before, next, own) : anySigner(before, next, signers);
    };
    expect(wrongBy(ownRootsOnly)).toContain("all roots are replaced, only the new ones sign");
  });

  it("begins at genesis and says where a feed ended", () => {
    expect(one.registry.previous).toBe(genesis);
    expect(endOf(three.registry, "doluong-k3f7")).toEqual({ number: 131, head: head(131) });
    expect(endOf(two.registry, "doluong-k3f7")).toBeNull();
  });
});
