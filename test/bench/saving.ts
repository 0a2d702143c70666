import { open } from "node:fs/promises";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { openNewOffice } from "../app/clerk.ts";
import { folderFor, median } from "./office.ts";

export interface SavingFigures {
  readonly bytes: number; // of one sealed save
  readonly shown: readonly number[]; // ms from the click to "Đã lưu"
  readonly synced: readonly number[]; // ms for one write and fdatasync of as many bytes
  readonly way: readonly number[]; // ms from such a click to main and back, where main has nothing to do
  readonly call: readonly number[]; // ms to main and back, likewise, without a click
}

/**
 * One field, saved at the screen: from the click on "Lưu" until the header says "Đã lưu". Between every two saves the same
 * number of bytes is written and synced on the same disk by nothing but the file calls, and main is asked for nothing twice,
 * by pressing the same button and without: what the browser and its pipe take before any of our own work.
 */
export async function measureSaving(saves = 60): Promise<SavingFigures> {
  const folder = await folderFor("saving");
  const { app, userData } = await openNewOffice(folder, {
    officeName: "Huyện ủy Đô Lương",
    office: "doluong",
    clerkName: "Phép đo",
    clerkRole: "",
    passphrase: "cụm mật khẩu của phép đo",
  });
  const { page } = app;
  await page.click({ role: "button", name: "Thêm cán bộ" });
  await page.fill({ label: /Họ và tên khai sinh/ }, "Nguyễn Thị Đo");
  await page.click({ role: "button", name: "Lưu hồ sơ mới" });
  await page.waitFor({ role: "button", name: "Sửa hồ sơ" });
  await page.evaluate(
    `(window.askNothing = () => window.bridge.invoke("bundle.discard", { token: "0".repeat(32) })), 0`,
  );
  const plain = await open(join(folder, "plain"), "w");
  const segment = join(userData, "store/g0001/log/000001.seg");
  const [shown, synced, way, call]: [number[], number[], number[], number[]] = [[], [], [], []];
  let bytes = 0;
  for (let i = 0; i < saves; i += 1) {
    await page.click({ role: "button", name: "Sửa hồ sơ" });
    await page.fill({ label: /đ\/thoại/ }, `09${String(10_000_000 + i)}`);
    const before = await sizeOf(segment);
    await page.evaluate(watchSave);
    await page.click({ role: "button", name: "Lưu" }, { hold: finger });
    await pause(quiet);
    shown.push(await page.evaluate<number>("window.saveShown"));
    bytes = (await sizeOf(segment)) - before;
    await page.waitFor({ role: "button", name: "Sửa hồ sơ" });
    const frame = new Uint8Array(bytes).fill(i);
    const begun = performance.now();
    await plain.write(frame, 0, bytes, i * bytes);
    await plain.datasync();
    synced.push(performance.now() - begun);
    await page.evaluate(watchWay);
    await page.click({ role: "button", name: "Sửa hồ sơ" }, { hold: finger });
    await pause(quiet);
    way.push(await page.evaluate<number>("window.wayTaken"));
    call.push(await page.evaluate<number>(timeCall));
  }
  await plain.close();
  await app.close();
  return { bytes, shown, synced, way, call };
}

export function savingLines({ bytes, shown, synced, way, call }: SavingFigures): readonly string[] {
  const [ours, sync, alone, asked] = [median(shown), median(synced), median(way), median(call)];
  return [
    `saving one field (${shown.length} saves of ${bytes} bytes)`,
    `  click to "Đã lưu" ${ours.toFixed(1)} ms, write and fdatasync of the same bytes ${sync.toFixed(1)} ms (medians)`,
    `  ratio ${(ours / sync).toFixed(2)} (at most 3)`,
    `  of it the click's own way to main and back ${alone.toFixed(1)} ms; all else ${(ours - alone).toFixed(1)} ms, ${((ours - alone) / sync).toFixed(2)} × the sync`,
    `  a call to main and back without a click ${asked.toFixed(1)} ms, ${(asked / sync).toFixed(2)} × the sync`,
  ];
}

/** Milliseconds for which a finger holds the button down: what pressing it draws is not the save's. */
const finger = 80;

/** Milliseconds without a question to the page: questions take the same pipe and the same thread as the save itself. */
const quiet = 40;
const pause = (millis: number) => new Promise((resolve) => setTimeout(resolve, millis));

const sizeOf = async (path: string): Promise<number> => {
  const file = await open(path, "r");
  try {
    return (await file.stat()).size;
  } finally {
    await file.close();
  }
};

/** In the page: from the next click to the first moment the header's words are written anew as those of a save that is done. */
const watchSave = `(window.saveShown = new Promise((resolve) => {
  addEventListener("click", (event) => {
    const sign = document.querySelector(".shell-header");
    const watch = new MutationObserver(() => {
      const now = performance.now();
      if (!sign.textContent.includes("Đã lưu")) return;
      watch.disconnect(); // or every save would be watched by those before it too
      resolve(now - event.timeStamp);
    });
    watch.observe(sign, { subtree: true, childList: true, characterData: true });
  }, { capture: true, once: true });
})), 0`;

/** In the page: the next click asks main for something that is not there, and nobody else hears of that click. */
const watchWay = `(window.wayTaken = new Promise((resolve) => {
  addEventListener("click", (event) => {
    event.stopImmediatePropagation();
    window.askNothing().then(() => resolve(performance.now() - event.timeStamp));
  }, { capture: true, once: true });
})), 0`;

/** In the page: a call for something that is not there, once nothing else has crossed the pipe for a while. */
const timeCall = `new Promise((resolve) => setTimeout(async () => {
  const begun = performance.now();
  await window.askNothing();
  resolve(performance.now() - begun);
}, ${quiet}))`;
