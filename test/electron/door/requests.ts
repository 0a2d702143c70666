import type { Sheet } from "../../../shared/domain/sheets/sheet.ts";
import type { Channel, RequestOf } from "../../../shared/ipc/contract.ts";

const aSheet: Sheet = {
  form: "2c-98",
  code: "",
  title: "",
  header: [],
  numbers: [],
  photo: "",
  portrait: null,
  besidePhoto: 0,
  blocks: [{ kind: "heading", no: "1)", title: "" }],
  signatures: [{ place: "", role: "", text: "", note: "" }],
};

export const someRecord = "person:0190f3c2-5b7a-7c31-9a2e-0123456789ab";

/** One request a channel takes, for every channel: the compiler asks for each new one. */
export const goodRequests: { readonly [C in Channel]: RequestOf<C> } = {
  "app.status": {},
  "office.create": {
    office: "luuson",
    officeName: "Đảng ủy xã Lưu Sơn",
    level: "district",
    clerkName: "Nguyễn Thị Thử",
    clerkRole: "",
    passphrase: "bốn năm từ rời nhau",
  },
  "office.unlock": { secret: "bốn năm từ rời nhau" },
  "office.lock": {},
  "ledger.append": {
    purpose: "person.edit",
    reason: "",
    audience: [],
    changes: [{ record: someRecord, fields: { fullName: { saw: [], to: "Trần Văn Mẫu" } } }],
  },
  "ledger.read": { after: 0, bytes: 1024 },
  "ledger.at": { positions: [1, 2] },
  "ledger.access": { record: someRecord, why: "shown" },
  "kept.read": { name: "draft:profile" },
  "kept.write": { name: "draft:profile", value: "{}" },
  "photo.choose": {},
  "scan.add": {},
  "blob.put": { bytes: Uint8Array.of(0xff, 0xd8, 0xff), media: "image/jpeg" },
  "blob.read": { blob: "0f".repeat(32) },
  "blob.export": { blob: "0f".repeat(32), suggestedName: "ban-quet" },
  "enrol.request": {},
  "enrol.open": {},
  "enrol.admit": { token: "t1", digits: "12345 67890" },
  "exchange.overview": {},
  "custody.register": { from: null, to: "2026-12-31", kinds: ["print"] },
  "custody.say": { number: 1, said: { to: "Ban Tổ chức Tỉnh ủy", way: "paper", mark: "secret", copies: 2 } },
  "bundle.measure": { recipient: "tinhmau" },
  "bundle.pack": { recipient: "tinhmau" },
  "bundle.open": {},
  "bundle.accept": { token: "t1" },
  "bundle.discard": { token: "t1" },
  "queue.choose": { from: "folder" },
  "queue.unfinished": {},
  "queue.take": { token: "t1", index: 0 },
  "queue.close": { token: "t1" },
  "offers.look": {},
  "watch.choose": {},
  "watch.stop": {},
  "workbook.open": {},
  "workbook.rows": { token: "t1", sheet: 0, from: 0, to: 500 },
  "workbook.close": { token: "t1" },
  "workbook.annotate": { token: "t1", notes: [{ sheet: "Cán bộ", row: 2, column: 3, text: "không phải ngày" }] },
  "page.print": { suggestedName: "so-yeu-ly-lich", landscape: false },
  "sheet.save": { suggestedName: "so-yeu-ly-lich-2c", sheet: aSheet },
  "table.save": {
    suggestedName: "danh-sach-trich-ngang",
    table: { title: "", above: [], columns: [{ head: "TT", width: 5 }], rows: [[1]], below: [], paper: "A4" },
  },
};

/** Arguments that no channel takes, whatever it asks for. */
export function hostileArguments(): readonly (readonly [string, unknown])[] {
  const cycle: Record<string, unknown> = {};
  cycle.self = cycle;
  const deep = (levels: number): unknown => (levels === 0 ? {} : { in: deep(levels - 1) });
  return [
    ["nothing", undefined],
    ["null", null],
    ["a number", 1],
    ["NaN", Number.NaN],
    ["a text", "app.status"],
    ["a truth", true],
    ["a list", []],
    ["a list of a request", [{}]],
    ["a text of 100 MB", { secret: "x".repeat(50_000_000) }],
    ["bytes of 17 MiB", { bytes: new Uint8Array(17 * 1024 * 1024) }],
    ["a long list", { positions: Array.from({ length: 2_100_000 }, () => 1) }],
    ["a cycle", cycle],
    ["a deep nest", deep(10_000)],
    ["a function", () => 1],
    ["a function inside", { secret: () => 1 }],
    ["a symbol", Symbol("x")],
    ["a big number", { after: 10n }],
    ["a date", new Date(0)],
    ["a date inside", { secret: new Date(0) }],
    ["a map", new Map([["secret", "x"]])],
    ["a set", new Set(["x"])],
    ["an expression", /x/],
    ["an error", new Error("x")],
    ["a buffer", new ArrayBuffer(8)],
    ["another view of bytes", new Float64Array(8)],
    ["a key of prototypes", JSON.parse('{"__proto__":{"secret":"x"}}')],
    ["a key of prototypes inside", { secret: JSON.parse('{"__proto__":1}') }],
    ["a constructor", { constructor: { prototype: { polluted: true } } }],
    ["another prototype", Object.create({ secret: "inherited" })],
    ["a path in place of all", "/etc/passwd"],
    ["a path beside", { path: "../../etc/passwd" }],
    ["a folder beside", { folder: "C:\\Windows" }],
  ];
}
