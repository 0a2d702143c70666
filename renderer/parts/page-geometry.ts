/** A sheet as `@page` of the style sheets has it, in mm. */
export interface PageGeometry {
  readonly width: number;
  readonly height: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
  readonly foot: string | null; // `content` of the box at the foot
}

/**
 * The page that an element is printed on, by its `page` property. Read from the rules themselves, so that the screen cannot
 * know another paper than the printer does.
 */
export function pageOf(element: Element): PageGeometry {
  const name = getComputedStyle(element).getPropertyValue("page");
  const page = { width: 210, height: 297, top: 0, right: 0, bottom: 0, left: 0, foot: null as string | null };
  for (const wanted of name === "" || name === "auto" ? [""] : ["", name])
    for (const rule of pageRules().filter(({ selectorText }) => selectorText === wanted)) take(page, rule);
  return page;
}

function pageRules(): readonly CSSPageRule[] {
  return [...document.styleSheets]
    .flatMap((sheet) => [...sheet.cssRules])
    .filter((rule): rule is CSSPageRule => rule instanceof CSSPageRule);
}

type Mutable = { -readonly [Part in keyof PageGeometry]: PageGeometry[Part] };

function take(page: Mutable, rule: CSSPageRule): void {
  for (const side of ["top", "right", "bottom", "left"] as const) {
    const said = /^([\d.]+)mm$/.exec(rule.style.getPropertyValue(`margin-${side}`))?.[1];
    if (said !== undefined) page[side] = Number(said);
  }
  const [paper = "", orientation = "portrait"] = rule.style.getPropertyValue("size").toLowerCase().split(" ");
  const size = papers[paper];
  if (size !== undefined) [page.width, page.height] = orientation === "landscape" ? [size[1], size[0]] : size;
  // Boxes in the margin are rules within the rule; older lists of types do not know them.
  const boxes = "cssRules" in rule && rule.cssRules instanceof CSSRuleList ? [...rule.cssRules] : [];
  for (const box of boxes)
    if ("name" in box && box.name === "bottom-center" && "style" in box && box.style instanceof CSSStyleDeclaration)
      page.foot = box.style.getPropertyValue("content");
}

/** Width and height upright, mm. */
const papers: Readonly<Record<string, readonly [number, number]>> = { a4: [210, 297], a3: [297, 420] };

/** What stands at the foot of a page: texts and counters of `content`, put together. */
export function footOf(content: string | null, page: number, pages: number): string {
  if (content === null) return "";
  return [...content.matchAll(/"([^"]*)"|counter\((pages?)\)/g)]
    .map(([, text, counter]) => text ?? String(counter === "pages" ? pages : page))
    .join("");
}
