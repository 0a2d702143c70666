/** A small PDF as Skia writes them, tagged and with bookmarks: a page for each name, which says whose it is. */
export function skiaPdf(names: readonly string[], padding = ""): Uint8Array {
  const objects: string[] = [];
  const add = (text: string): number => objects.push(text);
  const hex = (name: string): string => Buffer.from(name, "utf8").toString("hex").toUpperCase();
  const title = (text: string): string =>
    `<FEFF${Buffer.from(text, "utf16le").swap16().toString("hex").toUpperCase()}>`;
  const first = 2; // after Info; each person brings a page, its content and four tags
  const root = { tree: first + names.length * 6, tags: first + names.length * 6 + 1 };
  const numbers = { document: root.tags + 1, parents: root.tags + 2, leaf: root.tags + 3, ids: root.tags + 4 };
  const outline = { root: root.tags + 5, first: root.tags + 6 };
  const at = (i: number) => first + i * 6;
  add(`<</Title ${title("Sơ yếu lý lịch")}\n/Creator (a \\) in 9 0 R)\n/Producer (Skia/PDF m156)>>`);
  for (const [i, name] of names.entries()) {
    const stream = `BT (page of ${hex(name)}) Tj ET 7 0 R stream\n${padding}`;
    add(
      `<</Type /Page\n/Resources <<>>\n/MediaBox [0 0 595 842]\n/Contents ${at(i) + 1} 0 R\n/StructParents ${i}\n/Tabs /S\n/Parent ${root.tree} 0 R>>`,
    );
    add(`<</Length ${stream.length}>> stream\n${stream}\nendstream`);
    add(`<</Type /StructElem\n/S /Art\n/P ${numbers.document} 0 R\n/K [${at(i) + 3} 0 R ${at(i) + 4} 0 R]>>`);
    add(
      `<</Type /StructElem\n/S /TH\n/ID (node${String(i + 40).padStart(8, "0")})\n/P ${at(i) + 2} 0 R\n/Pg ${at(i)} 0 R\n/K 0>>`,
    );
    add(
      `<</Type /StructElem\n/S /TD\n/P ${at(i) + 2} 0 R\n/A [<</O /Table\n/Headers [(node${String(i + 40).padStart(8, "0")})]>>]>>`,
    );
    add(`[${at(i) + 3} 0 R]`);
  }
  const pages = names.map((_, i) => `${at(i)} 0 R`).join(" ");
  add(`<</Type /Pages\n/Count ${names.length}\n/Kids [${pages}]>>`);
  add(
    `<</Type /StructTreeRoot\n/K ${numbers.document} 0 R\n/ParentTreeNextKey ${names.length}\n/ParentTree ${numbers.parents} 0 R\n/IDTree ${numbers.ids} 0 R>>`,
  );
  add(
    `<</Type /StructElem\n/S /Document\n/Lang (vi)\n/P ${root.tags} 0 R\n/K [${names.map((_, i) => `${at(i) + 2} 0 R`).join(" ")}]>>`,
  );
  add(`<</Type /ParentTree\n/Nums [${names.map((_, i) => `${i} ${at(i) + 5} 0 R`).join(" ")}]>>`);
  const key = (i: number) => `(node${String(i + 40).padStart(8, "0")})`;
  add(
    `<</Limits [${key(0)} ${key(names.length - 1)}]\n/Names [${names.map((_, i) => `${key(i)} ${at(i) + 3} 0 R`).join(" ")}]>>`,
  );
  add(`<</Kids [${numbers.leaf} 0 R]>>`);
  const last = outline.first + names.length - 1;
  add(`<</Type /Outlines\n/First ${outline.first} 0 R\n/Last ${last} 0 R\n/Count ${names.length}>>`);
  for (const [i] of names.entries())
    add(
      `<</Title (S\\) 3 0 R)\n/Dest [${at(i)} 0 R /XYZ 0 800 0]\n/Parent ${outline.root} 0 R\n/SE ${at(i) + 2} 0 R${
        i > 0 ? `\n/Prev ${outline.first + i - 1} 0 R` : ""
      }${i < names.length - 1 ? `\n/Next ${outline.first + i + 1} 0 R` : ""}>>`,
    );
  const catalog = add(
    `<</Type /Catalog\n/Pages ${root.tree} 0 R\n/MarkInfo <</Type /MarkInfo\n/Marked true>>\n/StructTreeRoot ${root.tags} 0 R\n/Outlines ${outline.root} 0 R\n/Lang (vi)>>`,
  );
  let text = "%PDF-1.4\n%\u00d3\u00eb\u00e9\u00e1\n";
  const places = objects.map((object, i) => {
    const place = text.length;
    text += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return place;
  });
  const table = places.map((place) => `${String(place).padStart(10, "0")} 00000 n \n`).join("");
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<</Size ${objects.length + 1}\n/Root ${catalog} 0 R\n/Info 1 0 R>>\nstartxref\n${text.length}\n%%EOF\n`;
  return Buffer.from(text, "latin1");
}
