import { useState } from "react";
import { useTranslation } from "react-i18next";
import { CheckField } from "./check-field.tsx";
import { SecretField } from "./secret-field.tsx";

/** A passphrase that is being chosen: typed twice, with a word on how long it is. */
export function PassphraseFields({
  label,
  hint,
  againLabel,
  chosen,
  strength: { strength, length },
  startHere = false,
  onChange,
}: {
  readonly label: string;
  readonly hint: string;
  readonly againLabel: string;
  readonly chosen: { readonly passphrase: string; readonly again: string };
  readonly strength: { readonly strength: "empty" | "short" | "enough" | "good"; readonly length: number };
  readonly startHere?: boolean;
  readonly onChange: (patch: { readonly passphrase?: string; readonly again?: string }) => void;
}) {
  const { t } = useTranslation("start");
  const [visible, setVisible] = useState(false);
  const { passphrase, again } = chosen;
  const differ = again !== "" && again !== passphrase;
  return (
    <>
      <SecretField
        label={label}
        hint={hint}
        value={passphrase}
        onChange={(typed) => onChange({ passphrase: typed })}
        name="passphrase"
        shown={visible}
        error={strength === "short" ? "" : null} // the meter below says so already
        refuse={strength === "short" ? t("meter.short", { count: length }) : ""}
        required
        startHere={startHere}
      />
      <div className="meter">
        <meter
          aria-label={t("meter.label")}
          min={0}
          max={3}
          low={1.5}
          high={2.5}
          optimum={3}
          value={{ empty: 0, short: 1, enough: 2, good: 3 }[strength]}
        />
        <p aria-live="polite">{t(`meter.${strength}`, { count: length })}</p>
      </div>
      <SecretField
        label={againLabel}
        error={differ ? t("create.differ") : null}
        value={again}
        onChange={(typed) => onChange({ again: typed })}
        name="again"
        shown={visible}
        refuse={again === passphrase ? "" : t("create.differ")}
        required
      />
      <CheckField label={t("create.show")} value={visible} onChange={setVisible} />
    </>
  );
}
