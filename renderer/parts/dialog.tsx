import { type ReactNode, useId, useLayoutEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { CloseIcon } from "./icons.tsx";

/** A window over the screen, on the browser's own `dialog`: it keeps the focus and closes with Escape. */
export function Dialog({
  title,
  onClose,
  wide = false,
  full = false,
  footer,
  children,
}: {
  readonly title: string;
  readonly onClose: () => void;
  readonly wide?: boolean;
  readonly full?: boolean; // as large as the window lets it
  readonly footer?: ReactNode;
  readonly children: ReactNode;
}) {
  const { t } = useTranslation("common");
  const heading = useId();
  const box = useRef<HTMLDialogElement>(null);
  // Closed while it still stands in the page, or the browser does not give the keyboard back to where it was.
  useLayoutEffect(() => {
    const dialog = box.current;
    if (dialog && !dialog.open) {
      dialog.showModal();
      // The keyboard begins where the answer is given, not on the cross.
      dialog.querySelector<HTMLElement>("input, select, textarea, .dialog-foot .button-main")?.focus();
    }
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={box}
      className={`dialog${wide ? " dialog-wide" : ""}${full ? " dialog-full" : ""}`}
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <div className="dialog-head">
        <h2 id={heading}>{title}</h2>
        <button type="button" className="button-icon" aria-label={t("button.close")} onClick={onClose}>
          <CloseIcon />
        </button>
      </div>
      <div className="dialog-body">{children}</div>
      {footer && <div className="dialog-foot">{footer}</div>}
    </dialog>
  );
}
