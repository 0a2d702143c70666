import type { ChooserAction, ChooserView, Entry } from "../chooser-view.ts";
import { chooserStyle } from "./chooser-style.ts";

/** Draws one view of the file dialog over the page and answers with what was done in it. Words: as Vietnamese desktops have them. */
Object.defineProperty(globalThis, "chooser", { value: { show }, configurable: true });

function show(view: ChooserView): Promise<ChooserAction> {
  return new Promise((resolve) => {
    const holder = document.createElement("div");
    const root = holder.attachShadow({ mode: "open" });
    const style = new CSSStyleSheet();
    style.replaceSync(chooserStyle);
    root.adoptedStyleSheets = [style];
    const end = (action: ChooserAction) => {
      holder.remove();
      resolve(action);
    };
    const dialog = make("dialog", "", { "aria-label": view.title });
    const name = make("input", "", { "aria-label": "Tên tệp", type: "text", spellcheck: "false" });
    name.value = view.name;
    const go = ({ path }: Pick<Entry, "path">) => end({ kind: "go", folder: path, name: name.value });
    const choose = (which: string) => end({ kind: "choose", name: which });

    const list = make("ul", "entries");
    list.append(...view.entries.map((entry) => lineOf(entry, go, pickOf(view, name, choose))));
    if (view.entries.length === 0) list.append(make("li", "none", {}, "Không có tệp nào hợp ở đây"));
    const places = make("nav", "places", { "aria-label": "Nơi hay dùng" });
    places.append(...view.places.map((place) => button(place.name, () => go(place))));
    const path = make("div", "path");
    path.append(
      button("Lên", () => go({ path: view.parent }), "up"),
      make("span", "", {}, view.folder),
    );
    const foot = make("div", "foot");
    if (view.kind === "save") foot.append(label("Tên tệp", name));
    if (view.replacing)
      foot.append(make("p", "warning", { role: "alert" }, "Đã có tệp cùng tên. Bấm lần nữa để ghi đè."));
    const buttons = make("div", "buttons");
    buttons.append(button("Hủy", () => end({ kind: "cancel" })));
    if (view.kind !== "open") buttons.append(button(verbOf(view), () => choose(name.value.trim()), "main"));
    foot.append(buttons);

    dialog.append(make("h2", "", {}, view.title || "Chọn tệp"), path, places, list, foot);
    dialog.addEventListener("cancel", () => end({ kind: "cancel" }));
    dialog.addEventListener("keydown", (event) => {
      event.stopPropagation(); // the page's own shortcuts rest meanwhile
      if (event.key === "Enter" && event.target === name) choose(name.value.trim());
    });
    root.append(dialog);
    document.documentElement.append(holder);
    dialog.showModal();
    if (view.kind === "save") name.select();
  });
}

const verbOf = ({ kind, replacing }: ChooserView) =>
  kind === "folder" ? "Chọn thư mục này" : replacing ? "Ghi đè" : "Lưu";

/** A file opens at once; where one is saved, its name is taken over. */
const pickOf =
  ({ kind }: ChooserView, name: HTMLInputElement, choose: (name: string) => void) =>
  (entry: Entry) => {
    if (kind === "open") choose(entry.name);
    else name.value = entry.name;
  };

function lineOf(entry: Entry, go: (entry: Entry) => void, pick: (entry: Entry) => void): HTMLElement {
  const line = make("li", entry.folder ? "folder" : "file");
  line.append(button(entry.name, () => (entry.folder ? go(entry) : pick(entry))));
  return line;
}

function button(words: string, press: () => void, kind = ""): HTMLElement {
  const made = make("button", kind, { type: "button" }, words);
  made.addEventListener("click", press);
  return made;
}

function label(words: string, field: HTMLElement): HTMLElement {
  const made = make("label", "", {}, words);
  made.append(field);
  return made;
}

function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  kind: string,
  attributes: Readonly<Record<string, string>> = {},
  text = "",
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  if (kind !== "") made.className = kind;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  if (text !== "") made.textContent = text;
  return made;
}
