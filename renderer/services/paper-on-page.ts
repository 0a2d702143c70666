import type { Paper } from "../../shared/ipc/paper.ts";
import { mayCarry, type PaperNode, paperElements } from "../../shared/ipc/paper-elements.ts";

/** What of the screen no paper shows (print.css says the same). */
const screenOnly = ".shell-nav, .shell-header, .page-head, .notice, dialog, .no-print, .pages-sheet";

/**
 * The paper that stands on the page, as elements for the window that prints it.
 *
 * @param title   what an official paper calls itself, in Vietnamese; else the heading that stands on it
 * @param within  the elements that are printed
 */
export function paperOnPage(title?: string, within: Iterable<Element> = bodyOfPage()): Paper {
  const { language, title: ownTitle } = pageFacts();
  const parts = [...within];
  const heading = parts
    .map((part) => part.querySelector<HTMLElement>("article :is(h1, h2)"))
    .find((found) => found !== null);
  const said = heading?.closest<HTMLElement>("[lang]")?.lang ?? (title === undefined ? language : "vi");
  return {
    title: (title ?? heading?.textContent ?? ownTitle).slice(0, 300),
    language: said === "en" ? "en" : "vi",
    elements: JSON.stringify(parts.flatMap((part) => nodeOf(part))),
  };
}

// Outside a page, where no paper stands, there is none.
const bodyOfPage = (): Iterable<Element> => ("document" in globalThis ? document.body.children : []);
const pageFacts = (): { readonly language: string; readonly title: string } =>
  "document" in globalThis
    ? { language: document.documentElement.lang, title: document.title }
    : { language: "vi", title: "" };

function nodeOf(node: Node): readonly PaperNode[] {
  if (node instanceof Text) return node.data === "" ? [] : [node.data];
  if (!(node instanceof Element) || !paperElements.has(node.localName) || node.matches(screenOnly)) return [];
  const attributes = Object.fromEntries(
    [...node.attributes].filter(({ name, value }) => mayCarry(name, value)).map(({ name, value }) => [name, value]),
  );
  return [[node.localName, attributes, ...[...node.childNodes].flatMap((each) => nodeOf(each))]];
}
