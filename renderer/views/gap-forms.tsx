import { useState } from "react";
import { useTranslation } from "react-i18next";
import { formatPartialDate } from "../../shared/domain/dates.ts";
import { DateField } from "../parts/date-field.tsx";
import { FormDialog } from "../parts/form-dialog.tsx";
import { Notice } from "../parts/notice.tsx";
import { TextArea } from "../parts/text-field.tsx";
import { type GapStory, type GapView, type KeptWords, keptWords } from "../state/gap.ts";
import { FollowFields } from "./gaps-forms.tsx";

interface FormOfGap {
  readonly view: GapView;
  readonly gap: GapStory;
  readonly close: () => void;
}

/** What clerks keep about a gap. */
export function KeepDialog({ view, gap, close }: FormOfGap) {
  const { t } = useTranslation("gaps");
  const [draft, setDraft] = useState<KeptWords>(() => keptWords(gap));
  const edit = (patch: Partial<KeptWords>) => setDraft({ ...draft, ...patch });
  return (
    <FormDialog title={t("gap.editTitle")} close={close} saving={view.saving} save={() => view.keep(draft)}>
      <FollowFields
        draft={draft}
        edit={edit}
        begun={gap.kind === "VACANT_SOON" ? null : (gap.row?.due ?? null)}
        today={gap.day}
      />
      <TextArea
        label={t("field.reason")}
        maxLength={500}
        value={draft.reason}
        onChange={(reason) => edit({ reason })}
      />
      <TextArea
        label={t("field.evidence")}
        maxLength={500}
        value={draft.evidence}
        onChange={(evidence) => edit({ evidence })}
      />
      <TextArea label={t("field.note")} maxLength={1000} value={draft.note} onChange={(note) => edit({ note })} />
    </FormDialog>
  );
}

/** Close a gap by hand, or say that a place is weak no longer: from which day, and why. */
export function CloseDialog({ view, gap, what, close }: FormOfGap & { readonly what: "close" | "end-weak" }) {
  const { t } = useTranslation("gaps");
  const [on, setOn] = useState<string | null>(gap.day);
  const [reason, setReason] = useState("");
  const begun = gap.kind === "VACANT_SOON" ? null : (gap.row?.due ?? null);
  const ending = what === "end-weak";
  return (
    <FormDialog
      title={t(ending ? "gap.endWeakTitle" : "gap.closeTitle")}
      close={close}
      saving={view.saving}
      submit={t(ending ? "gap.endWeakSave" : "gap.closeSave")}
      save={async () => on !== null && (ending ? view.endWeak({ on, reason }) : view.close({ on, reason }))}
    >
      {!ending && gap.row?.byHand === false && (
        <div className="field-wide">
          <Notice tone="warn">{t("gap.closeShown")}</Notice>
        </div>
      )}
      <DateField
        label={t(ending ? "gap.endWeakOn" : "gap.closeOn")}
        required
        days
        value={on}
        hint={
          on !== null && begun !== null && on < begun ? t("closeEarly", { day: formatPartialDate(begun) }) : undefined
        }
        onChange={setOn}
      />
      <TextArea
        label={t(ending ? "gap.endWeakReason" : "gap.closeReason")}
        required
        maxLength={500}
        value={reason}
        onChange={setReason}
      />
    </FormDialog>
  );
}
