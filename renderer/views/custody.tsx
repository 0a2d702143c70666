import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { leftKinds } from "../../shared/exchange/entry.ts";
import { useCommand } from "../parts/commands.ts";
import { DateField } from "../parts/date-field.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { Form, SubmitButton } from "../parts/form.tsx";
import { Notice, ProblemBanner } from "../parts/notice.tsx";
import { EmptyState, Page } from "../parts/page.tsx";
import { PaperButtons } from "../parts/paper-buttons.tsx";
import { SelectField } from "../parts/select-field.tsx";
import { type CustodyLine, createCustody } from "../state/custody.ts";
import type { ScreenProps } from "../state/screen.ts";
import { DeliveryBook, deliveryBookAsTable } from "./delivery-book.tsx";
import { DeliveryFields } from "./delivery-fields.tsx";
import { clockNote } from "./exchange-left.tsx";
import { useTableFiles } from "./table-files.tsx";

/** The custody register: everything that left the office, where to and by whom; printed as the delivery book. */
export function Custody({ office, useScreen }: ScreenProps<"custody">) {
  const { t } = useTranslation(["custody", "common"]);
  const { back } = useScreen();
  const [useCustody] = useState(() => createCustody(office));
  const { from, to, kind, shown, recipients, saying, printing, printed, problem } = useCustody();
  const { load, ask, open, say, keep, close, print } = useCustody();
  useEffect(() => {
    void load();
  }, [load]);
  const files = useTableFiles(office, "so-giao-nhan", () =>
    shown === null ? [] : [deliveryBookAsTable(office.opened.officeName, from, to, shown.lines)],
  );
  const { left } = files;
  useEffect(() => {
    if (left !== null) void load(); // the book's own line
  }, [load, left]);
  const ready = shown !== null && shown.lines.length > 0 && !printing;
  useCommand("print", ready ? () => void print() : null);
  return (
    <Page
      title={t("title")}
      detail={shown && t("count", { count: shown.lines.length })}
      onBack={back}
      actions={
        <>
          <PaperButtons
            print={printing ? t("printing") : t("print")}
            kinds={["pdf"]}
            disabled={!ready}
            onSave={() => void print()}
          />
          {files.buttons(!ready)}
        </>
      }
    >
      {files.notice}
      <div className="no-print custody">
        {problem && <ProblemBanner problem={problem} />}
        {printed === "cancelled" && <Notice>{t("cancelled")}</Notice>}
        {printed !== null && printed !== "cancelled" && (
          <Notice tone="good">{t("saved", { file: printed.fileName, number: printed.number })}</Notice>
        )}
        <p className="quiet">{t("lead")}</p>
        <div className="custody-asked">
          <SelectField
            label={t("kind")}
            value={kind}
            empty={t("anyKind")}
            options={leftKinds.map((value) => ({ value, text: t(`kinds.${value}`) }))}
            onChange={(next) => void ask({ kind: next })}
          />
          <DateField label={t("from")} days value={from} onChange={(day) => isDay(day) && void ask({ from: day })} />
          <DateField label={t("to")} days value={to} onChange={(day) => isDay(day) && void ask({ to: day })} />
        </div>
        {shown && shown.earlier > 0 && <Notice tone="warn">{t("earlier", { count: shown.earlier })}</Notice>}
        {shown?.lines.length === 0 && <EmptyState title={t(shown.all === 0 ? "nothing" : "none")} />}
        {shown && shown.lines.length > 0 && <Lines lines={shown.lines} onOpen={open} />}
      </div>
      {shown && <DeliveryBook office={office.opened.officeName} from={from} to={to} lines={shown.lines} />}
      {saying && (
        <Dialog
          title={t("dialog", { number: saying.line.number })}
          onClose={close}
          footer={
            <>
              <button type="button" className="button" onClick={close}>
                {t("common:button.cancel")}
              </button>
              <SubmitButton form={formId} disabled={saying.busy}>
                {t("keep")}
              </SubmitButton>
            </>
          }
        >
          <p>
            {t(`kinds.${saying.line.what}`)} · <span className="file-name">{saying.line.file}</span> ·{" "}
            {clockNote(saying.line.at)}
          </p>
          <Form id={formId} className="custody-form" onSubmit={() => void keep()}>
            <DeliveryFields
              said={saying.said}
              recipients={recipients}
              fixedRecipient={saying.line.recipientName ?? saying.line.recipient}
              onChange={say}
            />
          </Form>
          <p className="quiet">{t("kept")}</p>
          {saying.problem && <ProblemBanner problem={saying.problem} />}
        </Dialog>
      )}
    </Page>
  );
}

const formId = "custody-form";

/** A whole day, or no limit; half a date is still being typed. */
const isDay = (day: string | null): boolean => day === null || day.length === 10;

const columns = ["number", "at", "what", "mark", "recipient", "way", "purpose", "copies", "clerk"] as const;

/** The newest first, as a clerk looks for what has just been done; the book goes from the oldest on. */
function Lines({
  lines,
  onOpen,
}: {
  readonly lines: readonly CustodyLine[];
  readonly onOpen: (line: CustodyLine) => void;
}) {
  const { t } = useTranslation("custody");
  return (
    <table className="table table-dense custody-table">
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col" className={column === "number" || column === "copies" ? "number" : undefined}>
              {t(`column.${column}`)}
            </th>
          ))}
          <th scope="col" aria-label={t("say")} />
        </tr>
      </thead>
      <tbody>
        {lines
          .slice(-mostShown)
          .toReversed()
          .map((line) => (
            <tr key={line.number}>
              <td className="number">{line.number}</td>
              <td className="nowrap">{clockNote(line.at)}</td>
              <td>
                {t(`kinds.${line.what}`)}
                <div className="quiet file-name">
                  {line.file}
                  {line.profile !== undefined && ` (${t(`profile.${line.profile}`)})`}
                  {line.parts !== undefined && ` (${t("parts", { count: line.parts })})`}
                </div>
                {line.failed && <span className="sign sign-bad">{t("failed")}</span>}
              </td>
              <td>{line.said.mark ? t(`mark.${line.said.mark}`) : "–"}</td>
              <td>{line.recipientName ?? line.recipient ?? line.said.to ?? "–"}</td>
              <td>{line.said.way ? t(`way.${line.said.way}`) : "–"}</td>
              <td>{line.said.purpose ?? "–"}</td>
              <td className="number">{line.said.copies ?? "–"}</td>
              <td>{line.clerkName}</td>
              <td>
                <button
                  type="button"
                  className="button button-small"
                  aria-label={t("sayOf", { number: line.number })}
                  onClick={() => onOpen(line)}
                >
                  {t("say")}
                </button>
              </td>
            </tr>
          ))}
      </tbody>
    </table>
  );
}

/** Lines that stand on the screen at once; paper has them all. */
const mostShown = 500;
