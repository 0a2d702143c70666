import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { formatPartialDate } from "../../shared/domain/dates.ts";
import { Notice } from "../parts/notice.tsx";
import { Section } from "../parts/page.tsx";
import { type ClosingOnFile, createClosings } from "../state/closing.ts";
import type { Go, ScreenProps } from "../state/screen.ts";

type Here = Pick<ScreenProps<"desk">, "office" | "go">;

function useClosings({ office }: Pick<Here, "office">): readonly ClosingOnFile[] {
  const [useAll] = useState(() => createClosings(office));
  const { all, load, follow } = useAll();
  useEffect(() => {
    void load();
    return follow();
  }, [load, follow]);
  return all;
}

/** One summary for each office that was closed and whose files came to us, or were handed on by us. */
export function DeskClosings({ office, go }: Here) {
  const { t } = useTranslation("closing");
  const all = useClosings({ office }).filter(({ isOwn }) => !isOwn);
  if (all.length === 0) return null;
  return (
    <Section title={t("desk.title")}>
      {all.map((closing) => (
        <ClosingCard key={closing.record.id} closing={closing} own={office.opened.office} go={go} />
      ))}
    </Section>
  );
}

function ClosingCard({
  closing: { record, name, successors, here, unplaced, late },
  own,
  go,
}: {
  readonly closing: ClosingOnFile;
  readonly own: string;
  readonly go: Go;
}) {
  const { t } = useTranslation("closing");
  const mine = successors.find(({ id }) => id === own);
  const count = mine?.files ?? successors.reduce((sum, { files }) => sum + files, 0);
  const paper = [t("desk.paper", { decision: record.decision }), formatPartialDate(record.decidedOn)];
  return (
    <article className="conflict" data-closing={record.office}>
      <header className="conflict-head">
        <h3>{t(mine === undefined ? "desk.gone" : "desk.received", { count, name })}</h3>
        <span className="quiet">{paper.filter(Boolean).join(" · ")}</span>
      </header>
      {mine === undefined && (
        <p>{successors.map((each) => `${each.name}: ${t("files", { count: each.files })}`).join(" · ")}</p>
      )}
      {mine !== undefined && <p>{here < count ? t("desk.here", { here, count }) : t("desk.allHere")}</p>}
      {late > 0 && <p>{t("desk.late", { count: late })}</p>}
      {unplaced.length > 0 && (
        <Notice tone="warn">
          <p>{t("desk.unplaced", { count: unplaced.length })}</p>
          <ul className="names">
            {unplaced.slice(0, 20).map((person) => (
              <li key={person.id}>
                <button type="button" className="link" onClick={() => go("profile", { personId: person.id })}>
                  {person.name || person.id}
                </button>
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </article>
  );
}

/** The closing of our own office; undefined: it goes on. */
export const useOwnClosing = (office: Here["office"]): ClosingOnFile | undefined =>
  useClosings({ office }).find(({ isOwn }) => isOwn);

/** On every screen of an office that was closed: that it is, and what can still be done. */
export function OwnClosing({ office, go }: Here) {
  const { t } = useTranslation("closing");
  const own = useOwnClosing(office);
  if (own === undefined) return null;
  return (
    <Notice tone="warn">
      <p className="notice-what" data-own-closing="">
        {t("own.what", { decision: own.record.decision })}
      </p>
      <p>{t("own.todo", { names: own.successors.map(({ name }) => name).join(", ") })}</p>
      <div className="buttons">
        <button type="button" className="button button-small" onClick={() => go("exchange", {})}>
          {t("toExchange")}
        </button>
      </div>
    </Notice>
  );
}
