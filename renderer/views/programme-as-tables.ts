import type { TFunction } from "i18next";
import { formatPartialDate } from "../../shared/domain/dates.ts";
import { basisOf } from "../../shared/domain/rotations/programme.ts";
import type { LaidTable } from "../../shared/domain/tables/laid-table.ts";
import type { ProgrammeFile } from "../state/programme.ts";
import { placeWords, standingOf } from "./programme-moves.tsx";
import { percentOf } from "./programme-progress.tsx";
import type { useTargetWords } from "./programme-targets.tsx";

/** A programme's targets with what came of them, and its moves, as on paper. */
export function programmeAsTables(
  file: ProgrammeFile,
  officeName: string,
  t: TFunction<"programmes">,
  words: ReturnType<typeof useTargetWords>,
): readonly LaidTable[] {
  const { programme, sum } = file;
  const around = {
    title: t("sheetTitle", { name: (programme.name || programme.number).toLocaleUpperCase("vi") }).slice(0, 300),
    above: [
      officeName.toLocaleUpperCase("vi"),
      t("sheetNumber", {
        number: programme.number,
        date: formatPartialDate(programme.date) || "…",
        issuer: programme.issuer || "…",
      }).slice(0, 300),
      t("sheetPeriod", {
        from: formatPartialDate(programme.from) || "…",
        to: formatPartialDate(programme.to) || "…",
      }),
      sum === null
        ? t("progressNone", { moves: file.moves.length })
        : t("progress", { ...sum, percent: percentOf(sum.done, sum.number) }),
      ...basisOf(programme).slice(0, 5),
    ].map((line) => line.slice(0, 300)),
    below: [t("footnote", { office: officeName, day: formatPartialDate(file.day) })],
    paper: "A4",
  } as const satisfies Partial<LaidTable>;
  return [
    {
      ...around,
      name: t("targets"),
      columns: [
        { head: t("target"), width: 50 },
        { head: t("targetNumber"), width: 10 },
        { head: t("done"), width: 10 },
        { head: t("coming"), width: 10 },
        { head: t("open"), width: 10 },
        { head: t("targetNote"), width: 30 },
      ],
      rows: [
        ...file.targets.map((line) => [
          words(line),
          line.target.number ?? "–",
          line.moves.length,
          line.coming.length,
          line.open ?? "–",
          line.target.note,
        ]),
        [t("untargeted"), "–", file.untargeted.length, "–", "–", "–"],
      ],
    },
    ...(file.rows.length === 0
      ? []
      : [
          {
            ...around,
            name: t("moves"),
            columns: [
              { head: t("person"), width: 24 },
              { head: t("fromPlace"), width: 32 },
              { head: t("toPlace"), width: 32 },
              { head: t("start"), width: 12 },
              { head: t("decision"), width: 20 },
              { head: t("moveState"), width: 16 },
            ],
            rows: file.rows.map((row) => [
              row.name,
              placeWords(row.from),
              placeWords(row.to),
              row.start === null ? null : { date: row.start },
              row.decision,
              t(`standing.${standingOf(row.state)}`),
            ]),
          },
        ]),
  ];
}
