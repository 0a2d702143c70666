import { z } from "zod";
import { OfficeId } from "../domain/primitives.ts";
import { LaidTable } from "../domain/tables/laid-table.ts";
import { Extract, mostTables, peerProfiles } from "../exchange/extract.ts";
import { Peer } from "../exchange/header.ts";
import { call, nothing } from "./channel.ts";

export const extractChannels = {
  /** Seal tables for an office that is to see no more than a profile shows, and write them where the clerk chooses. Null: the clerk cancelled. */
  "extract.pack": call(
    z.strictObject({ recipient: OfficeId, profile: z.enum(peerProfiles), tables: z.array(LaidTable).min(1).max(4) }),
    z.object({ fileName: z.string(), place: z.string(), bytes: z.number().int(), number: z.number().int() }).nullable(),
  ),
  /** Choose the enrolment sheet of whoever receives a file beyond the province and say who it claims to be. Nobody is trusted by it. */
  "departure.receiver": call(nothing, z.object({ token: z.string(), peer: Peer }).nullable()),
  /** Seal a file that leaves the province, if the digits typed from the receiver's stamped sheet are those of its keys. Null: cancelled. */
  "departure.seal": call(
    z.strictObject({
      token: z.string(),
      digits: z.string().max(80),
      tables: z.array(LaidTable).min(1).max(mostTables),
    }),
    z.object({ fileName: z.string(), place: z.string(), bytes: z.number().int(), number: z.number().int() }).nullable(),
  ),
  /** Choose an extract and check it. It is shown and kept nowhere. Null: the clerk cancelled. */
  "extract.open": call(nothing, Extract.nullable()),
};
