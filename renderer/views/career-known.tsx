import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Assignment } from "../../shared/domain/assignment.ts";
import { formatPartialDate } from "../../shared/domain/dates.ts";
import type { RecordId } from "../../shared/domain/primitives.ts";
import type { Rotation } from "../../shared/domain/rotation.ts";
import { DateField } from "../parts/date-field.tsx";
import { Notice } from "../parts/notice.tsx";
import { createCareerKnown } from "../state/career-known.ts";
import type { ScreenProps } from "../state/screen.ts";
import { Career } from "./profile-career.tsx";

/** The career as it is known, or as it was known by the end of a day: both stay told, each with its own dates. */
export function CareerAsKnown({
  office,
  personId,
  assignments,
  rotations,
}: {
  readonly office: ScreenProps<"profile">["office"];
  readonly personId: RecordId<"person">;
  readonly assignments: readonly Assignment[];
  readonly rotations: readonly Rotation[];
}) {
  const { t } = useTranslation("organisation");
  const [useKnown] = useState(() => createCareerKnown(office, personId));
  const { until, assignments: known, ask } = useKnown();
  return (
    <div className="career-known">
      <details open={until !== null}>
        <summary className="quiet">{t("knownAsk")}</summary>
        <DateField label={t("known")} hint={t("knownHint")} value={until} onChange={(next) => void ask(next)} />
      </details>
      {until !== null && <Notice tone="warn">{t("knownCareer", { day: formatPartialDate(until) })}</Notice>}
      {known?.length === 0 && <p className="quiet">{t("knownNothing")}</p>}
      <Career assignments={until === null ? assignments : (known ?? [])} rotations={rotations} />
    </div>
  );
}
