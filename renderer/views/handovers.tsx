import { useTranslation } from "react-i18next";
import { formatPartialDate } from "../../shared/domain/dates.ts";
import type { OfficeId, RecordId } from "../../shared/domain/primitives.ts";
import { useFirstOf } from "../parts/first-of-many.tsx";
import { Notice, ProblemBanner } from "../parts/notice.tsx";
import { Section } from "../parts/page.tsx";
import type { HandoverOnFile, Handovers, Refusing } from "../state/handovers.ts";
import type { Go } from "../state/screen.ts";
import { HandoverDialog, RefuseDialog } from "./handover-dialogs.tsx";

/** How many are laid out at once. */
const step = 20;

/** Files that change hands: ours to answer, and those under way or done. */
export function DeskHandovers({
  handovers,
  some,
  go,
}: {
  readonly handovers: Handovers;
  readonly some: readonly HandoverOnFile[];
  readonly go: Go;
}) {
  const { t } = useTranslation("handover");
  const { first, more } = useFirstOf(step);
  if (some.length === 0) return <HandoverSaid handovers={handovers} />;
  const waiting = some.filter(({ isOurs }) => isOurs).length;
  return (
    <Section
      title={t("listTitle")}
      aside={<span className={waiting > 0 ? "sign sign-warn" : "sign"}>{t("count", { count: some.length })}</span>}
    >
      <HandoverSaid handovers={handovers} />
      {first(some).map((each) => (
        <HandoverCard key={each.record.id} handovers={handovers} handover={each} go={go} />
      ))}
      {more(some, (count) => t("more", { count }))}
      {handovers.refusing !== null && <RefuseDialog handovers={handovers} refusing={handovers.refusing} />}
    </Section>
  );
}

function HandoverCard({
  handovers,
  handover,
  go,
}: {
  readonly handovers: Handovers;
  readonly handover: HandoverOnFile;
  readonly go: Go;
}) {
  const { t } = useTranslation("handover");
  const { record, state, personName, from, to } = handover;
  const { answer, decision, decidedOn } = record;
  return (
    <article className="conflict" aria-label={`${t("listTitle")}: ${personName}`} data-handover={record.id}>
      <header className="conflict-head">
        {personName === "" ? (
          <span>{t("notHere")}</span>
        ) : (
          <button type="button" className="link" onClick={() => go("profile", { personId: record.file })}>
            {personName}
          </button>
        )}
        <h3>{t("route", { from, to })}</h3>
        <span className="quiet">
          {[decision, formatPartialDate(decidedOn), t(`state.${state}`)].filter(Boolean).join(" · ")}
        </span>
      </header>
      {record.reason !== "" && <p>{record.reason}</p>}
      {state === "refused" && answer !== null && <p>{t("refusal", { reason: answer.reason })}</p>}
      <HandoverWays handovers={handovers} handover={handover} />
    </article>
  );
}

/** What can be done with a hand-over that waits. */
function HandoverWays({ handovers, handover }: { readonly handovers: Handovers; readonly handover: HandoverOnFile }) {
  const { t } = useTranslation("handover");
  const { isOurs, mayWithdraw, state, personName } = handover;
  const ask = (what: Refusing["what"]) => handovers.ask({ handover, what, reason: "" });
  if (!isOurs && !mayWithdraw) return null;
  return (
    <div className="buttons">
      {isOurs && (
        <button
          type="button"
          className="button button-main"
          disabled={handovers.busy || personName === ""}
          onClick={() => void handovers.accept(handover)}
        >
          {t("accept")}
        </button>
      )}
      {isOurs && state === "sent" && (
        <button type="button" className="button" disabled={handovers.busy} onClick={() => ask("refuse")}>
          {t("refuse")}
        </button>
      )}
      {mayWithdraw && (
        <button
          type="button"
          className="button"
          disabled={handovers.busy}
          onClick={() => ask(state === "outside" ? "takeBack" : "withdraw")}
        >
          {t(state === "outside" ? "takeBack" : "withdraw")}
        </button>
      )}
    </div>
  );
}

/** What became of the last thing that was done. */
export function HandoverSaid({ handovers: { said, problem } }: { readonly handovers: Handovers }) {
  const { t } = useTranslation("handover");
  return (
    <>
      {problem && <ProblemBanner problem={problem} />}
      {said !== null && (
        <Notice tone={said.what === "moved" ? "warn" : "good"}>{t(said.what, { from: said.from })}</Notice>
      )}
    </>
  );
}

/** On a person's file: whose it is about to be, or has become; and the form where the province hands it over. */
export function FileHandover({
  handovers,
  personId,
  ownOffice,
}: {
  readonly handovers: Handovers;
  readonly personId: RecordId<"person">;
  readonly ownOffice: OfficeId;
}) {
  const { t } = useTranslation("handover");
  const about = handovers.all.filter(({ record }) => record.file === personId);
  const last = about.find(({ state }) => state !== "withdrawn");
  const key = last === undefined ? null : standingOf(last, ownOffice);
  return (
    <>
      <HandoverSaid handovers={handovers} />
      {last !== undefined && key !== null && (
        <Notice tone={key === "waiting" ? "plain" : "warn"}>
          <span data-handed={key}>{t(`onFile.${key}`, { from: last.from, to: last.to })}</span>
          <HandoverWays handovers={handovers} handover={last} />
        </Notice>
      )}
      {handovers.form !== null && <HandoverDialog handovers={handovers} form={handovers.form} />}
      {handovers.refusing !== null && <RefuseDialog handovers={handovers} refusing={handovers.refusing} />}
    </>
  );
}

/** What a hand-over means for whoever looks at the file here; null: nothing any more. */
function standingOf(
  { record, state, isOurs }: HandoverOnFile,
  ownOffice: OfficeId,
): "ours" | "leaving" | "gone" | "waiting" | null {
  if (isOurs) return "ours";
  if (state === "sent") return record.fromOffice === ownOffice ? "leaving" : "waiting";
  const inEffect = state === "accepted" || state === "forced";
  return inEffect && record.fromOffice === ownOffice ? "gone" : null;
}
