import type { OfficeId } from "../../shared/domain/primitives.ts";
import type { Delivery } from "../../shared/exchange/delivery.ts";
import type { ExtractProfile } from "../../shared/exchange/extract.ts";
import type { Problem } from "../../shared/problem.ts";
import { failed, ok, type Result } from "../../shared/result.ts";
import type { Left } from "../book.ts";
import { append, inTurn, type Office } from "../office.ts";

/** What is about to leave the office. Nothing personal: the register is read aloud and printed. */
export interface Leaving {
  readonly what: Left["what"];
  readonly file: string | ((number: number) => string); // by its number in the register, where its name has it
  readonly recipient: OfficeId | null;
  readonly feedTo: number | null; // last action a bundle carries
  readonly actions: number;
  readonly bytes: number;
  readonly parts?: number; // files into which a bundle is cut
  readonly profile?: ExtractProfile; // of an extract
  readonly said?: Delivery | undefined; // where it goes, as far as it is known before it is written
}

/**
 * Let something leave: first its line in the custody register, then the file. A file that could not be written is
 * struck out by a second line; a line without a file is a nuisance, a file without a line would be a leak.
 *
 * @param write  puts the file where the clerk chose
 * @returns      the register number
 */
export function leave<P extends Problem>(
  office: Office,
  { said, file, ...leaving }: Leaving,
  write: (number: number) => Promise<Result<unknown, P>>,
): Promise<Result<{ readonly number: number }, P | Problem>> {
  return inTurn(office, async () => {
    const number = (office.book.left.at(-1)?.entry.number ?? 0) + 1;
    const at = office.machine.clock.note();
    const named = typeof file === "string" ? file : file(number);
    const noted = await append(office, {
      entry: "left",
      number,
      file: named,
      ...leaving,
      ...said,
      clerk: office.clerk.id,
      at,
    });
    if (!noted.ok) return noted;
    const written = await write(number);
    if (written.ok) return ok({ number });
    await append(office, { entry: "not-left", number, problem: written.problem.kind, at: office.machine.clock.note() });
    return failed(written.problem);
  });
}
