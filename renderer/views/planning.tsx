import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { RecordId } from "../../shared/domain/primitives.ts";
import { useCommand } from "../parts/commands.ts";
import { DateField } from "../parts/date-field.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { Form, SubmitButton } from "../parts/form.tsx";
import { Notice, ProblemBanner } from "../parts/notice.tsx";
import { EmptyState, Page } from "../parts/page.tsx";
import { PaperButtons } from "../parts/paper-buttons.tsx";
import { PickField } from "../parts/pick-field.tsx";
import { SelectField } from "../parts/select-field.tsx";
import { TextField } from "../parts/text-field.tsx";
import { createPlanning, type PlanBoard, type Planning as PlanningState } from "../state/planning.ts";
import type { ScreenProps } from "../state/screen.ts";
import { openUnitChoices } from "../state/unit-choices.ts";
import { PlanningAdd } from "./planning-add.tsx";
import { planningAsTable } from "./planning-as-table.ts";
import { PlanningEntry } from "./planning-entry.tsx";
import { PlanningFigures } from "./planning-figures.tsx";
import { PlanningNames } from "./planning-names.tsx";
import { PlanningPaper } from "./planning-paper.tsx";
import { PlanningTable, useLeavesWords } from "./planning-table.tsx";
import { useTableFiles } from "./table-files.tsx";

/** Planning by term and title: who is planned for what, beside who holds it and when it falls vacant. */
export function Planning({ office, go }: ScreenProps<"planning">) {
  const { t } = useTranslation(["planning", "common"]);
  const [usePlanning] = useState(() => createPlanning(office));
  const [useUnits] = useState(() => openUnitChoices(office));
  const planning = usePlanning();
  const { units, load: loadUnits } = useUnits();
  const [adding, setAdding] = useState(false);
  const [looking, setLooking] = useState<RecordId<"plan-entry"> | null>(null);
  const { board, unitId, saving, load, follow } = planning;
  useEffect(() => {
    void load();
    loadUnits();
    return follow();
  }, [load, follow, loadUnits]);
  const ready = board !== null && board.titles.length > 0;
  useCommand("add", () => setAdding(true));
  useCommand("undo", planning.undoable === null ? null : () => void planning.undo());
  useCommand("print", ready ? () => void planning.print() : null);
  const leaves = useLeavesWords();
  const unitName = units?.find(({ id }) => id === unitId)?.name ?? t("allUnits");
  const { officeName } = office.opened;
  const files = useTableFiles(office, "quy-hoach", () =>
    board === null ? [] : [planningAsTable(board, { unitName, officeName }, t, leaves)],
  );
  if (board === null) return <Page title={t("title")}>{null}</Page>;

  const toProfile = (personId: RecordId<"person">) =>
    go("profile", { personId, at: { kind: "plan-entry", field: "title" } });
  const addButton = (
    <button type="button" className="button button-main" onClick={() => setAdding(true)}>
      {t("add")}
    </button>
  );
  return (
    <Page
      title={t("title")}
      detail={
        ready ? t("detail", { titles: board.titles.length, people: Object.keys(board.people).length }) : undefined
      }
      actions={
        <>
          {planning.undoable !== null && (
            <button
              type="button"
              className="button button-quiet"
              disabled={saving}
              onClick={() => void planning.undo()}
            >
              {t("undo")}
            </button>
          )}
          <PaperButtons
            print={t("print")}
            kinds={["pdf"]}
            quiet
            disabled={!ready}
            onSave={() => void planning.print()}
          />
          {files.buttons(!ready)}
          {board.term !== null && addButton}
        </>
      }
    >
      <Notices planning={planning} />
      {files.notice}
      {board.term === null ? (
        <EmptyState title={t("emptyTitle")} text={t("emptyText")}>
          {addButton}
        </EmptyState>
      ) : (
        <>
          <div className="planning-look no-print">
            <SelectField
              label={t("term")}
              value={board.term}
              options={termOptions(board, t)}
              onChange={(term) => void planning.look({ term: term ?? "" })}
            />
            <PickField
              label={t("unit")}
              placeholder={t("allUnits")}
              items={units ?? []}
              textOf={(one) => one.name}
              detailOf={(one) => one.parent}
              keyOf={(one) => one.id}
              picked={units?.find(({ id }) => id === unitId) ?? null}
              onPick={(unit) => void planning.look({ unitId: unit?.id ?? null })}
            />
            <DateField label={t("day")} days value={board.day} onChange={(day) => void planning.look({ day })} />
          </div>
          {ready ? (
            <>
              <PlanningFigures planning={planning} board={board} />
              <PlanningTable planning={planning} board={board} look={setLooking} toProfile={toProfile} />
              <PlanningPaper board={board} unitName={unitName} officeName={office.opened.officeName} />
            </>
          ) : (
            <p className="quiet">{t("noneShown")}</p>
          )}
        </>
      )}
      {planning.opened !== null && (
        <PlanningNames
          title={planning.opened.title}
          people={planning.peopleOf(planning.opened.people)}
          close={() => planning.open(null)}
          toProfile={toProfile}
        />
      )}
      {planning.reviewOfAll !== null && <ReviewOfAll planning={planning} board={board} />}
      {adding && (
        <PlanningAdd
          office={office}
          planning={planning}
          first={{ term: board.term ?? "", day: board.day }}
          terms={board.terms.map(({ term }) => term)}
          close={() => setAdding(false)}
        />
      )}
      {looking !== null && (
        <PlanningEntry
          key={looking}
          office={office}
          planning={planning}
          id={looking}
          day={board.day}
          close={() => setLooking(null)}
          toProfile={toProfile}
        />
      )}
    </Page>
  );
}

/** Terms to choose from; the one that is shown is among them, also on a day on which nobody is planned for it. */
function termOptions(
  { terms, term: chosen }: PlanBoard,
  t: ReturnType<typeof useTranslation<["planning", "common"]>>["t"],
) {
  const missing = chosen !== null && !terms.some(({ term }) => term === chosen);
  return [...terms, ...(missing ? [{ term: chosen, entries: 0 }] : [])].map(({ term, entries }) => ({
    value: term,
    text: t("termWith", { term: term === "" ? t("termNone") : term, count: entries }),
  }));
}

function Notices({ planning }: { readonly planning: PlanningState }) {
  const { t } = useTranslation("planning");
  const { problem, done, printed } = planning;
  return (
    <>
      {problem && <ProblemBanner problem={problem} />}
      {done !== null && <Notice tone="good">{t(`done.${done}`)}</Notice>}
      {printed === "cancelled" && <Notice>{t("printCancelled")}</Notice>}
      {printed !== null && printed !== "cancelled" && (
        <Notice tone="good">{t("printed", { file: printed.fileName, number: printed.number })}</Notice>
      )}
    </>
  );
}

const allForm = "planning-review-all";

function ReviewOfAll({ planning, board }: { readonly planning: PlanningState; readonly board: PlanBoard }) {
  const { t } = useTranslation(["planning", "common"]);
  const { reviewOfAll, saving, editReviewOfAll } = planning;
  if (reviewOfAll === null) return null;
  const title = t("reviewAllTitle", { count: board.unreviewed.length });
  const close = () => editReviewOfAll(null);
  return (
    <Dialog
      title={title}
      onClose={close}
      footer={
        <>
          <button type="button" className="button" onClick={close}>
            {t("common:button.cancel")}
          </button>
          <SubmitButton form={allForm} disabled={saving}>
            {t("saveReview")}
          </SubmitButton>
        </>
      }
    >
      {planning.problem && <ProblemBanner problem={planning.problem} />}
      <p>{t("reviewAllText")}</p>
      <Form id={allForm} label={title} onSubmit={() => void planning.saveReviewOfAll()}>
        <DateField
          required
          label={t("reviewDate")}
          value={reviewOfAll.date}
          onChange={(date) => editReviewOfAll({ date })}
        />
        <TextField
          label={t("reviewDocument")}
          maxLength={300}
          value={reviewOfAll.document}
          onChange={(document) => editReviewOfAll({ document })}
        />
      </Form>
    </Dialog>
  );
}
