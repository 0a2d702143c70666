import { useTranslation } from "react-i18next";
import { formatPartialDate, surelyBefore } from "../../shared/domain/dates.ts";
import { groupBy } from "../../shared/domain/group-by.ts";
import type { RecordId } from "../../shared/domain/primitives.ts";
import type { CareerLine } from "../../shared/domain/rotations/career-preview.ts";

/** What an act does to careers, person by person, in words. */
export function CareerLines({
  lines,
  nameOf,
}: {
  readonly lines: readonly CareerLine[];
  readonly nameOf: (id: RecordId<"person">) => string;
}) {
  const { t } = useTranslation("move");
  if (lines.length === 0) return <p className="quiet">{t("preview.none")}</p>;
  return (
    <ul className="lines">
      {[...groupBy(lines, ({ personId }) => personId)].map(([personId, own]) => (
        <li key={personId}>
          <strong>{nameOf(personId)}</strong>
          {": "}
          {own.map((line, at) => (
            <span key={line.step.id}>
              <Words line={line} />
              {at < own.length - 1 ? "; " : "."}
              {isEarly(line) && <span className="sign sign-warn">{t("preview.early")}</span>}
            </span>
          ))}
        </li>
      ))}
    </ul>
  );
}

function Words({ line: { what, step, before } }: { readonly line: CareerLine }) {
  const { t } = useTranslation("move");
  const facts = {
    title: [step.title, step.unitText].filter((part) => part !== "").join(", "),
    from: formatPartialDate(step.from) || "…",
    to: formatPartialDate(step.to) || "…",
    before: formatPartialDate(before),
  };
  if (what === "begins") return t(step.to === null ? "preview.begins" : "preview.begins-until", facts);
  if (what === "ends") return t(before === null ? "preview.ends" : "preview.ends-instead", facts);
  return t(`preview.${what}`, facts);
}

const isEarly = ({ what, step: { from, to } }: CareerLine): boolean =>
  what === "ends" && from !== null && to !== null && surelyBefore(to, from);
