import { useTranslation } from "react-i18next";
import { SelectField } from "../parts/select-field.tsx";
import { margins, type Paper } from "../state/paper.ts";

/** How wide the margins of a paper are. */
export function MarginsField({
  paper,
  onChange,
}: {
  readonly paper: Pick<Paper, "margins">;
  readonly onChange: (patch: Pick<Paper, "margins">) => void;
}) {
  const { t } = useTranslation("sheet");
  return (
    <SelectField
      label={t("margins")}
      value={paper.margins}
      options={margins.map((value) => ({ value, text: t(`marginsOf.${value}`) }))}
      onChange={(value) => value && onChange({ margins: value })}
    />
  );
}
