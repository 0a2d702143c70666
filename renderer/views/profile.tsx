import { useCallback, useEffect, useId, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { positionsOn } from "../../shared/domain/career.ts";
import { formatPartialDate } from "../../shared/domain/dates.ts";
import type { Attachment } from "../../shared/domain/dossier.ts";
import { kindOf, outsideProvince, type RecordId } from "../../shared/domain/primitives.ts";
import { useCommand } from "../parts/commands.ts";
import { Form, SubmitButton, submitForm } from "../parts/form.tsx";
import { Notice, ProblemBanner } from "../parts/notice.tsx";
import { EmptyState, Page } from "../parts/page.tsx";
import { may } from "../state/clerks.ts";
import { createHandovers } from "../state/handovers.ts";
import { openPictures } from "../state/photo.ts";
import { openProfile, type RowOnFile, type TableRow } from "../state/profile.ts";
import type { ScreenProps } from "../state/screen.ts";
import { openUnitChoices } from "../state/unit-choices.ts";
import { CareerAsKnown } from "./career-known.tsx";
import { DepartedFile } from "./departed.tsx";
import { CodesContext, UnitsContext } from "./file-context.ts";
import { FileHandover } from "./handovers.tsx";
import { pictureAddresses } from "./picture-addresses.ts";
import { ProfileBody, type StartAt } from "./profile-body.tsx";
import { RotationsOfPerson } from "./profile-career.tsx";
import { ProfileIndex, showPlace } from "./profile-index.tsx";
import { MissingForForm } from "./profile-missing.tsx";
import { FileDraftOffer, FileFindings, FileProposals, UndoneNotice } from "./profile-notices.tsx";
import { CropPhoto, Portrait } from "./profile-photo.tsx";
import { LookAtScan, ScanWays } from "./profile-scan.tsx";
import { type SectionName, sectionOf } from "./profile-sections.ts";

/** One cadre's file: read it, edit it in place, see where each value comes from. */
export function Profile({ office, params: { personId, at }, go, useScreen }: ScreenProps<"profile">) {
  const { t } = useTranslation(["profile", "common", "handover"]);
  const [{ useProfile, watch }] = useState(() => openProfile(office, personId));
  const [usePictures] = useState(() => openPictures(office, personId, pictureAddresses));
  const [useUnits] = useState(() => openUnitChoices(office));
  const profile = useProfile();
  const pictures = usePictures();
  const { file, draft, changed, saving, problem, undoable, load, begin, cancel, save, undo, lookForDraft } = profile;
  const { back, leave, setUnsaved } = useScreen();
  const form = useId();
  const [startAt, setStartAt] = useState<StartAt | null>(() => placeToType(at));

  useEffect(() => {
    void load().then(lookForDraft);
    return watch();
  }, [load, watch, lookForDraft]);
  useEffect(() => setUnsaved(changed, cancel), [setUnsaved, changed, cancel]);

  const [useHandovers] = useState(() => createHandovers(office, personId));
  const handovers = useHandovers();
  const { load: loadHandovers, follow: followHandovers } = handovers;
  useEffect(() => {
    void loadHandovers();
    return followHandovers();
  }, [loadHandovers, followHandovers]);

  const editing = draft !== null;
  const edit = useCallback(
    (section: SectionName | null, field: string | null = null) => {
      setStartAt({ section: section ?? "identity", field });
      begin(section ?? undefined);
    },
    [begin],
  );
  const onPlace = useCallback((section: SectionName, field: string | null) => showPlace(section, field), []);
  const ready = file !== null;
  useEffect(() => {
    const section = ready && at !== undefined ? sectionOf(at.kind, at.field) : null;
    if (section === null || at === undefined) return;
    if (placeToType(at) === null) showPlace(section, at.field);
    else begin(section);
  }, [ready, at, begin]);
  useCommand("edit", profile.sections === "all" ? null : () => edit(null));
  useCommand("save", editing ? () => submitForm(form) : null);
  useCommand("close", editing ? () => leave(cancel) : null);
  useCommand("print", editing ? null : () => go("sheet", { personId }));
  useCommand("undo", editing || undoable === null ? null : () => void undo());

  const attachments = useMemo(() => (file?.rows ?? []).filter(isAttachment), [file]);
  const photo = useMemo(
    () => attachments.filter(({ record }) => record.role === "PHOTO").toSorted(newestFirst)[0]?.record ?? null,
    [attachments],
  );
  const { show } = pictures;
  useEffect(() => void show(photo), [show, photo]);
  useEffect(() => () => void show(null), [show]);
  const toDesk = useCallback(() => go("desk", { personId }), [go, personId]);
  const openMove = useCallback((rotationId: RecordId<"rotation">) => go("move", { rotationId }), [go]);
  const extra = useMemo(
    () =>
      file === null
        ? {}
        : {
            career: (
              <CareerAsKnown
                office={office}
                personId={personId}
                assignments={file.assignments}
                rotations={file.rotations}
              />
            ),
            rotations: <RotationsOfPerson rotations={file.rotations} onOpen={openMove} />,
          },
    [file, openMove, office, personId],
  );
  const scanWays = useCallback(
    (row: TableRow) => (isScan(row) ? <ScanWays pictures={usePictures.getState()} attachment={row} /> : null),
    [usePictures],
  );

  if (file === null)
    return (
      <Page title={t("unnamed")} onBack={back}>
        {profile.missing ? <EmptyState title={t("missing")} /> : <p className="quiet">{t("common:loading")}</p>}
      </Page>
    );

  const { person, conflicts } = file;
  if (person.custodian === outsideProvince)
    return (
      <DepartedFile office={office} person={person} handovers={handovers} onBack={back} go={go}>
        <FileProposals proposals={profile.proposals} onDesk={toDesk} />
      </DepartedFile>
    );
  const conflicting =
    Object.keys(conflicts).length + file.rows.reduce((sum, row) => sum + Object.keys(row.conflicts).length, 0);
  return (
    <Page
      title={person.birthName || t("unnamed")}
      detail={[formatPartialDate(person.birthDate), person.cadreNumber, positionsOn(file.assignments, "9")]
        .filter(Boolean)
        .join(" · ")}
      onBack={back}
      actions={
        editing ? (
          <>
            {profile.sections !== "all" && (
              <button type="button" className="button" onClick={() => edit(null)}>
                {t("editAll")}
              </button>
            )}
            <button type="button" className="button" onClick={() => leave(cancel)}>
              {t("common:button.cancel")}
            </button>
            <SubmitButton form={form} disabled={saving}>
              {t("common:button.save")}
            </SubmitButton>
          </>
        ) : (
          <>
            {undoable !== null && (
              <button type="button" className="button button-quiet" title={t("undo.hint")} onClick={() => void undo()}>
                {t(undoable.redo ? "undo.redo" : "undo.button")}
              </button>
            )}
            <button type="button" className="button" onClick={() => go("sheet", { personId })}>
              {t("print")}
            </button>
            {office.opened.level === "province" && may(office, "hand-over") && (
              <button type="button" className="button" onClick={() => void handovers.begin(personId, person.birthName)}>
                {t("handover:open")}
              </button>
            )}
            {may(office, "record") && (
              <>
                <button type="button" className="button" onClick={() => go("rotation-form", { personId })}>
                  {t("rotate")}
                </button>
                <button type="button" className="button button-main" onClick={() => edit(null)}>
                  {t("edit")}
                </button>
              </>
            )}
          </>
        )
      }
    >
      <div className="file">
        <ProfileIndex onPlace={onPlace} head={<Portrait pictures={pictures} name={person.birthName} />}>
          <MissingForForm profile={profile} onPlace={onPlace} />
        </ProfileIndex>
        <div className="file-main">
          {problem && <ProblemBanner problem={problem} />}
          {pictures.problem && <ProblemBanner problem={pictures.problem} />}
          <FileDraftOffer profile={profile} />
          <UndoneNotice undone={profile.undone} />
          <LookAtScan pictures={pictures} />
          {conflicting > 0 && !editing && (
            <Notice tone="warn">
              {t("conflict.banner", { count: conflicting })}{" "}
              <button type="button" className="link" onClick={toDesk}>
                {t("conflict.toDesk")}
              </button>
            </Notice>
          )}
          <FileHandover handovers={handovers} personId={personId} ownOffice={office.opened.office} />
          {!editing && <FileProposals proposals={profile.proposals} onDesk={toDesk} />}
          {!editing && <FileFindings findings={profile.findings} name={person.birthName} personId={personId} go={go} />}
          <CodesContext.Provider value={file.codes}>
            <UnitsContext.Provider value={useUnits}>
              <Form id={form} label={t("edit")} className="sections" onSubmit={() => editing && void save()}>
                <ProfileBody
                  office={office}
                  profile={profile}
                  startAt={startAt}
                  onEdit={edit}
                  onDesk={toDesk}
                  extra={extra}
                  scanWays={scanWays}
                />
              </Form>
            </UnitsContext.Provider>
          </CodesContext.Provider>
        </div>
      </div>
      {pictures.choosing !== null && (
        <CropPhoto
          chosen={pictures.choosing}
          onRefuse={pictures.refuse}
          onClose={pictures.drop}
          onKeep={(jpeg) =>
            void pictures
              .keep(
                jpeg,
                attachments.filter(({ record }) => record.role === "PHOTO"),
              )
              .then(load)
          }
        />
      )}
    </Page>
  );
}

const isScan = (row: TableRow): row is Attachment => kindOf(row.id) === "attachment";
/** The field in which the keyboard begins at once: one of the person, for others are behind a door or in a row. */
function placeToType(at: ScreenProps<"profile">["params"]["at"]): StartAt | null {
  const section = at?.type === true && at.kind === "person" ? sectionOf(at.kind, at.field) : null;
  return section === null ? null : { section, field: at?.field ?? null };
}

const isAttachment = (row: RowOnFile): row is RowOnFile & { readonly record: Attachment } => isScan(row.record);
const newestFirst = (
  { record: a }: { readonly record: Attachment },
  { record: b }: { readonly record: Attachment },
): number => (a.id < b.id ? 1 : -1);
