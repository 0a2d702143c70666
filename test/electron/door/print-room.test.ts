import type { BrowserWindow } from "electron";
import { describe, expect, it, vi } from "vitest";
import { printRoom } from "../../../electron/door/print-room.ts";
import type { Paper } from "../../../shared/ipc/paper.ts";

/** Windows that do what they are told, and note it. */
function windows() {
  const opened: { said: string[]; destroyed: boolean; let: () => void; fail: boolean }[] = [];
  const open = () => {
    const one = { said: [] as string[], destroyed: false, let: () => {}, fail: false };
    opened.push(one);
    const window = {
      isDestroyed: () => one.destroyed,
      destroy: () => {
        one.destroyed = true;
      },
      webContents: {
        executeJavaScript: async (code: string) => void one.said.push(code),
        printToPDF: () =>
          new Promise<Buffer>((done, refuse) => {
            one.let = () => (one.fail ? refuse(new Error("no")) : done(Buffer.from("%PDF")));
          }),
      },
    };
    // As much of a window as is used.
    return { window: window as unknown as BrowserWindow, loaded: Promise.resolve() };
  };
  return { opened, open };
}

const paper = (title: string): Paper => ({ title, language: "vi", elements: "[]" });
const upright = { landscape: false };
const turns = () => new Promise((next) => setTimeout(next));

describe("the print room", () => {
  it("prints as many at once as it has windows, the others after them, and clears what was printed", async () => {
    const { opened, open } = windows();
    const room = printRoom(open, 2);
    const prints = ["A", "B", "C"].map((title) => room.print(paper(title), upright));
    await turns();
    expect(opened.map(({ said }) => said.length)).toEqual([1, 1]);
    opened[0]?.let();
    await turns();
    expect(opened[0]?.said).toEqual([
      `showPaper(${JSON.stringify(paper("A"))})`,
      "clearPaper()",
      `showPaper(${JSON.stringify(paper("C"))})`,
    ]);
    for (const one of opened) one.let();
    expect((await Promise.all(prints)).every(({ ok }) => ok)).toBe(true);
    expect(opened).toHaveLength(2);
  });

  it("says where a window failed, and gives the next paper one of its own", async () => {
    const { opened, open } = windows();
    const room = printRoom(open, 1);
    const [first, second] = [room.print(paper("A"), upright), room.print(paper("B"), upright)];
    await turns();
    Object.assign(opened[0] ?? {}, { fail: true });
    opened[0]?.let();
    expect(await first).toEqual({ ok: false, problem: { kind: "print-failed" } });
    await turns();
    opened[1]?.let();
    expect((await second).ok).toBe(true);
    expect(opened.map(({ destroyed }) => destroyed)).toEqual([true, false]);
  });

  it("lets a window go when it was not needed for a while, and all of them when it is closed", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const { opened, open } = windows();
    const room = printRoom(open, 2);
    const printed = room.print(paper("A"), upright);
    await vi.advanceTimersByTimeAsync(0);
    opened[0]?.let();
    await printed;
    await vi.advanceTimersByTimeAsync(59_000);
    expect(opened[0]?.destroyed).toBe(false);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(opened[0]?.destroyed).toBe(true);
    vi.useRealTimers();
    void room.print(paper("B"), upright);
    await turns();
    room.close();
    expect(opened.map(({ destroyed }) => destroyed)).toEqual([true, true]);
  });
});
