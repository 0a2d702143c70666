import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { sentence } from "../../../renderer/text/sentence.ts";
import type {
  ExchangeProblem,
  GuardProblem,
  Problem,
  RegistryProblem,
  ServerProblem,
  StandingProblem,
} from "../../../shared/problem.ts";
import { problemExamples } from "../../fixtures/problems.ts";

/** The manual's tables of what the program says about an exchange: made from the sentences, and held to them here. `APPROVE=1` writes them anew. */
const manual = join(import.meta.dirname, "../../../docs/huong-dan.md");
const [begins, ends] = ["<!-- câu của chương trình: từ đây -->", "<!-- câu của chương trình: đến đây -->"];

const parts = {
  reading: "Khi đọc gói",
  parts: "Gói chia nhiều phần",
  place: "Gói đến sớm, muộn, hai lần hay của hai máy",
  standing: "Biên nhận và những gì chưa được xác nhận",
  sending: "Khi gửi và khi đăng ký",
  server: "Khi gửi và nhận qua máy chủ của tỉnh",
  registry: "Đăng bạ khóa",
} as const;

/** Where each is told: a kind that is forgotten does not compile. */
const partOf: Readonly<
  Record<
    (ExchangeProblem | GuardProblem | StandingProblem | ServerProblem | RegistryProblem)["kind"],
    keyof typeof parts
  >
> = {
  "not-a-bundle": "reading",
  "bundle-unsigned": "reading",
  "bundle-foreign": "reading",
  "bundle-altered": "reading",
  "bundle-cut": "reading",
  "bundle-for-another-office": "reading",
  "bundle-hostile": "reading",
  "bundle-too-heavy": "reading",
  "container-newer": "reading",
  "bundle-key-ended": "reading",
  "staging-gone": "reading",
  "bundle-is-extract": "reading",
  "not-an-extract": "reading",
  "extract-too-large": "sending",
  "parts-missing": "parts",
  "part-damaged": "parts",
  "part-unsigned": "parts",
  "parts-mixed": "parts",
  "parts-too-many": "parts",
  "bundle-newer": "place",
  "bundle-already-taken": "place",
  "bundle-overlaps": "place",
  "bundle-out-of-turn": "place",
  "bundle-forked": "place",
  "bundle-frozen": "place",
  "bundle-of-lost-branch": "place",
  "feed-closed": "place",
  "asides-full": "place",
  "asides-too-large": "place",
  "feed-flooded": "place",
  "needs-agreement": "place",
  "return-forked": "place",
  "return-built-upon": "place",
  "unconfirmed-long": "standing",
  "receipts-frozen": "standing",
  "bundles-lost": "standing",
  "receipt-missing": "standing",
  "receipt-needs": "standing",
  "receipt-fork": "standing",
  "receipt-left": "standing",
  "receipt-beyond": "standing",
  "receipt-differs": "standing",
  "registry-frozen": "standing",
  "registry-unheard": "standing",
  "no-recipient": "sending",
  "nothing-to-send": "sending",
  "carrier-gone": "sending",
  "carrier-read-only": "sending",
  "carrier-full": "sending",
  "server-absent": "server",
  "server-off": "server",
  "server-address": "server",
  "server-certificate-file": "server",
  "server-unreachable": "server",
  "server-certificate": "server",
  "server-login": "server",
  "server-forbidden": "server",
  "server-not-webdav": "server",
  "server-full": "server",
  "server-locked": "server",
  "server-unwell": "server",
  "fingerprint-differs": "sending",
  "not-an-enrolment-file": "sending",
  "office-id-taken": "sending",
  "second-person-needed": "sending",
  "feed-ended": "sending",
  "own-key-ended": "sending",
  "office-closed": "sending",
  "own-key-strange": "sending",
  "own-key-unpublished": "registry",
  "not-a-key-change": "registry",
  "key-change-unsigned": "registry",
  "key-change-known": "registry",
  "key-change-other": "registry",
  "revoked-before-key": "registry",
  "not-a-registry": "registry",
  "registry-none": "registry",
  "registry-known": "registry",
  "registry-older": "registry",
  "registry-gap": "registry",
  "registry-forked": "registry",
  "registry-unsigned": "registry",
  "registry-rewritten": "registry",
  "registry-not-trusted": "registry",
  "registry-nothing-new": "registry",
  "roots-missing": "registry",
  "not-a-root-key": "registry",
  "root-key-strange": "registry",
  "province-only": "registry",
};

const hostileSteps = ["size", "seal", "age-key", "zip-ratio", "manifest", "counts", "line", "answer"];
const hostile = (step: string): Problem => ({ kind: "bundle-hostile", step });

/** Every way in which reading or placing a bundle can end short of taking it, and every sign that something is kept from us. */
const ways: Readonly<Record<string, readonly Problem[]>> = {
  "1: name, signature, size, whole": [
    problemExamples["not-a-bundle"],
    problemExamples["bundle-unsigned"],
    hostile("size"),
    problemExamples["bundle-cut"],
  ],
  "2: who signed, and for whom": [
    problemExamples["bundle-foreign"],
    problemExamples["bundle-altered"],
    problemExamples["bundle-key-ended"],
    hostile("seal"),
    problemExamples["bundle-for-another-office"],
  ],
  "3: the envelope": [hostile("age-key")],
  "4: the archive": [hostile("zip-ratio"), problemExamples["bundle-too-heavy"]],
  "5: the list": [hostile("manifest")],
  "6: the header": [problemExamples["container-newer"], problemExamples["bundle-newer"], hostile("counts")],
  "7: the actions": [hostile("line"), hostile("answer")],
  "the same bundle, or an older one": [problemExamples["bundle-already-taken"]],
  "a gap": [problemExamples["bundle-out-of-turn"], problemExamples["asides-full"], problemExamples["receipt-missing"]],
  "an overlap": [problemExamples["bundle-overlaps"]],
  "a fork": [
    problemExamples["bundle-forked"],
    problemExamples["bundle-frozen"],
    problemExamples["bundle-of-lost-branch"],
    problemExamples["feed-closed"],
    problemExamples["receipt-fork"],
    problemExamples["receipt-left"],
  ],
  "kept on old receipts or an old registry": [
    problemExamples["receipts-frozen"],
    problemExamples["bundles-lost"],
    problemExamples["registry-frozen"],
    problemExamples["registry-unheard"],
    problemExamples["unconfirmed-long"],
  ],
  "the province's server": [
    problemExamples["server-absent"],
    problemExamples["server-off"],
    problemExamples["server-address"],
    problemExamples["server-certificate-file"],
    problemExamples["server-unreachable"],
    problemExamples["server-certificate"],
    problemExamples["server-login"],
    problemExamples["server-forbidden"],
    problemExamples["server-not-webdav"],
    problemExamples["server-full"],
    problemExamples["server-locked"],
    problemExamples["server-unwell"],
  ],
  "something of ours left out": [problemExamples["receipt-differs"], problemExamples["receipt-beyond"]],
};

type Say = typeof sentence;

/** Ways whose words are missing in a part, or are those of another way. */
function unclear(say: Say): readonly string[] {
  const found: string[] = [];
  for (const language of ["vi", "en"] as const) {
    const seen = new Map<string, string>();
    for (const [way, problems] of Object.entries(ways))
      for (const problem of problems) {
        const { what, kept, todo } = say(problem, language);
        if ([what, kept, todo].some((part) => part.trim() === "")) found.push(`${way}: a part is missing`);
        const other = seen.get(`${what} ${todo}`);
        if (other !== undefined) found.push(`${way}: the words of ${other}`);
        seen.set(`${what} ${todo}`, way);
      }
  }
  return found;
}

describe("every way in which an exchange can go wrong", () => {
  it("has three parts in both languages, and words of its own", () => {
    expect(Object.values(ways).flat().length).toBeGreaterThan(30);
    expect(unclear(sentence)).toEqual([]);
  });

  it("is found to be unclear where words are shared or a part is left out", () => {
    const shared: Say = (problem, language) =>
      sentence(problem.kind === "bundle-overlaps" ? problemExamples["bundle-already-taken"] : problem, language);
    const short: Say = (problem, language) =>
      problem.kind === "bundle-cut" ? { ...sentence(problem, language), kept: "" } : sentence(problem, language);
    expect(unclear(shared).length).toBeGreaterThan(0);
    expect(unclear(short).length).toBeGreaterThan(0);
  });
});

const cell = (text: string): string => text.replaceAll("|", "\\|");

function tables(say: Say = sentence): string {
  const kinds = Object.entries(partOf) as (readonly [keyof typeof partOf, keyof typeof parts])[];
  return Object.entries(parts)
    .map(([part, title]) => {
      const rows = kinds
        .filter(([, of]) => of === part)
        .flatMap(([kind]) => (kind === "bundle-hostile" ? hostileSteps.map(hostile) : [problemExamples[kind]]))
        .map((problem) => say(problem, "vi"))
        .map(({ what, kept, todo }) => `| ${cell(what)} | ${cell(kept)} | ${cell(todo)} |`);
      return [`### ${title}`, "", "| Chuyện gì | Sổ ra sao | Phải làm gì |", "|---|---|---|", ...rows].join("\n");
    })
    .join("\n\n");
}

function between(text: string): string {
  const [from, to] = [text.indexOf(begins), text.indexOf(ends)];
  if (from === -1 || to < from) throw new Error("the manual has no place for the sentences");
  return text.slice(from + begins.length, to).trim();
}

describe("the manual", () => {
  it("says of each what the program says, word for word", async () => {
    const text = await readFile(manual, "utf8");
    if (process.env.APPROVE === "1") {
      const [before = "", rest = ""] = text.split(begins);
      const after = rest.split(ends)[1] ?? "";
      await writeFile(manual, `${before}${begins}\n\n${tables()}\n\n${ends}${after}`);
    }
    expect(between(await readFile(manual, "utf8")), "APPROVE=1 writes the tables anew").toBe(tables());
  });

  it("would be found to lag behind a sentence that changed", async () => {
    const changed: Say = (problem, language) =>
      problem.kind === "bundle-cut"
        ? { ...sentence(problem, language), todo: "Chép lại." }
        : sentence(problem, language);
    expect(between(await readFile(manual, "utf8"))).not.toBe(tables(changed));
  });
});
