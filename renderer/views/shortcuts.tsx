import { useTranslation } from "react-i18next";
import { Dialog } from "../parts/dialog.tsx";

/** Every key the program answers, in one list. */
export function Shortcuts({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation("common");
  const rows = [
    ["Ctrl+F", t("shortcuts.find")],
    ["Ctrl+N", t("shortcuts.add")],
    ["Ctrl+S", t("shortcuts.save")],
    ["Ctrl+P", t("shortcuts.print")],
    ["Ctrl+Z", t("shortcuts.undo")],
    ["Ctrl+G", t("shortcuts.goto")],
    ["F2", t("shortcuts.edit")],
    ["Esc", t("shortcuts.close")],
    ["Alt+1 … Alt+9, Alt+0", t("shortcuts.screens")],
    ["↑ ↓ PgUp PgDn Home End", t("shortcuts.lists")],
    ["Space, Shift+↑ ↓", t("shortcuts.mark")],
    ["Ctrl+A", t("shortcuts.markAll")],
    ["Ctrl+Shift+F", t("shortcuts.filter")],
    ["Enter", t("shortcuts.open")],
    ["Ctrl+0, Ctrl++, Ctrl+−", t("shortcuts.zoom")],
    ["F1", t("shortcuts.help")],
  ] as const;
  return (
    <Dialog title={t("shortcuts.title")} onClose={onClose}>
      <dl className="keys">
        {rows.map(([keys, meaning]) => (
          <div key={keys} className="keys-row">
            <dt>
              <kbd>{keys}</kbd>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
