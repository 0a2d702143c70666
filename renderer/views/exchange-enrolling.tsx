import { useTranslation } from "react-i18next";
import { Dialog } from "../parts/dialog.tsx";
import { Field } from "../parts/field.tsx";
import { Form } from "../parts/form.tsx";
import { Notice, ProblemBanner } from "../parts/notice.tsx";
import { TextField } from "../parts/text-field.tsx";
import {
  compareFingerprints,
  digitsOf,
  type Enrolling,
  type Exchange,
  fingerprintLength,
  inFives,
} from "../state/exchange.ts";

/** Trust an office only by the digits typed from its stamped sheet; there is nothing to click through. */
export function ExchangeEnrolling({
  exchange,
  enrolling,
}: {
  readonly exchange: Exchange;
  readonly enrolling: Enrolling;
}) {
  const { t } = useTranslation(["exchange", "common"]);
  const { claim, second, checking, differs, problem } = enrolling;
  const typed = second?.typed ?? enrolling.typed; // the first person's digits are not shown to the second
  const count = digitsOf(typed).length;
  const unnamed = second !== null && second.name.trim() === "";
  return (
    <Dialog
      title={t("enrol.title")}
      onClose={exchange.closeEnrolling}
      footer={
        <>
          <button type="button" className="button" onClick={exchange.closeEnrolling}>
            {t("common:button.cancel")}
          </button>
          <button
            type="submit"
            form="enrolling"
            className="button button-main"
            disabled={checking || unnamed || count !== fingerprintLength}
          >
            {t("enrol.admit")}
          </button>
        </>
      }
    >
      <p>
        {t("enrol.claims")} <strong>{claim.peer.name}</strong> ({claim.peer.office},{" "}
        {t(`common:level.${claim.peer.level}`).toLowerCase()}).
      </p>
      {second === null ? (
        <p>{t("enrol.notYet")}</p>
      ) : (
        <Notice>
          <p className="notice-what">{t("enrol.second")}</p>
          <p>{t("enrol.secondWhy")}</p>
        </Notice>
      )}
      <Form id="enrolling" onSubmit={() => void exchange.admit()}>
        {second !== null && (
          <TextField
            label={t("enrol.secondName")}
            value={second.name}
            onChange={exchange.nameSecond}
            maxLength={120}
            startHere
            wide
          />
        )}
        <DigitsField
          label={second === null ? t("enrol.digits") : t("enrol.digitsAgain")}
          typed={typed}
          onType={exchange.typeDigits}
        />
      </Form>
      {problem && <ProblemBanner problem={problem} />}
      {differs && <DigitsDiffer what={t("enrol.differs")} typed={differs.typed} found={differs.found} />}
    </Dialog>
  );
}

/** The digits of a stamped sheet, as somebody types them from it. */
export function DigitsField({
  label,
  typed,
  onType,
}: {
  readonly label: string;
  readonly typed: string;
  readonly onType: (typed: string) => void;
}) {
  const { t } = useTranslation("exchange");
  return (
    <Field label={label} hint={t("enrol.counted", { count: digitsOf(typed).length })} wide>
      {(tied) => (
        <input
          {...tied}
          type="text"
          className="input-digits"
          inputMode="numeric"
          autoComplete="off"
          spellCheck={false}
          maxLength={60}
          value={typed}
          placeholder="00000 00000 00000 00000 00000 00000"
          onChange={(event) => onType(event.target.value)}
          onBlur={() => onType(inFives(typed).join(" "))}
        />
      )}
    </Field>
  );
}

/** Both strings, group by group: a slip of the finger looks otherwise than a false file. */
export function DigitsDiffer({
  what,
  typed,
  found,
}: {
  readonly what: string; // what did not happen
  readonly typed: string;
  readonly found: string;
}) {
  const { t } = useTranslation("exchange");
  const groups = compareFingerprints(typed, found);
  return (
    <div className="notice notice-bad" role="alert">
      <div className="notice-text">
        <p className="notice-what">{what}</p>
        <table className="digits-compared">
          <tbody>
            {(["typed", "found"] as const).map((row) => (
              <tr key={row}>
                <th scope="row">{row === "typed" ? t("enrol.typed") : t("enrol.inFile")}</th>
                {groups.map((group, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a group's place is its identity
                  <td key={index} className={group.same ? undefined : "digits-differ"}>
                    {group.same ? group[row] : <strong>{group[row] || "–"}</strong>}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
        <p>{t("enrol.differsHint")}</p>
      </div>
    </div>
  );
}
