import { create } from "zustand";
import { countOnDesk } from "../services/count-on-desk.ts";
import type { Office } from "../services/office.ts";
import { watchRecords } from "../services/office.ts";

/** How many things wait on the desk, for the sign in the navigation. */
export const createDeskCount = (count: () => Promise<number>, watch: (listener: () => void) => () => void) => {
  const useDeskCount = create<{ readonly count: number }>()(() => ({ count: 0 }));
  let asking = false;
  let again = false;
  const refresh = async (): Promise<void> => {
    if (asking) {
      again = true;
      return;
    }
    asking = true;
    try {
      do {
        again = false;
        useDeskCount.setState({ count: await count() });
      } while (again);
    } finally {
      asking = false;
    }
  };
  watch(() => void refresh());
  void refresh();
  return useDeskCount;
};

export const openDeskCount = (office: Office) =>
  createDeskCount(
    () => countOnDesk(office),
    (listener) => watchRecords(office, listener),
  );
