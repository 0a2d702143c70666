import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { OfficeId } from "../../shared/domain/primitives.ts";
import { Section } from "../parts/page.tsx";
import type { ClosingForm, ClosingGround } from "../state/closing.ts";

interface Part {
  readonly form: ClosingForm;
  readonly ground: ClosingGround;
}

/** How many people are laid out at once. */
const step = 50;

/** Where the people of each unit go. */
export function UnitsToPlace({ form, ground }: Part) {
  const { t } = useTranslation("closing");
  const open = ground.units.filter(({ id }) => form.byUnit[id] === undefined).map(({ id }) => id);
  if (ground.units.length === 0) return null;
  return (
    <Section title={t("units")} aside={<Left count={open.length} />}>
      {open.length > 1 && <RestTo form={form} ground={ground} onPick={(to) => form.placeUnits(open, to)} />}
      <table className="table table-dense" aria-label={t("units")}>
        <thead>
          <tr>
            <th scope="col">{t("unit")}</th>
            <th scope="col" className="number">
              {t("count")}
            </th>
            <th scope="col">{t("to")}</th>
          </tr>
        </thead>
        <tbody>
          {ground.units.map(({ id, name, files }) => (
            <tr key={id}>
              <td>{name}</td>
              <td className="number">{files}</td>
              <td>
                <Destination
                  form={form}
                  ground={ground}
                  label={t("toOf", { name })}
                  value={form.byUnit[id] ?? null}
                  onPick={(to) => form.placeUnits([id], to)}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

/** The people whom no unit places. */
export function PeopleToPlace({ form, ground }: Part) {
  const { t } = useTranslation("closing");
  const [shown, setShown] = useState(step);
  const { without } = ground;
  const open = without.filter(({ id }) => form.byHand[id] === undefined).map(({ id }) => id);
  if (without.length === 0) return null;
  return (
    <Section title={t("people")} aside={<Left count={open.length} />}>
      <p className="quiet">{t("peopleWhy")}</p>
      {open.length > 1 && <RestTo form={form} ground={ground} onPick={(to) => form.placePeople(open, to)} />}
      <table className="table table-dense" aria-label={t("people")}>
        <thead>
          <tr>
            <th scope="col">{t("person")}</th>
            <th scope="col">{t("to")}</th>
          </tr>
        </thead>
        <tbody>
          {without.slice(0, shown).map(({ id, name }) => (
            <tr key={id}>
              <td>{name}</td>
              <td>
                <Destination
                  form={form}
                  ground={ground}
                  label={t("toOf", { name })}
                  value={form.byHand[id] ?? null}
                  onPick={(to) => form.placePeople([id], to)}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {without.length > shown && (
        <button type="button" className="button button-quiet" onClick={() => setShown(shown + step)}>
          {t("more", { count: without.length - shown })}
        </button>
      )}
    </Section>
  );
}

function Left({ count }: { readonly count: number }) {
  const { t } = useTranslation("closing");
  return count === 0 ? null : <span className="sign sign-warn">{t("leftShort", { count })}</span>;
}

/** All that has nowhere to go yet, at once. */
function RestTo({ form, ground, onPick }: Part & { readonly onPick: (to: OfficeId | null) => void }) {
  const { t } = useTranslation("closing");
  return (
    <div className="closing-rest">
      {t("restTo")} <Destination form={form} ground={ground} label={t("restTo")} value={null} onPick={onPick} />
    </div>
  );
}

function Destination({
  form,
  ground,
  label,
  value,
  onPick,
}: Part & {
  readonly label: string;
  readonly value: OfficeId | null;
  readonly onPick: (to: OfficeId | null) => void;
}) {
  const { t } = useTranslation("closing");
  const nameOf = (id: OfficeId): string => ground.offices.find((each) => each.id === id)?.name ?? id;
  return (
    <select
      aria-label={label}
      title={value === null ? undefined : nameOf(value)}
      value={value ?? ""}
      onChange={(event) => onPick(event.target.value === "" ? null : event.target.value)}
    >
      <option value="">{t("toNone")}</option>
      {form.successors.map((id) => (
        <option key={id} value={id}>
          {nameOf(id)}
        </option>
      ))}
    </select>
  );
}
