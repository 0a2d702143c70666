import { useState } from "react";
import { useTranslation } from "react-i18next";
import { blankRecord } from "../../shared/domain/blank-records.ts";
import type { CodeList } from "../../shared/domain/codes/code-list.ts";
import { traits as traitCodes, unitTypes, weakReasons } from "../../shared/domain/codes/organisation-codes.ts";
import { blocs, levels, managingLevels, postRoles } from "../../shared/domain/codes/unit-codes.ts";
import type { UnitTrait } from "../../shared/domain/organisation.ts";
import type { Post } from "../../shared/domain/post.ts";
import type { RecordId } from "../../shared/domain/primitives.ts";
import type { Unit, UnitVersion } from "../../shared/domain/unit.ts";
import { CheckField } from "../parts/check-field.tsx";
import { DateField } from "../parts/date-field.tsx";
import { FormDialog } from "../parts/form-dialog.tsx";
import { NumberField } from "../parts/number-field.tsx";
import { SelectField } from "../parts/select-field.tsx";
import { TextArea, TextField } from "../parts/text-field.tsx";
import {
  choicesOf,
  newIds,
  type OrganisationOnFile,
  type Organisation as OrganisationState,
} from "../state/organisation.ts";
import { useLanguage } from "./language.ts";
import { UnitPick } from "./unit-pick.tsx";

type UnitId = RecordId<"unit">;
type VersionDraft = Omit<UnitVersion, "id" | "unitId" | "withdrawn">;

const blankVersion: VersionDraft = {
  name: "",
  type: "xã",
  level: "XA",
  bloc: null,
  parentId: null,
  localityId: null,
  code: "",
  from: null,
  to: null,
  document: "",
};

/** A unit that is not on file yet, with its first name. */
export function NewUnitDialog({
  organisation,
  onFile,
  close,
}: {
  readonly organisation: OrganisationState;
  readonly onFile: OrganisationOnFile;
  readonly close: () => void;
}) {
  const { t } = useTranslation("organisation");
  const [tree, setTree] = useState<Unit["tree"]>("ADMINISTRATIVE");
  const [draft, setDraft] = useState<VersionDraft>({ ...blankVersion, parentId: organisation.chosen });
  return (
    <FormDialog
      title={t("newUnit")}
      close={close}
      saving={organisation.saving}
      save={() => organisation.addUnit(tree, draft)}
    >
      <SelectField
        label={t("tree")}
        value={tree}
        options={(["ADMINISTRATIVE", "PARTY", "BODY"] as const).map((value) => ({ value, text: t(`trees.${value}`) }))}
        onChange={(next) => setTree(next ?? "ADMINISTRATIVE")}
      />
      <VersionFields
        draft={draft}
        onFile={onFile}
        day={organisation.day}
        edit={(patch) => setDraft({ ...draft, ...patch })}
      />
    </FormDialog>
  );
}

/** A time in a unit's life: what it was called and where it stood. */
export function VersionDialog({
  organisation,
  onFile,
  unitId,
  before,
  close,
}: {
  readonly organisation: OrganisationState;
  readonly onFile: OrganisationOnFile;
  readonly unitId: UnitId;
  readonly before: UnitVersion | null;
  readonly close: () => void;
}) {
  const { t } = useTranslation("organisation");
  const last = onFile.versions.get(unitId)?.at(-1);
  const [draft, setDraft] = useState<VersionDraft>(
    before ?? { ...blankVersion, ...last, from: null, to: null, document: "" },
  );
  const id = before?.id ?? null;
  const record = (): UnitVersion =>
    blankRecord("unit-version", { ...draft, id: id ?? newIds()("unit-version"), unitId });
  return (
    <FormDialog
      title={before === null ? t("addVersion") : t("editVersion")}
      close={close}
      saving={organisation.saving}
      save={() => organisation.save(record())}
      remove={
        before === null ? null : { label: t("remove"), save: () => organisation.save({ ...record(), withdrawn: true }) }
      }
    >
      <VersionFields
        draft={draft}
        onFile={onFile}
        day={organisation.day}
        edit={(patch) => setDraft({ ...draft, ...patch })}
      />
    </FormDialog>
  );
}

function VersionFields({
  draft,
  onFile,
  day,
  edit,
}: {
  readonly draft: VersionDraft;
  readonly onFile: OrganisationOnFile;
  readonly day: string;
  readonly edit: (patch: Partial<VersionDraft>) => void;
}) {
  const { t } = useTranslation("organisation");
  const language = useLanguage();
  const choices = choicesOf(onFile, draft.from ?? day);
  return (
    <>
      <TextField
        label={t("name")}
        required
        maxLength={200}
        value={draft.name}
        onChange={(name) => edit({ name })}
        startHere
      />
      <SelectField
        label={t("type")}
        value={draft.type}
        options={withOwn(unitTypes, draft.type)}
        onChange={(type) => edit({ type: type ?? "" })}
      />
      <SelectField
        label={t("level")}
        value={draft.level}
        options={optionsOf(levels, language)}
        onChange={(level) => edit({ level: level ?? "XA" })}
      />
      <SelectField
        label={t("bloc")}
        value={draft.bloc}
        empty={t("blocNone")}
        options={optionsOf(blocs, language)}
        onChange={(bloc) => edit({ bloc })}
      />
      <UnitPick
        label={t("parent")}
        choices={choices}
        value={draft.parentId}
        onChange={(parentId) => edit({ parentId })}
      />
      <UnitPick
        label={t("locality")}
        choices={choices}
        value={draft.localityId}
        onChange={(localityId) => edit({ localityId })}
      />
      <TextField label={t("code")} maxLength={20} value={draft.code} onChange={(code) => edit({ code })} />
      <TextField
        label={t("document")}
        maxLength={200}
        value={draft.document}
        onChange={(document) => edit({ document })}
      />
      <DateField label={t("from")} value={draft.from} onChange={(from) => edit({ from })} />
      <DateField label={t("to")} value={draft.to} onChange={(to) => edit({ to })} />
    </>
  );
}

/** A trait of a unit over a time; a weak place names its reason and evidence. */
export function TraitDialog({
  organisation,
  unitId,
  before,
  close,
}: {
  readonly organisation: OrganisationState;
  readonly unitId: UnitId;
  readonly before: UnitTrait | null;
  readonly close: () => void;
}) {
  const { t } = useTranslation("organisation");
  const language = useLanguage();
  const [draft, setDraft] = useState<UnitTrait>(
    () => before ?? blankRecord("unit-trait", { id: newIds()("unit-trait"), unitId, trait: "MOUNTAINOUS" }),
  );
  const edit = (patch: Partial<UnitTrait>) => setDraft({ ...draft, ...patch });
  const weak = draft.trait === "WEAK";
  return (
    <FormDialog
      title={before === null ? t("addTrait") : t("editTrait")}
      close={close}
      saving={organisation.saving}
      save={() => organisation.save(draft)}
      remove={
        before === null ? null : { label: t("remove"), save: () => organisation.save({ ...draft, withdrawn: true }) }
      }
    >
      <SelectField
        label={t("trait")}
        value={draft.trait}
        options={optionsOf(traitCodes, language)}
        onChange={(trait) => edit({ trait: trait ?? draft.trait })}
      />
      {weak && (
        <SelectField
          label={t("reasonPick")}
          value={weakReasons.find(({ vi }) => vi === draft.reason)?.code ?? null}
          empty=""
          options={optionsOf(weakReasons, language)}
          onChange={(code) => edit({ reason: weakReasons.find((entry) => entry.code === code)?.vi ?? draft.reason })}
        />
      )}
      <TextArea label={t("reason")} maxLength={500} value={draft.reason} onChange={(reason) => edit({ reason })} />
      <TextArea
        label={t("evidence")}
        maxLength={500}
        value={draft.evidence}
        onChange={(evidence) => edit({ evidence })}
      />
      <DateField label={t("from")} value={draft.from} onChange={(from) => edit({ from })} />
      <DateField label={t("to")} value={draft.to} onChange={(to) => edit({ to })} />
    </FormDialog>
  );
}

/** A post of the establishment. */
export function PostDialog({
  organisation,
  unitId,
  before,
  close,
}: {
  readonly organisation: OrganisationState;
  readonly unitId: UnitId;
  readonly before: Post | null;
  readonly close: () => void;
}) {
  const { t } = useTranslation("organisation");
  const language = useLanguage();
  const [draft, setDraft] = useState<Post>(
    () => before ?? blankRecord("post", { id: newIds()("post"), unitId, role: "T" }),
  );
  const edit = (patch: Partial<Post>) => setDraft({ ...draft, ...patch });
  return (
    <FormDialog
      title={before === null ? t("addPost") : t("editPost")}
      close={close}
      saving={organisation.saving}
      save={() => organisation.save(draft)}
      remove={
        before === null ? null : { label: t("remove"), save: () => organisation.save({ ...draft, withdrawn: true }) }
      }
    >
      <TextField
        label={t("post")}
        required
        maxLength={200}
        value={draft.title}
        onChange={(title) => edit({ title })}
        startHere
      />
      <SelectField
        label={t("role")}
        value={draft.role}
        options={optionsOf(postRoles, language)}
        onChange={(role) => edit({ role: role ?? draft.role })}
      />
      <SelectField
        label={t("managing")}
        value={draft.managingLevel}
        empty={t("managingNone")}
        options={optionsOf(managingLevels, language)}
        onChange={(managingLevel) => edit({ managingLevel })}
      />
      <NumberField
        label={t("places")}
        least={1}
        most={999}
        value={draft.places}
        onChange={(places) => edit({ places })}
      />
      <DateField label={t("from")} value={draft.from} onChange={(from) => edit({ from })} />
      <DateField label={t("to")} value={draft.to} onChange={(to) => edit({ to })} />
      <TextArea
        label={t("requirements")}
        maxLength={1000}
        value={draft.requirements}
        onChange={(requirements) => edit({ requirements })}
      />
      <CheckField label={t("nonLocal")} value={draft.nonLocal} onChange={(nonLocal) => edit({ nonLocal })} />
    </FormDialog>
  );
}

const optionsOf = <Code extends string>(list: CodeList<Code>, language: "vi" | "en") =>
  list.map((entry) => ({ value: entry.code, text: entry[language] }));

/** Words of a list, with the one that stands there where the list has it not. */
const withOwn = (list: CodeList, own: string) =>
  [...new Set([...list.map(({ vi }) => vi), own])].map((text) => ({ value: text, text }));
