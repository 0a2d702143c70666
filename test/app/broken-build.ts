import { execFile } from "node:child_process";
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

/** One deliberate mistake: `from` stands exactly once in the file. */
export interface Mistake {
  readonly file: string; // below the project's folder
  readonly from: string;
  readonly to: string;
}

export interface BrokenBuild {
  readonly appRoot: string; // for Launch.appRoot
  readonly remove: () => Promise<void>;
}

/** The whole program with mistakes in it, built as the real one is: what a story must turn red on. */
export async function brokenBuild(mistakes: readonly Mistake[]): Promise<BrokenBuild> {
  const project = join(import.meta.dirname, "../..");
  const appRoot = await mkdtemp(join(tmpdir(), "broken-build-"));
  const remove = () => rm(appRoot, { recursive: true, force: true, maxRetries: 5 });
  try {
    for (const part of ["electron", "renderer", "shared", "build", "package.json", "package-lock.json"])
      await cp(join(project, part), join(appRoot, part), { recursive: true });
    await symlink(join(project, "node_modules"), join(appRoot, "node_modules"));
    for (const { file, from, to } of mistakes) {
      const text = await readFile(join(appRoot, file), "utf8");
      if (text.split(from).length !== 2) throw new Error(`${file} does not have this exactly once: ${from}`);
      await writeFile(
        join(appRoot, file),
        text.replace(from, () => to),
      );
    }
    await promisify(execFile)(process.execPath, [join(appRoot, "build/bundle.mjs")], { cwd: appRoot });
    return { appRoot, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}
