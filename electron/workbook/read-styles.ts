import { encodingOfFont } from "../../shared/domain/text/legacy-fonts.ts";
import type { ShownDate } from "../../shared/domain/workbook/cell.ts";
import { attribute, XmlScan } from "./xml-scan.ts";

/** What a cell's style says of its value. */
export interface Style {
  readonly shown: ShownDate | null; // a date, and how much of it is shown
  readonly zeros: number | null; // digits of a format such as 000000000
  readonly font: string; // "" for any but the 8-bit Vietnamese fonts
}

/** The cell formats of a styles part, in the order that cells point to. */
export function readStyles(text: string): readonly Style[] {
  const formats = new Map<number, string>();
  const fonts: string[] = [];
  const styles: Style[] = [];
  let [part, font] = ["", ""];
  const xml = new XmlScan({
    open: (name, attributes) => {
      if (["fonts", "cellXfs", "cellStyleXfs", "dxfs", "numFmts"].includes(name)) part = name;
      if (name === "numFmt" && part === "numFmts")
        formats.set(Number(attribute(attributes, "numFmtId")), attribute(attributes, "formatCode") ?? "");
      if (name === "font" && part === "fonts") font = "";
      if (name === "name" && part === "fonts") font = attribute(attributes, "val") ?? "";
      if (name === "xf" && part === "cellXfs") {
        const id = Number(attribute(attributes, "numFmtId") ?? 0);
        const named = fonts[Number(attribute(attributes, "fontId") ?? 0)] ?? "";
        const code = formats.get(id);
        styles.push({
          shown: code === undefined ? (builtIn.get(id) ?? null) : shownBy(code),
          zeros: code !== undefined && /^0{2,}$/.test(code) ? code.length : null,
          font: encodingOfFont(named) === null ? "" : named,
        });
      }
    },
    close: (name) => {
      if (name === "font" && part === "fonts") fonts.push(font);
      if (name === part) part = "";
    },
  });
  xml.write(text);
  xml.end();
  return styles;
}

/** Formats that files name by number only: dates, and their kin of East Asian editions. */
const builtIn: ReadonlyMap<number, ShownDate> = new Map<number, ShownDate>([
  [14, "day"],
  [15, "day"],
  [16, "day"],
  [17, "month"],
  [22, "day"],
  ...Array.from({ length: 10 }, (_, i): [number, ShownDate] => [27 + i, "day"]),
  ...Array.from({ length: 9 }, (_, i): [number, ShownDate] => [50 + i, "day"]),
]);

/** How much of a date a format shows; null where it shows none. */
function shownBy(code: string): ShownDate | null {
  const first = code.split(";")[0] ?? "";
  const bare = first.replace(/"[^"]*"|\[[^\]]*\]|\\.|_.|\*./g, "").toLowerCase();
  if (bare.includes("general") || !/[dy]/.test(bare)) return null; // hours and minutes alone are no date
  if (bare.includes("d")) return "day";
  return bare.includes("m") ? "month" : "year";
}
