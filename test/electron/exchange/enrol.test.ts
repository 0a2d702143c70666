import { describe, expect, it } from "vitest";
import {
  newOfficeKeys,
  OfficeKeys,
  ownPeer,
  readSheet,
  sheetBytes,
  sheetName,
  signingKeyOf,
} from "../../../electron/exchange/enrol.ts";
import { fingerprintOf, sameDigits } from "../../../electron/exchange/fingerprint.ts";
import { publicKeyLine } from "../../../electron/exchange/minisign.ts";
import type { Peer } from "../../../shared/exchange/header.ts";
import { bytesFrom, dice, testOffice } from "./offices.ts";

const edited = (peer: Peer, more: object) =>
  Buffer.from(JSON.stringify({ kind: "so-can-bo-enrolment-1", ...peer, ...more }));
const none = { ok: false, problem: { kind: "not-an-enrolment-file" } };

describe("an office's keys", () => {
  it("are text that JSON keeps, and give the same public keys again", async () => {
    const keys = await newOfficeKeys(bytesFrom(dice(1)));
    const kept = OfficeKeys.parse(JSON.parse(JSON.stringify(keys)));
    const facts = { office: "doluong", name: "Đảng ủy Đô Lương", level: "district", feed: "doluong-k3f7" } as const;
    expect(await ownPeer(kept, facts)).toEqual(await ownPeer(keys, facts));
    expect(publicKeyLine(signingKeyOf(kept))).toMatch(/^RW[A-Za-z0-9+/]{54}$/);
  });
  it("differ each time", async () => {
    const random = bytesFrom(dice(2));
    const [one, other] = [await newOfficeKeys(random), await newOfficeKeys(random)];
    expect(one.signing).not.toBe(other.signing);
    expect(one.identity).not.toBe(other.identity);
  });
});

describe("an enrolment sheet", () => {
  it("says who the office is, and is read back", async () => {
    const { peer } = await testOffice(3, "doluong");
    expect(sheetName(peer)).toBe("doluong-k3f7.enrol.json");
    expect(await readSheet(sheetBytes(peer))).toEqual({ ok: true, value: peer });
  });

  it("is refused when it is anything else", async () => {
    const { peer } = await testOffice(3, "doluong");
    const wrong = [
      Buffer.from(""),
      Buffer.from("{}"),
      Buffer.from([0xff, 0xfe]),
      Buffer.alloc(20_000, 0x20),
      sheetBytes(peer).subarray(0, -5),
      edited(peer, { kind: "so-can-bo-enrolment-2" }),
      edited(peer, { more: 1 }),
      edited(peer, { level: "centre" }),
      edited(peer, { feed: "vinh-k3f7" }),
      edited(peer, { office: "Do Luong" }),
      edited(peer, { signingKey: `${peer.signingKey.slice(0, -1)}A=` }),
      edited(peer, { signingKey: peer.recipientKey }),
      edited(peer, { recipientKey: peer.recipientKey.replace(/.$/, (last) => (last === "q" ? "p" : "q")) }),
      edited(peer, { recipientKey: "age1pqabc" }),
      Buffer.from(sheetBytes(peer).toString().replace("{", '{"office":"khac",')),
      Buffer.from(Buffer.from(sheetBytes(peer)).toString().replace("{", '{"__proto__":{},')),
    ];
    for (const bytes of wrong) expect(await readSheet(bytes), Buffer.from(bytes).toString().slice(0, 80)).toEqual(none);
  });

  it("refuses a recipient of low order, for which anyone could open", async () => {
    const { peer } = await testOffice(3, "doluong");
    // bech32 of 32 zero bytes: a well-formed key that makes every shared secret zero
    const zero = "age1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq5cu47z";
    expect(await readSheet(edited(peer, { recipientKey: zero }))).toEqual(none);
  });
});

describe("the fingerprint", () => {
  it("is 6 groups of 5 digits, and another for any key, office, feed or level", async () => {
    const { peer } = await testOffice(3, "doluong");
    const other = (await testOffice(4, "vinh")).peer;
    const all = [
      peer,
      { ...peer, signingKey: other.signingKey },
      { ...peer, recipientKey: other.recipientKey },
      { ...peer, office: "doluon" },
      { ...peer, feed: "doluong-aaaa" },
      { ...peer, level: "province" as const },
    ].map(fingerprintOf);
    for (const one of all) expect(one).toMatch(/^\d{5}( \d{5}){5}$/);
    expect(new Set(all).size).toBe(all.length);
    expect([{ ...peer, name: "Another name" }].map(fingerprintOf)[0]).toBe(all[0]);
  });

  it("is typed with any spacing, but not with a wrong or missing digit", () => {
    const found = "01234 56789 01234 56789 01234 56789";
    for (const typed of [
      found,
      found.replaceAll(" ", ""),
      found.replaceAll(" ", "-"),
      ` ${found}\n`,
      found.replaceAll(" ", " – "),
    ])
      expect(sameDigits(typed, found)).toBe(true);
    let wrong = 0;
    for (let at = 0; at < found.length; at += 1) {
      if (found[at] === " ") continue;
      const digit = String((Number(found[at]) + 1) % 10);
      if (!sameDigits(found.slice(0, at) + digit + found.slice(at + 1), found)) wrong += 1;
      expect(sameDigits(found.slice(0, at) + found.slice(at + 1), found)).toBe(false);
    }
    expect(wrong).toBe(30);
    for (const typed of ["", "x", `${found}0`]) expect(sameDigits(typed, found)).toBe(false);
  });
});
