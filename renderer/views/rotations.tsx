import { useVirtualizer } from "@tanstack/react-virtual";
import type { TFunction } from "i18next";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { nameOfCode } from "../../shared/domain/codes/code-list.ts";
import { directions, moveKinds, moveOutcomes } from "../../shared/domain/codes/move-codes.ts";
import { formatPartialDate } from "../../shared/domain/dates.ts";
import { useCommand } from "../parts/commands.ts";
import { EmptyState, Page } from "../parts/page.tsx";
import { createRotations, type MoveListQuery, type RotationRow, today } from "../state/rotations.ts";
import type { ScreenProps } from "../state/screen.ts";
import { useLanguage } from "./language.ts";
import { stateTone } from "./move-head.tsx";
import { rotationsAsTable } from "./rotations-as-table.ts";
import { useTableFiles } from "./table-files.tsx";

/** Height of a row in CSS pixels; `rotation.css` says the same. */
const rowHeight = 46;

/** States a list can be narrowed to, in the order of a move's life. */
const states = [
  "PROPOSE_POLICY",
  "PROPOSE_PERSON",
  "PREPARE",
  "CONSULT",
  "DECIDE",
  "COMING",
  "ACTIVE",
  "EXTENDED",
  "OVERDUE",
  "FINISHED",
  "RECALLED",
  "CANCELLED",
] as const satisfies readonly MoveListQuery["state"][];

/** The register of moves, the latest first; the entry of "Luân chuyển". Only the rows that are seen are in the page. */
export function Rotations({ office, go }: ScreenProps<"rotations">) {
  const { t } = useTranslation(["rotation", "move", "common"]);
  const language = useLanguage();
  const [useRotations] = useState(() => createRotations(office));
  const { total, found, query, programmes, load, ask, follow, whole } = useRotations();
  useEffect(() => {
    void load();
    return follow();
  }, [load, follow]);
  const record = () => go("rotation-form", {});
  useCommand("add", record);
  const files = useTableFiles(office, "danh-sach-luan-chuyen", async () => {
    const rows = await whole();
    if (rows === null) return null;
    const about = t("paper.about", { office: office.opened.officeName, day: formatPartialDate(today()) });
    const chosen = narrowedTo(query, programmes, t, language);
    return [rotationsAsTable(rows, chosen === "" ? [about] : [about, chosen], t, language)];
  });
  if (total === null) return <Page title={t("listTitle")}>{null}</Page>;

  return (
    <Page
      title={t("listTitle")}
      detail={total > 0 ? t("listTotal", { count: total }) : undefined}
      fill={total > 0}
      actions={
        <>
          {files.allButtons(found === 0)}
          <button type="button" className="button button-main" onClick={record}>
            {t("record")}
          </button>
        </>
      }
    >
      {files.notice}
      {total === 0 ? (
        <EmptyState title={t("listEmptyTitle")} text={t("listEmptyText")} />
      ) : (
        <>
          <div className="filter-bar rotations-filters">
            <input
              type="search"
              autoComplete="off"
              aria-label={t("listSearch")}
              placeholder={t("listSearch")}
              value={query.text}
              onChange={(event) => ask({ text: event.target.value })}
            />
            <Filter
              label={t("listKind")}
              all={t("allKinds")}
              value={query.kind}
              options={moveKinds.map((entry) => ({ value: entry.code, text: entry[language] }))}
              onChange={(kind) => ask({ kind })}
            />
            <Filter
              label={t("listState")}
              all={t("allKinds")}
              value={query.state}
              options={states.map((state) => ({ value: state, text: t(`move:state.${state}`) }))}
              onChange={(state) => ask({ state })}
            />
            {programmes.length > 0 && (
              <Filter
                label={t("listProgramme")}
                all={t("allKinds")}
                value={query.programmeId}
                options={programmes.map(({ id, number, name }) => ({ value: id, text: number || name }))}
                onChange={(programmeId) => ask({ programmeId })}
              />
            )}
            <output className="quiet">{t("listShown", { shown: found, count: total })}</output>
          </div>
          {found === 0 ? (
            <EmptyState title={t("listNoneText")} />
          ) : (
            <RotationTable useRotations={useRotations} open={(rotationId) => go("move", { rotationId })} />
          )}
        </>
      )}
    </Page>
  );
}

/** What the list is narrowed to, in the words of its filters. */
function narrowedTo(
  { text, kind, state, programmeId }: MoveListQuery,
  programmes: readonly { readonly id: string; readonly number: string; readonly name: string }[],
  t: TFunction<["rotation", "move", "common"]>,
  language: ReturnType<typeof useLanguage>,
): string {
  const programme = programmes.find(({ id }) => id === programmeId);
  return [
    text.trim() && `“${text.trim()}”`,
    kind && `${t("listKind")}: ${nameOfCode(moveKinds, kind, language)}`,
    state && `${t("listState")}: ${t(`move:state.${state}`)}`,
    programme && `${t("listProgramme")}: ${programme.number || programme.name}`,
  ]
    .filter((part) => part !== "" && part !== null && part !== undefined)
    .join("; ");
}

function Filter<Value extends string>({
  label,
  all,
  value,
  options,
  onChange,
}: {
  readonly label: string;
  readonly all: string;
  readonly value: Value | null;
  readonly options: readonly { readonly value: Value; readonly text: string }[];
  readonly onChange: (value: Value | null) => void;
}) {
  return (
    <label className="filter-select">
      <span>{label}</span>
      <select
        value={value ?? ""}
        onChange={(event) => onChange(options.find((option) => option.value === event.target.value)?.value ?? null)}
      >
        <option value="">{all}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.text}
          </option>
        ))}
      </select>
    </label>
  );
}

function RotationTable({
  useRotations,
  open,
}: {
  readonly useRotations: ReturnType<typeof createRotations>;
  readonly open: (id: RotationRow["id"]) => void;
}) {
  const { t } = useTranslation("rotation");
  const { found, from: held, rows, query, show } = useRotations();
  const scroller = useRef<HTMLDivElement>(null);
  // oxlint-disable-next-line react/incompatible-library -- no compiler memoises this component
  const virtual = useVirtualizer({
    count: found,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
  });
  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = (items.at(-1)?.index ?? -1) + 1;
  useEffect(() => show(first, last), [show, first, last]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another question is read from its beginning
  useEffect(() => {
    if (scroller.current !== null) scroller.current.scrollTop = 0;
  }, [query]);
  return (
    <section ref={scroller} className="rotations-scroll" aria-label={t("listTitle")}>
      <div style={{ paddingTop: first * rowHeight, paddingBottom: Math.max(0, found - last) * rowHeight }}>
        <table className="table rotations-table" aria-rowcount={found + 1}>
          <thead>
            <tr>
              <th scope="col" className="rotations-start">
                {t("column.start")}
              </th>
              <th scope="col" className="rotations-person">
                {t("column.person")}
              </th>
              <th scope="col">{t("column.from")}</th>
              <th scope="col">{t("column.to")}</th>
              <th scope="col" className="rotations-kind">
                {t("column.kind")}
              </th>
              <th scope="col" className="rotations-state">
                {t("column.state")}
              </th>
            </tr>
          </thead>
          <tbody>
            {Array.from({ length: Math.max(0, last - first) }, (_, at) => {
              const row = rows[first + at - held];
              return row === undefined ? (
                // biome-ignore lint/suspicious/noArrayIndexKey: a row that is on its way has only its place
                <tr key={`place ${first + at}`} aria-rowindex={first + at + 2} className="rotations-waiting">
                  <td colSpan={6}>…</td>
                </tr>
              ) : (
                <RotationLine key={row.id} row={row} at={first + at} open={() => open(row.id)} />
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function RotationLine({
  row,
  at,
  open,
}: {
  readonly row: RotationRow;
  readonly at: number;
  readonly open: () => void;
}) {
  const { t } = useTranslation(["rotation", "move"]);
  const language = useLanguage();
  return (
    <tr aria-rowindex={at + 2}>
      <td>
        {formatPartialDate(row.start) || "–"}
        <div className="quiet">{row.decision}</div>
      </td>
      <td>
        <button type="button" className="link" onClick={open}>
          {row.name || t("openMove")}
        </button>
        <div className="quiet">{row.programme}</div>
      </td>
      <td>
        <PlaceCell title={row.from.title} unit={row.from.unit} />
      </td>
      <td>
        <PlaceCell title={row.to.title} unit={row.to.unit} />
      </td>
      <td>
        {nameOfCode(moveKinds, row.kind, language)}
        <div className="quiet">
          {row.direction === null ? t("directionUnknown") : nameOfCode(directions, row.direction, language)}
        </div>
      </td>
      <td>
        <span className={row.overdue === null ? stateTone(row.shown) : "sign sign-warn"}>
          {row.overdue === null
            ? t(`move:state.${row.shown}`)
            : t("move:head.overdue", { date: formatPartialDate(row.overdue) })}
        </span>
        <div className="quiet">{row.outcome === "ONGOING" ? "" : nameOfCode(moveOutcomes, row.outcome, language)}</div>
      </td>
    </tr>
  );
}

const PlaceCell = ({ title, unit }: { readonly title: string; readonly unit: string }) => (
  <>
    <span title={title}>{title || "–"}</span>
    {unit && (
      <div className="quiet" title={unit}>
        {unit}
      </div>
    )}
  </>
);
