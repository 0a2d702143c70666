import { afterEach, describe, expect, it, vi } from "vitest";
import type { Action, Change } from "../../../shared/change/change.ts";
import { isConflict } from "../../../shared/change/heads.ts";
import { custodianShown } from "../../../shared/change/shown-order.ts";
import { type Dice, diceOf } from "./dice.ts";
import { hashOf } from "./examine.ts";
import { handoverId } from "./handover-world.ts";
import { judgedState } from "./judged-state.ts";
import { action, change, personId, recordOf } from "./office.ts";

const firstSeed = Number(process.env.SEED ?? 20261124);
const cases = Number(process.env.CASES ?? 200);
const districts = ["doluong", "vinh", "namdan", "quychau"] as const;

/** What may be told of a file that went from office to office while PCs took new identities. */
interface Story {
  readonly actions: readonly Action[];
  readonly keeper: string; // whom the chain names
  readonly again: number; // actions that count a second time, under a new feed
  readonly links: number; // hand-overs that took effect
}

/** The file is made, and handed on; now and then the PC that made it, or took it over, issues that again under a new feed. */
function storyOf(dice: Dice): Story {
  const actions: Action[] = [];
  const numbers = new Map<string, number>();
  let [again, links] = [0, 0];
  const write = (feed: string, ...changes: Change[]): string => {
    const number = (numbers.get(feed) ?? 0) + 1;
    numbers.set(feed, number);
    actions.push(action(feed, number, ...changes));
    return `${feed}:${number}`;
  };
  /** @returns the places at which it counts */
  const writeTwice = (office: string, ...changes: Change[]): readonly string[] => {
    const first = write(`${office}-aaaa`, ...changes);
    if (!dice.chance(0.6)) return [first];
    again += 1;
    return [first, write(`${office}-bbbb`, ...changes)];
  };
  let [keeper, ...others] = dice.shuffled(districts) as [string, ...string[]];
  let words = writeTwice(keeper, change(personId, [], { custodian: keeper, birthName: "Nguyễn Văn An", phone: "1" }));
  let previous: string | null = null;
  for (let n = 1; n <= 3 && dice.chance(n === 1 ? 1 : 0.6); n += 1) {
    const to = others.shift()!;
    const id = handoverId(n);
    const forced = dice.chance(0.5);
    const cut = { [`${keeper}-aaaa`]: numbers.get(`${keeper}-aaaa`) ?? 0 }; // nobody has heard of the new feed yet
    const said = { file: personId, previous, fromOffice: keeper, toOffice: to, cut, forced, after: {} };
    const made = change(id, [], { ...said, answer: null, withdrawn: false });
    const taking = change(personId, [words[0]!], { custodian: to });
    if (forced) words = [write("tinh-aaaa", made, taking)];
    else {
      const by = write("tinh-aaaa", made);
      words = writeTwice(to, change(id, [by], { answer: { accepted: true, after: {}, reason: "" } }), taking);
      if (dice.chance(0.2)) {
        write("tinh-aaaa", change(id, [by], { withdrawn: true })); // its last word: the file stays where it was
        break;
      }
    }
    keeper = to;
    previous = id;
    links += 1;
    if (dice.chance(0.5)) write(`${keeper}-aaaa`, change(personId, [], { phone: `${keeper} ${n}` }));
  }
  return { actions, keeper, again, links };
}

/** What is wrong, in words, or null. */
function wrongWith(story: Story, dice: Dice, judged: typeof judgedState): string | null {
  const hashes = new Set<string>();
  for (let order = 0; order < 6; order += 1) {
    const state = judged(order === 0 ? story.actions : dice.shuffled(story.actions));
    const file = recordOf(state, personId);
    if (state.waiting.length > 0) return "something waits";
    if (isConflict(file, "custodian")) return "two offices stand as its keeper, and nobody can settle that";
    if (custodianShown(file) !== story.keeper) return `kept by ${custodianShown(file)}, should ${story.keeper}`;
    hashes.add(hashOf(state));
  }
  return hashes.size === 1 ? null : "another order gives another state";
}

function firstWrong(judged: typeof judgedState) {
  const met = { again: 0, "chains of three": 0 };
  for (let seed = firstSeed; seed < firstSeed + cases; seed += 1) {
    const dice = diceOf(seed);
    const story = storyOf(dice);
    met.again += story.again;
    if (story.links === 3) met["chains of three"] += 1;
    const wrong = wrongWith(story, dice, judged);
    if (wrong !== null) return { wrong: `SEED=${seed} CASES=1: ${wrong}`, met };
  }
  return { wrong: null, met };
}

afterEach(() => {
  vi.doUnmock("../../../shared/change/custody.ts");
  vi.resetModules();
});

describe("a file that is issued again after it was handed over, CM-18", () => {
  it(`has the keeper that its chain names, in ${cases} stories`, () => {
    const { wrong, met } = firstWrong(judgedState);
    expect(wrong).toBeNull();
    expect(met.again).toBeGreaterThan(cases / 2);
    expect(met["chains of three"]).toBeGreaterThan(cases / 20);
  });

  it("finds out a program in which a file's first word stands beside the chain's", async () => {
    vi.resetModules();
    vi.doMock("../../../shared/change/custody.ts", async (original) => ({
      ...(await original<typeof import("../../../shared/change/custody.ts")>()),
      inLink: (_: unknown, __: unknown, said: unknown) => said,
    }));
    const { judgedState: broken } = await import("./judged-state.ts");
    expect(firstWrong(broken).wrong).toMatch(/two offices/);
  });
});
