/** Text as a reader takes it: NFC, runs of white space as one space. */
export const foldText = (text: string | null): string => (text ?? "").normalize("NFC").replace(/\s+/g, " ").trim();

/** The role an element has by its `role` attribute or by what it is; null where it has none worth naming. */
export function roleOf(element: Element): string | null {
  const written = element.getAttribute("role");
  if (written !== null) return written;
  const tag = element.tagName.toLowerCase();
  if (tag === "input") return inputRoles[(element as HTMLInputElement).type] ?? "textbox";
  if (tag === "a") return element.hasAttribute("href") ? "link" : null;
  if (tag === "select") return (element as HTMLSelectElement).size > 1 ? "listbox" : "combobox";
  if (tag === "td") return element.closest("[role=grid], [role=treegrid]") === null ? "cell" : "gridcell";
  if (tag === "th") return element.getAttribute("scope") === "row" ? "rowheader" : "columnheader";
  if (tag === "section")
    return element.hasAttribute("aria-label") || element.hasAttribute("aria-labelledby") ? "region" : null;
  return tagRoles[tag] ?? null;
}

/** What a screen reader would call it, as far as our own screens need it. */
export function accessibleName(element: Element): string {
  const by = element.getAttribute("aria-labelledby");
  if (by !== null)
    return foldText(
      by
        .split(/\s+/)
        .map((id) => textOf(document.getElementById(id)))
        .join(" "),
    );
  const label = element.getAttribute("aria-label");
  if (label !== null) return foldText(label);
  if (element.matches("input, select, textarea")) return fieldName(element as HTMLInputElement);
  if (element.matches("fieldset")) return textOf(element.querySelector("legend"));
  if (element.matches("table")) return textOf(element.querySelector("caption"));
  if (element.matches("img")) return foldText(element.getAttribute("alt"));
  if (namedFromWithin(element)) return textOf(element) || foldText(element.getAttribute("title"));
  return foldText(element.getAttribute("title"));
}

function fieldName(field: HTMLInputElement): string {
  if (/^(?:submit|button|reset)$/.test(field.type)) return foldText(field.value);
  const labels = [...(field.labels ?? [])].map((label) => textOf(label, field)).join(" ");
  return foldText(labels) || foldText(field.title) || foldText(field.placeholder);
}

/** Visible text of an element without what is hidden from readers, and without `but`. */
function textOf(element: Element | null, but?: Element): string {
  if (element === null) return "";
  const parts: string[] = [];
  const walk = (node: Node): void => {
    if (node === but) return;
    if (node instanceof Text) parts.push(node.data);
    if (!(node instanceof Element)) return;
    if (node !== element && node.matches("[aria-hidden=true], [hidden], script, style")) return;
    if (node !== element && node.hasAttribute("aria-label")) {
      parts.push(` ${node.getAttribute("aria-label")} `);
      return;
    }
    if (node instanceof HTMLImageElement) parts.push(node.alt);
    for (const child of node.childNodes) walk(child);
    if (getComputedStyle(node).display !== "inline") parts.push(" ");
  };
  walk(element);
  return foldText(parts.join(""));
}

const namedFromWithin = (element: Element) => roleOf(element) !== null && !containers.has(roleOf(element) ?? "");

const containers = new Set([
  "dialog",
  "form",
  "grid",
  "group",
  "list",
  "main",
  "navigation",
  "region",
  "table",
  "tree",
]);

const inputRoles: Readonly<Record<string, string>> = {
  button: "button",
  checkbox: "checkbox",
  file: "button",
  number: "spinbutton",
  radio: "radio",
  range: "slider",
  reset: "button",
  search: "searchbox",
  submit: "button",
};

const tagRoles: Readonly<Record<string, string>> = {
  article: "article",
  aside: "complementary",
  button: "button",
  dialog: "dialog",
  fieldset: "group",
  footer: "contentinfo",
  form: "form",
  h1: "heading",
  h2: "heading",
  h3: "heading",
  h4: "heading",
  h5: "heading",
  h6: "heading",
  header: "banner",
  img: "img",
  label: "label",
  li: "listitem",
  main: "main",
  nav: "navigation",
  ol: "list",
  option: "option",
  output: "status",
  progress: "progressbar",
  summary: "button",
  table: "table",
  tbody: "rowgroup",
  textarea: "textbox",
  thead: "rowgroup",
  tr: "row",
  ul: "list",
};
