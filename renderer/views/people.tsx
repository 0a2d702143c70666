import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { filtersSet, type ListOrder, noFilters } from "../../shared/domain/people-columns.ts";
import { useCommand } from "../parts/commands.ts";
import { SearchIcon } from "../parts/icons.tsx";
import { ProblemBanner } from "../parts/notice.tsx";
import { EmptyState, Page } from "../parts/page.tsx";
import { may } from "../state/clerks.ts";
import { openPeopleList } from "../state/people-list.ts";
import { openPeopleMarked } from "../state/people-marked.ts";
import { createPeopleViews } from "../state/people-views.ts";
import type { ScreenProps } from "../state/screen.ts";
import { BatchLeft } from "./batch-left.tsx";
import { useOwnClosing } from "./closings.tsx";
import { DepartedPeople } from "./departed.tsx";
import { usePeopleExport } from "./people-export.tsx";
import { FilterChips, FilterDialog } from "./people-filters.tsx";
import { PeopleGrid } from "./people-grid.tsx";
import { ColumnDialog, ViewPicker } from "./people-look.tsx";
import { MarkedBar } from "./people-marked.tsx";

/** Everybody on file: search as you type, filter, order, mark, and into a file with Enter. */
export function People({ office, go }: ScreenProps<"people">) {
  const { t, i18n } = useTranslation("people");
  const [{ usePeopleList, everybody, inOrder, watch }] = useState(() => openPeopleList(office));
  const [useMarked] = useState(() => openPeopleMarked(office));
  const [useViews] = useState(() => createPeopleViews(office));
  const views = useViews();
  const [dialog, setDialog] = useState<"filters" | "columns" | null>(null);
  const { text, look, found, search, sort, change, refresh } = usePeopleList();
  const { marked, clear } = useMarked();
  const closed = useOwnClosing(office) !== undefined;
  const exporting = usePeopleExport(office, text, look);
  const field = useRef<HTMLInputElement>(null);
  const grid = useRef<HTMLTableElement>(null);
  useEffect(() => {
    refresh();
    return watch();
  }, [refresh, watch]);
  const { load, loadUnits } = views;
  useEffect(() => {
    void load();
  }, [load]);
  const unitsWanted = dialog === "filters" || look.filters.unit !== null;
  useEffect(() => {
    if (unitsWanted) void loadUnits();
  }, [unitsWanted, loadUnits]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!event.ctrlKey || !event.shiftKey || event.altKey || event.code !== "KeyF") return;
      if (document.querySelector("dialog[open]")) return;
      event.preventDefault();
      setDialog("filters");
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
  useEffect(() => {
    // Back from a file: the keyboard stands where it was left.
    if (usePeopleList.getState().active > 0) grid.current?.focus({ preventScroll: true });
    else field.current?.focus();
  }, [usePeopleList]);
  useCommand("find", () => field.current?.select());
  useCommand("close", text === "" ? (marked.size === 0 ? null : clear) : () => search(""));

  const count = new Intl.NumberFormat(i18n.language).format(found?.total ?? 0);
  const filtered = filtersSet(look.filters).length > 0;
  const searched = found !== null && (found.text.trim() !== "" || filtered);
  const orders: readonly ListOrder[] = ["name", ...look.columns, "attention"];
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
        <>
          {exporting.allButtons(found === null || found.total === 0)}
          <button
            type="button"
            className="button"
            title={t("printHint")}
            disabled={found === null || found.total === 0}
            onClick={() => void everybody().then((people) => go("batch", { people }))}
          >
            {t("print")}
          </button>
          <button type="button" className="button" onClick={() => go("duplicates", {})}>
            {t("duplicates")}
          </button>
          {closed && <span className="sign sign-warn">{t("noAdd")}</span>}
          {!closed && may(office, "record") && (
            <button type="button" className="button button-main" onClick={() => go("new-person", {})}>
              {t("add")}
            </button>
          )}
        </>
      }
    >
      {views.problem && <ProblemBanner problem={views.problem} />}
      {exporting.notice}
      <BatchLeft office={office} go={go} />
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
        <button type="button" className="button" onClick={() => setDialog("filters")} title="Ctrl+Shift+F">
          {t("filters.button")}
        </button>
        <button type="button" className="button" onClick={() => setDialog("columns")}>
          {t("columns.button")}
        </button>
        <div className="people-order">
          <label>
            {t("order")}{" "}
            <select
              value={look.order}
              onChange={(event) =>
                change({ order: orders.find((order) => order === event.target.value) ?? "name", descending: false })
              }
            >
              {(orders.includes(look.order) ? orders : [...orders, look.order]).map((order) => (
                <option key={order} value={order}>
                  {order === "name" ? t("orderName") : t(order === "attention" ? "column.signs" : `column.${order}`)}
                </option>
              ))}
            </select>
          </label>
          <button
            type="button"
            className="button-icon"
            aria-label={t(look.descending ? "descending" : "ascending")}
            title={t(look.descending ? "descending" : "ascending")}
            onClick={() => sort(look.order)}
          >
            <span aria-hidden="true">{look.descending ? "▼" : "▲"}</span>
          </button>
        </div>
        <ViewPicker look={look} views={views} onChoose={change} />
        <FilterChips filters={look.filters} units={views.units} onChange={(filters) => change({ filters })} />
      </search>
      <DepartedPeople office={office} text={text} go={go} />
      <MarkedBar
        useMarked={useMarked}
        go={go}
        onOnly={(only) => change({ filters: { ...look.filters, only } })}
        onPrint={(ids) => void inOrder(ids).then((people) => go("batch", { people }))}
      />
      {found !== null && found.total === 0 ? (
        searched ? (
          <EmptyState title={t("noneTitle")} text={t(filtered ? "noneFiltered" : "noneText")}>
            {text !== "" && (
              <button type="button" className="button" onClick={() => search("")}>
                {t("clearSearch")}
              </button>
            )}
            {filtered && (
              <button type="button" className="button" onClick={() => change({ filters: noFilters })}>
                {t("filters.clear")}
              </button>
            )}
          </EmptyState>
        ) : (
          <EmptyState title={t("emptyTitle")} text={t("emptyText")}>
            {!closed && (
              <>
                <button type="button" className="button button-main" onClick={() => go("new-person", {})}>
                  {t("emptyAdd")}
                </button>
                <button type="button" className="button" onClick={() => go("workbook", {})}>
                  {t("emptyWorkbook")}
                </button>
              </>
            )}
            <button type="button" className="button" onClick={() => go("exchange", {})}>
              {t("emptyBundle")}
            </button>
          </EmptyState>
        )
      ) : (
        <PeopleGrid
          usePeopleList={usePeopleList}
          useMarked={useMarked}
          gridRef={grid}
          onOpen={(row) => go("profile", { personId: row.id })}
        />
      )}
      {dialog === "filters" && (
        <FilterDialog
          filters={look.filters}
          units={views.units}
          onClose={() => setDialog(null)}
          onApply={(filters) => {
            setDialog(null);
            change({ filters });
          }}
        />
      )}
      {dialog === "columns" && (
        <ColumnDialog look={look} onChange={(columns) => change({ columns })} onClose={() => setDialog(null)} />
      )}
    </Page>
  );
}
