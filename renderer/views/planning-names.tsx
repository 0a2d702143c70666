import { useTranslation } from "react-i18next";
import { compareNames } from "../../shared/domain/names.ts";
import type { RecordId } from "../../shared/domain/primitives.ts";
import { Dialog } from "../parts/dialog.tsx";
import type { PlanPerson } from "../state/planning.ts";

/** The people behind one number of the plan. */
export function PlanningNames({
  title,
  people,
  close,
  toProfile,
}: {
  readonly title: string;
  readonly people: readonly PlanPerson[];
  readonly close: () => void;
  readonly toProfile: (personId: RecordId<"person">) => void;
}) {
  const { t } = useTranslation("planning");
  const heading = t("names", { title, count: people.length });
  return (
    <Dialog wide title={heading} onClose={close}>
      <table className="table table-dense" aria-label={heading}>
        <thead>
          <tr>
            <th scope="col">{t("name")}</th>
            <th scope="col">{t("birthYear")}</th>
            <th scope="col">{t("sex")}</th>
            <th scope="col">{t("present")}</th>
          </tr>
        </thead>
        <tbody>
          {people
            .toSorted((a, b) => compareNames(a.name, b.name))
            .map(({ id, name, birthDate, sex, post }) => (
              <tr key={id}>
                <td>
                  <button type="button" className="link" onClick={() => toProfile(id)}>
                    {name || "–"}
                  </button>
                </td>
                <td>{birthDate?.slice(0, 4) ?? ""}</td>
                <td>{sex === null ? "" : t(`sexes.${sex}`)}</td>
                <td>{post}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </Dialog>
  );
}
