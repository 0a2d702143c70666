import type * as Electron from "electron";
import type { HostPage } from "./browser.ts";

/** Electron's `printToPDF` through Chromium's own: same options, inches, A4 where no size is named. */
export async function printToPdf(page: HostPage, options: Electron.PrintToPDFOptions): Promise<Buffer> {
  const [paperWidth, paperHeight] = sizeOf(options.pageSize ?? "A4");
  const margins = options.margins ?? {};
  const { stream } = await page.send("Page.printToPDF", {
    transferMode: "ReturnAsStream",
    landscape: options.landscape ?? false,
    printBackground: options.printBackground ?? false,
    preferCSSPageSize: options.preferCSSPageSize ?? false,
    generateTaggedPDF: options.generateTaggedPDF ?? false,
    generateDocumentOutline: options.generateDocumentOutline ?? false,
    displayHeaderFooter: options.displayHeaderFooter ?? false,
    scale: options.scale ?? 1,
    pageRanges: options.pageRanges ?? "",
    paperWidth,
    paperHeight,
    ...("top" in margins ? { marginTop: margins.top } : {}),
    ...("bottom" in margins ? { marginBottom: margins.bottom } : {}),
    ...("left" in margins ? { marginLeft: margins.left } : {}),
    ...("right" in margins ? { marginRight: margins.right } : {}),
  });
  const parts: Buffer[] = [];
  for (let end = false; !end; ) {
    const part = await page.send("IO.read", { handle: stream, size: 1 << 20 });
    parts.push(Buffer.from(String(part.data), part.base64Encoded === true ? "base64" : "utf8"));
    end = part.eof === true;
  }
  await page.send("IO.close", { handle: stream });
  return Buffer.concat(parts);
}

/** Width and height in inches. */
function sizeOf(size: NonNullable<Electron.PrintToPDFOptions["pageSize"]>): readonly [number, number] {
  if (typeof size === "object") return [size.width, size.height];
  const known: Partial<Record<typeof size, readonly [number, number]>> = {
    A3: [11.69, 16.54],
    A4: [8.27, 11.69],
    A5: [5.83, 8.27],
    Letter: [8.5, 11],
  };
  const found = known[size];
  if (found === undefined) throw new Error(`the stand-in does not know the paper size ${size}`);
  return found;
}
