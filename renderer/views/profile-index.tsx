import { type ReactNode, useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { JumpField } from "../parts/jump-field.tsx";
import { matching } from "../parts/match.ts";
import type { FieldSpec } from "./profile-fields.ts";
import { type FileWords, labelOf, tableTitle } from "./profile-labels.ts";
import { type SectionName, sections } from "./profile-sections.ts";

/** Where in the file something stands. */
interface Place {
  readonly section: SectionName;
  readonly field: string | null;
  readonly item: string;
  readonly text: string;
}

/** How many places a search lists. */
const listed = 8;

/** The parts of a file beside it: a click, or a few letters or an item's number and Enter, and it is on the screen. */
export function ProfileIndex({
  head,
  onPlace,
  children,
}: {
  readonly head?: ReactNode;
  readonly onPlace: (section: SectionName, field: string | null) => void;
  readonly children?: ReactNode;
}) {
  const { t } = useTranslation(["profile", "common"]);
  const [here, setHere] = useState<SectionName>("identity");
  useEffect(() => watchParts(setHere), []);
  const places = useMemo(() => placesIn(t), [t]);
  return (
    <section className="file-index no-print" aria-label={t("index.label")}>
      {head}
      {children}
      <JumpField
        label={t("index.find")}
        hint={t("index.hint")}
        find={(typed) => findPlaces(places, typed)}
        keyOf={({ section, field, text }) => `${section} ${field} ${text}`}
        textOf={({ item, text }) => (item === "" ? text : `${item}) ${text}`)}
        onJump={({ section, field }) => onPlace(section, field)}
      />
      <ul className="file-parts">
        {sections.map(({ name, items }) => (
          <li key={name}>
            <button
              type="button"
              className="file-part-link"
              aria-current={here === name ? "true" : undefined}
              onClick={() => onPlace(name, null)}
            >
              <span>{t(`section.${name}`)}</span>
              <span className="file-part-items">{items}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Bring a part, or a field of it, on the screen and give it the keyboard where it can take it. */
export function showPlace(section: SectionName, field: string | null): void {
  const part = document.getElementById(`part-${section}`);
  if (part === null) return;
  const typed = field === null ? null : part.querySelector<HTMLElement>(`[name="${field}"]`);
  const read = field === null ? null : part.querySelector<HTMLElement>(`[data-field="${field}"]`);
  const shown = typed ?? read;
  (shown ?? part).scrollIntoView({ block: shown === null ? "start" : "center" });
  read?.classList.add("fact-found");
  setTimeout(() => read?.classList.remove("fact-found"), 1600);
  const stop = typed ?? (read ?? part).querySelector<HTMLElement>("button, input, select, textarea");
  stop?.focus({ preventScroll: true });
}

function placesIn(t: FileWords): readonly Place[] {
  return sections.flatMap(({ name, items, fields, tables }) => [
    { section: name, field: null, item: items, text: t(`section.${name}`) },
    ...fields.map((spec: FieldSpec) => ({
      section: name,
      field: spec.field,
      item: spec.item ?? "",
      text: labelOf(spec, t),
    })),
    ...(fields.length + tables.length > 1 ? tables : []).map((table) => ({
      section: name,
      field: null,
      item: table.columns[0]?.item ?? "",
      text: tableTitle(table.name, t),
    })),
  ]);
}

/** By the item's number, where a number was typed; else by words, marks optional. */
function findPlaces(places: readonly Place[], wanted: string): readonly Place[] {
  if (!/^\d/.test(wanted)) return matching(places, ({ text }) => text, wanted, listed);
  return places.filter(({ item }) => item === wanted || item.split(/[–, /]+/).includes(wanted)).slice(0, listed);
}

/** Tell which part is at the top of the window, as it is scrolled. @returns how to stop */
function watchParts(tell: (name: SectionName) => void): () => void {
  const main = document.getElementById("main");
  if (main === null) return () => {};
  let waiting = 0;
  const look = (): void => {
    waiting = 0;
    const top = main.getBoundingClientRect().top + 90;
    let at: SectionName = "identity";
    for (const { name } of sections) {
      const part = document.getElementById(`part-${name}`);
      if (part !== null && part.getBoundingClientRect().top <= top) at = name;
    }
    tell(at);
  };
  const soon = (): void => {
    waiting ||= requestAnimationFrame(look);
  };
  main.addEventListener("scroll", soon, { passive: true });
  return () => {
    cancelAnimationFrame(waiting);
    main.removeEventListener("scroll", soon);
  };
}
