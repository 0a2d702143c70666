import { type RefObject, useEffect } from "react";

/** Put the keyboard into a control when its form appears because a person asked for it. */
export function useStartHere(control: RefObject<HTMLElement | null>, here: boolean): void {
  useEffect(() => {
    if (here) control.current?.focus();
  }, [control, here]);
}
