import type { WholeLedger } from "../../../renderer/data/office-data.ts";
import type { Draft } from "../../../shared/change/change.ts";
import { describeChange } from "../../../shared/change/describe-change.ts";
import { encodeLine } from "../../../shared/change/line.ts";
import { idMaker } from "../../../shared/domain/new-id.ts";
import type { Person } from "../../../shared/domain/person.ts";
import type { Json, RecordId } from "../../../shared/domain/primitives.ts";
import { type AnyRecord, type RecordKind, type RecordOf, recordKinds } from "../../../shared/domain/record-kinds.ts";
import { duties } from "../../../shared/domain/role-table.ts";
import type { ActionLine, Entry } from "../../../shared/exchange/entry.ts";
import type { Head } from "../../../shared/ipc/ledger.ts";
import type { Opened } from "../../../shared/ipc/office.ts";
import { type Seeded, seeded } from "../../fixtures/seeded.ts";

/** A ledger in memory: entries at positions 1, 2, 3 …, each with a tag that stands for its whole past. */
export interface TestLedger {
  readonly source: WholeLedger;
  readonly entries: readonly Entry[];
  reads(): number;
  head(): Head;
  append(entry: Entry): { readonly entry: Entry; readonly head: Head };
  /** Append an action of the own feed. */
  act(draft: Pick<Draft, "changes"> & Partial<Draft>): { readonly entry: Entry; readonly head: Head };
  opened(repaired?: string | null): Opened;
}

export const ownFeed = "doluong-k3f7";
/** Another PC of the same office: what it writes in our files counts, and may differ from what we write. */
export const secondPc = "doluong-b2b2";
export const otherFeed = "thanhchuong-abcd";

export function testLedger(seed: number, store = "store-1", generation = "g1"): TestLedger {
  const entries: Entry[] = [];
  const tags: string[] = [""];
  let number = 0;
  let reads = 0;
  const key = seeded(seed ^ 0x5eed).bytes(32);
  const head = (): Head => ({ position: entries.length, tag: tags.at(-1)! });
  const append = (entry: Entry) => {
    entries.push(entry);
    tags.push(textHash(tags.at(-1)! + JSON.stringify(entry) + store + generation));
    return { entry, head: head() };
  };
  return {
    entries,
    reads: () => reads,
    head,
    append,
    act: (draft) => {
      number += 1;
      const action = {
        purpose: "person.edit",
        reason: "",
        audience: [],
        ...draft,
        feed: ownFeed,
        number,
        clerk: "c1",
        at: "2026-03-02T08:15",
      };
      return append({ entry: "action", action: { feed: ownFeed, number, line: encodeLine(action) } });
    },
    opened: (repaired = null) => ({
      office: "doluong",
      officeName: "Huyện ủy Đô Lương",
      level: "district",
      feed: ownFeed,
      clerk: { id: "c1", name: "Trần Thị Lệ", role: "Văn thư" },
      duties: [...duties],
      firstPassphrase: false,
      store,
      generation,
      head: head(),
      projectionKey: key.slice(),
      fingerprint: "",
      ended: [],
      gone: [],
      renewed: 0,
      recovered: false,
      repaired,
    }),
    source: {
      read: async (after, bytes) => {
        reads += 1;
        const given: { position: number; entry: Entry }[] = [];
        let size = 0;
        for (let position = after + 1; position <= entries.length && size < bytes; position += 1) {
          const entry = entries[position - 1]!;
          size += JSON.stringify(entry).length;
          given.push({ position, entry });
        }
        return { entries: given, head: head() };
      },
      at: async (positions) => positions.map((position) => ({ position, entry: entries[position - 1]! })),
      staged: async ({ lines }) => lines,
    },
  };
}

/** The import of another office's actions. */
export function importEntry(feed: string, officeName: string, lines: readonly ActionLine[]): Entry {
  const zeros = "0".repeat(64);
  return {
    entry: "import",
    header: {
      format: 1,
      suite: "age-x25519+minisign",
      schemaVersion: 1,
      minReader: 1,
      program: "0.1.0",
      office: feed.slice(0, feed.lastIndexOf("-")),
      officeName,
      feed,
      recipient: "doluong",
      serial: 1,
      from: lines[0]?.number ?? 1,
      to: lines.at(-1)?.number ?? 0,
      prevHead: zeros,
      head: zeros,
      counts: { actions: lines.length, changes: lines.length, receipts: 0 },
      clerks: [{ id: "c1", name: "Hồ Văn Sáu", role: "" }],
      made: "",
    },
    lines: [...lines],
    sum: { applied: lines.length, waiting: 0, held: 0, refused: 0 },
    receipts: [],
  };
}

/** A line of another office. */
export const lineOf = (feed: string, number: number, changes: Draft["changes"]): ActionLine => ({
  feed,
  number,
  line: encodeLine({
    purpose: "person.edit",
    reason: "",
    audience: [],
    feed,
    number,
    clerk: "c1",
    at: "2026-03-03T09:00",
    changes,
  }),
});

/** A record with every field empty but those given. */
export function blank<Kind extends RecordKind>(
  kind: Kind,
  fields: Partial<RecordOf<Kind>> & { readonly id: RecordId<Kind> },
): RecordOf<Kind> {
  const empty = Object.entries(
    recordKinds[kind].shape as Record<string, { safeParse(v: unknown): { success: boolean } }>,
  )
    .filter(([field]) => field !== "id")
    .map(([field, schema]) => {
      const candidates: Json[] = [null, "", false, { code: null, text: "" }];
      return [field, candidates.find((candidate) => schema.safeParse(candidate).success)];
    });
  return { ...Object.fromEntries(empty), ...fields } as RecordOf<Kind>;
}

/** The change that makes a record. */
export const making = (record: AnyRecord): Draft["changes"][number] => describeChange(undefined, record)!;

export const idsOf = (random: Seeded): ReturnType<typeof idMaker> => idMaker(1_770_000_000_000, random.bytes(16));

const families = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Đặng", "Võ", "Hồ", "Bùi", "Đỗ", "Phan", "Cao", "Thái"];
const middles = ["Văn", "Thị", "Hữu", "Đức", "Thị Ngọc", "Xuân", "Minh", "Quốc", "", "Sỹ"];
const givens = [
  "An",
  "Ánh",
  "Ân",
  "Bình",
  "Dung",
  "Đức",
  "Giang",
  "Hà",
  "Hạnh",
  "Hòa",
  "Lan",
  "Lưu",
  "Mỹ",
  "Nga",
  "Phúc",
  "Quý",
  "Sơn",
  "Tú",
  "Uyên",
  "Yến",
];
const communes = ["Lưu Sơn", "Đà Sơn", "Thịnh Sơn", "Văn Sơn", "Bồi Sơn", "Nhân Sơn", "Hiến Sơn", "Mỹ Sơn"];

export const someName = (random: Seeded): string =>
  [random.pick(families), random.pick(middles), random.pick(givens)].filter((part) => part !== "").join(" ");

export const somePerson = (random: Seeded, id: RecordId<"person">): Person =>
  blank("person", {
    id,
    custodian: "doluong",
    birthName: someName(random),
    sex: random.pick(["NAM", "NU", null]),
    birthDate: random.chance(0.9) ? `${random.whole(1958, 2001)}-0${random.whole(1, 9)}-1${random.whole(0, 9)}` : null,
    nativeCommune: random.pick(communes),
    nativeDistrict: "Đô Lương",
    nativeProvince: "Nghệ An",
    ethnicity: { code: "01", text: "Kinh" },
    idNumber: String(random.whole(100_000_000, 999_999_999)),
  });

/** Stands for a frame's authentication tag: FNV-1a, 32 bits, four times over. */
function textHash(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, "0").repeat(4);
}
