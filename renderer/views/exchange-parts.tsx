import { useState } from "react";
import { useTranslation } from "react-i18next";
import { NumberField } from "../parts/number-field.tsx";
import { SelectField } from "../parts/select-field.tsx";

const megabyte = 1_000_000;
const sizes = ["5", "10", "20"] as const; // MB, as mail servers commonly limit them
type Choice = "whole" | (typeof sizes)[number] | "other";

/** Whether the bundle is cut for the mail, and how large a part may be. */
export function ExchangeParts({ cutInto }: { readonly cutInto: (partBytes: number | null) => void }) {
  const { t } = useTranslation("exchange");
  const [choice, setChoice] = useState<Choice>("whole");
  const [other, setOther] = useState<number | null>(null);
  const choose = (next: Choice, typed: number | null) => {
    setChoice(next);
    setOther(typed);
    const size = next === "whole" ? null : next === "other" ? typed : Number(next);
    cutInto(size === null ? null : Math.round(size * megabyte));
  };
  return (
    <div className="form-grid">
      <SelectField
        label={t("parts.label")}
        hint={t("parts.hint")}
        value={choice}
        options={[
          { value: "whole", text: t("parts.whole") },
          ...sizes.map((size) => ({ value: size, text: t("parts.upTo", { size }) })),
          { value: "other", text: t("parts.other") },
        ]}
        onChange={(next) => choose(next ?? "whole", other)}
      />
      {choice === "other" && (
        <NumberField
          label={t("parts.size")}
          value={other}
          least={0.01}
          most={60}
          whole={false}
          onChange={(typed) => choose("other", typed)}
        />
      )}
    </div>
  );
}
