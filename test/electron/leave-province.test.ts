import { randomBytes } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { decrypted } from "../../electron/exchange/age.ts";
import { newOfficeKeys, ownPeer, sheetBytes, sheetName } from "../../electron/exchange/enrol.ts";
import { fingerprintOf } from "../../electron/exchange/fingerprint.ts";
import { inflated, readDirectory } from "../../electron/exchange/zip-read.ts";
import { handOver, passOn } from "../../renderer/services/hand-over.ts";
import { leaveProvince, openReceiver, sealFile, takeBack } from "../../renderer/services/leave-province.ts";
import { checkPrintedHead, shownHead } from "../../renderer/services/printed-head.ts";
import { recordAction } from "../../renderer/services/record-action.ts";
import { settleProposal } from "../../renderer/services/settle-proposal.ts";
import { blankPerson, blankRecord } from "../../shared/domain/blank-records.ts";
import { idMaker } from "../../shared/domain/new-id.ts";
import { outsideProvince } from "../../shared/domain/primitives.ts";
import { catchUp, leavePageSeats, type PageSeat, takePageSeat, write } from "./page-seats.ts";
import { carry, enrol, given, pageOf } from "./seats.ts";

/** A district and its province, with real stores, bundles and working copies: a file leaves the province and is taken back. */
let folder: string;
let [district, province]: PageSeat[] = [];
const ids = idMaker(1_767_225_600_000, new Uint8Array(16).fill(11));
const [leaver, stayer, unitId, postId, stepId, planId] = [
  ids("person"),
  ids("person"),
  ids("unit"),
  ids("post"),
  ids("assignment"),
  ids("plan-entry"),
];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "leave-province-"));
  [district, province] = [
    await takePageSeat(folder, "doluong", "district"),
    await takePageSeat(folder, "nghean", "province"),
  ];
  await enrol(district, province, folder);
  for (const each of [district, province]) await catchUp(each);
  const about = { personId: leaver, title: "Bí thư" };
  await write(district, [
    blankRecord("unit", { id: unitId, tree: "PARTY" }),
    blankRecord("unit-version", { id: ids("unit-version"), unitId, name: "Đảng ủy xã Mẫu", level: "XA", from: "2020" }),
    blankRecord("post", { id: postId, unitId, title: "Bí thư", role: "T", from: "2020-01-01" }),
    // Full member before joining: the desk has something to say of this file as long as it is here.
    {
      ...blankPerson(leaver, "doluong"),
      birthName: "Lò Văn Đi",
      phone: "0912",
      partyJoinDate: "2011-01-01",
      partyOfficialDate: "2010-01-01",
    },
    { ...blankPerson(stayer, "doluong"), birthName: "Lò Văn Ở", birthDate: "1980" },
    blankRecord("assignment", { ...about, id: stepId, unitId, postId, nature: "SUBSTANTIVE", from: "2021" }),
    blankRecord("plan-entry", { ...about, id: planId, term: "2025–2030", from: "2024", to: "2030" }),
  ]);
  await send(district, province);
}, 120_000);
afterAll(async () => {
  await leavePageSeats([district, province]);
  await rm(folder, { recursive: true, force: true });
});

async function send(from: PageSeat, to: PageSeat): Promise<void> {
  await carry(from, to, to.opened.office, folder);
  for (const each of [from, to]) await catchUp(each);
  given(await passOn(to.page));
}

const draft = {
  file: leaver,
  destination: "Ban Tổ chức Tỉnh ủy Hà Tĩnh",
  decision: "31-QĐ/TU",
  decidedOn: "2026-02-20",
  reason: "Chuyển công tác",
};

async function edit(at: PageSeat, phone: string): Promise<void> {
  const held = (await at.page.data.held(leaver))!;
  const saw = [held.by.phone ?? held.first];
  const changes = [{ record: leaver, fields: { phone: { saw, to: phone } } }];
  await given(await recordAction(at.page, { purpose: "person.edit", reason: "", people: [leaver], changes })).shown;
}

const query = { text: "", order: "name" } as const;
/** What an office's screens have of the file: everywhere the same, or somebody counts a person who is not here. */
async function presentAt({ page: { data } }: PageSeat) {
  const listed = await data.searchPeople(query);
  const opening = {
    postId: null,
    unitId,
    title: "Phó Bí thư",
    start: "2026-03-02",
    kind: "LUAN_CHUYEN",
    purpose: "DAO_TAO",
    plannedEnd: "2029-03-02",
  } as const;
  const [named, findings, posts, candidates] = await Promise.all([
    data.searchPeople({ ...query, text: "lo van di" }),
    data.findings(),
    data.postsToFill(unitId),
    data.suggest({ opening, unitId: null, planned: false, clear: false }),
  ]);
  return {
    listed: listed.total,
    named: named.total,
    findings: findings.filter(({ personId }) => personId === leaver).length,
    candidates: candidates.listed + Object.values(candidates.excluded).reduce((sum, some) => sum + some, 0),
    vacant: posts.find(({ id }) => id === postId)?.vacant,
    keeper: (await data.person(leaver))?.custodian,
    step: (await data.held(stepId))?.values.to ?? null,
    plan: (await data.held(planId))?.values.to,
    departed: (await data.departures()).map(({ personName, to, record }) => [personName, to, record.decision]),
  };
}
const here = {
  listed: 2,
  named: 1,
  findings: 1,
  candidates: 2,
  vacant: 0,
  keeper: "doluong",
  step: null,
  plan: "2030",
  departed: [],
};
const gone = {
  listed: 1,
  named: 0,
  findings: 0,
  candidates: 1,
  vacant: 1,
  keeper: outsideProvince,
  step: "2026-02-20",
  plan: "2026-02-20",
  departed: [["Lò Văn Đi", draft.destination, draft.decision]],
};

const words = {
  head: (from: string) => `${from}: mã sổ 12`,
  item: "Mục",
  content: "Nội dung",
  scans: "Bản quét",
  scansApart: "Gửi riêng",
  kind: "Loại",
  number: "Số",
  hash: "SHA-256",
};

/** What is in a sealed extract, for whoever holds the key. */
async function plainOf(identity: string, sealed: Buffer): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of decrypted([identity], [sealed])) pieces.push(piece);
  const directory = readDirectory(Buffer.concat(pieces));
  if (!directory.ok) throw new Error(directory.problem);
  const member = inflated(directory.value.find(({ name }) => name === "extract.json")!);
  if (!member.ok) throw new Error(member.problem);
  return Buffer.from(member.value).toString();
}

describe("a file that leaves the province", () => {
  it("is a matter of the province's alone", { timeout: 120_000 }, async () => {
    for (const each of [district!, province!]) expect(await presentAt(each)).toEqual(here);
    expect(given(await leaveProvince(district!.page, draft))).toBe("moved");
    expect(await presentAt(district!)).toEqual(here);
  });

  it("is out of lists, figures, candidates and checks at once, and a stub is found", { timeout: 120_000 }, async () => {
    expect(given(await leaveProvince(province!.page, draft))).not.toBe("moved");
    expect(await presentAt(province!)).toEqual(gone);
    expect(given(await leaveProvince(province!.page, draft))).toBe("moved"); // once
    const again = { ...draft, toOffice: "doluong", forced: true, second: "Hà Thị Thử" };
    expect(given(await handOver(province!.page, again))).toBe("moved"); // it is taken back first
    await edit(district!, "0913"); // it does not know yet
    expect(await presentAt(district!)).toEqual(here);
    await send(province!, district!);
    expect(await presentAt(district!)).toEqual(gone);
    expect((await district!.page.data.person(leaver))?.phone).toBe("0912");
  });

  it("gets its former keeper's late words as proposals to the province", { timeout: 120_000 }, async () => {
    await send(district!, province!);
    const [late] = await province!.page.data.proposals(leaver);
    expect(late).toMatchObject({ isOurs: true, keeper: "Ngoài tỉnh", fields: [{ field: "phone", to: "0913" }] });
    expect((await district!.page.data.proposals(leaver)).map(({ isOurs }) => isOurs)).toEqual([false]);
    expect(given(await settleProposal(province!.page, late!, { adopt: true, reason: "" }))).not.toBe("moved");
    await catchUp(province!);
    expect((await province!.page.data.person(leaver))?.phone).toBe("0913");
    await send(province!, district!);
    expect((await district!.page.data.person(leaver))?.phone).toBe("0913");
    expect(await district!.page.data.proposals(leaver)).toEqual([]);
  });

  it("opens from the ledger as it stood", { timeout: 120_000 }, async () => {
    for (const each of [district!, province!]) {
      const opened = await pageOf(each);
      expect(await opened.core.stateHash()).toBe(await each.page.core.stateHash());
      expect((await opened.data.searchPeople(query)).total).toBe(1);
      opened.core.close();
    }
  });

  it("goes with a slip whose ledger number can be checked", { timeout: 120_000 }, async () => {
    const paper = shownHead(province!.page.data);
    const before = province!.page.data.head().position;
    expect(given((await checkPrintedHead(province!.page, paper))!)).toEqual({
      position: before,
      standing: {
        kind: "held",
        since: given(await province!.handlers["ledger.read"]({ after: 0, bytes: 1 })).head.position - before,
      },
    });
    const beyond = paper.replace(/^\d+/, String(before + 1_000));
    expect(given((await checkPrintedHead(province!.page, beyond))!).standing.kind).toBe("cut");
    const other = paper.replace(/\((.)/, (_, first: string) => `(${first === "0" ? "1" : "0"}`);
    expect(given((await checkPrintedHead(province!.page, other))!).standing.kind).toBe("differs");
    expect(await checkPrintedHead(province!.page, "số 12")).toBeNull();
  });

  it("leaves sealed for the receiver's key alone, with its line in the register", { timeout: 120_000 }, async () => {
    const random = (bytes: number) => randomBytes(bytes);
    const keys = await newOfficeKeys(random);
    const about = { office: "hatinh", name: draft.destination, level: "province", feed: "hatinh-aaaa" } as const;
    const receiver = await ownPeer(keys, about);
    const sheet = join(folder, sheetName(receiver));
    await writeFile(sheet, sheetBytes(receiver));
    province!.path = sheet;
    const opened = given(await openReceiver(province!.page));
    expect(opened?.peer.name).toBe(draft.destination);
    const [left] = await province!.page.data.departures();
    const place = await mkdtemp(join(folder, "stick-"));
    province!.path = place;
    const wrong = await sealFile(province!.page, left!, opened!.token, "1".repeat(30), words);
    expect(wrong).toMatchObject({ ok: false, problem: { kind: "fingerprint-differs" } });
    expect(await readdir(place)).toEqual([]);
    const sealed = given(await sealFile(province!.page, left!, opened!.token, fingerprintOf(receiver), words));
    const bytes = await readFile(join(place, sealed!.fileName));
    const text = await plainOf(keys.identity, bytes);
    for (const said of ["LÒ VĂN ĐI", "0913", "mã sổ 12"]) expect(text, said).toContain(said);
    await expect(plainOf((await newOfficeKeys(random)).identity, bytes)).rejects.toThrow(/no identity/);
    await catchUp(province!);
    expect((await presentAt(province!)).keeper).toBe(outsideProvince);
    expect(given(await province!.handlers["exchange.overview"]({})).peers.map(({ peer }) => peer.office)).toEqual([
      "doluong",
    ]);
    const { lines } = given(await province!.handlers["custody.register"]({ from: null, to: null, kinds: ["extract"] }));
    expect(lines).toMatchObject([
      { profile: "file", recipient: "hatinh", said: { to: draft.destination }, failed: false },
    ]);
  });

  it("is taken back whole: keeper, posts, plans, lists", { timeout: 120_000 }, async () => {
    const [left] = await province!.page.data.departures();
    expect(left?.mayWithdraw).toBe(true);
    expect(given(await takeBack(province!.page, left!, "Chuyển nhầm người"))).not.toBe("moved");
    await catchUp(province!);
    expect(await presentAt(province!)).toEqual(here);
    expect(given(await takeBack(province!.page, left!, "Chuyển nhầm người"))).toBe("moved");
    await send(province!, district!);
    expect(await presentAt(district!)).toEqual(here);
    await edit(district!, "0914");
    await send(district!, province!);
    expect((await province!.page.data.person(leaver))?.phone).toBe("0914"); // its word counts again
    expect(given(await leaveProvince(province!.page, { ...draft, decision: "32-QĐ/TU" }))).not.toBe("moved");
    expect((await presentAt(province!)).departed).toEqual([["Lò Văn Đi", draft.destination, "32-QĐ/TU"]]);
  });
});
