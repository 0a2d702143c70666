import type { IsoDate } from "../primitives.ts";
import type { FormName } from "./crosswalk.ts";

/** First day of Circular 06/2023/TT-BNV with the unified form. */
const unifiedFrom: IsoDate = "2023-05-05";

/**
 * The form a State body used on a day; Party bodies kept 2C/TCTW-98 throughout. Before 2008 State bodies had other forms
 * (2a-BNV/2007), which are not printed any more: 2C-BNV/2008 stands for them.
 */
export const stateFormOn = (day: IsoDate): FormName => (day < unifiedFrom ? "2c-2008" : "tt06-2023");
