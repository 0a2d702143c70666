import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { formatPartialDate } from "../../shared/domain/dates.ts";
import type { LaidTable } from "../../shared/domain/tables/laid-table.ts";
import type { BatchStanding } from "../../shared/ipc/batch.ts";
import { Notice } from "../parts/notice.tsx";
import { type Batch, everyName } from "../state/batch.ts";
import type { Go } from "../state/screen.ts";
import type { OpenOffice } from "../state/session.ts";
import { useTableFiles } from "./table-files.tsx";

/** People named at once: the list that leaves has all of them. */
const shown = 50;

/** What of a batch is finished and where it lies, and about whom something is to be said. */
export function BatchSaid({
  office,
  state: { phase, names },
  standing,
  go,
}: {
  readonly office: OpenOffice;
  readonly state: Pick<Batch, "phase" | "names">;
  readonly standing: BatchStanding;
  readonly go: Go;
}) {
  const { t } = useTranslation(["batch", "sheet"]);
  const { order, progress } = standing;
  const files = useTableFiles(office, "bang-ke-ly-lich-da-in", async () => [
    listOf(standing, await everyName(office, standing), t),
  ]);
  const lists = [
    { what: "passed", people: progress.passed.map(({ index, why }) => ({ index, words: t(`why.${why}`) })) },
    {
      what: "noted",
      people: progress.noted.map(({ index, missing, noPhoto }) => ({ index, words: noteOf(missing, noPhoto, t) })),
    },
  ] as const;
  return (
    <>
      <Notice tone={phase === "done" ? "good" : "plain"}>{sentenceOf(standing, phase === "done", t)}</Notice>
      {lists.map(
        ({ what, people }) =>
          people.length > 0 && (
            <details key={what} className="batch-told" open={what === "passed"}>
              <summary>{t(what, { count: people.length })}</summary>
              <ul>
                {people.slice(0, shown).map(({ index, words }) => {
                  const id = order.people[index];
                  const name = id === undefined ? "" : (names.get(id) ?? "");
                  return (
                    <li key={index}>
                      {index + 1}.{" "}
                      {id === undefined || name === "" ? (
                        ""
                      ) : (
                        <button
                          type="button"
                          className="link"
                          title={t("openFile")}
                          onClick={() => go("profile", { personId: id })}
                        >
                          {name}
                        </button>
                      )}{" "}
                      <span className="quiet">{words}</span>
                    </li>
                  );
                })}
                {people.length > shown && <li className="quiet">{t("more", { count: people.length - shown })}</li>}
              </ul>
            </details>
          ),
      )}
      {progress.next > 0 && (
        <div className="batch-list">
          <span>{t("list.save")}:</span> {files.buttons(false)}
        </div>
      )}
      {files.notice}
    </>
  );
}

type Words = TFunction<["batch", "sheet"]>;

function sentenceOf({ order, place, progress }: BatchStanding, done: boolean, t: Words): string {
  const { files, left, next, passed } = progress;
  const count = next - passed.length;
  const ends = { count: files.length, first: files.at(0)?.fileName ?? "", last: files.at(-1)?.fileName ?? "", place };
  if (done && count === 0) return t("done.nobody");
  if (done && left !== null) return t("done.one", { file: left.fileName, number: left.number, place, count });
  if (done) return t("done.each", ends);
  if (count === 0) return t("finished.none");
  return order.as === "one" ? t("finished.one", { done: count, place }) : t("finished.each", ends);
}

const noteOf = (missing: number, noPhoto: boolean, t: Words): string =>
  [...(missing > 0 ? [t("missing", { count: missing })] : []), ...(noPhoto ? [t("noPhoto")] : [])].join("; ");

/** Who stands in which file: the only thing that tells, for the files' own names do not. It stays in the office. */
function listOf({ order, progress }: BatchStanding, names: readonly string[], t: Words): LaidTable {
  const passed = new Map(progress.passed.map(({ index, why }) => [index, t(`why.${why}`)]));
  const noted = new Map(
    progress.noted.map(({ index, missing, noPhoto }) => [index, noteOf(missing, noPhoto, t)] as const),
  );
  const files = new Map(progress.files.map(({ index, ...file }) => [index, file]));
  return {
    title: t("list.title"),
    above: [
      t("list.form", { form: t(`sheet:forms.${order.form}`) }),
      `${t("sheet:day")}: ${formatPartialDate(order.day)}`,
    ],
    columns: [
      { head: t("list.number"), width: 6 },
      { head: t("list.name"), width: 30 },
      { head: t("list.file"), width: 36 },
      { head: t("list.line"), width: 14 },
      { head: t("list.note"), width: 40 },
    ],
    rows: names.map((name, index) => {
      const file = passed.has(index) ? undefined : (files.get(index) ?? progress.left ?? undefined);
      return [
        index + 1,
        name,
        file?.fileName ?? null,
        file?.number ?? null,
        passed.get(index) ?? noted.get(index) ?? null,
      ];
    }),
    below: [],
    paper: "A4",
    upright: true,
  };
}
