import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The project's folder. */
export const root = join(dirname(fileURLToPath(import.meta.url)), "..");

/**
 * Whether this module was started by `node`, rather than imported.
 *
 * @param {string} url  the module's own `import.meta.url`
 */
export const isMain = (url) => process.argv[1] !== undefined && fileURLToPath(url) === process.argv[1];
