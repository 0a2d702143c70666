import { useEffect, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Assignment } from "../../shared/domain/assignment.ts";
import { formatPartialDate } from "../../shared/domain/dates.ts";
import { useCommand } from "../parts/commands.ts";
import { Form, SubmitButton, submitForm } from "../parts/form.tsx";
import { Notice, ProblemBanner } from "../parts/notice.tsx";
import { EmptyState, Page } from "../parts/page.tsx";
import { openProfile } from "../state/profile.ts";
import type { ScreenProps } from "../state/screen.ts";
import { Career, RotationsOfPerson } from "./profile-career.tsx";
import { ProfileFacts } from "./profile-facts.tsx";
import { ProfileForm } from "./profile-form.tsx";

/** One cadre's file: read it, edit it in place, see where each value comes from. */
export function Profile({ office, params: { personId }, go, useScreen }: ScreenProps<"profile">) {
  const { t } = useTranslation(["profile", "common"]);
  const [{ useProfile, watch }] = useState(() => openProfile(office, personId));
  const profile = useProfile();
  const { file, draft, changed, saving, problem, load, begin, cancel, save } = profile;
  const { back, leave, setUnsaved } = useScreen();
  const form = useId();
  const [startAt, setStartAt] = useState<string | null>(null);

  useEffect(() => {
    void load();
    return watch();
  }, [load, watch]);
  useEffect(() => setUnsaved(changed), [setUnsaved, changed]);

  const editing = draft !== null;
  const edit = (section: string | null) => {
    setStartAt(section);
    begin();
  };
  useCommand("edit", editing ? null : () => edit(null));
  useCommand("save", editing ? () => submitForm(form) : null);
  useCommand("close", editing ? () => leave(cancel) : null);
  useCommand("print", editing ? null : () => go("sheet", { personId }));

  if (file === null)
    return (
      <Page title={t("unnamed")} onBack={back}>
        {profile.missing ? <EmptyState title={t("missing")} /> : <p className="quiet">{t("common:loading")}</p>}
      </Page>
    );

  const { person, conflicts } = file;
  const conflicting = Object.keys(conflicts).length;
  return (
    <Page
      title={person.birthName || t("unnamed")}
      detail={[formatPartialDate(person.birthDate), person.cadreNumber, presentPost(file.assignments)]
        .filter(Boolean)
        .join(" · ")}
      onBack={back}
      actions={
        editing ? (
          <>
            <button type="button" className="button" onClick={() => leave(cancel)}>
              {t("common:button.cancel")}
            </button>
            <SubmitButton form={form} disabled={saving}>
              {t("common:button.save")}
            </SubmitButton>
          </>
        ) : (
          <>
            <button type="button" className="button" onClick={() => go("sheet", { personId })}>
              {t("print")}
            </button>
            <button type="button" className="button" onClick={() => go("rotation-form", { personId })}>
              {t("rotate")}
            </button>
            <button type="button" className="button button-main" onClick={() => edit(null)}>
              {t("edit")}
            </button>
          </>
        )
      }
    >
      {problem && <ProblemBanner problem={problem} />}
      {conflicting > 0 && !editing && (
        <Notice tone="warn">
          {t("conflict.banner", { count: conflicting })}{" "}
          <button type="button" className="link" onClick={() => go("desk", { personId })}>
            {t("conflict.toDesk")}
          </button>
        </Notice>
      )}
      {editing ? (
        <Form id={form} label={t("edit")} className="sections" onSubmit={() => void save()}>
          <ProfileForm profile={profile} draft={draft} startAt={startAt} />
        </Form>
      ) : (
        <div className="sections">
          <ProfileFacts
            office={office}
            profile={profile}
            file={file}
            onEdit={edit}
            onDesk={() => go("desk", { personId })}
          />
          <Career assignments={file.assignments} />
          <RotationsOfPerson
            rotations={file.rotations}
            onOpen={(rotationId) => go("rotation-form", { personId, rotationId })}
          />
        </div>
      )}
    </Page>
  );
}

/** Title and unit of the latest open post, the substantive one before others. */
function presentPost(assignments: readonly Assignment[]): string {
  const open = assignments.filter((assignment) => assignment.to === null);
  const present = open.findLast((assignment) => assignment.nature === "SUBSTANTIVE") ?? open.at(-1);
  return present === undefined ? "" : [present.title, present.unitText].filter(Boolean).join(", ");
}
