import { useTranslation } from "react-i18next";
import type { FileKind } from "../../shared/domain/tables/file-kind.ts";

type PaperKind = "pdf" | FileKind;

/** The ways a paper can leave this screen, side by side: the print first, then the files that can be worked on. */
export function PaperButtons<Kind extends PaperKind>({
  print,
  kinds,
  disabled,
  quiet = false,
  onSave,
}: {
  readonly print: string; // words of the first button
  readonly kinds: readonly Kind[];
  readonly disabled: boolean;
  readonly quiet?: boolean; // another button of the screen is the main one
  readonly onSave: (kind: Kind) => void;
}) {
  const { t } = useTranslation("common");
  return kinds.map((kind) => (
    <button
      key={kind}
      type="button"
      className={kind === "pdf" && !quiet ? "button button-main" : "button"}
      title={t(`paperHint.${kind}`)}
      disabled={disabled}
      onClick={() => onSave(kind)}
    >
      {kind === "pdf" ? print : t(`paper.${kind}`)}
    </button>
  ));
}
