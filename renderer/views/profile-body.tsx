import type { ReactNode } from "react";
import { memo, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { compareText } from "../../shared/domain/compare-text.ts";
import { type Json, kindOf, type RecordId } from "../../shared/domain/primitives.ts";
import { Section } from "../parts/page.tsx";
import type { Profile, TableRow } from "../state/profile.ts";
import type { OpenOffice } from "../state/session.ts";
import { FieldInput } from "./field-input.tsx";
import { FieldHistory, RecordHistory } from "./history.tsx";
import { useLanguage } from "./language.ts";
import { Fact } from "./profile-fact.tsx";
import { type FieldSpec, valueIn } from "./profile-fields.ts";
import { RestrictedDoor } from "./profile-restricted.tsx";
import { type ProfileSection, type SectionName, sections } from "./profile-sections.ts";
import { AddRow, ProfileTable, type RowActions, type ShownRow } from "./profile-table.tsx";
import { type TableSpec, tables } from "./profile-tables.ts";

/** A record with single fields, as the screen shows it. */
interface Single {
  readonly held: { readonly values: Readonly<Record<string, Json>> } | undefined; // what was ever written
  readonly record: { readonly id: RecordId };
  readonly conflicts: Readonly<Record<string, number>>;
}

/** Where the keyboard begins when a part is opened: its first field, or the one that was asked for. */
export interface StartAt {
  readonly section: SectionName;
  readonly field: string | null;
}

/** The file, part by part; each part is read, or typed in where it was opened. */
export function ProfileBody({
  office,
  profile,
  startAt,
  onEdit,
  onDesk,
  extra,
  scanWays,
}: {
  readonly office: OpenOffice;
  readonly profile: Profile;
  readonly startAt: StartAt | null;
  readonly onEdit: (section: SectionName, field: string | null) => void;
  readonly onDesk: () => void;
  readonly extra: Partial<Record<SectionName, ReactNode>>;
  readonly scanWays?: (row: TableRow) => ReactNode;
}) {
  const { t } = useTranslation("profile");
  const [asked, setAsked] = useState<Asked | null>(null);
  const { file, restricted, draft, restrictedDraft, economyDraft, openRow } = profile;
  const rows = useTableRows(profile);
  const sealed = restricted === null && restrictedDraft === null;
  const shownPerson = useMemo(
    () => file && { held: file.held, record: file.person, conflicts: file.conflicts },
    [file],
  );
  const singles = {
    person: singleOf(draft, shownPerson),
    protected: singleOf(restrictedDraft, restricted),
    economy: singleOf(economyDraft, restricted?.economy ?? null),
  };
  const { edit, editRestricted, editEconomy } = profile;
  const editors = useMemo(
    () =>
      ({ person: edit, protected: editRestricted, economy: editEconomy }) satisfies Record<
        string,
        (patch: object) => void
      >,
    [edit, editRestricted, editEconomy],
  );
  const { typeRow, addRow, editRow, doneRow, giveUpRow, removeRow, addScan } = profile;
  const actions = useMemo(
    () => ({ typeRow, addRow, editRow, doneRow, giveUpRow, removeRow, addScan }),
    [typeRow, addRow, editRow, doneRow, giveUpRow, removeRow, addScan],
  );
  const onHistory = useCallback((next: Asked) => setAsked(next), []);
  return (
    <>
      {sections.map((section) => {
        const kind = section.fields[0]?.kind;
        const open = draft !== null && (profile.sections === "all" || profile.sections.includes(section.name));
        const single = kind === "person" || kind === "protected" || kind === "economy" ? singles[kind] : null;
        return (
          <SectionPart
            key={section.name}
            section={section}
            single={open ? (single?.drafted ?? null) : (single?.shown ?? null)}
            open={open}
            fresh={file === null}
            startAt={startAt?.section === section.name ? startAt : null}
            rows={rows}
            openRow={section.tables.some((table) => isOf(table, openRow, profile)) ? openRow : null}
            door={
              section.restricted && sealed ? (
                <RestrictedDoor
                  profile={profile}
                  part={section.name === "protected" ? null : t(`section.${section.name}`)}
                />
              ) : null
            }
            aside={
              section.name === "protected" && restricted !== null ? (
                <HideButton onHide={profile.hideRestricted} />
              ) : null
            }
            noted={section.name === "protected" && restricted !== null}
            edit={kind === "person" || kind === "protected" || kind === "economy" ? editors[kind] : undefined}
            actions={actions}
            onEdit={onEdit}
            onHistory={onHistory}
            onDesk={onDesk}
            extra={extra[section.name]}
            {...(section.name === "scans" && scanWays !== undefined ? { ways: scanWays } : {})}
          />
        );
      })}
      {asked?.what === "field" && (
        <FieldHistory office={office} record={asked.record} spec={asked.spec} onClose={() => setAsked(null)} />
      )}
      {asked?.what === "row" && (
        <RecordHistory office={office} record={asked.record} table={asked.table} onClose={() => setAsked(null)} />
      )}
    </>
  );
}

type Asked =
  | { readonly what: "field"; readonly record: RecordId; readonly spec: FieldSpec }
  | { readonly what: "row"; readonly record: RecordId; readonly table: TableSpec };

const SectionPart = memo(function SectionPart({
  section,
  single,
  open,
  fresh,
  startAt,
  rows,
  openRow,
  door,
  aside,
  noted,
  edit,
  actions,
  onEdit,
  onHistory,
  onDesk,
  extra,
  ways,
}: {
  readonly section: ProfileSection;
  readonly single: Single | null;
  readonly open: boolean;
  readonly fresh: boolean;
  readonly startAt: StartAt | null;
  readonly rows: (table: TableSpec) => readonly ShownRow[];
  readonly openRow: RecordId | null;
  readonly door: ReactNode;
  readonly aside: ReactNode;
  readonly noted: boolean;
  readonly edit: ((patch: object) => void) | undefined;
  readonly actions: RowActions & Pick<Profile, "addScan">;
  readonly onEdit: (section: SectionName, field: string | null) => void;
  readonly onHistory: (asked: Asked) => void;
  readonly onDesk: () => void;
  readonly extra: ReactNode;
  readonly ways?: (row: TableRow) => ReactNode;
}) {
  const { t } = useTranslation(["profile", "common"]);
  const language = useLanguage();
  const box = useRef<HTMLDivElement>(null);
  const title = t(`section.${section.name}`);
  const { name, fields, tables: own } = section;
  const alone = fields.length === 0 && own.length === 1;
  const add = (table: TableSpec) =>
    table.kind === "attachment" ? void actions.addScan() : actions.addRow(table.kind, table.given);
  useEffect(() => {
    if (!open || startAt === null) return;
    const named = startAt.field === null ? null : `[name="${startAt.field}"]`;
    const first = box.current?.querySelector<HTMLElement>(named ?? ".form-grid :is(input, select, textarea)");
    first?.focus();
  }, [open, startAt]);
  const onFieldHistory = useCallback(
    (spec: FieldSpec) => single !== null && onHistory({ what: "field", record: single.record.id, spec }),
    [single, onHistory],
  );
  const onRowHistory = useCallback(
    (table: TableSpec, row: TableRow) => onHistory({ what: "row", record: row.id, table }),
    [onHistory],
  );
  const onFieldEdit = useCallback((field: string) => onEdit(name, field), [onEdit, name]);
  return (
    <div className="file-part" id={`part-${name}`} data-part={name} ref={box}>
      <Section
        title={title}
        aside={
          <>
            {aside}
            {alone &&
              door === null &&
              own.map((table) => <AddRow key={table.name} spec={table} onAdd={() => add(table)} />)}
            {fields.length > 0 && door === null && !open && (
              <button
                type="button"
                className="button button-small button-quiet"
                aria-label={t("editSection", { section: title })}
                onClick={() => onEdit(name, null)}
              >
                {t("common:button.edit")}
              </button>
            )}
          </>
        }
      >
        {door ?? (
          <>
            {extra}
            {fields.length > 0 &&
              single !== null &&
              (open ? (
                <div className="form-grid">
                  {fields.map((spec) => (
                    <FieldInput
                      key={spec.field}
                      spec={spec}
                      value={valueIn(single.record, spec.field)}
                      onChange={(value: Json) => edit?.({ [spec.field]: value })}
                    />
                  ))}
                </div>
              ) : (
                <dl className="profile-facts">
                  {fields.map((spec) => (
                    <Fact
                      key={spec.field}
                      t={t}
                      language={language}
                      spec={spec}
                      value={valueIn(single.record, spec.field)}
                      conflicts={single.conflicts[spec.field] ?? 0}
                      onHistory={single.held?.values[spec.field] === undefined ? null : onFieldHistory}
                      onDesk={onDesk}
                      onEdit={onFieldEdit}
                    />
                  ))}
                </dl>
              ))}
            {noted && <output className="quiet">{t("protected.logged")}</output>}
            {own.map((table) => (
              <ProfileTable
                key={table.name}
                spec={table}
                rows={rows(table)}
                openRow={openRow}
                heading={fields.length > 0 || own.length > 1}
                actions={actions}
                onHistory={onRowHistory}
                onDesk={onDesk}
                {...(ways !== undefined ? { ways } : {})}
              >
                {alone ? null : <AddRow spec={table} onAdd={() => add(table)} />}
              </ProfileTable>
            ))}
            {fresh && fields.length === 0 && own.length === 0 && <p className="quiet">{t("rotation.empty")}</p>}
          </>
        )}
      </Section>
    </div>
  );
});

function HideButton({ onHide }: { readonly onHide: () => void }) {
  const { t } = useTranslation("profile");
  return (
    <button type="button" className="button button-small button-quiet" onClick={onHide}>
      {t("protected.hide")}
    </button>
  );
}

/** What a part shows while it is typed in, and while it is read: the latter stays the same object from key to key. */
function singleOf(draft: { readonly id: RecordId } | null, shown: Single | null) {
  return { drafted: draft && { held: shown?.held, record: draft, conflicts: shown?.conflicts ?? {} }, shown };
}

const isOf = (table: TableSpec, id: RecordId | null, { rows, file, restricted }: Profile): boolean => {
  if (id === null || kindOf(id) !== table.kind) return false;
  const row =
    rows.get(id) ?? [...(file?.rows ?? []), ...(restricted?.rows ?? [])].find(({ record }) => record.id === id)?.record;
  return row !== undefined && belongs(table, row);
};

/** A table's rows are told from others of their kind by what all of them have, e.g. whose relatives they are. */
const telling = new Set(["side", "role"]);
const belongs = (table: TableSpec, row: TableRow): boolean =>
  kindOf(row.id) === table.kind &&
  Object.entries(table.given).every(([field, value]) => !telling.has(field) || valueIn(row, field) === value);

/** The rows of each table: those on file with what is typed over them, in order of time, new ones last. */
function useTableRows({ file, restricted, rows }: Profile): (table: TableSpec) => readonly ShownRow[] {
  return useMemo(() => {
    const onFile = [...(file?.rows ?? []), ...(restricted?.rows ?? [])];
    const held = new Set(onFile.map(({ record }) => record.id));
    const all: readonly ShownRow[] = [
      ...onFile.map(({ record, conflicts }) => ({
        record: rows.get(record.id) ?? record,
        changed: rows.has(record.id),
        added: false,
        conflicts: Object.keys(conflicts).length,
      })),
      ...[...rows.values()]
        .filter(({ id }) => !held.has(id))
        .map((record) => ({ record, changed: true, added: true, conflicts: 0 })),
    ];
    const byTable = new Map(
      Object.values(tables).map((table) => [
        table.name,
        all
          .filter(({ record }) => belongs(table, record))
          .toSorted(
            (a, b) =>
              Number(a.added) - Number(b.added) ||
              compareText(dateOf(table, a.record), dateOf(table, b.record)) ||
              compareText(a.record.id, b.record.id),
          ),
      ]),
    );
    return (table) => byTable.get(table.name) ?? [];
  }, [file, restricted, rows]);
}

function dateOf(table: TableSpec, row: TableRow): string {
  for (const field of table.order) {
    const value = valueIn(row, field);
    if (typeof value === "string" && value !== "") return value;
  }
  return "";
}
