import type { Office } from "./office.ts";

/** Conflicts and findings that wait for a person. */
export const countOnDesk = ({ data }: Office): Promise<number> => data.countOnDesk();
