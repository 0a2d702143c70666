import { z } from "zod";
import type { ColumnKey } from "../domain/people-columns.ts";
import { FeedId, OfficeId } from "../domain/primitives.ts";
import { LaidTable } from "../domain/tables/laid-table.ts";

/**
 * What a recipient may see. `full` is a bundle of the ledger's own lines. A line is hashed as a whole, so none can travel with
 * a field taken out of it: what is less than full is an extract, a table that is sealed and signed and never enters a ledger.
 */
export const extractProfiles = ["limited", "statistics", "file"] as const;
export type ExtractProfile = (typeof extractProfiles)[number];
/** Those of an office that we exchange with. A whole `file` goes to whoever receives it beyond the province, and to nobody else. */
export const peerProfiles = ["limited", "statistics"] as const satisfies readonly ExtractProfile[];
export type RecipientProfile = "full" | (typeof peerProfiles)[number];

/** Columns of the people list that a limited extract holds beside the name. What is not named here is in no byte of it. */
export const limitedColumns = [
  "birth",
  "sex",
  "title",
  "unit",
  "postSince",
  "partyJoined",
  "degree",
  "theory",
  "stateManagement",
] as const satisfies readonly ColumnKey[];

/** Fields by which a statistics extract counts. No name and no line about one person. */
export const countedColumns = [
  "sex",
  "degree",
  "theory",
  "stateManagement",
  "postRole",
  "managingLevel",
] as const satisfies readonly ColumnKey[];

/** Tables of one extract: of a whole file the form's items, its tables and its scans. */
export const mostTables = 30;

/** What a sealed extract holds. */
export const Extract = z.strictObject({
  kind: z.literal("so-can-bo-extract-1"),
  profile: z.enum(extractProfiles),
  office: OfficeId,
  officeName: z.string().max(200),
  feed: FeedId,
  number: z.number().int().min(1), // of the custody register
  recipient: OfficeId,
  made: z.string().max(40), // clock note
  tables: z.array(LaidTable).min(1).max(mostTables),
});
export type Extract = z.infer<typeof Extract>;

/** `doluong-k3f7_trich-000003_vinh.trich.age` */
export const extractName = ({ feed, number, recipient }: Pick<Extract, "feed" | "number" | "recipient">): string =>
  `${feed}_trich-${String(number).padStart(6, "0")}_${recipient}.trich.age`;

export const isExtractName = (name: string): boolean =>
  name.length <= 200 && /^[^\p{Cc}\p{Cf}/\\:*?"<>|]+\.trich\.age$/iu.test(name);

/** What both signatures of an extract say in their trusted comments; the outer one its length too. */
export interface ExtractSeal extends Pick<Extract, "office" | "feed" | "number" | "profile"> {
  readonly rcpt: OfficeId;
  readonly bytes: number | null;
}

export const extractSealOf = (
  { office, feed, number, profile, recipient }: Omit<Extract, "tables">,
  bytes: number | null,
): ExtractSeal => ({ office, feed, number, profile, rcpt: recipient, bytes });

export const extractSealText = ({ office, feed, number, profile, rcpt, bytes }: ExtractSeal): string =>
  `${extractWord}office=${office} feed=${feed} number=${number} profile=${profile} rcpt=${rcpt}${bytes === null ? "" : ` bytes=${bytes}`}`;

const extractWord = "scb1 extract ";
const spelling =
  /^scb1 extract office=([a-z][a-z0-9]{1,15}) feed=([a-z][a-z0-9]{1,15}-[a-z2-7]{4}) number=([1-9]\d{0,9}) profile=(limited|statistics|file) rcpt=([a-z][a-z0-9]{1,15})(?: bytes=([1-9]\d{0,9}))?$/;

/** Whether a trusted comment that fits its signature speaks of an extract, of this format or a later one. */
export const speaksOfExtract = (comment: string): boolean => /^scb[1-9]\d{0,3} extract /.test(comment);

/** Read a trusted comment whose signature fits; null: it is none of an extract of this format. */
export function readExtractSeal(comment: string): ExtractSeal | null {
  const parts = spelling.exec(comment);
  if (parts === null) return null;
  const [office, feed, number, profile, rcpt, bytes] = parts.slice(1) as [
    string,
    string,
    string,
    string,
    string,
    string | undefined,
  ];
  return {
    office,
    feed,
    number: Number(number),
    profile: profile === "limited" || profile === "file" ? profile : "statistics",
    rcpt,
    bytes: bytes === undefined ? null : Number(bytes),
  };
}
