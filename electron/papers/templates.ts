import type { TemplateProblem } from "../../shared/problem.ts";
import { failed, type Result } from "../../shared/result.ts";
import type { ReadingProcess } from "../exchange/reading-process.ts";
import type { FromTemplates, ToTemplates } from "./template-process.ts";
import type { TemplateWork } from "./template-work.ts";

/**
 * Work on templates done by processes that `start` starts, one for each piece. One that dies or takes too long has
 * refused: too heavy.
 *
 * @param limit  milliseconds for each piece
 */
export function templatesOf(start: () => ReadingProcess<ToTemplates, FromTemplates>, limit = 30_000): TemplateWork {
  const ask = <Value>(message: ToTemplates): Promise<Result<Value, TemplateProblem>> =>
    new Promise((resolve) => {
      const one = start();
      const heavy = () => resolve(failed({ kind: "template-too-heavy" }));
      const watchdog = setTimeout(() => {
        heavy();
        one.kill();
      }, limit);
      one.listen({
        message: ({ done }) => {
          clearTimeout(watchdog);
          // The process answers each kind of work with what that work gives.
          // oxlint-disable-next-line typescript/no-unsafe-type-assertion
          resolve(done as unknown as Result<Value, TemplateProblem>);
          one.kill();
        },
        end: () => {
          clearTimeout(watchdog);
          heavy();
        },
      });
      one.post(message);
    });
  return {
    check: (...given) => ask({ job: "check", given }),
    lay: (...given) => ask({ job: "lay", given }),
    fill: (...given) => ask({ job: "fill", given }),
  };
}
