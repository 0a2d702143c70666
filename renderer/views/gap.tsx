import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { formatPartialDate } from "../../shared/domain/dates.ts";
import { Notice } from "../parts/notice.tsx";
import { EmptyState, Page } from "../parts/page.tsx";
import { createGap, type GapStory } from "../state/gap.ts";
import type { Go, ScreenProps } from "../state/screen.ts";
import { GapFollow, GapMoves, GapPost, GapWhy } from "./gap-facts.tsx";
import { CloseDialog, KeepDialog } from "./gap-forms.tsx";
import { SavedNotice } from "./gap-saved.tsx";
import { GapTimeline } from "./gap-timeline.tsx";
import { dueWords } from "./gap-words.ts";
import { openingOf } from "./gaps-table.tsx";

/** One gap with its whole story: why it is there, what clerks keep about it, who moves towards it. */
export function Gap({ office, params, go, useScreen }: ScreenProps<"gap">) {
  const { t } = useTranslation("gaps");
  const { key } = params;
  const [useGap] = useState(() => createGap(office, key));
  const view = useGap();
  const back = useScreen((screen) => screen.back);
  const { gap, story, read, load, follow } = view;
  const [dialog, setDialog] = useState<"keep" | "close" | "end-weak" | null>(null);
  useEffect(() => {
    void load();
    return follow();
  }, [load, follow]);
  if (gap === null)
    return (
      <Page title={t("gapTitle")} onBack={back}>
        {read ? (
          <EmptyState title={t("gap.unknown")} text={t("gap.unknownText")}>
            <button type="button" className="button" onClick={() => go("gaps", {})}>
              {t("gap.toList")}
            </button>
          </EmptyState>
        ) : (
          <p className="quiet">{t("looking")}</p>
        )}
      </Page>
    );
  const { row } = gap;
  const isMarked = row?.causes.some(({ why }) => why === "weak") === true;
  const names = gap.postId === null ? [gap.unit, gap.above] : [gap.title, gap.unit];
  const [name = "", around = ""] = names.filter((part) => part !== "");
  const close = () => setDialog(null);
  return (
    <Page
      title={name || t("gapTitle")}
      detail={around}
      onBack={back}
      actions={
        <>
          {isMarked && (
            <button type="button" className="button" onClick={() => setDialog("end-weak")}>
              {t("gap.endWeak")}
            </button>
          )}
          {row !== null && !isMarked && !row.closedByHand && (
            <button type="button" className="button" onClick={() => setDialog("close")}>
              {t("gap.close")}
            </button>
          )}
          {row !== null && (
            <button
              type="button"
              className="button button-main"
              onClick={() => go("suggestions", { opening: openingOf(row) })}
            >
              {t("suggest")}
            </button>
          )}
        </>
      }
    >
      <SavedNotice saves={view} undo={view.undo} />
      <Standing gap={gap} go={go} />
      <div className="gap-columns">
        <div className="gap-side">
          {row !== null && <GapWhy gap={gap} row={row} go={go} />}
          {gap.post !== null && <GapPost gap={gap} post={gap.post} go={go} />}
          <GapMoves gap={gap} go={go} />
        </div>
        <div className="gap-side">
          <GapFollow gap={gap} edit={row === null ? null : () => setDialog("keep")} />
          <GapTimeline story={story} go={go} />
        </div>
      </div>
      {dialog === "keep" && <KeepDialog view={view} gap={gap} close={close} />}
      {dialog === "close" && <CloseDialog view={view} gap={gap} what="close" close={close} />}
      {dialog === "end-weak" && <CloseDialog view={view} gap={gap} what="end-weak" close={close} />}
    </Page>
  );
}

/** Where it stands: open since when, or closed when and why. */
function Standing({ gap, go }: { readonly gap: GapStory; readonly go: Go }) {
  const { t } = useTranslation("gaps");
  const { row, closed, becomes } = gap;
  if (row !== null) {
    const what =
      row.kind === "WEAK"
        ? t("gap.weakNow")
        : t(row.kind === "VACANT" ? "gap.vacantSince" : "gap.vacantSoon", { count: row.places });
    const when =
      row.due === null ? "" : t(row.kind === "VACANT_SOON" ? "gap.on" : "gap.since", { day: dueWords(row, t) });
    const closing = row.closedByHand
      ? gap.kept.findLast(({ closedOn, withdrawn }) => closedOn !== null && !withdrawn)
      : null;
    return (
      <>
        <p className="gap-standing" data-open={row.kind}>
          <b>{what}</b> {when}
          {row.byHand && <span className="sign">{t("byHandSign")}</span>}
        </p>
        {closing != null && (
          <Notice tone="warn">
            {t("gap.stillShown", { day: formatPartialDate(closing.closedOn), reason: closing.closedBecause })}
          </Notice>
        )}
      </>
    );
  }
  if (closed === null) return null;
  const said = { day: formatPartialDate(closed.on), text: closed.text };
  return (
    <div data-closed={closed.why}>
      <Notice tone="good">
        <span className="gaps-saved">
          <span>
            {closed.why === "filled" && closed.on === null
              ? t("gap.closed.filled-undated")
              : t(`gap.closed.${closed.why}`, said)}
          </span>
          {becomes !== null && (
            <button type="button" className="link" onClick={() => go("gap", { key: becomes })}>
              {t("gap.toVacant")}
            </button>
          )}
        </span>
      </Notice>
    </div>
  );
}
