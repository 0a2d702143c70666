import { type ReactNode, useId } from "react";
import { useTranslation } from "react-i18next";
import type { Problem } from "../../shared/problem.ts";
import { Dialog } from "./dialog.tsx";
import { Form, SubmitButton } from "./form.tsx";
import { ProblemBanner } from "./notice.tsx";

/**
 * A form in a window: saved as one action, or closed.
 *
 * @param submit  what the button says; "Save" unless told
 * @param danger  the action itself takes something back
 * @param remove  takes away what the form is about, instead of saving it
 */
export function FormDialog({
  title,
  close,
  saving,
  save,
  submit,
  danger = false,
  disabled = false,
  remove = null,
  problem = null,
  className = "form-grid",
  children,
}: {
  readonly title: string;
  readonly close: () => void;
  readonly saving: boolean;
  readonly save: () => Promise<boolean>;
  readonly submit?: string | undefined;
  readonly danger?: boolean;
  readonly disabled?: boolean;
  readonly remove?: Removal | null;
  readonly problem?: Problem | null;
  readonly className?: string;
  readonly children: ReactNode;
}) {
  const { t } = useTranslation("common");
  const form = useId();
  const closeWhen = (saved: boolean) => {
    if (saved) close();
  };
  return (
    <Dialog
      title={title}
      wide
      onClose={close}
      footer={
        <>
          {remove !== null && (
            <button type="button" className="button button-danger" onClick={() => void remove.save().then(closeWhen)}>
              {remove.label}
            </button>
          )}
          <button type="button" className="button" onClick={close}>
            {t(danger ? "button.close" : "button.cancel")}
          </button>
          <SubmitButton form={form} danger={danger} disabled={saving || disabled}>
            {submit ?? t("button.save")}
          </SubmitButton>
        </>
      }
    >
      <Form id={form} label={title} className={className} onSubmit={() => void save().then(closeWhen)}>
        {problem !== null && (
          <div className="field-wide">
            <ProblemBanner problem={problem} />
          </div>
        )}
        {children}
      </Form>
    </Dialog>
  );
}

/** Taking something away: what the button says, and what it does. */
export interface Removal {
  readonly label: string;
  readonly save: () => Promise<boolean>;
}
