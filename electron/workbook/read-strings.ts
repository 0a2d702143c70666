import { encodingOfFont } from "../../shared/domain/text/legacy-fonts.ts";
import { attribute, XmlScan } from "./xml-scan.ts";
import { decoderOf, type Parts } from "./zip-parts.ts";

/** One text of the shared table; its font where a run of it is in one of the 8-bit Vietnamese fonts. */
export interface StringItem {
  readonly text: string;
  readonly font: string;
}

/** The texts that cells point to by number. Reading aids for Asian scripts are no part of them. */
export async function readStrings(parts: Parts, part: string): Promise<readonly StringItem[]> {
  const items: StringItem[] = [];
  let [text, font, inText, aid] = ["", "", false, 0];
  const xml = new XmlScan({
    open: (name, attributes) => {
      if (name === "si") [text, font] = ["", ""];
      else if (name === "t") inText = aid === 0;
      else if (name === "rPh") aid += 1;
      else if (name === "rFont" && font === "") {
        const named = attribute(attributes, "val") ?? "";
        if (encodingOfFont(named) !== null) font = named;
      }
    },
    text: (piece) => {
      if (inText) text += piece;
    },
    close: (name) => {
      if (name === "t") inText = false;
      else if (name === "rPh") aid -= 1;
      else if (name === "si") items.push({ text: unmasked(text), font });
    },
  });
  let decoder: TextDecoder | null = null;
  await parts.stream(part, (piece) => {
    decoder ??= decoderOf(piece);
    xml.write(decoder.decode(piece, { stream: true }));
  });
  xml.end();
  return items;
}

/** `_x000D_` is how the format writes a sign that XML does not keep. */
export const unmasked = (text: string): string =>
  text.includes("_x")
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text;
