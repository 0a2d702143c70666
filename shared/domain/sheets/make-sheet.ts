import type { SheetInput } from "./compose.ts";
import type { FormName } from "./crosswalk.ts";
import { sheet2c98 } from "./form-2c-98.ts";
import { sheet2c2008 } from "./form-2c-2008.ts";
import { sheetTt06 } from "./form-tt06-2023.ts";
import type { Sheet } from "./sheet.ts";

/** A form filled in from one person's records. */
export function makeSheet(form: FormName, input: SheetInput): Sheet {
  switch (form) {
    case "2c-98":
      return sheet2c98(input);
    case "2c-2008":
      return sheet2c2008(input);
    case "tt06-2023":
      return sheetTt06(input);
  }
}
