import { createContext } from "react";
import type { CodeRecord } from "../../shared/domain/organisation.ts";
import type { UnitChoicesStore } from "../state/unit-choices.ts";

/** What the province changed in the lists of codes; without it fields offer what comes with the program. */
export const CodesContext = createContext<readonly CodeRecord[]>([]);

/** Units to choose from; null where a screen offers none. */
export const UnitsContext = createContext<UnitChoicesStore | null>(null);
