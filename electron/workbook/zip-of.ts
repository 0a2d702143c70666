import { ZipFile } from "yazl";

/** Parts as one zip, in the order given; the same parts make the same bytes. */
export async function zipOf(parts: Iterable<readonly [string, Uint8Array]>): Promise<Uint8Array> {
  const zip = new ZipFile();
  const pieces: Buffer[] = [];
  const done = new Promise<void>((resolve, reject) => {
    zip.outputStream.on("data", (piece: Buffer) => pieces.push(piece));
    zip.outputStream.on("end", resolve);
    zip.outputStream.on("error", reject);
  });
  for (const [name, bytes] of parts) zip.addBuffer(Buffer.from(bytes), name, noTime);
  zip.end();
  await done;
  return new Uint8Array(Buffer.concat(pieces));
}

const noTime = { mtime: new Date(Date.UTC(2000, 0, 1)), mode: 0o100644 } as const;
