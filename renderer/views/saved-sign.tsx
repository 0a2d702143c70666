import { useLayoutEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { CheckIcon, WarnIcon } from "../parts/icons.tsx";
import type { SaveState, SaveStateStore } from "../state/save-state.ts";

/**
 * "Đã lưu 10:42", or why not. Written into the page by hand: the words must stand there the moment main has answered,
 * before anything else hears of it, and a pass of React takes as long as the whole way to main and back.
 */
export function SavedSign({
  useSaveState,
  readOnly,
}: {
  readonly useSaveState: SaveStateStore;
  readonly readOnly: "disk-full" | "store-damaged" | null;
}) {
  const { t } = useTranslation("common");
  const sign = useRef<HTMLOutputElement>(null);
  const words = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    let waiting: ReturnType<typeof setTimeout> | undefined;
    const said = document.createTextNode(""); // writing into it takes half as long as putting another in its place
    words.current?.append(said);
    const show = (state: SaveState) => {
      clearTimeout(waiting);
      if (toneOf(state, readOnly) === "saving") waiting = setTimeout(write, slow, state);
      else write(state);
    };
    const write = (state: SaveState) => {
      if (sign.current === null) return;
      const tone = toneOf(state, readOnly);
      sign.current.className = `shell-saved shell-saved-${tone}`;
      sign.current.dataset.saved = String(tone === "good");
      said.data = wordsOf(state, tone);
    };
    const wordsOf = ({ savedAt, waits, problem }: SaveState, tone: Tone): string => {
      if (tone === "saving") return t("save.saving");
      if (tone === "good") return t(waits ? "save.waits" : "save.saved", { at: savedAt });
      if (tone === "quiet") return "";
      if (problem !== null) return t("save.failed");
      return t(readOnly === "disk-full" ? "save.readOnlyDisk" : "save.readOnlyDamaged");
    };
    show(useSaveState.getState());
    const leave = useSaveState.subscribe(show);
    return () => {
      clearTimeout(waiting);
      leave();
      said.remove();
    };
  }, [useSaveState, readOnly, t]);
  return (
    <output ref={sign} className="shell-saved">
      <WarnIcon />
      <CheckIcon />
      <span ref={words} />
    </output>
  );
}

/** Milliseconds after which a save says that it is under way: most are over before the word could be read or painted. */
const slow = 100;

type Tone = "quiet" | "saving" | "good" | "bad";

function toneOf({ saving, savedAt, problem }: SaveState, readOnly: string | null): Tone {
  if (saving > 0) return "saving";
  if (problem !== null || (readOnly !== null && savedAt === null)) return "bad";
  return savedAt === null ? "quiet" : "good";
}
