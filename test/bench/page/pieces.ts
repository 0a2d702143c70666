import { fillPlain, fillSealed, openPlain, openSealed } from "../opening.ts";
import { fillPeople, openPeople, typeQueries } from "../search.ts";

/** What the runner may call in a page of real Chromium, by name. */
const pieces = { fillSealed, fillPlain, openSealed, openPlain, fillPeople, openPeople, typeQueries };

export type Pieces = typeof pieces;

Object.assign(globalThis, { pieces });
