import { useTranslation } from "react-i18next";
import type { Person } from "../../shared/domain/person.ts";
import type { Json } from "../../shared/domain/primitives.ts";
import type { Protected } from "../../shared/domain/protected.ts";
import { Section } from "../parts/page.tsx";
import type { Profile } from "../state/profile.ts";
import { FieldInput } from "./field-input.tsx";
import { RestrictedDoor } from "./profile-restricted.tsx";
import { restrictedFields, sections } from "./profile-sections.ts";

/** The whole form in the order of the paper one. */
export function ProfileForm({
  profile,
  draft,
  startAt,
}: {
  readonly profile: Profile;
  readonly draft: Person;
  readonly startAt: string | null; // the section whose first field gets the keyboard; null: the form's first
}) {
  const { t } = useTranslation("profile");
  const { edit, editRestricted, restrictedDraft } = profile;
  return sections.flatMap(({ name, fields }) => {
    const first = (startAt ?? "identity") === name ? (name === "identity" ? "birthName" : fields[0]?.field) : null;
    const section = (
      <Section key={name} title={t(`section.${name}`)}>
        <div className="form-grid">
          {fields.map((spec) => (
            <FieldInput
              key={spec.field}
              spec={spec}
              value={draft[spec.field]}
              onChange={(value) => edit(patchOf<Person>(spec.field, value))}
              startHere={first === spec.field}
            />
          ))}
        </div>
      </Section>
    );
    if (name !== "origin") return section;
    // Items 9, 10, 11 follow item 8 on the form; item 24 stands with them.
    return [
      section,
      <Section key="protected" title={t("section.protected")}>
        {restrictedDraft === null ? (
          <RestrictedDoor profile={profile} />
        ) : (
          <div className="form-grid">
            {restrictedFields.map((spec) => (
              <FieldInput
                key={spec.field}
                spec={spec}
                value={restrictedDraft[spec.field]}
                onChange={(value) => editRestricted(patchOf<Protected>(spec.field, value))}
              />
            ))}
          </div>
        )}
      </Section>,
    ];
  });
}

/** The control of a field gives values of that field's type. */
const patchOf = <Kept,>(field: keyof Kept & string, value: Json): Partial<Kept> =>
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  ({ [field]: value }) as Partial<Kept>;
