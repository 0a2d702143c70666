import { titleWithUnit } from "../career.ts";
import { type ListName, listOn } from "../codes/all-lists.ts";
import { nameOfCode } from "../codes/code-list.ts";
import { compareText } from "../compare-text.ts";
import { comparePartial, dayAfter, formatDateLong, formatPartialDate, monthsBetween, splitDate } from "../dates.ts";
import type { Decision } from "../decision.ts";
import type { YearlyRating } from "../dossier.ts";
import type { CodeRecord } from "../organisation.ts";
import type { Person } from "../person.ts";
import type { Coded, PartialDate } from "../primitives.ts";
import type { Direction, Rotation } from "../rotation.ts";
import type { MoveAssessment } from "../rotations/move-assessment.ts";
import { plannedEndOf } from "../rotations/procedure.ts";
import type { DossierItem, ProcedureName, ProcedureStep } from "../rotations/procedure-step.ts";
import { basisOf, type Programme } from "../rotations/programme.ts";
import type { Letterhead } from "./letterhead.ts";

/** What a paper about a move is. */
export const paperKinds = ["DECISION", "PROPOSAL", "ASSESSMENT"] as const;
export type PaperKind = (typeof paperKinds)[number];

/** One person of a paper with the move it is about. */
export interface MovedPerson {
  readonly move: Rotation;
  readonly person: Person | null; // null: the file is not in this office
  readonly name: string;
  readonly from: Place;
  readonly to: Place;
  readonly direction: Direction | null;
  readonly positions: string; // held now, in one line
}

interface Place {
  readonly title: string;
  readonly unit: string;
}

/** Everything a paper is filled from. No protected record is among it. */
export interface PaperRecords {
  readonly paper: PaperKind;
  readonly date: PartialDate | null; // on the paper
  readonly letterhead: Letterhead;
  readonly officeName: string;
  readonly decision: Decision | null;
  readonly programme: Programme | null;
  readonly steps: readonly ProcedureStep[]; // of the move
  readonly dossier: readonly DossierItem[]; // of the move
  readonly assessments: readonly MoveAssessment[]; // of the move
  readonly ratings: readonly YearlyRating[]; // of the person
  readonly people: readonly [MovedPerson, ...MovedPerson[]]; // whose move it is first
  readonly codes: readonly CodeRecord[];
}

/** What goes into a template: texts by the names of fields, rows by the names of lists. "" is not known. */
export interface MergeValues {
  readonly fields: Readonly<Record<string, string>>;
  readonly lists: Readonly<Record<string, readonly Readonly<Record<string, string>>[]>>;
}

/** The values of every field for a paper about a move. The same records and date give the same values. */
export function mergeValues(records: PaperRecords): MergeValues {
  const { people, letterhead, programme, ratings } = records;
  const [first] = people;
  return {
    fields: {
      ...valuesOfPaper(records),
      ...valuesOfProcedure(records),
      ...valuesOfPerson(first, records),
      ...valuesOfAssessment(records),
    },
    lists: {
      danh_sach: people.map((each, at) => ({ stt: String(at + 1), ...valuesOfPerson(each, records) })),
      mot_nguoi: people.length === 1 ? [{}] : [],
      nhieu_nguoi: people.length > 1 ? [{}] : [],
      can_cu: programme === null ? [] : basisOf(programme).map((each) => ({ van_ban: each })),
      xep_loai_cac_nam: ratings
        .filter(({ withdrawn, year }) => !withdrawn && year !== null)
        .toSorted((a, b) => comparePartial(a.year ?? "", b.year ?? "") || compareText(a.id, b.id))
        .map(({ year, rating }) => ({ nam: year ?? "", xep_loai_nam: coded(records, "RATING", rating) })),
      noi_nhan: linesOf(letterhead.recipients).map((each) => ({ dong_noi_nhan: each })),
    },
  };
}

function valuesOfPaper({ paper, date, letterhead, officeName, decision, dossier, people }: PaperRecords) {
  const papers = {
    DECISION: decision?.number,
    PROPOSAL: itemOf(dossier, "TO_TRINH")?.document,
    ASSESSMENT: itemOf(dossier, "NHAN_XET")?.document,
  };
  return {
    co_quan_cap_tren: letterhead.superior,
    co_quan_ban_hanh: letterhead.body || (paper === "DECISION" ? decision?.issuer : "") || officeName,
    dia_danh: letterhead.place,
    so_ky_hieu: papers[paper] ?? "",
    ngay_thang_nam: dayInWords(date),
    ngay_van_ban: formatPartialDate(date),
    so_nguoi: String(people.length).padStart(2, "0"),
    kinh_gui: letterhead.addressee,
    tham_quyen_ky: letterhead.authority,
    chuc_vu_nguoi_ky: letterhead.signerPost,
    nguoi_ky: (paper === "DECISION" ? decision?.signer : "") || letterhead.signer,
    so_quyet_dinh: decision?.number ?? "",
    ngay_quyet_dinh: formatDateLong(decision?.date ?? null),
    co_quan_quyet_dinh: decision?.issuer ?? "",
    trich_yeu: decision?.subject ?? "",
  };
}

function valuesOfProcedure({ steps, dossier, programme, people: [{ move }] }: PaperRecords) {
  const proposal = itemOf(dossier, "TO_TRINH");
  return {
    to_trinh: proposal?.document ?? "",
    ngay_to_trinh: formatDateLong(proposal?.date ?? null),
    ke_hoach: stepOf(steps, "PROPOSE_POLICY")?.document ?? "",
    van_ban_de_xuat: stepOf(steps, "PROPOSE_PERSON")?.document ?? "",
    van_ban_tham_dinh: stepOf(steps, "PREPARE")?.document ?? "",
    co_quan_y_kien: stepOf(steps, "PREPARE")?.actor ?? "",
    bien_ban: stepOf(steps, "CONSULT")?.document ?? "",
    de_an: programme?.number || move.programme,
    ten_de_an: programme?.name ?? "",
  };
}

/** Of one person: as a file says it, with the codes' own names where it has only codes. */
function valuesOfPerson({ move, person, name, from, to, direction, positions }: MovedPerson, records: PaperRecords) {
  const kind = move.kind === "HOAN_DOI" ? "LUAN_CHUYEN" : move.kind; // a leg of an exchange is decided as a rotation
  const act = nameOf(records, "MOVE_KIND", kind);
  const planned = plannedEndOf(move);
  return {
    ho_va_ten: person?.birthName ?? name,
    ong_ba: person?.sex === "NU" ? "bà" : person?.sex === "NAM" ? "ông" : "",
    ngay_sinh: formatPartialDate(person?.birthDate ?? null),
    gioi_tinh: person?.sex == null ? "" : nameOf(records, "SEX", person.sex),
    dan_toc: coded(records, "ETHNIC", person?.ethnicity),
    que_quan: [person?.nativeCommune, person?.nativeDistrict, person?.nativeProvince].filter(isText).join(", "),
    ngay_vao_dang: formatPartialDate(person?.partyJoinDate ?? null),
    ngay_chinh_thuc: formatPartialDate(person?.partyOfficialDate ?? null),
    trinh_do: coded(records, "DEGREE", person?.highestDegree),
    ly_luan_chinh_tri: coded(records, "POL_THEORY", person?.politicalTheory),
    so_hieu_can_bo: person?.cadreNumber ?? "",
    chuc_vu_hien_nay: positions,
    hinh_thuc: act,
    hinh_thuc_thuong: `${act.slice(0, 1).toLowerCase()}${act.slice(1)}`,
    chuc_vu_cu: from.title,
    don_vi_cu: from.unit,
    noi_di: titleWithUnit({ title: from.title, unitText: from.unit }),
    chuc_vu_moi: to.title,
    don_vi_moi: to.unit,
    noi_den: titleWithUnit({ title: to.title, unitText: to.unit }),
    ngay_nhan_nhiem_vu: formatDateLong(move.start),
    ngay_het_han: formatDateLong(planned),
    thoi_han: termInWords(move.start, planned),
    muc_dich: move.purpose === null ? "" : nameOf(records, "PURPOSE", move.purpose),
    huong: direction === null ? "" : nameOf(records, "DIRECTION", direction),
  };
}

/** The last assessment of the move. */
function valuesOfAssessment(records: PaperRecords) {
  const last = records.assessments
    .filter(({ withdrawn }) => !withdrawn)
    .toSorted((a, b) => comparePartial(a.year ?? "", b.year ?? "") || compareText(a.id, b.id))
    .at(-1);
  return {
    nam_danh_gia: last?.year ?? "",
    xep_loai: coded(records, "RATING", last?.rating),
    noi_danh_gia: last?.issuer ?? "",
    ngay_danh_gia: formatPartialDate(last?.date ?? null),
    noi_dung_danh_gia: last?.text ?? "",
  };
}

/** "ngày 25 tháng 9 năm 2025"; what is not known stays dotted: "ngày …… tháng 9 năm 2025". */
function dayInWords(date: PartialDate | null): string {
  if (date === null) return "";
  const { year, month, day } = splitDate(date);
  if (day !== null) return formatDateLong(date);
  return month === null ? `ngày …… tháng …… năm ${year}` : `ngày …… ${formatDateLong(date)}`;
}

/**
 * "03 năm", "18 tháng": from the first to the last planned day, both inclusive; "" where either is not known to the day
 * or no whole number of months lies between them.
 */
export function termInWords(from: PartialDate | null, to: PartialDate | null): string {
  if (from?.length !== 10 || to?.length !== 10 || to < from) return "";
  const months = monthsBetween(from, dayAfter(to)).least;
  if (months < 1 || monthsBetween(from, to).least === months) return "";
  return months % 12 === 0 ? `${String(months / 12).padStart(2, "0")} năm` : `${String(months).padStart(2, "0")} tháng`;
}

const itemOf = (dossier: readonly DossierItem[], code: string): DossierItem | undefined =>
  dossier.find(({ item, present, withdrawn }) => item === code && present && !withdrawn);

/** The step as it was taken last. */
const stepOf = (steps: readonly ProcedureStep[], name: ProcedureName): ProcedureStep | undefined =>
  steps.filter(({ step, state, withdrawn }) => step === name && state === "DONE" && !withdrawn).at(-1);

const nameOf = ({ codes }: PaperRecords, list: ListName, code: string): string => nameOfCode(listOn(list, codes), code);

const coded = (records: PaperRecords, list: ListName, value: Coded | undefined): string =>
  value === undefined ? "" : value.text || (value.code === null ? "" : nameOf(records, list, value.code));

const isText = (text: string | undefined): text is string => text !== undefined && text !== "";

const linesOf = (text: string): readonly string[] =>
  text
    .split("\n")
    .map((each) => each.trim())
    .filter(isText);
