import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, type MouseEvent, type RefObject, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { type ColumnKey, type ListOrder, listColumns } from "../../shared/domain/people-columns.ts";
import { CheckIcon, SplitIcon, WarnIcon } from "../parts/icons.tsx";
import type { PeopleListStore, PersonLine } from "../state/people-list.ts";
import type { PeopleMarkedStore } from "../state/people-marked.ts";
import { useLanguage } from "./language.ts";
import { listValueText } from "./people-value.ts";

/** Height of a row in CSS pixels; `--row` says the same. */
const rowHeight = 32;

/** A real table that holds only the rows that are seen, with the height of the others above and below. */
export function PeopleGrid({
  usePeopleList,
  useMarked,
  gridRef,
  onOpen,
}: {
  readonly usePeopleList: PeopleListStore;
  readonly useMarked: PeopleMarkedStore;
  readonly gridRef: RefObject<HTMLTableElement | null>;
  readonly onOpen: (row: PersonLine) => void;
}) {
  const { t } = useTranslation("people");
  const { found, rows, active, look, show, activate, sort } = usePeopleList();
  const { marked, toggle, reach, all, stand } = useMarked();
  const scroller = useRef<HTMLDivElement>(null);
  const total = found?.total ?? 0;
  // oxlint-disable-next-line react/incompatible-library -- no compiler memoises this component
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollPaddingStart: rowHeight, // the heading lies over the first row
    initialOffset: Math.max(0, active - 5) * rowHeight,
  });
  const items = virtual.getVirtualItems();
  const from = items[0]?.index ?? 0;
  const to = (items.at(-1)?.index ?? -1) + 1;
  const key = found?.key;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new answer has rows of its own to fetch
  useEffect(() => show(from, to), [show, from, to, key]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.altKey) return;
    if (event.ctrlKey && event.code === "KeyA" && !event.shiftKey && key !== undefined) {
      event.preventDefault();
      void all(key, total);
      return;
    }
    if (event.ctrlKey && event.key !== " ") return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 2);
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + page,
      PageUp: active - page,
      Home: 0,
      End: total - 1,
    };
    const step = steps[event.key];
    if (step !== undefined) {
      event.preventDefault();
      const next = Math.max(0, Math.min(step, total - 1));
      activate(next);
      virtual.scrollToIndex(next);
      if (event.shiftKey && key !== undefined) void reach(key, next);
      else stand(next);
    } else if (event.key === " ") {
      event.preventDefault();
      const row = rows.get(active);
      if (row) toggle(active, row.id);
    } else if (event.key === "Enter") {
      const row = rows.get(active);
      if (row) onOpen(row);
    }
  };
  const onClick = (event: MouseEvent) => {
    const target = event.target instanceof Element ? event.target : null;
    const line = target?.closest<HTMLElement>("[data-row]");
    const index = Number(line?.dataset.row);
    const row = line && rows.get(index);
    if (!row) return;
    activate(index);
    if (event.shiftKey && key !== undefined) void reach(key, index);
    else if (event.ctrlKey || target?.closest(".people-mark")) toggle(index, row.id);
    else onOpen(row);
  };
  const width = 40 + 230 + 108 + look.columns.reduce((sum, column) => sum + listColumns[column].width, 0);
  return (
    <div ref={scroller} className="people-scroll">
      <div
        style={{
          minWidth: width,
          paddingTop: from * rowHeight,
          paddingBottom: Math.max(0, total - to) * rowHeight,
        }}
      >
        <table
          ref={gridRef}
          className="people-grid"
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table walked by keys is a grid
          role="grid" // oxlint-disable-line jsx-a11y/no-noninteractive-element-to-interactive-role
          tabIndex={0}
          aria-label={t("title")}
          aria-multiselectable="true"
          aria-rowcount={total + 1}
          aria-activedescendant={rows.has(active) && active >= from && active < to ? `person-row-${active}` : undefined}
          onKeyDown={onKeyDown}
          onClick={onClick}
        >
          <colgroup>
            <col style={{ width: 40 }} />
            <col style={{ width: 230 }} />
            {look.columns.map((column) => (
              <col key={column} style={{ width: listColumns[column].width }} />
            ))}
            <col />
          </colgroup>
          <thead>
            <tr aria-rowindex={1}>
              <th scope="col" className="people-mark">
                <span className="unseen">{t("marked.mark")}</span>
              </th>
              {(["name", ...look.columns, "attention"] as const).map((column) => (
                <SortHead
                  key={column}
                  order={column}
                  sorted={look.order === column ? (look.descending ? "descending" : "ascending") : null}
                  onSort={() => sort(column)}
                />
              ))}
            </tr>
          </thead>
          <tbody>
            {items.map(({ index }) => {
              const row = rows.get(index);
              return (
                <PersonRow
                  key={index}
                  index={index}
                  row={row}
                  columns={look.columns}
                  active={index === active}
                  marked={row !== undefined && marked.has(row.id)}
                />
              );
            })}
          </tbody>
        </table>
      </div>
    </div>
  );
}

function SortHead({
  order,
  sorted,
  onSort,
}: {
  readonly order: ListOrder;
  readonly sorted: "ascending" | "descending" | null;
  readonly onSort: () => void;
}) {
  const { t } = useTranslation("people");
  const text = t(order === "attention" ? "column.signs" : `column.${order}`);
  return (
    <th
      scope="col"
      className={order === "name" ? "people-name" : undefined}
      aria-sort={sorted ?? undefined}
      title={text}
    >
      {/* By keyboard the order is chosen from the list above. */}
      <button type="button" className="people-sort" tabIndex={-1} onClick={onSort}>
        <span>{text}</span>
        {sorted !== null && <span aria-hidden="true">{sorted === "ascending" ? "▲" : "▼"}</span>}
      </button>
    </th>
  );
}

function PersonRow({
  index,
  row,
  columns,
  active,
  marked,
}: {
  readonly index: number;
  readonly row: PersonLine | undefined;
  readonly columns: readonly ColumnKey[];
  readonly active: boolean;
  readonly marked: boolean;
}) {
  const language = useLanguage();
  return (
    <tr
      id={`person-row-${index}`}
      data-row={index}
      aria-rowindex={index + 2}
      aria-selected={marked}
      className={["people-row", active && "people-row-on", marked && "people-row-marked"].filter(Boolean).join(" ")}
    >
      <td className="people-mark">
        <span className="people-box">{marked && <CheckIcon />}</span>
      </td>
      <td className="people-name" title={row?.name}>
        {row?.name}
      </td>
      {columns.map((column, place) => {
        const text = listValueText(column, row?.cells?.[place], language);
        return (
          <td key={column} title={text}>
            {text}
          </td>
        );
      })}
      <td className="people-signs">{row && <Signs row={row} />}</td>
    </tr>
  );
}

function Signs({ row: { conflicts, findings } }: { readonly row: PersonLine }) {
  const { t } = useTranslation("people");
  return (
    <>
      {conflicts > 0 && (
        <span className="sign sign-bad" title={t("conflicts", { count: conflicts })}>
          <SplitIcon />
          <span aria-hidden="true">{conflicts}</span>
          <span className="unseen">{t("conflicts", { count: conflicts })}</span>
        </span>
      )}
      {findings > 0 && (
        <span className="sign sign-warn" title={t("findings", { count: findings })}>
          <WarnIcon />
          <span aria-hidden="true">{findings}</span>
          <span className="unseen">{t("findings", { count: findings })}</span>
        </span>
      )}
    </>
  );
}
