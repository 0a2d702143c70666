// Chromium's own PDFs put one behind the other, with their tags, the names of tables' heads and their bookmarks. Only what
// Skia writes is understood: objects one by one, a table of places, references in plain sight. Nothing else is given here.

/** Objects of the joined file that no part brings. */
const own = { catalog: 1, pages: 2, tags: 3, document: 4, parents: 5, ids: 6, outline: 7, facts: 8 } as const;

/** Where the next part begins in the joined file. */
export interface JoinPlace {
  readonly object: number; // its first object's number
  readonly page: number; // pages before it
  readonly part: number; // parts before it
}

export const firstPlace: JoinPlace = { object: 9, page: 0, part: 0 };

/** What the joined file's own objects must know of a part. Numbers are those of the joined file. */
export interface PartFacts {
  readonly bytes: number;
  readonly from: number; // its first object's number
  readonly places: readonly number[]; // of its objects, from the part's first byte; −1: it brings no such object
  readonly pages: { readonly root: number; readonly count: number };
  readonly document: number; // its root among the tags
  readonly parents: number; // its leaf in the tree from pages to tags
  readonly ids: readonly number[]; // leaves of the tree of named tags
  readonly bookmarks: PartBookmarks | null;
  readonly language: string; // as it stands in its catalog
  readonly facts: string; // title, producer and day, as a dictionary
}

/** Its first and last bookmark are tied to those of the parts around it, so their texts wait until those are known. */
interface PartBookmarks {
  readonly count: number; // that are seen when the file is opened
  readonly first: number;
  readonly last: number;
  readonly texts: Readonly<Record<string, string>>; // by number
}

export interface Part {
  readonly bytes: Uint8Array;
  readonly facts: PartFacts;
}

/**
 * A PDF as a part of a joined file: its objects under new numbers, without its own beginning and end.
 *
 * @param names  for its bookmarks of the first rank, where there are as many; else they keep their own
 * @throws       where it is no PDF as Chromium writes them with tags
 */
export function partOf(pdf: Uint8Array, at: JoinPlace, names: readonly string[] = []): Part {
  const source = openSource(pdf);
  const root = rootsOf(source);
  const ids =
    root.ids === null ? [] : [...source.object(root.ids).head.matchAll(reference)].map(([, number]) => Number(number));
  const ranks = root.outline === null ? [] : ranksOf(source, root.outline);
  const named = new Map(ranks.length === names.length ? ranks.map((number, i) => [number, names[i] ?? ""]) : []);
  const gone = new Set([root.catalog, root.facts, root.tags, root.outline, root.ids]);
  const ends = new Set([ranks.at(0), ranks.at(-1)]);
  const moved = (number: number): number => {
    if (number === root.tags) return own.document; // what was on top hangs below the joined file's
    if (number === root.outline) return own.outline;
    return at.object + number - 1;
  };
  const pieces: Uint8Array[] = [];
  const places: number[] = [];
  const texts: Record<string, string> = {};
  let bytes = 0;
  const say = (piece: Uint8Array): void => {
    pieces.push(piece);
    bytes += piece.byteLength;
  };
  for (let number = 1; number < source.objects; number += 1) {
    if (gone.has(number) || !source.has(number)) {
      places.push(-1);
      continue;
    }
    const { head, rest } = source.object(number);
    let text = rewritten(head, moved, at);
    if (number === root.pages) text = text.replace("<<", `<</Parent ${own.pages} 0 R\n`);
    if (number === root.parents) text = leafOfParents(text, at.page);
    const name = named.get(number);
    if (name !== undefined) text = entitled(text, name);
    if (ends.has(number)) {
      texts[moved(number)] = text;
      places.push(-1);
      continue;
    }
    places.push(bytes);
    say(latin(`${moved(number)} 0 obj\n${text}`));
    say(rest);
  }
  const [first, last] = [ranks.at(0), ranks.at(-1)];
  return {
    bytes: Buffer.concat(pieces),
    facts: {
      bytes,
      from: at.object,
      places,
      pages: { root: moved(root.pages), count: count(source.object(root.pages).head, "Count") },
      document: moved(root.document),
      parents: moved(root.parents),
      ids: ids.map(moved),
      bookmarks:
        root.outline === null || first === undefined || last === undefined
          ? null
          : {
              count: named.size > 0 ? ranks.length : count(source.object(root.outline).head, "Count"),
              first: moved(first),
              last: moved(last),
              texts,
            },
      language: /\/Lang (\([^()]*\)|<[^<>]*>)/.exec(source.object(root.catalog).head)?.[1] ?? "()",
      facts: source.object(root.facts).head,
    },
  };
}

/** Where the part after this one begins. */
export const placeAfter = ({ object, page, part }: JoinPlace, { facts }: Part): JoinPlace => ({
  object: object + facts.places.length,
  page: page + facts.pages.count,
  part: part + 1,
});

/** What stands before the first part. The second line says that the file is no text. */
export const joinHead: Uint8Array = latin("%PDF-1.4\n%\u00d3\u00eb\u00e9\u00e1\n");

/** What stands behind the last part. @param parts  all of them in order, at least one */
export function joinTail(parts: readonly PartFacts[]): Uint8Array {
  const [first] = parts;
  if (first === undefined) throw new Error("nothing to join");
  const begin: number[] = [];
  let at = joinHead.byteLength;
  for (const { bytes } of parts) {
    begin.push(at);
    at += bytes;
  }
  const pages = parts.reduce((sum, part) => sum + part.pages.count, 0);
  const list = (numbers: readonly number[]): string => `[${numbers.map((number) => `${number} 0 R`).join(" ")}]`;
  const ids = parts.flatMap((part) => part.ids);
  const bookmarks = parts.flatMap((part) => part.bookmarks ?? []);
  const objects = new Map<number, string>([
    [
      own.catalog,
      `<</Type /Catalog\n/Pages ${own.pages} 0 R\n/MarkInfo <</Type /MarkInfo\n/Marked true>>\n/StructTreeRoot ${own.tags} 0 R\n${
        bookmarks.length === 0 ? "" : `/Outlines ${own.outline} 0 R\n`
      }/ViewerPreferences <</Type /ViewerPreferences\n/DisplayDocTitle true>>\n/Lang ${first.language}>>\nendobj\n`,
    ],
    [own.pages, `<</Type /Pages\n/Count ${pages}\n/Kids ${list(parts.map((part) => part.pages.root))}>>\nendobj\n`],
    [
      own.tags,
      `<</Type /StructTreeRoot\n/K ${own.document} 0 R\n/ParentTreeNextKey ${pages}\n/ParentTree ${own.parents} 0 R${
        ids.length === 0 ? "" : `\n/IDTree ${own.ids} 0 R`
      }>>\nendobj\n`,
    ],
    [
      own.document,
      `<</Type /StructElem\n/S /Document\n/Lang ${first.language}\n/P ${own.tags} 0 R\n/K ${list(parts.map((part) => part.document))}>>\nendobj\n`,
    ],
    [own.parents, `<</Kids ${list(parts.map((part) => part.parents))}>>\nendobj\n`],
    [own.facts, first.facts],
  ]);
  if (ids.length > 0) objects.set(own.ids, `<</Kids ${list(ids)}>>\nendobj\n`);
  if (bookmarks.length > 0) for (const [number, text] of tied(bookmarks)) objects.set(number, text);

  const places = new Map<number, number>();
  for (const [i, part] of parts.entries())
    for (const [j, place] of part.places.entries()) if (place >= 0) places.set(part.from + j, (begin[i] ?? 0) + place);
  const pieces: Uint8Array[] = [];
  for (const [number, text] of objects) {
    places.set(number, at);
    const piece = latin(`${number} 0 obj\n${text}`);
    pieces.push(piece);
    at += piece.byteLength;
  }
  const end = parts.at(-1) ?? first;
  const size = end.from + end.places.length;
  const table = [`xref\n0 ${size}\n0000000000 65535 f \n`];
  for (let number = 1; number < size; number += 1) {
    const place = places.get(number);
    table.push(place === undefined ? "0000000000 65535 f \n" : `${String(place).padStart(10, "0")} 00000 n \n`);
  }
  table.push(`trailer\n<</Size ${size}\n/Root ${own.catalog} 0 R\n/Info ${own.facts} 0 R>>\nstartxref\n${at}\n%%EOF\n`);
  return Buffer.concat([...pieces, latin(table.join(""))]);
}

/** The bookmarks at the ends of the parts, each told of its neighbour, and their root. */
function tied(bookmarks: readonly PartBookmarks[]): ReadonlyMap<number, string> {
  const objects = new Map(
    bookmarks.flatMap(({ texts }) => Object.entries(texts).map(([number, text]) => [Number(number), text] as const)),
  );
  const tell = (number: number, what: string): void =>
    void objects.set(number, (objects.get(number) ?? "").replace("<<", `<<${what}\n`));
  for (const [i, one] of bookmarks.slice(1).entries()) {
    const before = bookmarks[i];
    if (before === undefined) continue;
    tell(before.last, `/Next ${one.first} 0 R`);
    tell(one.first, `/Prev ${before.last} 0 R`);
  }
  const seen = bookmarks.reduce((sum, one) => sum + one.count, 0);
  const [first, last] = [bookmarks.at(0)?.first, bookmarks.at(-1)?.last];
  objects.set(own.outline, `<</Type /Outlines\n/First ${first} 0 R\n/Last ${last} 0 R\n/Count ${seen}>>\nendobj\n`);
  return objects;
}

/** A PDF by its table of places. */
interface Source {
  readonly objects: number; // one more than the last number
  readonly trailer: string;
  has(number: number): boolean;
  /** An object without its first line: its words as far as its stream begins, or to its end; and what follows. */
  object(number: number): { readonly head: string; readonly rest: Uint8Array };
}

function openSource(pdf: Uint8Array): Source {
  const bytes = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength);
  const tail = bytes.subarray(-64).toString("latin1");
  const start = Number(/startxref\s+(\d+)\s+%%EOF/.exec(tail)?.[1] ?? Number.NaN);
  const table = Number.isNaN(start) ? "" : bytes.subarray(start).toString("latin1");
  const begin = /^xref\n0 (\d+)\n/.exec(table);
  if (begin === null || !bytes.subarray(0, 7).equals(latin("%PDF-1."))) throw strange("no table of places");
  const objects = Number(begin[1]);
  const places: number[] = [];
  for (let number = 0; number < objects; number += 1) {
    const entry = /^(\d{10}) \d{5} ([nf]) \n/.exec(
      table.slice(begin[0].length + number * 20, begin[0].length + number * 20 + 20),
    );
    if (entry === null) throw strange("a place that cannot be read");
    places.push(entry[2] === "n" ? Number(entry[1]) : -1);
  }
  const inOrder = [...places.filter((place) => place >= 0).toSorted((one, other) => one - other), start];
  const after = new Map(inOrder.slice(1).map((next, i) => [inOrder[i], next]));
  return {
    objects,
    trailer: table.slice(begin[0].length + objects * 20),
    has: (number) => (places[number] ?? -1) >= 0,
    object: (number) => {
      const place = places[number] ?? -1;
      const to = after.get(place);
      const line = `${number} 0 obj\n`;
      if (place < 0 || to === undefined || bytes.toString("latin1", place, place + line.length) !== line)
        throw strange(`no object ${number}`);
      const from = place + line.length;
      const stream = streamIn(bytes.subarray(from, to)) + from;
      return { head: bytes.toString("latin1", from, stream), rest: bytes.subarray(stream, to) };
    },
  };
}

/** Strings first, so that nothing inside one is taken for anything else. */
const string = /\((?:\\[\s\S]|[^\\()])*\)|<[0-9A-Fa-f]*>/.source;
const reference = /\b(\d+) 0 R\b/g;
const streamWord = latin("stream\n");
const streamBegins = new RegExp(`${string}|>> stream\\n`, "g");
const toRewrite = new RegExp(`(${string})|\\b(\\d+) 0 R\\b|/StructParents (\\d+)`, "g");

/** How far an object's dictionary goes, with the word that begins its stream; to its end where it has none. */
function streamIn(object: Buffer): number {
  for (let word = object.indexOf(streamWord); word >= 0; word = object.indexOf(streamWord, word + 1)) {
    const end = word + streamWord.byteLength;
    const found = [...object.toString("latin1", 0, end).matchAll(streamBegins)].at(-1);
    if (found?.[0].startsWith(">>") === true && found.index + found[0].length === end) return end; // not inside a string
  }
  return object.byteLength;
}

/** An object's words under the numbers of the joined file. Named tags are called by their part as well. */
const rewritten = (text: string, moved: (number: number) => number, at: JoinPlace): string =>
  text.replace(toRewrite, (whole, words?: string, number?: string, key?: string) => {
    if (number !== undefined) return `${moved(Number(number))} 0 R`;
    if (key !== undefined) return `/StructParents ${Number(key) + at.page}`;
    const id = /^\(node(\d+)\)$/.exec(words ?? "")?.[1];
    return id === undefined ? whole : `(p${String(at.part).padStart(5, "0")}-${id})`;
  });

/** Its pages' keys as a leaf of the joined tree. */
function leafOfParents(text: string, pagesBefore: number): string {
  const nums = /\/Nums \[([^\]]*)\]/.exec(text)?.[1];
  if (nums === undefined) throw strange("no leaf of pages");
  const entries = [...nums.matchAll(/(\d+) (\d+ 0 R)/g)].map(
    ([, key, tags]) => [Number(key) + pagesBefore, tags] as const,
  );
  const [first, last] = [entries.at(0)?.[0], entries.at(-1)?.[0]];
  return `<</Limits [${first} ${last}]\n/Nums [${entries.map(([key, tags]) => `${key} ${tags}`).join(" ")}]>>\nendobj\n`;
}

function rootsOf(source: Source) {
  const catalog = numberIn(source.trailer, "Root");
  const tags = numberIn(source.object(catalog).head, "StructTreeRoot");
  return {
    catalog,
    facts: numberIn(source.trailer, "Info"),
    pages: numberIn(source.object(catalog).head, "Pages"),
    outline: maybeNumberIn(source.object(catalog).head, "Outlines"),
    tags,
    document: numberIn(source.object(tags).head, "K"),
    parents: numberIn(source.object(tags).head, "ParentTree"),
    ids: maybeNumberIn(source.object(tags).head, "IDTree"),
  };
}

/** The bookmarks of the first rank, in order. */
function ranksOf(source: Source, outline: number): readonly number[] {
  const ranks: number[] = [];
  for (let at = maybeNumberIn(source.object(outline).head, "First"); at !== null && ranks.length < source.objects; ) {
    ranks.push(at);
    at = maybeNumberIn(source.object(at).head, "Next");
  }
  return ranks;
}

/** A bookmark under a name, closed: of many people's papers only the names are seen at first. */
const entitled = (text: string, name: string): string =>
  text
    .replace(
      new RegExp(`/Title (?:${string})`),
      () => `/Title <FEFF${Buffer.from(name, "utf16le").swap16().toString("hex").toUpperCase()}>`,
    )
    .replace(/\/Count (\d+)/, "/Count -$1");

function maybeNumberIn(text: string, key: string): number | null {
  const found = new RegExp(`${string}|/${key} (\\d+) 0 R\\b`, "g");
  for (const [, number] of text.matchAll(found)) if (number !== undefined) return Number(number);
  return null;
}

function numberIn(text: string, key: string): number {
  const found = maybeNumberIn(text, key);
  if (found === null) throw strange(`no ${key}`);
  return found;
}

const count = (text: string, key: string): number => Number(new RegExp(`/${key} (\\d+)`).exec(text)?.[1] ?? 0);

const strange = (what: string): Error => new Error(`no PDF as Chromium writes them: ${what}`);

function latin(text: string): Uint8Array {
  return Buffer.from(text, "latin1");
}
