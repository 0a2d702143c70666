import { useEffect, useRef } from "react";

/**
 * Tell the browser's form check why a control cannot be taken yet, in our own words; "" when it can.
 * A form then refuses to submit by itself and puts the focus there.
 */
export function useValidity<Control extends HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>(why: string) {
  const control = useRef<Control>(null);
  useEffect(() => {
    control.current?.setCustomValidity(why);
  }, [why]);
  return control;
}
