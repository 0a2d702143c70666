import { describe, expect, it } from "vitest";
import {
  bundleName,
  isBundleName,
  memberOf,
  opsMember,
  readSeal,
  type Seal,
  sealText,
} from "../../../shared/exchange/container.ts";

const seal: Seal = {
  office: "doluong",
  feed: "doluong-k3f7",
  from: 118,
  to: 131,
  head: "0123456789abcdef",
  rcpt: "nghean",
  bytes: 4096,
};

describe("names", () => {
  it("of bundles are short, plain ASCII", () => {
    const name = bundleName({ feed: "doluong-k3f7", from: 118, to: 131, recipient: "nghean" });
    expect(name).toBe("doluong-k3f7_000118-000131_nghean.zip.age");
    const longest = bundleName({
      feed: `a${"b".repeat(15)}-k3f7`,
      from: 1,
      to: 999_999,
      recipient: `c${"d".repeat(15)}`,
    });
    expect(longest.length).toBe(60);
    for (const one of [name, longest, "gói của tôi (1).ZIP.AGE"]) expect(isBundleName(one)).toBe(true);
  });

  it.each([
    "a.zip",
    ".zip.age",
    "a.zip.age.minisig",
    "a.zip.age ",
    "a:b.zip.age",
    "..\\a.zip.age",
    "a/b.zip.age",
    "a\u202egpj.zip.age",
    "a\n.zip.age",
    `${"x".repeat(300)}.zip.age`,
  ])("of bundles are not %j", (name) => {
    expect(isBundleName(name)).toBe(false);
  });

  it("of members are of six patterns", () => {
    const good: Record<string, string> = {
      "bundle.json": "header",
      [opsMember(1)]: "ops",
      [opsMember(1_234_567)]: "ops",
      [`receipts/${"a".repeat(64)}.json`]: "receipt",
      [`blobs/${"0".repeat(64)}`]: "blob",
      "manifest-sha256.txt": "manifest",
      "manifest-sha256.txt.minisig": "manifest-signature",
    };
    for (const [name, kind] of Object.entries(good)) expect(memberOf(name)?.kind).toBe(kind);
    for (const name of hostileNames) expect(memberOf(name), name).toBeNull();
  });
});

const hostileNames = [
  "",
  "/bundle.json",
  "../bundle.json",
  "ops/../bundle.json",
  "ops\\000001.jsonl",
  "C:bundle.json",
  "CON",
  "bundle.json.",
  "bundle.json ",
  "bundle.json:stream",
  "BUNDLE.JSON",
  "Bundle.json",
  "bundle.json\n",
  "bundle.json\0",
  "ops/",
  "ops/000000.jsonl",
  "ops/1.jsonl",
  "ops/00000000001.jsonl",
  `receipts/${"A".repeat(64)}.json`,
  `blobs/${"0".repeat(63)}`,
  `blobs/${"0".repeat(300)}`,
  "b\u0301undle.json",
];

describe("the seal", () => {
  it("has one spelling", () => {
    for (const one of [seal, { ...seal, bytes: null }, { ...seal, from: 1, to: 0 }])
      expect(readSeal(sealText(one))).toEqual(one);
    expect(sealText(seal)).toBe(
      "scb1 bundle office=doluong feed=doluong-k3f7 from=118 to=131 head=0123456789abcdef rcpt=nghean bytes=4096",
    );
  });

  it("of a later format says so", () => {
    expect(readSeal("scb2 bundle whatever it may say")).toEqual({ newer: 2 });
  });

  it("is nothing else", () => {
    const text = sealText(seal);
    for (const other of [
      "",
      "timestamp:1 file:x",
      text.replace("scb1", "scb"),
      text.replace("from=118", "from=0118"),
      `${text} `,
      text.replace(" to=", "  to="),
      text.replace("head=0", "head=A"),
      text.replace(" rcpt=nghean", ""),
      text.replace("bytes=4096", "bytes=0"),
      text.replace("scb1", "scb0"),
    ])
      expect(readSeal(other), other).toBeNull();
  });
});
