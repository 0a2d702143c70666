import { useTranslation } from "react-i18next";
import { LockIcon } from "../parts/icons.tsx";
import type { Profile } from "../state/profile.ts";

/** Why restricted items are closed, and the button that opens all of them and leaves a note of it. */
export function RestrictedDoor({
  profile,
  part,
}: {
  readonly profile: Pick<Profile, "showRestricted">;
  readonly part: string | null; // which part of the file stands behind it; null: the first one, which says why
}) {
  const { t } = useTranslation("profile");
  return (
    <div className="restricted-door">
      <p className="quiet">{t(part === null ? "protected.explain" : "protected.closed")}</p>
      <button
        type="button"
        className={part === null ? "button" : "button button-small"}
        onClick={() => void profile.showRestricted()}
      >
        <LockIcon />
        {part === null ? t("protected.show") : t("protected.showPart", { part })}
      </button>
    </div>
  );
}
