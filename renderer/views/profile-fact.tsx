import { memo } from "react";
import type { Json } from "../../shared/domain/primitives.ts";
import { HistoryIcon, SplitIcon } from "../parts/icons.tsx";
import type { FieldSpec } from "./profile-fields.ts";
import { type FileWords, labelOf } from "./profile-labels.ts";
import { shownValue } from "./shown-value.ts";

/**
 * One item of the file as it stands, with its history behind a button.
 * `t` is handed down: a hundred subscriptions to the language would be felt when a file is shown.
 */
export const Fact = memo(function Fact({
  t,
  language,
  spec,
  value,
  conflicts,
  onHistory,
  onDesk,
  onEdit,
}: {
  readonly t: FileWords;
  readonly language: "vi" | "en";
  readonly spec: FieldSpec;
  readonly value: Json | undefined;
  readonly conflicts: number;
  readonly onHistory: ((spec: FieldSpec) => void) | null; // null: nothing was ever written there
  readonly onDesk: () => void;
  readonly onEdit: (field: string) => void;
}) {
  const label = labelOf(spec, t);
  const shown = shownValue(spec, value, t, language);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a short way for the mouse; the section's button is the way for all
    <div
      className={spec.wide ? "fact fact-wide" : "fact"}
      data-field={spec.field}
      onDoubleClick={() => onEdit(spec.field)}
    >
      <dt>
        {spec.item !== null && <span className="field-item">{spec.item})</span>}
        {label}
      </dt>
      <dd>
        <span className={shown === "" ? "fact-value quiet" : "fact-value"}>{shown || "–"}</span>
        {conflicts > 0 && (
          <button
            type="button"
            className="sign sign-bad sign-button"
            title={t("conflict.mark", { count: conflicts })}
            onClick={onDesk}
          >
            <SplitIcon />
            <span aria-hidden="true">{conflicts}</span>
            <span className="unseen">{t("conflict.mark", { count: conflicts })}</span>
          </button>
        )}
        {onHistory !== null && (
          <button
            type="button"
            className="button-icon fact-history"
            aria-label={t("history.open", { field: label })}
            title={t("history.open", { field: label })}
            onClick={() => onHistory(spec)}
          >
            <HistoryIcon />
          </button>
        )}
      </dd>
    </div>
  );
});
