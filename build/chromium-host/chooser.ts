import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { basename, dirname, extname, isAbsolute, join } from "node:path";
import type { Answer, Question } from "./ask.ts";
import type { ChooserAction, ChooserView, Entry } from "./chooser-view.ts";
import { host } from "./state.ts";

/** Where the last dialog ended: the next one begins there. */
let lastFolder: string | null = null;

/**
 * Ask the person in front of the window: stock Chromium cannot show a system dialog for us, so a plain one is drawn over the
 * page, in a world the page's code does not see. One view is shown after the other until something is chosen.
 */
export async function showChooser(question: Question): Promise<Answer> {
  let folder = firstFolder(question);
  let name = question.kind === "save" ? basename(question.suggested) : "";
  for (let replacing = false; ; ) {
    const action = await show({ ...viewOf(question, folder), name, replacing });
    if (action.kind === "cancel") return null;
    if (action.kind === "go") {
      folder = action.folder;
      name = action.name;
      replacing = false;
      continue;
    }
    const path = join(folder, action.name);
    lastFolder = folder;
    if (question.kind === "folder") return folder;
    if (question.kind === "open") {
      if (isFile(path)) return path;
      continue;
    }
    name = action.name;
    if (name !== "" && (replacing || !existsSync(path))) return path;
    replacing = name !== "";
  }
}

function viewOf({ kind, title, extensions }: Question, folder: string): Omit<ChooserView, "name" | "replacing"> {
  return {
    kind,
    title,
    folder,
    parent: dirname(folder),
    places: places(),
    entries: entriesIn(folder, kind, extensions),
  };
}

/** Folders first, then files that fit; hidden ones are left out, and what cannot be read is shown as empty. */
function entriesIn(folder: string, kind: Question["kind"], extensions: readonly string[]): readonly Entry[] {
  try {
    const found = readdirSync(folder, { withFileTypes: true }).filter(({ name }) => !name.startsWith("."));
    const order = new Intl.Collator("vi", { numeric: true });
    const entries = found.map(({ name }) => ({ name, path: join(folder, name), folder: isFolder(join(folder, name)) }));
    return entries
      .filter((entry) => entry.folder || (kind !== "folder" && fits(entry.name, extensions)))
      .toSorted((a, b) => Number(b.folder) - Number(a.folder) || order.compare(a.name, b.name))
      .slice(0, 2000);
  } catch {
    return [];
  }
}

const fits = (name: string, extensions: readonly string[]) =>
  extensions.length === 0 || extensions.includes("*") || extensions.includes(extname(name).slice(1).toLowerCase());

function firstFolder({ suggested }: Question): string {
  if (isAbsolute(suggested)) return isFolder(suggested) ? suggested : dirname(suggested);
  return lastFolder ?? homedir();
}

/** The person's own folders, and drives that are plugged in. */
function places(): readonly Entry[] {
  const home = homedir();
  const own = [home, join(home, "Documents"), join(home, "Tài liệu"), join(home, "Desktop")];
  return [...own, ...drives()].filter(isFolder).map((path) => ({ name: basename(path) || path, path, folder: true }));
}

function drives(): readonly string[] {
  try {
    const mounted = readFileSync("/proc/mounts", "utf8")
      .split("\n")
      .map((line) => line.split(" ")[1] ?? "");
    return mounted
      .filter((path) => /^\/(?:media|run\/media|mnt)\//.test(path))
      .map((path) => path.replaceAll("\\040", " "));
  } catch {
    return [];
  }
}

const isFolder = (path: string) => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
const isFile = (path: string) => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;

async function show(view: ChooserView): Promise<ChooserAction> {
  const page = host.page;
  if (page === null) return { kind: "cancel" };
  const script = readFileSync(join(import.meta.dirname, "page/chooser.js"), "utf8");
  try {
    const world = await page.send("Page.createIsolatedWorld", { frameId: page.frame, worldName: "chooser" });
    const reply = await page.send("Runtime.evaluate", {
      expression: `${script}; chooser.show(${JSON.stringify(view)})`,
      contextId: world.executionContextId,
      awaitPromise: true,
      returnByValue: true,
    });
    return (reply.result as { value?: ChooserAction }).value ?? { kind: "cancel" };
  } catch {
    return { kind: "cancel" }; // the page was loaded anew, or closed
  }
}
