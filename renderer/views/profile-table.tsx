import { type KeyboardEvent, memo, type ReactNode, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { RecordId } from "../../shared/domain/primitives.ts";
import { CloseIcon, EditIcon, HistoryIcon, SplitIcon } from "../parts/icons.tsx";
import type { Profile, TableRow } from "../state/profile.ts";
import { FieldInput } from "./field-input.tsx";
import { useLanguage } from "./language.ts";
import { type FieldSpec, valueIn } from "./profile-fields.ts";
import { type FileWords, labelOf, tableTitle } from "./profile-labels.ts";
import type { TableSpec } from "./profile-tables.ts";
import { codedOf, shownValue } from "./shown-value.ts";

/** A row as a table shows it. */
export interface ShownRow {
  readonly record: TableRow;
  readonly changed: boolean; // typed and not saved
  readonly added: boolean; // not on file yet
  readonly conflicts: number;
}

export type RowActions = Pick<Profile, "typeRow" | "addRow" | "editRow" | "doneRow" | "giveUpRow" | "removeRow">;

/**
 * Any table of a file: readable in place, and typed in place. Enter takes a row over, Escape gives it up, the arrows go
 * from row to row, Delete takes one out; everything is saved together.
 */
export const ProfileTable = memo(function ProfileTable({
  spec,
  rows,
  openRow,
  heading,
  actions,
  onHistory,
  onDesk,
  ways,
  children,
}: {
  readonly spec: TableSpec;
  readonly rows: readonly ShownRow[];
  readonly openRow: RecordId | null; // of this table
  readonly heading: boolean; // the section holds more than this table
  readonly actions: RowActions;
  readonly onHistory: (spec: TableSpec, row: TableRow) => void;
  readonly onDesk: () => void;
  readonly ways?: (row: TableRow) => ReactNode; // more that can be done with a row
  readonly children: ReactNode; // the button that adds a row, where it stands here
}) {
  const { t } = useTranslation(["profile", "common"]);
  const language = useLanguage();
  const box = useRef<HTMLDivElement>(null);
  const title = tableTitle(spec.name, t);
  const columns = spec.columns.filter(({ aside }) => aside !== true);
  const last = useRef<RecordId | null>(null);
  useEffect(() => {
    const before = last.current;
    last.current = openRow;
    if (openRow !== null && before !== openRow)
      box.current?.querySelector<HTMLElement>(".row-form :is(input, select, textarea)")?.focus();
    // The keyboard goes back to where the row was opened from; after a new row, to where the next one is added.
    if (openRow !== null || before === null || document.activeElement !== document.body) return;
    const added = rows.find(({ record }) => record.id === before)?.added ?? true;
    const part = box.current?.closest(".file-part");
    const add = part?.querySelector<HTMLElement>(`.row-add[data-table="${spec.name}"]`);
    (added ? add : box.current?.querySelector<HTMLElement>(`[data-row="${before}"] .row-edit`))?.focus();
  }, [openRow, rows, spec.name]);
  return (
    <div className="file-table" ref={box}>
      {(heading || rows.length === 0) && (
        <div className="file-table-head">
          {heading && <h3>{title}</h3>}
          {rows.length === 0 && <p className="quiet">{t("row.empty")}</p>}
          {children}
        </div>
      )}
      {rows.length > 0 && (
        <div className="table-scroll">
          <table className="table rows" aria-label={title}>
            <thead>
              <tr>
                {columns.map((column) => (
                  <th key={column.field} scope="col">
                    {labelOf(column, t)}
                  </th>
                ))}
                <th scope="col">
                  <span className="unseen">{t("row.actions")}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row, index) =>
                row.record.id === openRow ? (
                  <tr key={row.record.id} className="row-open" data-row={row.record.id}>
                    <td colSpan={columns.length + 1}>
                      <RowForm spec={spec} row={row.record} actions={actions} />
                    </td>
                  </tr>
                ) : (
                  <tr
                    key={row.record.id}
                    data-row={row.record.id}
                    className={row.record.withdrawn ? "row-removed" : row.changed ? "row-changed" : undefined}
                    onDoubleClick={() => actions.typeRow(row.record.id)}
                  >
                    {columns.map((column) => (
                      <td key={column.field} className={column.as === "date" || column.as === "month" ? "nowrap" : ""}>
                        {shownCell(column, row.record, t, language)}
                      </td>
                    ))}
                    <td className="row-ways">
                      <RowWays
                        t={t}
                        table={title}
                        number={index + 1}
                        row={row}
                        actions={actions}
                        onHistory={() => onHistory(spec, row.record)}
                        onDesk={onDesk}
                      />
                      {ways?.(row.record)}
                    </td>
                  </tr>
                ),
              )}
            </tbody>
          </table>
        </div>
      )}
    </div>
  );
});

function shownCell(column: FieldSpec, record: TableRow, t: FileWords, language: "vi" | "en"): string {
  const value = valueIn(record, column.field);
  return column.as === "check" && value !== true ? "" : shownValue(column, value, t, language);
}

function RowWays({
  t,
  table,
  number,
  row,
  actions,
  onHistory,
  onDesk,
}: {
  readonly t: FileWords;
  readonly table: string;
  readonly number: number;
  readonly row: ShownRow;
  readonly actions: RowActions;
  readonly onHistory: () => void;
  readonly onDesk: () => void;
}) {
  const { id, withdrawn } = row.record;
  if (withdrawn)
    return (
      <>
        <span className="sign sign-warn">{t("row.removed")}</span>
        <button
          type="button"
          className="link row-edit"
          onClick={() => actions.removeRow(id, false)}
          onKeyDown={moveAmongRows}
        >
          {t("row.restore")}
        </button>
      </>
    );
  const edit = t("row.edit", { row: number, table });
  return (
    <>
      {row.changed && <span className="sign sign-warn">{t("row.changed")}</span>}
      {row.conflicts > 0 && (
        <button type="button" className="sign sign-bad sign-button" onClick={onDesk}>
          <SplitIcon />
          <span className="unseen">{t("conflict.mark", { count: row.conflicts })}</span>
        </button>
      )}
      <button
        type="button"
        className="button-icon row-edit"
        aria-label={edit}
        title={edit}
        onClick={() => actions.typeRow(id)}
        onKeyDown={(event) => {
          if (event.key === "Delete") actions.removeRow(id, true);
          else moveAmongRows(event);
        }}
      >
        <EditIcon />
      </button>
      <button
        type="button"
        className="button-icon"
        aria-label={t("row.history", { row: number })}
        title={t("row.history", { row: number })}
        onClick={onHistory}
      >
        <HistoryIcon />
      </button>
      <button
        type="button"
        className="button-icon"
        aria-label={`${t("row.remove")} (${number})`}
        title={t("row.remove")}
        onClick={() => actions.removeRow(id, true)}
      >
        <CloseIcon />
      </button>
    </>
  );
}

/** One row, typed in its own place. */
function RowForm({
  spec,
  row,
  actions,
}: {
  readonly spec: TableSpec;
  readonly row: TableRow;
  readonly actions: RowActions;
}) {
  const { t } = useTranslation(["profile", "common"]);
  const form = useRef<HTMLFieldSetElement>(null);
  const done = () => {
    const fields = form.current?.querySelectorAll<HTMLInputElement>("input, textarea, select") ?? [];
    const wrong = [...fields].filter((field) => !field.checkValidity())[0]; // each is asked, so that each says why
    if (wrong) wrong.focus();
    else actions.doneRow();
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Enter and Escape as in a form
    <fieldset
      ref={form}
      className="row-form"
      aria-label={tableTitle(spec.name, t)}
      onKeyDown={(event) => {
        if (event.defaultPrevented || event.nativeEvent.isComposing || event.target instanceof HTMLButtonElement)
          return;
        if (event.key === "Escape") {
          event.preventDefault();
          actions.giveUpRow();
        } else if (event.key === "Enter" && !(event.target instanceof HTMLTextAreaElement && !event.ctrlKey)) {
          event.preventDefault();
          done();
        }
      }}
    >
      <div className="form-grid">
        {spec.columns.map((column) => (
          <FieldInput
            key={column.field}
            spec={column}
            value={valueIn(row, column.field)}
            factDate={column.as === "coded" && column.on !== undefined ? textIn(row, column.on) : null}
            onChange={(value) => actions.editRow({ [column.field]: value })}
            {...(column.as === "unit"
              ? {
                  onUnit: (id: string | null, name: string) =>
                    actions.editRow({ [column.field]: id, ...(id === null ? {} : { [column.names]: name }) }),
                }
              : {})}
          />
        ))}
      </div>
      <div className="buttons">
        <button type="button" className="button button-small" onClick={done}>
          {t("row.done")}
        </button>
        <button type="button" className="button button-small button-quiet" onClick={actions.giveUpRow}>
          {t("row.giveUp")}
        </button>
      </div>
    </fieldset>
  );
}

function textIn(row: TableRow, field: string): string | null {
  const value = valueIn(row, field);
  return typeof value === "string" && value !== "" ? value : codedOf(value).code;
}

/** Arrows go from row to row, along the buttons that open them. */
function moveAmongRows(event: KeyboardEvent<HTMLButtonElement>): void {
  const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  if (step === 0) return;
  const buttons = [...(event.currentTarget.closest("tbody")?.querySelectorAll<HTMLElement>(".row-edit") ?? [])];
  buttons[buttons.indexOf(event.currentTarget) + step]?.focus();
  event.preventDefault();
}

/** The button that adds a row to a table. */
export function AddRow({ spec, onAdd }: { readonly spec: TableSpec; readonly onAdd: () => void }) {
  const { t } = useTranslation(["profile", "common"]);
  const scan = spec.kind === "attachment";
  return (
    <button
      type="button"
      className="button button-small row-add"
      data-table={spec.name}
      aria-label={scan ? t("scan.add") : t("row.addTo", { table: tableTitle(spec.name, t) })}
      onClick={onAdd}
    >
      {scan ? t("scan.add") : t("row.add")}
    </button>
  );
}
