import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { formatPartialDate } from "../../shared/domain/dates.ts";
import { useCommand } from "../parts/commands.ts";
import { SearchIcon, SplitIcon, WarnIcon } from "../parts/icons.tsx";
import { EmptyState, Page } from "../parts/page.tsx";
import { openPeopleList, type PeopleListStore, type PersonLine } from "../state/people-list.ts";
import type { ScreenProps } from "../state/screen.ts";

/** Height of a row in CSS pixels; `--row` says the same. */
const rowHeight = 32;

/** Everybody on file: search as you type, order, and into a file with Enter. */
export function People({ office, go }: ScreenProps<"people">) {
  const { t, i18n } = useTranslation("people");
  const [{ usePeopleList, watch }] = useState(() => openPeopleList(office));
  const { text, order, found, search, sort, refresh } = usePeopleList();
  const field = useRef<HTMLInputElement>(null);
  const grid = useRef<HTMLTableElement>(null);
  useEffect(() => {
    refresh();
    return watch();
  }, [refresh, watch]);
  useEffect(() => {
    // Back from a file: the keyboard stands where it was left.
    if (usePeopleList.getState().active > 0) grid.current?.focus({ preventScroll: true });
    else field.current?.focus();
  }, [usePeopleList]);
  useCommand("find", () => field.current?.select());
  useCommand("close", text === "" ? null : () => search(""));

  const count = new Intl.NumberFormat(i18n.language).format(found?.total ?? 0);
  const searched = found !== null && found.text.trim() !== "";
  return (
    <Page
      title={t("title")}
      fill
      detail={
        <output data-found={found?.total}>
          {found && t(searched ? "found" : "total", { count: found.total, shown: count })}
        </output>
      }
      actions={
        <button type="button" className="button button-main" onClick={() => go("new-person", {})}>
          {t("add")}
        </button>
      }
    >
      <search className="people-tools">
        <div className="people-search">
          <SearchIcon />
          <input
            ref={field}
            type="search"
            value={text}
            placeholder={t("search")}
            aria-label={t("search")}
            title={t("searchHint")}
            maxLength={200}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => search(event.target.value)}
            onKeyDown={(event) => {
              if (event.nativeEvent.isComposing) return;
              if (event.key === "ArrowDown") {
                event.preventDefault();
                grid.current?.focus();
              } else if (event.key === "Enter" && found && found.total > 0 && found.text === text) {
                const first = usePeopleList.getState().rows.get(usePeopleList.getState().active);
                if (first) go("profile", { personId: first.id });
              }
            }}
          />
        </div>
        <label className="people-order">
          {t("order")}
          <select
            value={order}
            onChange={(event) =>
              sort(event.target.value === "unit" ? "unit" : event.target.value === "birth" ? "birth" : "name")
            }
          >
            <option value="name">{t("orderName")}</option>
            <option value="unit">{t("orderUnit")}</option>
            <option value="birth">{t("orderBirth")}</option>
          </select>
        </label>
      </search>
      {found !== null && found.total === 0 ? (
        searched ? (
          <EmptyState title={t("noneTitle")} text={t("noneText")}>
            <button type="button" className="button" onClick={() => search("")}>
              {t("clearSearch")}
            </button>
          </EmptyState>
        ) : (
          <EmptyState title={t("emptyTitle")} text={t("emptyText")}>
            <button type="button" className="button button-main" onClick={() => go("new-person", {})}>
              {t("emptyAdd")}
            </button>
            <button type="button" className="button" onClick={() => go("workbook", {})}>
              {t("emptyWorkbook")}
            </button>
            <button type="button" className="button" onClick={() => go("exchange", {})}>
              {t("emptyBundle")}
            </button>
          </EmptyState>
        )
      ) : (
        <PeopleGrid
          usePeopleList={usePeopleList}
          gridRef={grid}
          onOpen={(row) => go("profile", { personId: row.id })}
        />
      )}
    </Page>
  );
}

const columns = ["name", "birth", "title", "unit", "signs"] as const;

/** A real table that holds only the rows that are seen, with the height of the others above and below. */
function PeopleGrid({
  usePeopleList,
  gridRef,
  onOpen,
}: {
  readonly usePeopleList: PeopleListStore;
  readonly gridRef: RefObject<HTMLTableElement | null>;
  readonly onOpen: (row: PersonLine) => void;
}) {
  const { t } = useTranslation("people");
  const { found, rows, active, show, activate } = usePeopleList();
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
    if (event.nativeEvent.isComposing || event.ctrlKey || event.altKey) return;
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
    } else if (event.key === "Enter") {
      const row = rows.get(active);
      if (row) onOpen(row);
    }
  };
  return (
    <div ref={scroller} className="people-scroll">
      <div style={{ paddingTop: from * rowHeight, paddingBottom: Math.max(0, total - to) * rowHeight }}>
        <table
          ref={gridRef}
          className="people-grid"
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table walked by keys is a grid
          role="grid" // oxlint-disable-line jsx-a11y/no-noninteractive-element-to-interactive-role
          tabIndex={0}
          aria-label={t("title")}
          aria-rowcount={total + 1}
          aria-activedescendant={rows.has(active) && active >= from && active < to ? `person-row-${active}` : undefined}
          onKeyDown={onKeyDown}
          onClick={({ target }) => {
            const line = target instanceof Element ? target.closest<HTMLElement>("[data-row]") : null;
            const row = line && rows.get(Number(line.dataset.row));
            if (!row) return;
            activate(Number(line.dataset.row));
            onOpen(row);
          }}
        >
          <thead>
            <tr aria-rowindex={1}>
              {columns.map((column) => (
                <th key={column} scope="col" className={`people-${column}`}>
                  {t(`column.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {items.map(({ index }) => (
              <PersonRow key={index} index={index} row={rows.get(index)} active={index === active} />
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

function PersonRow({
  index,
  row,
  active,
}: {
  readonly index: number;
  readonly row: PersonLine | undefined;
  readonly active: boolean;
}) {
  return (
    <tr
      id={`person-row-${index}`}
      data-row={index}
      aria-rowindex={index + 2}
      aria-selected={active}
      className={active ? "people-row people-row-on" : "people-row"}
    >
      <td className="people-name" title={row?.name}>
        {row?.name}
      </td>
      <td className="people-birth">{row && formatPartialDate(row.birthDate)}</td>
      <td title={row?.title}>{row?.title}</td>
      <td title={row?.unit}>{row?.unit}</td>
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
