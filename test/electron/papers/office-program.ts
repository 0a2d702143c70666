import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);

/**
 * What LibreOffice makes of files: the text of the PDF it turns each into, in the order it stands on the pages.
 *
 * @param files  bytes by name, all of one kind
 * @returns      text by name; null where LibreOffice could not open it
 */
export async function pdfTexts<Name extends string>(
  files: Readonly<Record<Name, Uint8Array>>,
): Promise<Readonly<Record<Name, string | null>>> {
  const folder = await mkdtemp(join(tmpdir(), "office-program-"));
  try {
    const names = Object.keys(files) as Name[];
    for (const name of names) await writeFile(join(folder, name), files[name]);
    await run(
      "soffice",
      [
        `-env:UserInstallation=${pathToFileURL(join(folder, "profile")).href}`,
        "--headless",
        "--norestore",
        `--infilter=${names[0]?.endsWith(".xlsx") ? "Calc MS Excel 2007 XML" : "MS Word 2007 XML"}`, // no guessing
        "--convert-to",
        "pdf",
        "--outdir",
        join(folder, "pdf"),
        ...names.map((name) => join(folder, name)),
      ],
      { timeout: 110_000, env: { ...process.env, LC_ALL: "C.UTF-8", HOME: folder } },
    ).catch((error: { killed?: boolean; code?: unknown }) => {
      if (error.killed === true || error.code === "ENOENT") throw error; // else: a file it could not open
    });
    const texts = names.map(async (name) => [name, await textOf(join(folder, "pdf"), name)] as const);
    return Object.fromEntries(await Promise.all(texts)) as Record<Name, string | null>;
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function textOf(folder: string, name: string): Promise<string | null> {
  const pdf = join(folder, name.replace(/\.[a-z]+$/, ".pdf"));
  try {
    await readFile(pdf);
  } catch {
    return null;
  }
  const { stdout } = await run("pdftotext", ["-raw", "-enc", "UTF-8", pdf, "-"], { maxBuffer: 64 * 1024 * 1024 });
  return stdout.normalize("NFC");
}

/** A text without blanks and dots: lines break where there is room. */
export const squeezed = (text: string): string => text.normalize("NFC").replace(/[\s.…\u00a0]+/gu, "");

/** Those of the texts that do not follow one another in the whole, in their order. */
export function outOfOrder(whole: string, texts: readonly string[]): readonly string[] {
  const among = squeezed(whole);
  const missing: string[] = [];
  let from = 0;
  for (const text of texts) {
    const at = among.indexOf(squeezed(text), from);
    if (at < 0) missing.push(text);
    else from = at + squeezed(text).length;
  }
  return missing;
}

/** Those words of the texts that stand less often in the whole than in the texts. */
export function wordsLost(whole: string, texts: readonly string[]): readonly string[] {
  const left = new Map<string, number>();
  for (const word of wordsOf(whole)) left.set(word, (left.get(word) ?? 0) + 1);
  return texts.flatMap(wordsOf).filter((word) => {
    const count = left.get(word) ?? 0;
    left.set(word, count - 1);
    return count <= 0;
  });
}

/** Letters, or digits: "1m58" is three. What is around them is drawn by dots and edges. */
const wordsOf = (text: string): readonly string[] => text.normalize("NFC").match(/[\p{L}\p{M}]+|\p{N}+/gu) ?? [];
