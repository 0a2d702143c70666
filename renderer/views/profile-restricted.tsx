import { useTranslation } from "react-i18next";
import { LockIcon } from "../parts/icons.tsx";
import type { Profile } from "../state/profile.ts";

/** Why the restricted items are closed, and the button that opens them and leaves a note of it. */
export function RestrictedDoor({ profile }: { readonly profile: Profile }) {
  const { t } = useTranslation("profile");
  return (
    <div className="restricted-door">
      <p className="quiet">{t("protected.explain")}</p>
      <button type="button" className="button" onClick={() => void profile.showRestricted()}>
        <LockIcon />
        {t("protected.show")}
      </button>
    </div>
  );
}
