import { sha256Hex } from "../../../electron/exchange/sha256.ts";
import { headsOf } from "../../../shared/exchange/chain.ts";
import { blobMember } from "../../../shared/exchange/container.ts";
import { type BundleHeader, bundleFormat, type Receipt } from "../../../shared/exchange/header.ts";
import {
  type Forged,
  forged,
  headerFor,
  type Parts,
  partsOf,
  sealed,
  sealedParts,
  sealFor,
  signedOutside,
  type Workshop,
  zipOf,
} from "./forge.ts";
import { linesOf, type TestOffice } from "./offices.ts";

/** A file that stands in no line. */
export const unnamedFile = "một tệp không ai nhắc tới";

export type Roll = (below: number) => number;

/** What mutants are made from: one good bundle, taken apart, and another of the same sender. */
export interface Material extends Workshop {
  readonly stranger: TestOffice; // enrolled nowhere
  readonly all: readonly string[]; // the feed's lines; the receiver holds the first `from − 1`
  readonly header: BundleHeader;
  readonly lines: readonly string[];
  readonly receipts: readonly Receipt[];
  readonly good: Forged;
  readonly other: Forged; // an earlier good bundle, of other lines
}

export interface Mutant {
  readonly name: string;
  readonly forged: Forged;
}

type Make = (material: Material, roll: Roll) => Forged | Promise<Forged>;

/** How a mutant of each layer is made. Later layers are signed again, so that what they broke is what stops them. */
export const layers: readonly {
  readonly layer: string;
  readonly share: number;
  readonly makers: Readonly<Record<string, Make>>;
}[] = [
  {
    layer: "raw",
    share: 14,
    makers: {
      flip: ({ good }, roll) => ({ ...good, bundle: flipped(good.bundle, roll) }),
      "flip at the start": ({ good }, roll) => ({
        ...good,
        bundle: Buffer.concat([flipped(good.bundle.subarray(0, 22), roll), good.bundle.subarray(22)]),
      }),
      cut: ({ good }, roll) => ({ ...good, bundle: good.bundle.subarray(0, roll(good.bundle.byteLength)) }),
      longer: ({ good }, roll) => ({ ...good, bundle: Buffer.concat([good.bundle, Buffer.alloc(1 + roll(99), 7)]) }),
      splice: ({ good, other }, roll) => ({ ...good, bundle: spliced(good.bundle, other.bundle, roll) }),
      zeroed: ({ good }, roll) => ({ ...good, bundle: zeroed(good.bundle, roll) }),
      "other's signature": ({ good, other }) => ({ ...good, signature: other.signature }),
      "other's bundle": ({ good, other }) => ({ ...good, bundle: other.bundle }),
      "signature flip": ({ good }, roll) => ({ ...good, signature: flippedSignature(good.signature, roll) }),
      "signature cut": ({ good }, roll) => ({
        ...good,
        signature: good.signature.subarray(0, roll(good.signature.byteLength - 2)),
      }),
      "comment edit": ({ good }, roll) => ({ ...good, signature: editedComment(good.signature, roll) }),
      stranger: ({ stranger, header, good }) => signedOutside(stranger, sealFor(header), good.bundle),
    },
  },
  {
    layer: "signed outside",
    share: 8,
    makers: {
      flip: ({ sender, header, good }, roll) =>
        signedOutside(sender, sealFor(header), flipped(good.bundle.subarray(22), roll, good.bundle.subarray(0, 22))),
      cut: ({ sender, header, good }, roll) =>
        signedOutside(sender, sealFor(header), good.bundle.subarray(0, 22 + roll(good.bundle.byteLength - 22))),
      "for another key": (material, roll) =>
        sealed(material, sealFor(material.header), roll100(roll), material.stranger.peer.recipientKey),
      "other seal": ({ sender, header, good }, roll) =>
        signedOutside(sender, sealFor(editedHeader(header, sealEdits, roll)), good.bundle),
      "no seal": ({ sender, good }) => signedOutside(sender, "timestamp:1 file:x hashed", good.bundle),
      "older content in a new seal": ({ sender, header, other }) =>
        signedOutside(sender, sealFor(header), other.bundle),
    },
  },
  {
    layer: "sealed again",
    share: 16,
    makers: {
      flip: (material, roll) => sealed(material, sealFor(material.header), flipped(goodZip(material), roll)),
      cut: (material, roll) => {
        const zip = goodZip(material);
        return sealed(material, sealFor(material.header), zip.subarray(0, 1 + roll(zip.byteLength - 1)));
      },
      "byte in between": (material, roll) => {
        const zip = goodZip(material);
        const at = roll(zip.byteLength + 1);
        return sealed(
          material,
          sealFor(material.header),
          Buffer.concat([zip.subarray(0, at), Buffer.of(roll(256)), zip.subarray(at)]),
        );
      },
      "changed member": withParts((parts, _material, roll) => {
        const name = pick([...parts.keys()], roll);
        return new Map([...parts, [name, flipped(parts.get(name) as Uint8Array, roll)]]);
      }),
      "missing member": withParts((parts, _material, roll) => without(parts, pick([...parts.keys()], roll))),
      "added member": withParts(
        (parts) => new Map([...parts, [`receipts/${"ab".repeat(32)}.json`, Buffer.from("{}")]]),
      ),
      "swapped contents": withParts((parts, _material, roll) => {
        const [one, two] = [pick([...parts.keys()], roll), pick([...parts.keys()], roll)];
        const different = one === two ? [...parts.keys()].at((roll(2) + 1) % parts.size) : two;
        const other = different === one ? "bundle.json" : (different as string);
        return one === other
          ? without(parts, one)
          : new Map([...parts, [one, parts.get(other) as Uint8Array], [other, parts.get(one) as Uint8Array]]);
      }),
      "receipt put in unsigned": (material) => {
        // The list is made anew, and its old signature kept: only that signature stands against it.
        const more = { ...(material.receipts[0] as Receipt), upTo: 999_999 };
        const header = { ...material.header };
        const forgedParts = sealedParts(material, "x", partsOf(header, material.lines, [more]));
        const good = sealedParts(material, sealFor(header), partsOf(header, material.lines, material.receipts));
        const signature = good.get("manifest-sha256.txt.minisig") as Uint8Array;
        return sealed(
          material,
          sealFor(header),
          zipOf(new Map([...forgedParts, ["manifest-sha256.txt.minisig", signature]])),
        );
      },
      "inner seal differs": (material, roll) => {
        const inner = sealFor(editedHeader(material.header, sealEdits, roll));
        const parts = sealedParts(material, inner, partsOf(material.header, material.lines, material.receipts));
        return sealed(material, sealFor(material.header), zipOf(parts));
      },
      "signed inside by a stranger": (material) => {
        const parts = sealedParts(
          { ...material, sender: material.stranger },
          sealFor(material.header),
          partsOf(material.header, material.lines, material.receipts),
        );
        return sealed(material, sealFor(material.header), zipOf(parts));
      },
    },
  },
  {
    layer: "listed again",
    share: 14,
    makers: {
      "header edit": (material, roll) => resealed(material, editedHeader(material.header, headerEdits, roll)),
      "header not JSON": relisted((parts, roll) => {
        const header = Buffer.from(parts.get("bundle.json") as Uint8Array).toString();
        const hostile = ['"__proto__":{},', '"format":1,', '"\\ud800":1,', "\u0001", "["][roll(5)] as string;
        return new Map([...parts, ["bundle.json", Buffer.from(`{${hostile}${header.slice(1)}`)]]);
      }),
      "receipt renamed": relisted((parts) => {
        const name = receiptName(parts);
        return new Map([...without(parts, name), [`receipts/${"cd".repeat(32)}.json`, parts.get(name) as Uint8Array]]);
      }),
      "receipt missing": relisted((parts) => without(parts, receiptName(parts))),
      "receipt by another": (material) =>
        forged(material, material.header, material.lines, [{ ...(material.receipts[0] as Receipt), by: "khac" }]),
      "file more": relisted((parts) => new Map([...parts, [`blobs/${"ef".repeat(32)}`, Buffer.from("x")]])),
      "file missing": relisted((parts) => without(parts, fileName(parts))),
      "file renamed": relisted((parts) => {
        const name = fileName(parts);
        return new Map([...without(parts, name), [`blobs/${"cd".repeat(32)}`, parts.get(name) as Uint8Array]]);
      }),
      "file changed": relisted((parts, roll) => {
        const name = fileName(parts);
        return new Map([...parts, [name, flipped(parts.get(name) as Uint8Array, roll)]]);
      }),
      "file that no line names": (material) => {
        const { counts } = material.header;
        const header = { ...material.header, counts: { ...counts, files: 2 } };
        const parts = partsOf(header, material.lines, material.receipts);
        const seal = sealFor(header);
        const more = new Map([...parts, [blobMember(sha256Of(unnamedFile)), Buffer.from(unnamedFile)]]);
        return sealed(material, seal, zipOf(sealedParts(material, seal, more)));
      },
      "ops renamed": relisted((parts) => {
        const name = opsName(parts);
        return new Map([...without(parts, name), ["ops/000099.jsonl", parts.get(name) as Uint8Array]]);
      }),
      "ops missing": relisted((parts) => without(parts, opsName(parts))),
    },
  },
  {
    layer: "lines",
    share: 16,
    makers: {
      "line twice": withLines((lines, roll) => {
        const at = roll(lines.length);
        return lines.toSpliced(at, 0, lines[at] as string);
      }),
      "line missing": withLines((lines, roll) => lines.toSpliced(roll(lines.length), 1)),
      "lines swapped": withLines((lines, roll) => {
        const at = roll(lines.length - 1);
        return lines.toSpliced(at, 2, lines[at + 1] as string, lines[at] as string);
      }),
      "value edited": withLines((lines, roll) => {
        const at = roll(lines.length);
        return lines.with(at, (lines[at] as string).replace("2026", "2027"));
      }),
      "hostile line, chain made anew": (material, roll) => {
        const at = roll(material.lines.length);
        const lines = material.lines.with(at, hostileLine(material.lines[at] as string, roll));
        const head = headsOf(sha256Hex, material.header.prevHead, lines).at(-1) as string;
        return resealed({ ...material, lines }, { ...material.header, head });
      },
      "wrong count of changes": (material, roll) =>
        resealed(material, {
          ...material.header,
          counts: { ...material.header.counts, changes: material.header.counts.changes + 1 + roll(9) },
        }),
      "wrong head": (material, roll) =>
        resealed(material, { ...material.header, head: sha256Of(`${roll(1_000_000)}`) }),
    },
  },
  {
    layer: "position",
    share: 32,
    makers: {
      "already taken": (material, roll) => inPlace(material, 1, 1 + roll(material.header.from - 1), { serial: 1 }),
      gap: (material, roll) => {
        const from = material.header.from + 1 + roll(material.lines.length - 1);
        return inPlace(material, from, material.all.length, { serial: 9 });
      },
      "fork in what is held": (material, roll) => {
        const from = 1 + roll(material.header.from - 1);
        return branch(material, from, from, roll);
      },
      "fork with more behind": (material, roll) => branch(material, 1 + roll(material.header.from - 1), 1, roll),
      "fork just before": (material, roll) => branch(material, material.header.from - 1, material.header.from, roll),
    },
  },
];

/** A bundle of the feed's true lines `from` to `to`. */
export const inPlace = (material: Material, from: number, to: number, { serial }: { readonly serial: number }) => {
  const lines = material.all.slice(from - 1, to);
  const prevHead =
    from === 1
      ? "0".repeat(64)
      : (headsOf(sha256Hex, "0".repeat(64), material.all.slice(0, from - 1)).at(-1) as string);
  return forged(material, headerFor(material, lines, { from, prevHead, serial }), lines);
};

/** A history that leaves the true one with line `at`, told from line `from` on. */
function branch(material: Material, at: number, from: number, roll: Roll): Promise<Forged> {
  const own = linesOf(material.sender.peer.feed, material.all.length, roll);
  const lines = [...material.all.slice(0, at - 1), ...own.slice(at - 1)];
  const heads = ["0".repeat(64), ...headsOf(sha256Hex, "0".repeat(64), lines)];
  const carried = lines.slice(from - 1);
  return forged(
    material,
    headerFor(material, carried, { from, prevHead: heads[from - 1] as string, serial: 9 }),
    carried,
  );
}

const sha256Of = (text: string) => sha256Hex(text);
const pick = <Item>(items: readonly Item[], roll: Roll): Item => items[roll(items.length)] as Item;
const roll100 = (roll: Roll) => Uint8Array.from({ length: 100 }, () => roll(256));
const without = (parts: Parts, name: string): Parts => new Map([...parts].filter(([other]) => other !== name));
const opsName = (parts: Parts) => [...parts.keys()].find((name) => name.startsWith("ops/")) as string;
const fileName = (parts: Parts) => [...parts.keys()].find((name) => name.startsWith("blobs/")) as string;
const receiptName = (parts: Parts) => [...parts.keys()].find((name) => name.startsWith("receipts/")) as string;

const goodParts = (material: Material): Parts =>
  sealedParts(material, sealFor(material.header), partsOf(material.header, material.lines, material.receipts));
const goodZip = (material: Material): Buffer => zipOf(goodParts(material));

/** Members changed after the inner signature. */
function withParts(change: (parts: Parts, material: Material, roll: Roll) => Parts): Make {
  return (material, roll) =>
    sealed(material, sealFor(material.header), zipOf(change(goodParts(material), material, roll)));
}

/** Members changed before the list and the inner signature are made. */
function relisted(change: (parts: Parts, roll: Roll) => Parts): Make {
  return (material, roll) => {
    const parts = change(partsOf(material.header, material.lines, material.receipts), roll);
    const seal = sealFor(material.header);
    return sealed(material, seal, zipOf(sealedParts(material, seal, parts)));
  };
}

/** Everything signed for this header, whatever it says. */
const resealed = (material: Material, header: BundleHeader) =>
  forged(material, header, material.lines, material.receipts);

/** Other lines under the good header. */
function withLines(change: (lines: readonly string[], roll: Roll) => readonly string[]): Make {
  return (material, roll) => forged(material, material.header, change(material.lines, roll), material.receipts);
}

const sealEdits: readonly ((header: BundleHeader) => Partial<BundleHeader>)[] = [
  () => ({ office: "khac" }),
  () => ({ feed: "doluong-aaaa" }),
  ({ from }) => ({ from: from + 1 }),
  ({ to }) => ({ to: to + 1 }),
  () => ({ head: sha256Of("another") }),
  () => ({ recipient: "vinh" }),
];

const headerEdits: readonly ((header: BundleHeader) => Partial<Record<keyof BundleHeader, unknown>>)[] = [
  ...sealEdits.slice(0, 4),
  () => ({ recipient: "vinh" }),
  () => ({ format: bundleFormat + 1 }),
  () => ({ format: 1 }),
  ({ counts }) => ({ counts: { ...counts, files: 2 } }),
  ({ counts }) => ({ counts: { ...counts, files: 0 } }),
  ({ counts }) => ({ format: 1, counts: { ...counts, files: undefined } }),
  () => ({ format: "1" }),
  () => ({ suite: "none" }),
  () => ({ minReader: 4 }),
  () => ({ serial: 0 }),
  () => ({ to: 2 ** 60 }),
  ({ from }) => ({ to: from - 2 }),
  () => ({ prevHead: sha256Of("another") }),
  () => ({ prevHead: "x" }),
  () => ({ head: "0".repeat(63) }),
  ({ counts }) => ({ counts: { ...counts, actions: counts.actions + 1 } }),
  ({ counts }) => ({ counts: { ...counts, receipts: counts.receipts + 1 } }),
  () => ({ counts: null }),
  () => ({ clerks: [{ id: "root", name: "", role: "" }] }),
  () => ({ made: null }),
];

function editedHeader(
  header: BundleHeader,
  edits: readonly ((header: BundleHeader) => Partial<Record<keyof BundleHeader, unknown>>)[],
  roll: Roll,
): BundleHeader {
  return { ...header, ...(pick(edits, roll)(header) as Partial<BundleHeader>) };
}

/** A line that is refused for what it says or how it says it. */
function hostileLine(line: string, roll: Roll): string {
  const forms: readonly ((line: string) => string)[] = [
    (text) => text.replace("{", '{"__proto__":{"x":1},'),
    (text) => text.replace("{", '{"constructor":1,'),
    (text) => text.replace("{", '{"by":"c2",'), // twice
    (text) => text.replace("{", '{"unknown":1,'),
    (text) => text.replace('"by":"c1"', '"by":"\\ud800"'),
    (text) => text.replace('"by":"c1"', '"by":"root"'),
    (text) => text.replace('"set":[', `"set":[${"[".repeat(40)}${"]".repeat(40)},`),
    (text) => text.replace('"set":[', `"set":[${"9".repeat(60)},`),
    (text) => text.slice(0, -1),
    (text) => `${text} {}`,
    () => "null",
    () => "[]",
    () => '{"withheld":"00"}',
    () => `{ "withheld":"${"ab".repeat(32)}"}`, // not the one spelling: two chains would fit
    () => `{"depth":2,"withheld":"${"ab".repeat(32)}"}`,
  ];
  return pick(forms, roll)(line);
}

function flipped(bytes: Uint8Array, roll: Roll, before: Uint8Array = Buffer.alloc(0)): Buffer {
  const copy = Buffer.concat([before, bytes]);
  for (let times = 1 + roll(3); times > 0; times -= 1) {
    const at = before.byteLength + roll(bytes.byteLength);
    copy[at] = (copy[at] as number) ^ (1 << roll(8));
  }
  return Buffer.compare(copy.subarray(before.byteLength), bytes) === 0 ? flipped(bytes, roll, before) : copy;
}

function zeroed(bytes: Uint8Array, roll: Roll): Buffer {
  const copy = Buffer.from(bytes);
  const at = roll(copy.byteLength - 16);
  return copy.fill(0, at, Math.min(copy.byteLength, at + 16 + roll(512)));
}

function spliced(one: Uint8Array, other: Uint8Array, roll: Roll): Buffer {
  const at = 1 + roll(Math.min(one.byteLength, other.byteLength) - 2);
  return Buffer.concat([one.subarray(0, at), other.subarray(at)]);
}

/** Beyond its first line, which is a remark that nobody signs. */
function flippedSignature(signature: Uint8Array, roll: Roll): Buffer {
  const start = Buffer.from(signature).indexOf("\n") + 1;
  return flipped(signature.subarray(start, -1), roll, signature.subarray(0, start));
}

function editedComment(signature: Uint8Array, roll: Roll): Buffer {
  const edits: readonly (readonly [RegExp, string])[] = [
    [/from=\d+/, "from=1"],
    [/to=\d+/, "to=999"],
    [/rcpt=\w+/, "rcpt=vinh"],
    [/head=\w/, "head=x"],
    [/bytes=\d+/, "bytes=1"],
    [/scb1/, "scb2"],
    [/ rcpt=\w+/, ""],
  ];
  const [from, to] = pick(edits, roll);
  return Buffer.from(Buffer.from(signature).toString("latin1").replace(from, to));
}
