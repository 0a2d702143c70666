import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { weakReasons } from "../../shared/domain/codes/organisation-codes.ts";
import { earliestDay, formatPartialDate, latestDay, surelyBefore } from "../../shared/domain/dates.ts";
import { Severity } from "../../shared/domain/gaps/gap.ts";
import { keyOf } from "../../shared/domain/gaps/gaps-on.ts";
import type { IsoDate, PartialDate, RecordId } from "../../shared/domain/primitives.ts";
import { DateField } from "../parts/date-field.tsx";
import { FormDialog } from "../parts/form-dialog.tsx";
import { Notice } from "../parts/notice.tsx";
import { SelectField } from "../parts/select-field.tsx";
import { TextArea, TextField } from "../parts/text-field.tsx";
import type { GapByHand, GapRow, Gaps, PostToFill, WeakPlace } from "../state/gaps.ts";
import type { UnitChoicesStore } from "../state/unit-choices.ts";
import { useLanguage } from "./language.ts";
import { UnitPick } from "./unit-pick.tsx";

interface FormOfRegister {
  readonly gaps: Gaps;
  readonly useUnits: UnitChoicesStore;
  readonly close: () => void;
}

/** A place is weak: why, on what evidence, how grave, who looks after it and until when. Trait and gap in one save. */
export function WeakDialog({ gaps, useUnits, close }: FormOfRegister) {
  const { t } = useTranslation("gaps");
  const language = useLanguage();
  const { units } = useUnits();
  const today = gaps.register?.day ?? null;
  const [unitId, setUnit] = useState<RecordId<"unit"> | null>(gaps.unit?.id ?? null);
  const [listed, setListed] = useState<string | null>(null);
  const [text, setText] = useState("");
  const [draft, setDraft] = useState<Omit<WeakPlace, "unitId" | "reason">>({
    evidence: "",
    severity: null,
    owner: "",
    deadline: null,
    from: today,
  });
  const edit = (patch: Partial<typeof draft>) => setDraft({ ...draft, ...patch });
  const known = useRow(gaps, unitId === null ? null : keyOf({ kind: "WEAK", unitId, postId: null }));
  return (
    <FormDialog
      title={t("weak.title")}
      close={close}
      saving={gaps.saving}
      save={async () => unitId !== null && gaps.mark({ ...draft, unitId, reason: reasonOf(listed, text) })}
    >
      <UnitPick label={t("unit")} required choices={units ?? []} value={unitId} onChange={setUnit} />
      <DateField label={t("weak.from")} value={draft.from} onChange={(from) => edit({ from })} />
      {known !== null && (
        <div className="field-wide">
          <Notice tone="warn">{t("weak.already")}</Notice>
        </div>
      )}
      <SelectField
        label={t("weak.listed")}
        required
        value={listed}
        options={weakReasons.map((entry) => ({ value: entry.code, text: entry[language] }))}
        onChange={setListed}
      />
      <TextArea
        label={t("weak.text")}
        hint={t("weak.textHint")}
        required={listed === otherReason}
        maxLength={400}
        value={text}
        onChange={setText}
      />
      <TextArea
        label={t("weak.evidence")}
        hint={t("weak.evidenceHint")}
        maxLength={500}
        value={draft.evidence}
        onChange={(evidence) => edit({ evidence })}
      />
      <FollowFields draft={draft} edit={edit} begun={draft.from} today={today} />
    </FormDialog>
  );
}

/** A gap that nothing in the records shows. */
export function ByHandDialog({ gaps, useUnits, close }: FormOfRegister) {
  const { t } = useTranslation("gaps");
  const { units } = useUnits();
  const today = gaps.register?.day ?? null;
  const [posts, setPosts] = useState<readonly PostToFill[]>([]);
  const [draft, setDraft] = useState<GapByHand>({
    kind: gaps.tab === "VACANT_SOON" ? "VACANT_SOON" : "VACANT",
    unitId: gaps.unit?.id ?? null,
    postId: null,
    severity: null,
    owner: "",
    deadline: null,
    reason: "",
    evidence: "",
    note: "",
    openedOn: today,
  });
  const edit = (patch: Partial<GapByHand>) => setDraft({ ...draft, ...patch });
  const { postsOf } = gaps;
  const { unitId } = draft;
  useEffect(() => {
    let current = true;
    void (unitId === null ? Promise.resolve([]) : postsOf(unitId)).then((found) => {
      if (current) setPosts(found);
    });
    return () => {
      current = false;
    };
  }, [unitId, postsOf]);
  const post = posts.find(({ id }) => id === draft.postId) ?? null;
  const known = useRow(gaps, unitId === null ? null : keyOf(draft));
  return (
    <FormDialog
      title={t("hand.title")}
      close={close}
      saving={gaps.saving}
      save={async () => unitId !== null && gaps.openByHand(draft)}
    >
      <UnitPick
        label={t("unit")}
        required
        choices={units ?? []}
        value={unitId}
        onChange={(next) => edit({ unitId: next, postId: null })}
      />
      <SelectField
        label={t("hand.post")}
        hint={t("hand.postHint")}
        value={draft.postId}
        empty=""
        options={posts.map(({ id, title }) => ({ value: id, text: title }))}
        onChange={(postId) => edit({ postId })}
      />
      <SelectField
        label={t("hand.kind")}
        value={draft.kind}
        options={(["VACANT", "VACANT_SOON"] as const).map((value) => ({ value, text: t(`kind.${value}`) }))}
        onChange={(kind) => edit({ kind: kind ?? draft.kind })}
      />
      <DateField label={t("hand.openedOn")} value={draft.openedOn} onChange={(openedOn) => edit({ openedOn })} />
      {draft.kind === "VACANT" && post !== null && post.vacant === 0 && (
        <div className="field-wide">
          <Notice tone="warn">{t("hand.full", { names: post.holders.join(", ") })}</Notice>
        </div>
      )}
      {known !== null && (
        <div className="field-wide">
          <Notice>{t("hand.known")}</Notice>
        </div>
      )}
      <TextArea
        label={t("hand.reason")}
        required
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
      <FollowFields draft={draft} edit={edit} begun={draft.openedOn} today={today} />
    </FormDialog>
  );
}

/** How grave, who looks after it, until when. A deadline that is odd is said to be, and saved. */
export function FollowFields({
  draft: { severity, owner, deadline },
  edit,
  begun,
  today,
}: {
  readonly draft: Pick<GapByHand, "severity" | "owner" | "deadline">;
  readonly edit: (patch: Partial<Pick<GapByHand, "severity" | "owner" | "deadline">>) => void;
  readonly begun: PartialDate | null; // since when the place is vacant or weak
  readonly today: IsoDate | null;
}) {
  const { t } = useTranslation("gaps");
  return (
    <>
      <SelectField
        label={t("field.severity")}
        value={severity}
        empty={t("noSeverity")}
        options={Severity.options.map((value) => ({ value, text: t(`severities.${value}`) }))}
        onChange={(next) => edit({ severity: next })}
      />
      <TextField label={t("field.owner")} maxLength={200} value={owner} onChange={(next) => edit({ owner: next })} />
      <DateField
        label={t("field.deadline")}
        value={deadline}
        hint={
          deadline !== null && begun !== null && surelyBefore(deadline, begun)
            ? t("deadlineEarly", { day: formatPartialDate(begun) })
            : deadline !== null && today !== null && latestDay(deadline) < today
              ? t("deadlinePast")
              : undefined
        }
        onChange={(next) => edit({ deadline: next })}
      />
    </>
  );
}

/** An open gap by its key, read again when the key is another. */
function useRow({ rowOf }: Gaps, key: string | null): GapRow | null {
  const [row, setRow] = useState<GapRow | null>(null);
  useEffect(() => {
    let current = true;
    void (key === null ? Promise.resolve(null) : rowOf(key)).then((found) => {
      if (current) setRow(found);
    });
    return () => {
      current = false;
    };
  }, [key, rowOf]);
  return row !== null && row.key === key ? row : null;
}

const otherReason = "KHAC";

/** The reason as it is kept: that of the list in the words of papers, and what somebody wrote beside it. */
function reasonOf(listed: string | null, text: string): string {
  const own = text.trim();
  const entry = listed === otherReason ? undefined : weakReasons.find(({ code }) => code === listed);
  return [entry?.vi ?? "", own].filter((part) => part !== "").join(": ");
}

/** The earliest day a date may mean, for comparing with a day. */
export const beginningOf = (date: PartialDate | null): IsoDate | null => (date === null ? null : earliestDay(date));
