import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, sep } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { putSheetOnCarrier } from "../../electron/exchange/carrier.ts";
import { type Machine, realMachine } from "../../electron/machine.ts";
import type { Channel } from "../../shared/ipc/contract.ts";
import { goodRequests } from "./door/requests.ts";
import { skiaPdf } from "./papers/skia-pdf.ts";
import { pdf } from "./pictures.ts";
import { enrol, given, passphrase, type Seat, takeSeat } from "./seats.ts";

/**
 * Nothing is written outside the store without a line of the custody register before it. Every channel is called with a
 * folder to write to; whatever is made there is seen by the machine itself, and the register is read at that moment.
 */
let folder = "";
let out = "";
let seat: Seat;
let other: Seat;
/** For each file made outside the data folder: lines of the register when the call began, and when the file was made. */
const made: { readonly path: string; readonly before: number; readonly now: number }[] = [];
let before = 0;
let batch = ""; // token of the one begun last

/** Lines that stand, i.e. were not struck out again. */
const linesOf = async (at: Seat): Promise<number> => {
  const register = await at.handlers["custody.register"]({ from: null, to: null, kinds: [] });
  return register.ok ? register.value.lines.filter(({ failed }) => !failed).length : -1;
};

const watching = (inner: Machine): Machine => ({
  ...inner,
  files: {
    ...inner.files,
    open: async (path, as) => {
      if (as !== "read" && seat !== undefined && !path.startsWith(seat.dataFolder + sep))
        made.push({ path, before, now: await linesOf(seat) });
      return inner.files.open(path, as);
    },
  },
});

/** What was written without a line of its own. */
const leaks = () => made.filter((file) => file.now <= file.before).map(({ path }) => path);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "leaving-"));
  out = join(folder, "out");
  await mkdir(out);
  seat = await takeSeat(folder, "doluong", "district", watching(realMachine()));
  other = await takeSeat(folder, "tinhmau", "province");
  await enrol(seat, other, out);
  made.length = 0;
});
afterAll(async () => {
  await seat.close();
  await other.close();
  await rm(folder, { recursive: true, force: true });
});

/** Channels that write where the clerk chooses, with what the dialog answers; every other channel writes nothing there. */
const writers: { readonly [C in Channel]?: () => Promise<string> } = {
  "enrol.request": async () => out,
  "bundle.pack": async () => {
    await seat.handlers["ledger.append"](goodRequests["ledger.append"] as never);
    return out;
  },
  "blob.export": async () => join(out, "ban-sao.pdf"),
  "page.print": async () => join(out, "ban-in.pdf"),
  "batch.print": async () => {
    seat.path = out;
    batch = given(await seat.handlers["batch.begin"](goodRequests["batch.begin"]))?.token ?? "";
    return out;
  },
  "batch.finish": async () => {
    seat.path = join(out, "nhieu-nguoi.pdf");
    batch = given(await seat.handlers["batch.begin"]({ ...goodRequests["batch.begin"], as: "one" }))?.token ?? "";
    seat.pdf = skiaPdf(["Trần Thị Mẫu"]);
    given(await seat.handlers["batch.print"]({ ...goodRequests["batch.print"], token: batch }));
    return seat.path;
  },
  "sheet.save": async () => join(out, "ban-word.docx"),
  "template.export": async () => join(out, "mau.docx"),
  "paper.write": async () => join(out, "quyet-dinh.docx"),
  "table.save": async () => join(out, "bang.xlsx"),
};
/** They end the session or its feed, or need a workbook's own process; the latter writes through the same door as a table does. */
const apart: readonly Channel[] = [
  "office.create",
  "office.unlock",
  "office.lock",
  "workbook.annotate",
  "identity.renew",
];

async function call(channel: Channel): Promise<boolean> {
  const request: unknown =
    channel === "blob.export"
      ? { ...goodRequests[channel], blob: await keptBlob() }
      : channel.startsWith("batch.") && channel in writers
        ? { ...goodRequests[channel], token: batch }
        : goodRequests[channel];
  before = await linesOf(seat);
  const handler = seat.handlers[channel] as (request: unknown) => Promise<{ readonly ok: boolean }>;
  return (await handler(request)).ok;
}

async function keptBlob(): Promise<string> {
  return given(await seat.handlers["blob.put"]({ bytes: pdf(1), media: "application/pdf" })).blob;
}

describe("what leaves the office", () => {
  it("has its line in the register before it is written, by every channel that writes", async () => {
    for (const [channel, place] of Object.entries(writers)) {
      seat.path = await place();
      const files = made.length;
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of the list above
      expect(await call(channel as Channel), channel).toBe(true);
      expect(made.length, channel).toBeGreaterThan(files);
    }
    expect(leaks()).toEqual([]);
  });

  it("is written by no other channel", async () => {
    const files = made.length;
    for (const channel of Object.keys(goodRequests) as Channel[]) {
      if (channel in writers || apart.includes(channel)) continue;
      seat.path = out;
      await call(channel);
    }
    expect(made.length).toBe(files);
  });

  it("would be seen if it went out past the register: the control", async () => {
    before = await linesOf(seat);
    await putSheetOnCarrier(watching(realMachine()), out, "lot-ra.pdf", pdf(1));
    expect(leaks()).toEqual([join(out, "lot-ra.pdf.part")]);
  });
});

describe("a line of the register", () => {
  it("takes what is said of it, keeps what was said before, and stands after the lock", async () => {
    seat.path = join(out, "ban-in-2.pdf");
    const said = { to: "Ban Tổ chức Tỉnh ủy", way: "paper", mark: "secret", copies: 2 } as const;
    const printed = given(await seat.handlers["page.print"]({ ...goodRequests["page.print"], said }));
    const number = printed?.number ?? 0;
    const line = async () => {
      const { lines } = given(await seat.handlers["custody.register"]({ from: null, to: null, kinds: ["print"] }));
      return lines.find((one) => one.number === number);
    };
    expect(await line()).toMatchObject({ said, saidAgain: false, clerkName: "Người thử", recipientName: null });
    const later = { to: "Ủy ban Kiểm tra Tỉnh ủy", purpose: "Thẩm định" };
    expect(given(await seat.handlers["custody.say"]({ number, said: later }))).toMatchObject({ said: later });
    await seat.handlers["office.lock"]({});
    given(await seat.handlers["office.unlock"]({ secret: passphrase }));
    expect(await line()).toMatchObject({ said: later, saidAgain: true });
    const { entries } = given(await seat.handlers["ledger.read"]({ after: 0, bytes: 4_000_000 }));
    expect(
      entries.filter(({ entry }) => entry.entry === "left" && entry.number === number && entry.to === said.to),
    ).toHaveLength(1);
  });

  it("of a bundle keeps whom it is for", async () => {
    const { lines } = given(await seat.handlers["custody.register"]({ from: null, to: null, kinds: ["bundle"] }));
    const number = lines[0]?.number ?? 0;
    const again = given(
      await seat.handlers["custody.say"]({ number, said: { to: "Nơi khác", way: "stick", copies: 1 } }),
    );
    expect(again).toMatchObject({ recipientName: "Văn phòng tinhmau", said: { way: "stick", copies: 1 } });
    expect(again.said.to).toBeUndefined();
  });

  it("that is not there takes nothing, and days bound what is shown", async () => {
    expect(await seat.handlers["custody.say"]({ number: 999, said: {} })).toMatchObject({ ok: false });
    const years = [
      [null, "2000-01-01", 0],
      ["2000-01-01", null, await linesOf(seat)],
    ] as const;
    for (const [from, to, count] of years) {
      const { lines } = given(await seat.handlers["custody.register"]({ from, to, kinds: [] }));
      expect(lines.filter(({ failed }) => !failed)).toHaveLength(count);
    }
  });

  it("of an earlier version, without a word on where it went, is read as it is", async () => {
    const { entries } = given(await seat.handlers["ledger.read"]({ after: 0, bytes: 4_000_000 }));
    const plain = entries.find(({ entry }) => entry.entry === "left" && entry.what === "workbook");
    expect(Object.keys(plain?.entry ?? {}).toSorted()).toEqual(
      ["actions", "at", "bytes", "clerk", "entry", "feedTo", "file", "number", "recipient", "what"], // as 0.1.0 wrote it
    );
    const { lines } = given(await seat.handlers["custody.register"]({ from: null, to: null, kinds: ["workbook"] }));
    expect(lines[0]?.said).toEqual({});
  });
});
