import type { SheetInput } from "./compose.ts";
import type { FormName } from "./crosswalk.ts";
import { sheet2c98 } from "./form-2c-98.ts";
import type { Sheet } from "./sheet.ts";

/** A form filled in from one person's records. */
export function makeSheet(form: FormName, input: SheetInput): Sheet {
  switch (form) {
    case "2c-98":
    case "2c-2008":
    case "tt06-2023":
      return sheet2c98(input);
  }
}
