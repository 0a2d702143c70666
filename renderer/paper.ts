import type { Paper } from "../shared/ipc/paper.ts";
import { mayCarry, type PaperNode, paperElements } from "../shared/ipc/paper-elements.ts";
import "./styles/main.css";
import "./styles/paper.css";

/**
 * The window nobody sees, which prints papers (electron/door/print-room.ts). It holds one at a time, built from the elements that the
 * page sent, without any of the page's code: nothing of it is laid out on a screen, nothing lies over it, and nothing waits for it.
 */
declare global {
  /** Put a paper there, with its letters and pictures: a print waits for none. */
  var showPaper: (paper: Paper) => Promise<void>;
  /** Nothing that was printed stays. */
  var clearPaper: () => void;
}

let letters: Promise<unknown> | null = null; // of every face and subset, once: which ones a paper needs is known only in print

globalThis.showPaper = async ({ title, language, elements }) => {
  letters ??= Promise.allSettled([...document.fonts].map((face) => face.load()));
  document.title = title;
  document.documentElement.lang = language;
  document.body.replaceChildren(...(JSON.parse(elements) as readonly PaperNode[]).flatMap((node) => built(node)));
  await Promise.all([letters, ...[...document.images].map(arrived)]);
};

globalThis.clearPaper = () => {
  document.title = "";
  document.body.replaceChildren();
};

/** There, or known not to come. `decode` would wait for a frame, and a window nobody sees draws none. */
const arrived = async (picture: HTMLImageElement): Promise<void> => {
  if (picture.complete) return;
  await new Promise((done) => {
    picture.addEventListener("load", done);
    picture.addEventListener("error", done);
  });
};

const vectors = "http://www.w3.org/2000/svg";

/** Nothing where a paper may not hold it. */
function built(node: PaperNode, space: string | null = null): readonly (Element | string)[] {
  if (typeof node === "string") return [node];
  const [name, attributes, ...within] = node;
  if (!paperElements.has(name)) return [];
  const own = name === "svg" ? vectors : space;
  const element = own === null ? document.createElement(name) : document.createElementNS(own, name);
  for (const [attribute, value] of Object.entries(attributes)) {
    if (attribute === "style" && (element instanceof HTMLElement || element instanceof SVGElement))
      element.style.cssText = value; // set this way a policy without inline styles lets it through
    else if (mayCarry(attribute, value)) element.setAttribute(attribute, value);
  }
  element.append(...within.flatMap((each) => built(each, own)));
  return [element];
}
