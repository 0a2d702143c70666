import { z } from "zod";
import { OfficeId } from "../domain/primitives.ts";
import { LaidTable } from "../domain/tables/laid-table.ts";
import { Extract, extractProfiles } from "../exchange/extract.ts";
import { call, nothing } from "./channel.ts";

export const extractChannels = {
  /** Seal tables for an office that is to see no more than a profile shows, and write them where the clerk chooses. Null: the clerk cancelled. */
  "extract.pack": call(
    z.strictObject({ recipient: OfficeId, profile: z.enum(extractProfiles), tables: z.array(LaidTable).min(1).max(4) }),
    z.object({ fileName: z.string(), place: z.string(), bytes: z.number().int(), number: z.number().int() }).nullable(),
  ),
  /** Choose an extract and check it. It is shown and kept nowhere. Null: the clerk cancelled. */
  "extract.open": call(nothing, Extract.nullable()),
};
