import type { Found, Reachable, SentTarget } from "../target.ts";
import { accessibleName, foldText, roleOf } from "./aria.ts";

/** Runs in a world of its own in each page, for stories that act through the screen (drive-page.ts calls it). */
const finder = { find, near, reach, focusField, choose };
Object.defineProperty(globalThis, "finder", { value: finder });

/** What fits now. @param most  of how many to say what they hold: reading it takes longer than finding them */
function find(target: SentTarget, most: number): Found {
  const elements = pick(all(target, document), target);
  const [chosen] = elements;
  const some = elements.slice(0, most);
  return {
    count: elements.length,
    texts: some.map((element) => foldText(element instanceof HTMLElement ? element.innerText : element.textContent)),
    values: some.map((element) => ("value" in element ? String(element.value) : null)),
    checked: some.map((element) => checkedOf(element)),
    enabled: chosen !== undefined && isEnabled(chosen),
  };
}

/** Bring the one element into view, wait until it stands still, and say where to click it. */
async function reach(target: SentTarget): Promise<Reachable> {
  const elements = pick(all(target, document), target);
  const [element] = elements;
  if (element === undefined) return { at: "nowhere", why: "there is none" };
  if (elements.length > 1) return { at: "nowhere", why: `there are ${elements.length}: say which (nth, within)` };
  if (!isEnabled(element)) return { at: "nowhere", why: "it is disabled" };
  element.scrollIntoView({ block: "center", inline: "nearest", behavior: "instant" });
  const before = element.getBoundingClientRect();
  await twoFrames();
  const after = element.getBoundingClientRect();
  if (before.x !== after.x || before.y !== after.y || before.width !== after.width)
    return { at: "nowhere", why: "it is moving" };
  const x = Math.min(Math.max(after.x + after.width / 2, 1), innerWidth - 1);
  const y = Math.min(Math.max(after.y + after.height / 2, 1), innerHeight - 1);
  const on = topmost(x, y);
  if (on === null || !(element.contains(on) || on.contains(element) || labelled(on, element)))
    return {
      at: "nowhere",
      why: `it is covered by <${on?.tagName.toLowerCase() ?? "nothing"} ${on?.className ?? ""}>`,
    };
  return { at: "point", x, y };
}

/** Put the cursor into a field and select what is in it. */
function focusField(target: SentTarget): string | null {
  const [element] = pick(all(target, document), target);
  if (!(element instanceof HTMLElement)) return "there is none";
  element.focus();
  if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement) element.select();
  return document.activeElement === element ? null : "it cannot be focused";
}

/** Choose an option of a `<select>` by its words, as the list that opens outside the page would. */
function choose(target: SentTarget, wanted: string | Pattern): string | null {
  const [element] = pick(all(target, document), target);
  if (!(element instanceof HTMLSelectElement)) return "it is no list to choose from";
  const option = [...element.options].find((one) => !one.disabled && says(foldText(one.text), wanted));
  if (option === undefined) return `it has only: ${[...element.options].map((one) => one.text).join(", ")}`;
  element.focus();
  if (element.value === option.value) return null;
  element.value = option.value;
  element.dispatchEvent(new Event("input", { bubbles: true }));
  element.dispatchEvent(new Event("change", { bubbles: true }));
  return null;
}

interface Pattern {
  readonly source: string;
  readonly flags: string;
}
type Parts = Readonly<Record<string, string | number | Pattern | SentTarget>>;

function all(target: SentTarget, root: ParentNode): Element[] {
  if (typeof target === "string") return within(root, target).filter(isVisible);
  const parts = target as Parts;
  const roots =
    parts.within === undefined ? [root] : pick(all(parts.within as SentTarget, root), parts.within as SentTarget);
  return [...new Set(roots.flatMap((one) => ofKind(parts, one)))].filter(isVisible);
}

/** What fits below a root, also inside open shadow trees. */
function within(root: ParentNode, selector: string): Element[] {
  const shadows = [...root.querySelectorAll("*")].flatMap(({ shadowRoot }) =>
    shadowRoot === null ? [] : [shadowRoot],
  );
  return [root, ...shadows].flatMap((one) => [...one.querySelectorAll(selector)]);
}

function ofKind(parts: Parts, root: ParentNode): Element[] {
  const everything = () => within(root, "*");
  if (typeof parts.css === "string") return within(root, parts.css);
  if (typeof parts.role === "string") {
    const ofRole = everything().filter((element) => roleOf(element) === parts.role);
    return parts.name === undefined ? ofRole : ofRole.filter((element) => says(accessibleName(element), parts.name));
  }
  if (parts.label !== undefined)
    return everything().filter((element) => isField(element) && says(accessibleName(element), parts.label));
  const withText = everything().filter((element) => says(foldText(element.textContent), parts.text));
  return withText.filter((element) => !withText.some((other) => other !== element && element.contains(other)));
}

function pick(elements: readonly Element[], target: SentTarget): readonly Element[] {
  if (typeof target === "string" || target.nth === undefined) return elements;
  const one = elements.at(Number(target.nth));
  return one === undefined ? [] : [one];
}

function says(text: string, wanted: unknown): boolean {
  if (typeof wanted === "string") return text === foldText(wanted);
  const { source, flags } = wanted as Pattern;
  return new RegExp(source, flags).test(text);
}

function isVisible(element: Element): boolean {
  if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return false;
  const box = element.getBoundingClientRect();
  return (box.width > 0 && box.height > 0) || element.matches("option, tr, tbody");
}

const isEnabled = (element: Element) =>
  !element.matches(":disabled") && element.closest('[aria-disabled="true"], [inert]') === null;

const isField = (element: Element) =>
  element.matches("input, select, textarea, [contenteditable=true], [role=textbox], [role=combobox], [role=listbox]");

const checkedOf = (element: Element) => {
  if (element instanceof HTMLInputElement && /^(?:checkbox|radio)$/.test(element.type)) return element.checked;
  const said = element.getAttribute("aria-checked") ?? element.getAttribute("aria-selected");
  return said === null ? null : said === "true";
};

function topmost(x: number, y: number): Element | null {
  const on = document.elementFromPoint(x, y);
  return on?.shadowRoot?.elementFromPoint(x, y) ?? on;
}

const labelled = (on: Element, element: Element) => on.closest("label")?.control === element;

/** Names of what could have been meant: of the same role, or buttons, fields and headings. */
function near(target: SentTarget): string[] {
  const role = typeof target === "string" ? undefined : target.role;
  const elements = [...document.querySelectorAll("*")].filter(isVisible);
  const wanted =
    typeof role === "string"
      ? elements.filter((element) => roleOf(element) === role)
      : elements.filter((element) => element.matches("h1, h2, h3, button, label, [role=alert], [role=status]"));
  return wanted
    .map((element) => `${roleOf(element) ?? element.tagName.toLowerCase()} "${accessibleName(element)}"`)
    .slice(0, 40);
}

/** Two frames, or 100 ms where nothing is painted. */
function twoFrames(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 100);
    requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
  });
}
