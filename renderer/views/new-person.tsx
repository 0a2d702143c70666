import { useCallback, useEffect, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { useCommand } from "../parts/commands.ts";
import { Form, SubmitButton, submitForm } from "../parts/form.tsx";
import { ProblemBanner } from "../parts/notice.tsx";
import { Page } from "../parts/page.tsx";
import { openNewPerson } from "../state/profile.ts";
import type { ScreenProps } from "../state/screen.ts";
import { openUnitChoices } from "../state/unit-choices.ts";
import { UnitsContext } from "./file-context.ts";
import { ProfileBody, type StartAt } from "./profile-body.tsx";
import { ProfileIndex, showPlace } from "./profile-index.tsx";
import { FileDraftOffer } from "./profile-notices.tsx";

const startAt: StartAt = { section: "identity", field: "birthName" };

/** A new cadre's file: a name is enough, the rest can follow. */
export function NewPerson({ office, useScreen }: ScreenProps<"new-person">) {
  const { t } = useTranslation(["profile", "common"]);
  const [useProfile] = useState(() => openNewPerson(office));
  const [useUnits] = useState(() => openUnitChoices(office));
  const profile = useProfile();
  const { draft, changed, saving, problem, save, cancel, lookForDraft } = profile;
  const { back, replace, setUnsaved } = useScreen();
  const form = useId();
  useEffect(() => void lookForDraft(), [lookForDraft]);
  useEffect(() => setUnsaved(changed, cancel), [setUnsaved, changed, cancel]);
  useCommand("save", () => submitForm(form));
  useCommand("add", () => undefined);
  const nothing = useCallback(() => undefined, []);

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
      <div className="file">
        <ProfileIndex onPlace={showPlace} />
        <div className="file-main">
          {problem && <ProblemBanner problem={problem} />}
          <FileDraftOffer profile={profile} />
          <UnitsContext.Provider value={useUnits}>
            <Form id={form} label={t("newTitle")} className="sections" onSubmit={() => void submit()}>
              <ProfileBody
                office={office}
                profile={profile}
                startAt={startAt}
                onEdit={nothing}
                onDesk={nothing}
                extra={{}}
              />
            </Form>
          </UnitsContext.Provider>
        </div>
      </div>
    </Page>
  );
}
