import type { Kdf } from "../../../electron/store/keys.ts";

/** The least work a store accepts: for tests that make or unlock many stores. */
export const fastKdf: Kdf = { name: "argon2id", memoryKiB: 19 * 1024, passes: 2, lanes: 1 };
