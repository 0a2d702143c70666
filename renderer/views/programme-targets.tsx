import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { nameOfCode } from "../../shared/domain/codes/code-list.ts";
import { directions } from "../../shared/domain/codes/move-codes.ts";
import type { RecordId } from "../../shared/domain/primitives.ts";
import type { ProgrammeTarget } from "../../shared/domain/rotations/programme.ts";
import { titleGroupNames, titleGroups } from "../../shared/domain/statistics/title-group.ts";
import { Form } from "../parts/form.tsx";
import { NumberField } from "../parts/number-field.tsx";
import { Section } from "../parts/page.tsx";
import { SelectField } from "../parts/select-field.tsx";
import { TextField } from "../parts/text-field.tsx";
import type { OpenedMoves, ProgrammeFile, ProgrammeScreen, TargetLine } from "../state/programme.ts";
import type { Go, ScreenProps } from "../state/screen.ts";
import { openUnitChoices, type UnitChoicesStore } from "../state/unit-choices.ts";
import { useLanguage } from "./language.ts";
import { UnitPick } from "./unit-pick.tsx";

/** What the programme is to bring, one line a target, typed in place; beside each how far it has come. */
export function ProgrammeTargets({
  screen,
  file,
  office,
  go,
  editing,
}: {
  readonly screen: ProgrammeScreen;
  readonly file: ProgrammeFile;
  readonly office: ScreenProps<"programme">["office"];
  readonly go: Go;
  readonly editing: ProgrammeTarget | null;
}) {
  const { t } = useTranslation("programmes");
  const [useUnits] = useState(() => openUnitChoices(office));
  const isNew = editing !== null && !file.targets.some(({ target }) => target.id === editing.id);
  return (
    <div className="no-print">
      <Section
        title={t("targets")}
        aside={
          editing === null && (
            <button type="button" className="button" onClick={() => void screen.beginTarget(null)}>
              {t("targetAdd")}
            </button>
          )
        }
      >
        {file.targets.length === 0 && !isNew ? (
          <p className="quiet">{t("targetNone")}</p>
        ) : (
          <div className="programme-targets">
            <table className="table table-dense" aria-label={t("targets")}>
              <thead>
                <tr>
                  <th scope="col">{t("target")}</th>
                  <th scope="col" className="number">
                    {t("targetNumber")}
                  </th>
                  <th scope="col" className="number">
                    {t("done")}
                  </th>
                  <th scope="col" className="number">
                    {t("coming")}
                  </th>
                  <th scope="col" className="number">
                    {t("open")}
                  </th>
                  <th scope="col">{t("targetNote")}</th>
                  <th scope="col">
                    <span className="unseen">{t("suggest")}</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {file.targets.map((line) =>
                  editing?.id === line.target.id ? (
                    <tr key={line.target.id} className="programme-target-open">
                      <td colSpan={7}>
                        <TargetForm screen={screen} useUnits={useUnits} target={editing} held />
                      </td>
                    </tr>
                  ) : (
                    <Target key={line.target.id} line={line} file={file} screen={screen} go={go} />
                  ),
                )}
                {isNew && (
                  <tr className="programme-target-open">
                    <td colSpan={7}>
                      <TargetForm screen={screen} useUnits={useUnits} target={editing} held={false} />
                    </td>
                  </tr>
                )}
              </tbody>
            </table>
          </div>
        )}
        {file.targets.length > 0 && <p className="quiet programme-hint">{t("targetsNote")}</p>}
      </Section>
    </div>
  );
}

function Target({
  line,
  file,
  screen,
  go,
}: {
  readonly line: TargetLine;
  readonly file: ProgrammeFile;
  readonly screen: ProgrammeScreen;
  readonly go: Go;
}) {
  const { t } = useTranslation("programmes");
  const words = useTargetWords()(line);
  const { target } = line;
  const { unitId } = target;
  const suggest = (place: RecordId<"unit">) =>
    go("suggestions", {
      opening: {
        postId: null,
        unitId: place,
        title: target.group === null ? "" : titleGroupNames[target.group],
        start: null,
        programmeId: file.programme.id,
        gapKey: null,
      },
    });
  return (
    <tr>
      <th scope="row" className="programme-target">
        <button
          type="button"
          className="link"
          aria-label={t("targetEdit", { target: words })}
          onClick={() => void screen.beginTarget(target.id)}
        >
          {words}
        </button>
      </th>
      <td className="number">{target.number ?? "–"}</td>
      <td className="number">
        <MoveCount ids={line.moves} title={`${words}: ${t("done").toLowerCase()}`} open={screen.open} />
      </td>
      <td className="number">
        <MoveCount ids={line.coming} title={`${words}: ${t("coming").toLowerCase()}`} open={screen.open} />
      </td>
      <td className="number">{line.open === null ? "–" : line.open > 0 ? <strong>{line.open}</strong> : line.open}</td>
      <td>{target.note}</td>
      <td className="programme-way">
        {unitId !== null && (
          <button type="button" className="button button-small" onClick={() => suggest(unitId)}>
            {t("suggest")}
          </button>
        )}
      </td>
    </tr>
  );
}

function TargetForm({
  screen,
  useUnits,
  target,
  held,
}: {
  readonly screen: ProgrammeScreen;
  readonly useUnits: UnitChoicesStore;
  readonly target: ProgrammeTarget;
  readonly held: boolean; // on file already
}) {
  const { t } = useTranslation(["programmes", "common"]);
  const language = useLanguage();
  const { units, load } = useUnits();
  useEffect(() => load(), [load]);
  const { editTarget, saving } = screen;
  return (
    <Form label={t("target")} className="form" onSubmit={() => void screen.saveTarget()}>
      <div className="form-grid form-grid-dense">
        <SelectField
          label={t("direction")}
          value={target.direction}
          empty={t("anyDirection")}
          options={directions.map((entry) => ({ value: entry.code, text: entry[language] }))}
          onChange={(direction) => editTarget({ direction })}
        />
        <SelectField
          label={t("group")}
          value={target.group}
          empty={t("anyGroup")}
          options={titleGroups.map((value) => ({ value, text: titleGroupNames[value] }))}
          onChange={(group) => editTarget({ group })}
        />
        <UnitPick
          label={t("place")}
          choices={units ?? []}
          value={target.unitId}
          onChange={(unitId) => editTarget({ unitId })}
        />
        <NumberField
          label={t("targetNumber")}
          least={0}
          most={9999}
          value={target.number}
          onChange={(number) => editTarget({ number })}
        />
        <TextField
          label={t("targetNote")}
          maxLength={500}
          value={target.note}
          onChange={(note) => editTarget({ note })}
        />
      </div>
      <div className="buttons">
        <button type="submit" className="button button-main" disabled={saving}>
          {t("targetSave")}
        </button>
        <button type="button" className="button" onClick={screen.cancelTarget}>
          {t("common:button.cancel")}
        </button>
        {held && (
          <button
            type="button"
            className="button button-danger"
            disabled={saving}
            onClick={() => void screen.withdrawTarget(target.id)}
          >
            {t("targetWithdraw")}
          </button>
        )}
      </div>
    </Form>
  );
}

/** A number of moves that opens their names; nought opens nothing. */
export function MoveCount({
  ids,
  title,
  open,
}: {
  readonly ids: readonly RecordId<"rotation">[];
  readonly title: string;
  readonly open: (opened: OpenedMoves) => void;
}) {
  const { t } = useTranslation("programmes");
  if (ids.length === 0) return <span className="moves-nought">0</span>;
  return (
    <button
      type="button"
      className="link moves-count"
      aria-label={t("openMoves", { count: ids.length, title })}
      onClick={() => open({ title, ids })}
    >
      {ids.length}
    </button>
  );
}

/** A target in words: direction, group of titles and place, whichever it names. */
export function useTargetWords(): (line: Pick<TargetLine, "target" | "place">) => string {
  const { t } = useTranslation("programmes");
  const language = useLanguage();
  return ({ target: { direction, group }, place }) =>
    [
      direction === null ? t("anyDirection") : nameOfCode(directions, direction, language),
      group === null ? t("anyGroup") : titleGroupNames[group],
      place === "" ? t("anyPlace") : place,
    ].join(", ");
}
