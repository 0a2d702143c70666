import { useEffect, useRef } from "react";

/** What a key asks for; the screen that is shown says what it means there. */
export type Command = "find" | "add" | "print" | "save" | "edit" | "close" | "undo" | "goto";

const offers: { readonly command: Command; readonly run: () => void }[] = [];

/** Answer a key as long as this part is on screen. The part shown last is asked first; null: not now. */
export function useCommand(command: Command, run: (() => void) | null): void {
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  const offered = run !== null;
  useEffect(() => {
    if (!offered) return undefined;
    const offer = { command, run: () => latest.current?.() };
    offers.push(offer);
    return () => {
      offers.splice(offers.indexOf(offer), 1);
    };
  }, [command, offered]);
}

/** Run what the screen offers for a key. @returns whether anything did */
export function runCommand(command: Command): boolean {
  const offer = offers.findLast((one) => one.command === command);
  offer?.run();
  return offer !== undefined;
}
