import { useState } from "react";
import { useTranslation } from "react-i18next";
import { columnKeys, type ListLook, usualColumns, usualLook } from "../../shared/domain/people-columns.ts";
import { CheckField } from "../parts/check-field.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { CloseIcon } from "../parts/icons.tsx";
import { TextField } from "../parts/text-field.tsx";
import type { PeopleViews } from "../state/people-views.ts";

/** The look that is kept under a name, a way to keep this one, and a way to forget it. */
export function ViewPicker({
  look,
  views: { views, save, forget },
  onChoose,
}: {
  readonly look: ListLook;
  readonly views: PeopleViews;
  readonly onChoose: (look: ListLook) => void;
}) {
  const { t } = useTranslation(["people", "common"]);
  const [naming, setNaming] = useState(false);
  const [name, setName] = useState("");
  const now = JSON.stringify(look);
  const chosen = views.find((view) => JSON.stringify(view.look) === now)?.name ?? "";
  return (
    <div className="people-order">
      <label>
        {t("views.label")}{" "}
        <select
          className="people-view"
          value={chosen}
          onChange={(event) => onChoose(views.find((view) => view.name === event.target.value)?.look ?? usualLook)}
        >
          <option value="">{chosen === "" ? t("views.none") : t("columns.usual")}</option>
          {views.map((view) => (
            <option key={view.name} value={view.name}>
              {view.name}
            </option>
          ))}
        </select>
      </label>
      {chosen !== "" ? (
        <button
          type="button"
          className="button-icon"
          aria-label={t("views.forget", { name: chosen })}
          title={t("views.forget", { name: chosen })}
          onClick={() => void forget(chosen)}
        >
          <CloseIcon />
        </button>
      ) : (
        <button type="button" className="button button-small" onClick={() => setNaming(true)}>
          {t("views.save")}
        </button>
      )}
      {naming && (
        <Dialog
          title={t("views.saveTitle")}
          onClose={() => setNaming(false)}
          footer={
            <button type="submit" form="people-view" className="button button-main">
              {t("common:button.save")}
            </button>
          }
        >
          <p className="quiet">{t("views.lead")}</p>
          <form
            id="people-view"
            className="form"
            action={() => {
              if (name.trim() === "") return;
              void save(name, look);
              setName("");
              setNaming(false);
            }}
          >
            <TextField label={t("views.name")} value={name} required maxLength={60} startHere onChange={setName} />
          </form>
        </Dialog>
      )}
    </div>
  );
}

/** Which columns the list shows. */
export function ColumnDialog({
  look,
  onChange,
  onClose,
}: {
  readonly look: ListLook;
  readonly onChange: (columns: ListLook["columns"]) => void;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation(["people", "common"]);
  return (
    <Dialog
      title={t("columns.title")}
      wide
      onClose={onClose}
      footer={
        <>
          <button type="button" className="button" onClick={() => onChange(usualColumns)}>
            {t("columns.usual")}
          </button>
          <button type="button" className="button button-main" onClick={onClose}>
            {t("common:button.close")}
          </button>
        </>
      }
    >
      <p className="quiet">{t("columns.lead")}</p>
      <div className="several">
        {columnKeys.map((column) => (
          <CheckField
            key={column}
            label={t(`column.${column}`)}
            value={look.columns.includes(column)}
            onChange={(on) => onChange(columnKeys.filter((key) => (key === column ? on : look.columns.includes(key))))}
          />
        ))}
      </div>
    </Dialog>
  );
}
