/** A file that cannot be read as what it says it is. */
export class DamagedPart extends Error {}

export interface XmlListener {
  /** @param attributes  as they stand; `attribute` reads one */
  readonly open?: (name: string, attributes: string) => void;
  readonly text?: (text: string) => void;
  readonly close?: (name: string) => void;
}

/**
 * Reads XML as it arrives, piece by piece, in as much memory as its longest tag. Names lose their prefix. Only what
 * spreadsheets write is taken: a document type, and so any entity of its own, is refused.
 */
export class XmlScan {
  #rest = "";
  readonly #listener: XmlListener;

  constructor(listener: XmlListener) {
    this.#listener = listener;
  }

  write(piece: string): void {
    const text = this.#rest === "" ? piece : this.#rest + piece;
    this.#rest = text.slice(this.#scan(text));
    if (this.#rest.length > longestTag) throw new DamagedPart("a tag without an end");
  }

  end(): void {
    if (this.#rest.trim() !== "") throw new DamagedPart("cut off inside a tag");
  }

  /** @returns up to where the text was used */
  #scan(text: string): number {
    const { open, text: said, close } = this.#listener;
    let at = 0;
    for (;;) {
      const from = text.indexOf("<", at);
      if (from === -1) {
        // Keep what may be half an entity.
        const half = text.lastIndexOf("&");
        const until = half >= at && text.indexOf(";", half) === -1 ? half : text.length;
        if (until > at) said?.(unescaped(text.slice(at, until)));
        return until;
      }
      if (from > at) said?.(unescaped(text.slice(at, from)));
      const second = text[from + 1];
      if (second === "!" || second === "?") {
        const until = this.#special(text, from);
        if (until === -1) return from;
        at = until;
        continue;
      }
      const to = endOfTag(text, from);
      if (to === -1) return from;
      if (second === "/") close?.(local(text.slice(from + 2, to).trim()));
      else {
        const alone = text[to - 1] === "/";
        const tag = text.slice(from + 1, alone ? to - 1 : to);
        const gap = tag.search(/\s/);
        const name = local(gap === -1 ? tag : tag.slice(0, gap));
        open?.(name, gap === -1 ? "" : tag.slice(gap));
        if (alone) close?.(name);
      }
      at = to + 1;
    }
  }

  /** @returns where it ends, -1 where that has not arrived yet */
  #special(text: string, from: number): number {
    if (text.startsWith("<!--", from)) return after(text, "-->", from + 4);
    if (text.startsWith("<![CDATA[", from)) {
      const end = text.indexOf("]]>", from);
      if (end === -1) return -1;
      this.#listener.text?.(text.slice(from + 9, end));
      return end + 3;
    }
    if (text.startsWith("<?", from)) return after(text, "?>", from + 2);
    if (text.length - from < 9 && "<![CDATA[".startsWith(text.slice(from))) return -1;
    if (text.length - from < 4 && "<!--".startsWith(text.slice(from))) return -1;
    throw new DamagedPart("a document type");
  }
}

const longestTag = 4 * 1024 * 1024; // UTF-16 units; a comment may be long

const after = (text: string, mark: string, from: number): number => {
  const at = text.indexOf(mark, from);
  return at === -1 ? -1 : at + mark.length;
};

/** Where a tag ends: a ">" that stands in no quotes. */
function endOfTag(text: string, from: number): number {
  const first = text.indexOf(">", from);
  if (first === -1) return -1;
  const tag = text.slice(from, first);
  if (!tag.includes("'") && tag.split('"').length % 2 === 1) return first; // nearly every tag
  let quote = "";
  for (let at = from + 1; at < text.length; at += 1) {
    const sign = text[at];
    if (quote !== "") {
      if (sign === quote) quote = "";
    } else if (sign === ">") return at;
    else if (sign === '"' || sign === "'") quote = sign;
  }
  return -1;
}

const local = (name: string): string => name.slice(name.indexOf(":") + 1);

/** One attribute's value, null where it is not there. The prefix counts: `r:id` is not `id`. */
export function attribute(attributes: string, name: string): string | null {
  const plain = attributes.indexOf(` ${name}="`);
  if (plain !== -1) {
    const from = plain + name.length + 3;
    return unescaped(attributes.slice(from, attributes.indexOf('"', from)));
  }
  if (!/['\n\t]| =|= /.test(attributes)) return null;
  for (const [, found, double, single] of attributes.matchAll(/([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g))
    if (found === name) return unescaped(double ?? single ?? "");
  return null;
}

const named: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function unescaped(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hex, decimal, name) => {
    if (typeof name === "string") return named[name] ?? whole;
    const code = typeof hex === "string" ? Number.parseInt(hex, 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : "";
  });
}

/** Text for XML. Letters that XML cannot hold are left out. */
export const escaped = (text: string): string =>
  text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
