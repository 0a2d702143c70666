import { useTranslation } from "react-i18next";

/** How many would be decided on, how many are left, and why. */
export function DecidedSums({
  decided,
  left,
  why,
}: {
  readonly decided: number;
  readonly left: number;
  readonly why: readonly string[]; // a sentence each
}) {
  const { t } = useTranslation("desk");
  return (
    <>
      <dl className="bulk-sums">
        <div data-sum="settled">
          <dt>{t("bulk.decided")}</dt>
          <dd>{decided}</dd>
        </div>
        <div data-sum="left">
          <dt>{t("bulk.left")}</dt>
          <dd>{left}</dd>
        </div>
      </dl>
      {why.length > 0 && (
        <ul className="quiet bulk-left">
          {why.map((each) => (
            <li key={each}>{each}</li>
          ))}
        </ul>
      )}
    </>
  );
}
