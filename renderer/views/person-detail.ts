import { formatPartialDate } from "../../shared/domain/dates.ts";
import type { PersonChoice } from "../state/suggestions.ts";

/** What tells two people of one name apart. */
export const personDetail = ({ birthDate, title, unit }: PersonChoice): string =>
  [formatPartialDate(birthDate), title, unit].filter((part) => part !== "").join(" · ");
