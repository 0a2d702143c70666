import { useTranslation } from "react-i18next";
import { formatPartialDate } from "../../shared/domain/dates.ts";
import { Severity } from "../../shared/domain/gaps/gap.ts";
import { isPartialDate, type Json } from "../../shared/domain/primitives.ts";
import { Section } from "../parts/page.tsx";
import type { StoryLine } from "../state/gap.ts";
import type { Go } from "../state/screen.ts";

/** Everything that happened to a gap, the latest first: what the records show, and who wrote what down. */
export function GapTimeline({ story, go }: { readonly story: readonly StoryLine[]; readonly go: Go }) {
  const { t } = useTranslation("gaps");
  return (
    <Section title={t("gap.story")}>
      {story.length === 0 ? (
        <p className="quiet">{t("gap.noStory")}</p>
      ) : (
        <ol className="gap-story">
          {story.map((line, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line of a story has no name but its place
            <li key={place} data-line={line.what}>
              <time dateTime={line.on}>{formatPartialDate(line.on)}</time>
              <div>
                <Line line={line} go={go} />
              </div>
            </li>
          ))}
        </ol>
      )}
    </Section>
  );
}

function Line({ line, go }: { readonly line: StoryLine; readonly go: Go }) {
  const { t } = useTranslation("gaps");
  const named = (person: string) => person || t("unnamed");
  switch (line.what) {
    case "fell-vacant":
      return line.person === null
        ? t("line.fell-vacant-new")
        : t("line.fell-vacant", { person: named(line.person.person) });
    case "filled":
      return line.person === null ? t("line.filled-nobody") : t("line.filled", { person: named(line.person.person) });
    case "weak":
      return (
        <>
          {line.reason === "" ? t("line.weak-bare") : t("line.weak", { reason: line.reason })}
          {line.evidence !== "" && <div className="quiet">{t("line.evidence", { evidence: line.evidence })}</div>}
        </>
      );
    case "not-weak":
      return t("line.not-weak");
    case "noted":
    case "edited":
      return <Written line={line} />;
    case "closed":
      return t("line.closed", { clerk: line.by.clerk, reason: line.reason });
    case "reopened":
    case "taken-back":
    case "put-back":
      return t(`line.${line.what}`, { clerk: line.by.clerk });
    case "proposed":
    case "decided":
    case "begun":
    case "ended": {
      const { rotationId, decision: number } = line.move;
      const person = named(line.move.person);
      return (
        <button type="button" className="link" onClick={() => go("move", { rotationId })}>
          {line.what === "proposed"
            ? t("line.proposed", { clerk: line.by.clerk, person })
            : line.what === "decided"
              ? number === ""
                ? t("line.decided-bare", { person })
                : t("line.decided", { number, person })
              : t(`line.${line.what}`, { person })}
        </button>
      );
    }
  }
}

/** What somebody wrote down about a gap, at first or later. */
function Written({
  line: { what, by, gap, fields },
}: {
  readonly line: Extract<StoryLine, { readonly fields: unknown }>;
}) {
  const { t } = useTranslation("gaps");
  const valueWords = (value: Json): string => {
    const severity = Severity.safeParse(value);
    if (severity.success) return t(`severities.${severity.data}`);
    if (typeof value !== "string") return "";
    return isPartialDate(value) ? formatPartialDate(value) : value;
  };
  const { clerk } = by;
  const names = fields.map(({ field }) => t(`field.${field}`).toLowerCase()).join(", ");
  const said =
    what === "edited"
      ? t("line.edited", { clerk, what: names })
      : gap.byHand
        ? t("line.noted-hand", { clerk, reason: valueWords(fields.find(({ field }) => field === "reason")?.to ?? "") })
        : t("line.noted", { clerk });
  return (
    <>
      {said}
      {fields.map(({ field, to }) => {
        const value = valueWords(to);
        if (what === "noted" && (value === "" || field === "reason" || field === "evidence")) return null;
        return (
          <div key={field} className="quiet">
            {value === ""
              ? t("line.emptied", { field: t(`field.${field}`) })
              : t("line.set", { field: t(`field.${field}`), value })}
          </div>
        );
      })}
    </>
  );
}
