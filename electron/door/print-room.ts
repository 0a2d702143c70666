import type { BrowserWindow } from "electron";
import type { Paper } from "../../shared/ipc/paper.ts";
import type { PrintProblem } from "../../shared/problem.ts";
import { failed, ok, type Result } from "../../shared/result.ts";

export interface PrintRoom {
  /**
   * A paper as the bytes of a PDF: A4 unless its own `@page` says otherwise, tagged, with an outline from the headings. Sizes and
   * margins belong to print.css.
   */
  readonly print: (paper: Paper, layout: { readonly landscape: boolean }) => Promise<Result<Uint8Array, PrintProblem>>;
  /** Let go of every window, and of what stands in it. */
  readonly close: () => void;
}

/** How long a window waits for the next paper, ms. */
const idle = 60_000;

interface Desk {
  readonly window: BrowserWindow;
  readonly loaded: Promise<void>;
  late: NodeJS.Timeout | undefined;
}

/**
 * Prints papers in windows that nobody sees, several at once. A window is opened by the first paper, stays for the next ones and
 * goes when none has come for a while.
 *
 * @param open  a new window, on its way to the page for papers
 * @param most  windows at once
 */
export function printRoom(
  open: () => { readonly window: BrowserWindow; readonly loaded: Promise<void> },
  most: number,
): PrintRoom {
  const desks = new Set<Desk>();
  const free: Desk[] = [];
  const waiting: ((desk: Desk | null) => void)[] = []; // null: a place is free, for a new desk

  const leave = (desk: Desk): void => {
    clearTimeout(desk.late);
    desks.delete(desk);
    const at = free.indexOf(desk);
    if (at >= 0) free.splice(at, 1);
    if (!desk.window.isDestroyed()) desk.window.destroy();
  };
  const come = (): Desk => {
    const desk: Desk = { ...open(), late: undefined };
    desks.add(desk);
    return desk;
  };
  const take = async (): Promise<Desk> => {
    for (let desk = free.pop(); desk !== undefined; desk = free.pop()) {
      clearTimeout(desk.late);
      if (!desk.window.isDestroyed()) return desk;
      leave(desk);
    }
    if (desks.size < most) return come();
    return (await new Promise<Desk | null>((given) => waiting.push(given))) ?? come();
  };
  const giveBack = (desk: Desk): void => {
    if (!desks.has(desk)) return; // the room was closed
    const next = waiting.shift();
    if (next !== undefined) {
      next(desk);
      return;
    }
    desk.late = setTimeout(() => leave(desk), idle);
    desk.late.unref();
    free.push(desk);
  };

  /** The next paper gets a window of its own. */
  const giveUp = (desk: Desk): void => {
    leave(desk);
    waiting.shift()?.(null);
  };

  return {
    print: async (paper, { landscape }) => {
      const desk = await take();
      try {
        await desk.loaded;
        const { webContents } = desk.window;
        await webContents.executeJavaScript(`showPaper(${JSON.stringify(paper)})`);
        const pdf = await webContents.printToPDF({
          landscape,
          pageSize: "A4",
          preferCSSPageSize: true,
          printBackground: true,
          generateTaggedPDF: true,
          generateDocumentOutline: true,
        });
        // Nobody waits for what was printed to be taken away but the next paper.
        void webContents.executeJavaScript("clearPaper()").then(
          () => giveBack(desk),
          () => giveUp(desk),
        );
        return ok(new Uint8Array(pdf));
      } catch {
        giveUp(desk);
        return failed({ kind: "print-failed" });
      }
    },
    close: () => {
      for (const desk of Array.from(desks)) leave(desk);
      for (const given of waiting.splice(0)) given(null);
    },
  };
}
