import { createHash } from "node:crypto";
import { mkdir, mkdtemp, open, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Machine, realMachine } from "../../../electron/machine.ts";
import { caps } from "../../../shared/exchange/container.ts";
import { jpeg, pdf, png } from "../pictures.ts";
import { given, passphrase, type Seat, takeSeat } from "../seats.ts";

let folder = "";
let seat: Seat;
/** Bytes read through the machine, to see what a refusal costs. */
let bytesRead = 0;

const counting = (inner: Machine): Machine => ({
  ...inner,
  files: {
    ...inner.files,
    open: async (path, as) => {
      const file = await inner.files.open(path, as);
      const read: typeof file.read = async (into, at) => {
        const count = await file.read(into, at);
        bytesRead += count;
        return count;
      };
      return { ...file, read };
    },
  },
});

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "attached-"));
  seat = await takeSeat(folder, "doluong", "district", counting(realMachine()));
});
afterAll(async () => {
  await seat.close();
  await rm(folder, { recursive: true, force: true });
});

async function chosen(name: string, bytes: Uint8Array): Promise<void> {
  seat.path = join(folder, name);
  await writeFile(seat.path, bytes);
}
const hash = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const text = (words: string) => Uint8Array.from(Buffer.from(words, "latin1"));

describe("a scan", () => {
  it("is kept byte for byte, known by its first bytes and not by its name", async () => {
    const scans = [
      ["quyet-dinh.pdf", pdf(7), "application/pdf", 7],
      ["Bằng tốt nghiệp.JPG", jpeg(1600, 1200), "image/jpeg", 1],
      ["anh.pdf", png(600, 800), "image/png", 1],
      ["khong-ro.pdf", text("%PDF-1.4\n%%EOF"), "application/pdf", null],
    ] as const;
    for (const [name, bytes, media, pages] of scans) {
      await chosen(name, bytes);
      const kept = given(await seat.handlers["scan.add"]({}));
      expect(kept, name).toEqual({ blob: hash(bytes), media, bytes: bytes.byteLength, pages });
      const read = given(await seat.handlers["blob.read"]({ blob: hash(bytes) }));
      expect(read).toEqual({ bytes, media });
      expect(read.bytes.buffer.byteLength).toBe(bytes.byteLength);
    }
  });

  it("with scripts in it is kept as it is: nothing here ever opens it", async () => {
    const active = pdf(1, {
      more: "5 0 obj << /S /JavaScript /JS (app.alert(1)) >> endobj 6 0 obj << /S /Launch >> endobj ",
    });
    await chosen("macro.pdf", active);
    const kept = given(await seat.handlers["scan.add"]({}));
    expect(given(await seat.handlers["blob.read"]({ blob: kept?.blob ?? "" })).bytes).toEqual(active);
  });

  it("of 2 GB is refused by its size, unread", async () => {
    const path = join(folder, "phim.pdf");
    const file = await open(path, "w");
    await file.truncate(2 * 1024 ** 3);
    await file.write(pdf(1), 0, 9, 0);
    await file.close();
    seat.path = path;
    const before = bytesRead;
    for (const channel of ["scan.add", "photo.choose"] as const)
      expect(await seat.handlers[channel]({})).toEqual({
        ok: false,
        problem: { kind: "file-too-large", bytes: 2 * 1024 ** 3, most: caps.blob },
      });
    expect(bytesRead - before).toBe(0);
    const just = Buffer.alloc(caps.blob + 1);
    just.set(pdf(1));
    await chosen("vua.pdf", just);
    expect(await seat.handlers["scan.add"]({})).toMatchObject({ problem: { kind: "file-too-large" } });
    await chosen("vua.pdf", just.subarray(0, caps.blob));
    expect(given(await seat.handlers["scan.add"]({}))?.bytes).toBe(caps.blob);
    expect(bytesRead - before).toBeGreaterThan(caps.blob);
  });

  it("that is none is refused, and nothing is kept", async () => {
    const before = await blobFiles();
    for (const [name, bytes] of [
      ["van-ban.pdf", text("PK\x03\x04word/document.xml")],
      ["trong.pdf", new Uint8Array()],
      ["trang.html", text("<html><script>1</script>")],
      ["ve.svg", text("<svg onload=alert(1)>")],
    ] as const) {
      await chosen(name, bytes);
      expect(await seat.handlers["scan.add"]({}), name).toEqual({ ok: false, problem: { kind: "not-a-scan" } });
    }
    await chosen("bom.png", png(60_000, 60_000));
    expect(await seat.handlers["scan.add"]({})).toEqual({ ok: false, problem: { kind: "not-a-picture" } });
    seat.path = join(folder, "thu-muc.pdf");
    await mkdir(seat.path);
    expect(await seat.handlers["scan.add"]({})).toEqual({ ok: false, problem: { kind: "not-a-scan" } });
    seat.path = join(folder, "da-rut.pdf");
    expect(await seat.handlers["scan.add"]({})).toEqual({ ok: false, problem: { kind: "carrier-gone" } });
    seat.path = null;
    expect(await seat.handlers["scan.add"]({})).toEqual({ ok: true, value: null });
    expect(await blobFiles()).toEqual(before);
  });
});

describe("a portrait", () => {
  it("is chosen without being kept, and kept when the page gives it back cropped", async () => {
    const before = await blobFiles();
    for (const [bytes, media] of [
      [jpeg(3000, 4000), "image/jpeg"],
      [png(300, 400), "image/png"],
    ] as const) {
      await chosen("anh", bytes);
      expect(given(await seat.handlers["photo.choose"]({}))).toEqual({ bytes, media });
    }
    expect(await blobFiles()).toEqual(before);
    const cropped = jpeg(472, 709, { seed: 3 });
    for (let i = 0; i < 2; i += 1)
      expect(given(await seat.handlers["blob.put"]({ bytes: cropped, media: "image/jpeg" }))).toEqual({
        blob: hash(cropped),
        bytes: cropped.byteLength,
      });
    expect((await blobFiles()).length).toBe(before.length + 1);
  });

  it("that is none is refused at either door", async () => {
    for (const bytes of [pdf(1), text("GIF89a"), text("\xff\xd8\xff"), jpeg(20_000, 20_000), png(0, 5)]) {
      await chosen("anh.jpg", bytes);
      expect(await seat.handlers["photo.choose"]({})).toEqual({ ok: false, problem: { kind: "not-a-picture" } });
      expect(await seat.handlers["blob.put"]({ bytes, media: "image/jpeg" })).toMatchObject({ ok: false });
    }
    const wrong = await seat.handlers["blob.put"]({ bytes: png(3, 4), media: "image/jpeg" });
    expect(wrong).toEqual({ ok: false, problem: { kind: "not-a-picture" } });
  });
});

describe("a copy", () => {
  it("leaves by the register, under a name that names nobody", async () => {
    const bytes = pdf(2);
    await chosen("goc.pdf", bytes);
    const kept = given(await seat.handlers["scan.add"]({}));
    seat.path = join(folder, "Nguyễn Văn Mẫu.pdf");
    const out = given(await seat.handlers["blob.export"]({ blob: kept?.blob ?? "", suggestedName: "ban-quet" }));
    expect(new Uint8Array(await readFile(seat.path))).toEqual(bytes);
    const { left } = given(await seat.handlers["exchange.overview"]({}));
    expect(left[0]).toMatchObject({
      number: out?.number,
      what: "copy",
      file: "ban-quet.pdf",
      bytes: bytes.byteLength,
      failed: false,
    });
    expect(JSON.stringify(left)).not.toContain("Nguyễn Văn Mẫu");
    seat.path = join(folder, "no-such-folder", "x.pdf");
    const lost = await seat.handlers["blob.export"]({ blob: kept?.blob ?? "", suggestedName: "ban-quet" });
    expect(lost).toEqual({ ok: false, problem: { kind: "carrier-gone", place: "no-such-folder" } });
    const struck = given(await seat.handlers["exchange.overview"]({})).left[0];
    expect([struck?.what, struck?.failed]).toEqual(["copy", true]);
  });

  it("of what has not come, or is damaged, is none, and nobody is asked for a place", async () => {
    const asked = seat.asked;
    const absent = { ok: false, problem: { kind: "blob-absent" } };
    expect(await seat.handlers["blob.read"]({ blob: "0f".repeat(32) })).toEqual(absent);
    expect(await seat.handlers["blob.export"]({ blob: "0f".repeat(32), suggestedName: "x" })).toEqual(absent);
    expect(seat.asked).toBe(asked);
    const before = await blobFiles();
    const bytes = jpeg(30, 40, { seed: 9 });
    const { blob } = given(await seat.handlers["blob.put"]({ bytes, media: "image/jpeg" }));
    const [file] = (await blobFiles()).filter((path) => !before.includes(path));
    await writeFile(file ?? "", Buffer.alloc(500, 1));
    expect(await seat.handlers["blob.read"]({ blob })).toEqual({ ok: false, problem: { kind: "blob-damaged" } });
    given(await seat.handlers["blob.put"]({ bytes, media: "image/jpeg" }));
    expect(given(await seat.handlers["blob.read"]({ blob })).bytes).toEqual(bytes);
  });
});

describe("drafts", () => {
  it("outlive the lock, are forgotten when told, and are nobody's while locked", async () => {
    const { handlers } = seat;
    const [name, other] = ["draft:profile:0190f3c2-5b7a", "view:people"];
    expect(given(await handlers["kept.read"]({ name }))).toEqual({ value: null });
    const value = JSON.stringify({ fullName: "Đặng Thị Huệ", note: "x".repeat(300_000) });
    given(await handlers["kept.write"]({ name, value }));
    given(await handlers["kept.write"]({ name: other, value: "" }));
    given(await handlers["office.lock"]({}));
    for (const channel of ["photo.choose", "scan.add"] as const)
      expect(await handlers[channel]({})).toEqual({ ok: false, problem: { kind: "locked" } });
    expect(await handlers["kept.read"]({ name })).toEqual({ ok: false, problem: { kind: "locked" } });
    given(await handlers["office.unlock"]({ secret: passphrase }));
    expect(given(await handlers["kept.read"]({ name }))).toEqual({ value });
    expect(given(await handlers["kept.read"]({ name: other }))).toEqual({ value: "" });
    given(await handlers["kept.write"]({ name, value: null }));
    given(await handlers["kept.write"]({ name, value: null }));
    expect(given(await handlers["kept.read"]({ name }))).toEqual({ value: null });
  });
});

async function blobFiles(): Promise<readonly string[]> {
  const at = join(seat.dataFolder, "store", "g0001", "blobs");
  const found = await readdir(at, { recursive: true, withFileTypes: true }).catch(() => []);
  return found.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}
