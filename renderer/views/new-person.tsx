import { useEffect, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { useCommand } from "../parts/commands.ts";
import { Form, SubmitButton, submitForm } from "../parts/form.tsx";
import { ProblemBanner } from "../parts/notice.tsx";
import { Page } from "../parts/page.tsx";
import { openNewPerson } from "../state/profile.ts";
import type { ScreenProps } from "../state/screen.ts";
import { ProfileForm } from "./profile-form.tsx";

/** A new cadre's file: a name is enough, the rest can follow. */
export function NewPerson({ office, useScreen }: ScreenProps<"new-person">) {
  const { t } = useTranslation(["profile", "common"]);
  const [useProfile] = useState(() => openNewPerson(office));
  const profile = useProfile();
  const { draft, changed, saving, problem, save } = profile;
  const { back, replace, setUnsaved } = useScreen();
  const form = useId();
  useEffect(() => setUnsaved(changed), [setUnsaved, changed]);
  useCommand("save", () => submitForm(form));
  useCommand("add", () => undefined);

  const submit = async () => {
    const saved = await save();
    if (saved !== null) replace("profile", { personId: saved });
  };
  if (draft === null) return null;
  return (
    <Page
      title={t("newTitle")}
      detail={t("newHint")}
      onBack={back}
      actions={
        <>
          <button type="button" className="button" onClick={back}>
            {t("common:button.cancel")}
          </button>
          <SubmitButton form={form} disabled={saving}>
            {t("create")}
          </SubmitButton>
        </>
      }
    >
      {problem && <ProblemBanner problem={problem} />}
      <Form id={form} label={t("newTitle")} className="sections" onSubmit={() => void submit()}>
        <ProfileForm profile={profile} draft={draft} startAt={null} />
      </Form>
    </Page>
  );
}
