/** What a bundle says of itself before it is opened: docs/bundle-format.md "Signatures and the seal", read with no code of the program. */
export interface Seal {
  readonly keyId: string; // of the key that signed, hex
  readonly feed: string;
  readonly from: number;
  readonly to: number; // from − 1: no action
  readonly head: string; // first 16 digits of the chain hash after `to`
}

/** @param file  the text of the minisign signature that lies beside the bundle */
export function sealIn(file: string): Seal {
  const [, signature = "", comment = ""] = file.split("\n");
  const said = /^trusted comment: scb1 bundle .*\bfeed=(\S+) from=(\d+) to=(\d+) head=([0-9a-f]{16}) /.exec(comment);
  if (said === null) throw new Error(`no seal of a bundle: ${comment}`);
  const [, feed = "", from, to, head = ""] = said;
  return { keyId: keyIdOf(signature), feed, from: Number(from), to: Number(to), head };
}

/** minisign's number of a key, from the base64 line of the key or of a signature by it. */
export const keyIdOf = (line: string): string => Buffer.from(line, "base64").subarray(2, 10).toString("hex");
