import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);

/** What LibreOffice shows of Word files, page by page, as text in the places where it stands. Each opens or this rejects. */
export async function officeText(
  files: Readonly<Record<string, Uint8Array>>,
): Promise<Readonly<Record<string, string>>> {
  const folder = await mkdtemp(join(tmpdir(), "word-"));
  try {
    for (const [name, bytes] of Object.entries(files)) await writeFile(join(folder, `${name}.docx`), bytes);
    const profile = `-env:UserInstallation=${pathToFileURL(join(folder, "profile")).href}`;
    const names = Object.keys(files);
    await run("soffice", [
      profile,
      "--headless",
      "--convert-to",
      "pdf",
      "--outdir",
      folder,
      ...names.map((name) => join(folder, `${name}.docx`)),
    ]);
    const said: Record<string, string> = {};
    for (const name of names) {
      await run("pdftotext", ["-layout", join(folder, `${name}.pdf`), join(folder, `${name}.txt`)]);
      said[name] = (await readFile(join(folder, `${name}.txt`), "utf8")).normalize("NFC");
    }
    return said;
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
