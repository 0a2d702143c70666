import { useTranslation } from "react-i18next";
import { formatPartialDate } from "../../shared/domain/dates.ts";
import { basisOf } from "../../shared/domain/rotations/programme.ts";
import type { ProgrammeFile } from "../state/programme.ts";
import { MovesHead, placeWords, standingOf } from "./programme-moves.tsx";
import { percentOf } from "./programme-progress.tsx";
import { useTargetWords } from "./programme-targets.tsx";

/** A programme and how far it has come, as a sheet of paper. */
export function ProgrammePaper({ file, officeName }: { readonly file: ProgrammeFile; readonly officeName: string }) {
  const { t } = useTranslation("programmes");
  const words = useTargetWords();
  const { programme, sum } = file;
  const basis = basisOf(programme);
  return (
    <article className="print-only rotation-paper">
      <header>
        <p className="rotation-paper-office">{officeName.toLocaleUpperCase("vi")}</p>
        <h1>{t("sheetTitle", { name: (programme.name || programme.number).toLocaleUpperCase("vi") })}</h1>
        <p>
          <em>
            {t("sheetNumber", {
              number: programme.number,
              date: formatPartialDate(programme.date) || "…",
              issuer: programme.issuer || "…",
            })}
          </em>
        </p>
      </header>
      <p>
        {t("sheetPeriod", {
          from: formatPartialDate(programme.from) || "…",
          to: formatPartialDate(programme.to) || "…",
        })}
        {". "}
        {sum === null
          ? t("progressNone", { moves: file.moves.length })
          : t("progress", { ...sum, percent: percentOf(sum.done, sum.number) })}
        {"."}
      </p>
      {basis.length > 0 && (
        <>
          <h2>{t("basis")}</h2>
          <ol className="programme-basis">
            {basis.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ol>
        </>
      )}
      {programme.note !== "" && (
        <>
          <h2>{t("aim")}</h2>
          <p className="programme-note">{programme.note}</p>
        </>
      )}
      <h2>{t("targets")}</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("target")}</th>
            <th scope="col">{t("targetNumber")}</th>
            <th scope="col">{t("done")}</th>
            <th scope="col">{t("coming")}</th>
            <th scope="col">{t("open")}</th>
            <th scope="col">{t("targetNote")}</th>
          </tr>
        </thead>
        <tbody>
          {file.targets.map((line) => (
            <tr key={line.target.id}>
              <td>{words(line)}</td>
              <td className="number">{line.target.number ?? "–"}</td>
              <td className="number">{line.moves.length}</td>
              <td className="number">{line.coming.length}</td>
              <td className="number">{line.open ?? "–"}</td>
              <td>{line.target.note}</td>
            </tr>
          ))}
          <tr>
            <td>{t("untargeted")}</td>
            <td className="number">–</td>
            <td className="number">{file.untargeted.length}</td>
            <td className="number">–</td>
            <td className="number">–</td>
            <td>–</td>
          </tr>
        </tbody>
      </table>
      <h2>{t("shares")}</h2>
      <p>
        {file.shares
          .map(({ group, moves, unknown }) => {
            const name = t(`share.${group}`, { age: file.youngUnder });
            const share = t("shareOf", {
              total: file.moves.length,
              percent: file.moves.length === 0 ? 0 : percentOf(moves.length, file.moves.length),
            });
            const rest = unknown.length > 0 ? `, ${t("shareUnknown", { count: unknown.length })}` : "";
            return `${name}: ${moves.length} ${share}${rest}`;
          })
          .join("; ")}
        {"."}
      </p>
      {file.rows.length > 0 && (
        <>
          <h2>{t("moves")}</h2>
          <table>
            <MovesHead />
            <tbody>
              {file.rows.map((row) => (
                <tr key={row.id}>
                  <td className="nowrap">{row.name}</td>
                  <td>{placeWords(row.from)}</td>
                  <td>{placeWords(row.to)}</td>
                  <td>{formatPartialDate(row.start)}</td>
                  <td className="nowrap">{row.decision}</td>
                  <td>{t(`standing.${standingOf(row.state)}`)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
      <p className="rotation-paper-foot">{t("footnote", { office: officeName, day: formatPartialDate(file.day) })}</p>
    </article>
  );
}
