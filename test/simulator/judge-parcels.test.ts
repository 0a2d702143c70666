import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { makeJudge } from "./judge/judge.ts";
import type { Judge } from "./judge/told.ts";

/** A PC of Vinh was copied and both went on: after their first common action their feed is two. Nam Đàn holds Vinh's branch. */
const feed = "vinh-4rv7";
const before = Buffer.alloc(42, 1).toString("base64"); // the key that the feed had at first
const now = Buffer.alloc(42, 2).toString("base64");
const line = (name: string): string =>
  JSON.stringify({ by: "c1", at: "2026-11-23T08:14", act: "unit.add", set: [[`unit:${name}`, "name", name]] });
const common = line("common");
const ours = [common, line("ours")];
const copied = [common, line("copied"), line("later")];

const headOf = (lines: readonly string[]): string =>
  lines.reduce(
    (head, text) =>
      createHash("sha256")
        .update(Buffer.from(head, "hex"))
        .update(createHash("sha256").update(text).digest())
        .digest("hex"),
    "0".repeat(64),
  );

function atNamDan(): Judge {
  const judge = makeJudge(
    [
      { pc: "vinh/1", office: "vinh", feed },
      { pc: "namdan/1", office: "namdan", feed: "namdan-lkch" },
    ],
    new Set(["nghean"]),
  );
  const save = (pc: string, number: number, text: string): void => {
    const { set } = JSON.parse(text) as { set: [[string, string, string]] };
    const [[record, field, to]] = set;
    const asked = { audience: [], changes: [{ record, fields: { [field]: { saw: [], to } } }] };
    judge.saved(pc, asked, { feed, number, line: text });
  };
  save("vinh/1", 1, common);
  judge.copied("vinh/1 copied", "vinh/1");
  for (const [i, text] of copied.slice(1).entries()) save("vinh/1 copied", i + 2, text);
  for (const text of ours.slice(1)) save("vinh/1", 2, text);
  judge.putBack("namdan/1", new Map([[feed, ours]])); // that is what it holds
  judge.published(
    JSON.stringify({
      version: 2,
      feeds: [
        {
          feed,
          keys: [
            { signingKey: before, to: { number: 1 } },
            { signingKey: now, to: null },
          ],
        },
      ],
    }),
  );
  expect(judge.faults).toEqual([]);
  return judge;
}

/** What the judge says where Nam Đàn takes a bundle of the copied PC. */
function taken(
  { key = before, from = 1, to, head = headOf(copied.slice(0, to)) }: Sealed,
  edition = 2,
): readonly string[] {
  const judge = atNamDan();
  const seal = `scb1 bundle office=vinh feed=${feed} from=${from} to=${to} head=${head.slice(0, 16)} rcpt=namdan bytes=20480`;
  judge.packed("vinh/1 copied", "parcel 1", {
    signature: `untrusted comment: -\n${key}\ntrusted comment: ${seal}\n-\n`,
    edition,
  });
  judge.delivered("namdan/1", "parcel 1", { kind: "taken", receipts: [], edition });
  return judge.faults;
}

interface Sealed {
  readonly key?: string;
  readonly from?: number;
  readonly to: number;
  readonly head?: string;
}

describe("a bundle from a PC that is on another branch", () => {
  it("may be taken as far as it speaks of what both branches have", () => {
    expect(taken({ to: 1 })).toEqual([]);
    expect(taken({ from: 2, to: 1 })).toEqual([]); // no action
  });

  it("is a fault from the fork on, with new actions or without", () => {
    const found = [expect.stringMatching(/^namdan\/1: took a bundle of vinh\/1 copied on another branch .* from 2 on/)];
    expect(taken({ key: now, to: 3 })).toEqual(found);
    expect(taken({ key: now, from: 4, to: 3 })).toEqual(found);
  });

  it("is a fault beyond the end of the key that signed it, whatever key its PC has now", () => {
    expect(taken({ to: 3 })).toContainEqual(expect.stringContaining("under a key that ended at 1 (P15)"));
  });
});

describe("a bundle that says less than its PC holds", () => {
  const short = expect.stringContaining("where none of its keys ended (P11)");

  it("is a fault unless it ends where a key of its feed did", () => {
    expect(taken({ to: 0 })).toContainEqual(short);
    expect(taken({ to: 2 })).toContainEqual(short);
    expect(taken({ to: 1 }, 1)).toContainEqual(short); // its PC does not follow the edition that says so
  });

  it("is a fault where its head is not its PC's", () => {
    const foreign = expect.stringContaining("which is not its own (P10)");
    expect(taken({ to: 1, head: headOf(ours) })).toContainEqual(foreign);
    expect(taken({ to: 4 })).toContainEqual(foreign);
  });
});
