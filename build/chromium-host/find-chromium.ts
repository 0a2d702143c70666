import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/**
 * Where Chromium lies: the place the user named, or the first of the usual names on PATH; null where there is none.
 * `build/setup.mjs` asks the same question before anything is bundled.
 */
export function findChromium(env: NodeJS.ProcessEnv): string | null {
  const named = env.SO_CAN_BO_CHROMIUM ?? env.CHROMIUM_PATH;
  if (named !== undefined && named !== "") return named;
  const folders = (env.PATH ?? "").split(delimiter);
  for (const name of ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]) {
    const found = folders.map((folder) => join(folder, name)).find(isProgram);
    if (found !== undefined) return found;
  }
  return null;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
