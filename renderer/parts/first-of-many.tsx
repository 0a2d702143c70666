import { type ReactNode, useState } from "react";

/**
 * The first of many, and the button that shows as many more.
 *
 * @param step  shown at first, and more at each press
 */
export function useFirstOf(step: number) {
  const [most, setMost] = useState(step);
  return {
    first: <Item,>(all: readonly Item[]): readonly Item[] => all.slice(0, most),
    /** @param says  words of the button, of how many are left; it is not there where all are shown */
    more: (all: readonly unknown[], says: (left: number) => string): ReactNode =>
      all.length > most && (
        <button type="button" className="button button-quiet" onClick={() => setMost(most + step)}>
          {says(all.length - most)}
        </button>
      ),
  };
}
