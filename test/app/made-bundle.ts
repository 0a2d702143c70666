import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { bundleName, signatureName } from "../../shared/exchange/container.ts";
import type { Peer } from "../../shared/exchange/header.ts";
import { type Forged, forged, headerFor } from "../electron/exchange/forge.ts";
import type { TestOffice } from "../electron/exchange/offices.ts";

/** Bundles made by hand with an office's own keys, at any place of its feed. */

export interface Made {
  readonly name: string;
  readonly forged: Forged;
  readonly head: string;
}
export interface Parties {
  readonly sender: TestOffice;
  readonly recipient: { readonly peer: Peer };
}

/** @param carried  lines of `linesOf`: each changes four fields */
export async function made(
  { sender: from, recipient }: Parties,
  carried: readonly string[],
  facts: Parameters<typeof headerFor>[2] = {},
  more: object = {},
): Promise<Made> {
  const workshop = { sender: from, recipient: { ...from, peer: recipient.peer } };
  const changes = carried.length * 4;
  const header = { ...headerFor(workshop, carried, { changes, ...facts }), ...more };
  return { name: bundleName(header), forged: await forged(workshop, header, carried), head: header.head };
}

/** Lay it into a folder, its signature beside it. */
export async function putMade(folder: string, { name, forged: { bundle, signature } }: Made): Promise<string> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, name);
  await writeFile(path, bundle);
  await writeFile(signatureName(path), signature);
  return path;
}
