import { useTranslation } from "react-i18next";
import { TextField } from "../parts/text-field.tsx";
import { type KeyShown, sameGroup } from "../state/start.ts";

/** A recovery key in its groups, numbered as they are asked back. */
export function RecoveryGroups({ groups }: { readonly groups: readonly string[] }) {
  return (
    <ol className="recovery-key">
      {groups.map((group, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two groups may be alike; their place is what tells them apart
        <li key={index}>
          <span>{group}</span>
          <small aria-hidden="true">{index + 1}</small>
        </li>
      ))}
    </ol>
  );
}

const both: readonly (0 | 1)[] = [0, 1];

/** Two of its groups, typed back from the paper. */
export function TypedBack({
  shown,
  typeBack,
}: {
  readonly shown: KeyShown;
  readonly typeBack: (which: 0 | 1, text: string) => void;
}) {
  const { t } = useTranslation("start");
  return both.map((which) => {
    const place = shown.asked[which];
    const typed = shown.typed[which];
    const group = shown.groups[place];
    const wrong = typed.length >= (group?.length ?? 0) && !sameGroup(typed, group);
    return (
      <TextField
        key={which}
        label={t("recovery.group", { number: place + 1 })}
        error={wrong ? t("recovery.wrong") : null}
        value={typed}
        onChange={(text) => typeBack(which, text)}
        maxLength={20}
        required
      />
    );
  });
}
