import { careerOn } from "../career.ts";
import type { ListName } from "../codes/all-lists.ts";
import { splitDate } from "../dates.ts";
import type { Training, TrainingKind } from "../dossier.ts";
import type { PartialDate } from "../primitives.ts";
import {
  assessmentOf,
  coded,
  joined,
  month,
  oldestFirst,
  type SheetInput,
  sideOfDiscipline,
  untold,
} from "./compose.ts";
import { familyTable } from "./family.ts";
import { type Block, heading, item, part, short, table } from "./sheet.ts";

type Columns = readonly (readonly [head: string, share: number])[];
type Cells = readonly string[];

const fromTo: Columns = [
  ["Từ (tháng/năm)", 13],
  ["Đến (tháng/năm)", 13],
];
const period = ({ from, to }: { readonly from: PartialDate | null; readonly to: PartialDate | null }): Cells => [
  month(from),
  month(to),
];

/** What a text of the file says that no row tells, each piece as a row of its own. */
function withText(rows: readonly Cells[], text: string, asRow: (piece: string) => Cells): readonly Cells[] {
  if (rows.length === 0) return text === "" ? [] : [asRow(text)];
  const told = rows.map((row) => row.join(" "));
  return [...rows, ...untold(told, text).map(asRow)];
}

/**
 * Items 32.1 to 32.6. Rows whose kind nobody told stand under 32.1, others of no kind under 32.3. A table without a
 * column for the subject has it before the certificate.
 */
export function trainingTables(input: SheetInput): Block[] {
  const { training, person } = input.dossier;
  const all = oldestFirst(training);
  const of = (...kinds: readonly (TrainingKind | null)[]) => all.filter(({ kind }) => kinds.includes(kind));
  const mode = (row: Training) => coded(input, "TRAIN_MODE", row.mode);
  const certificate = (row: Training) => joined([row.major, row.diploma], ": ");
  const brief = (row: Training): Cells => [...period(row), row.school, certificate(row)];
  const theory = coded(input, "POL_THEORY", person.politicalTheory);
  const management = coded(input, "STATE_MGMT", person.stateManagement);
  const certificates: Columns = [...fromTo, ["Tên cơ sở đào tạo", 40], ["Chứng chỉ được cấp", 34]];
  return [
    heading("32)", "Quá trình đào tạo, bồi dưỡng"),
    table(
      [
        ...fromTo,
        ["Tên cơ sở đào tạo", 22],
        ["Chuyên ngành đào tạo", 20],
        ["Hình thức đào tạo", 14],
        ["Văn bằng, trình độ", 18],
      ],
      of("CHUYEN_MON", null).map((row) => [...period(row), row.school, row.major, mode(row), row.diploma]),
      3,
      { no: "32.1)", label: "Chuyên môn (từ trung cấp trở lên cả trong nước và nước ngoài)" },
    ),
    table(
      [...fromTo, ["Tên cơ sở đào tạo", 34], ["Hình thức đào tạo", 14], ["Văn bằng được cấp", 26]],
      withText(
        of("LY_LUAN").map((row) => [...period(row), row.school, mode(row), certificate(row)]),
        theory,
        (text) => ["", "", "", "", text],
      ),
      2,
      { no: "32.2)", label: "Lý luận chính trị" },
    ),
    table(
      certificates,
      withText(of("QLNN", "KHAC").map(brief), management, (text) => ["", "", "", text]),
      2,
      { no: "32.3)", label: "Bồi dưỡng quản lý nhà nước/ chức danh nghề nghiệp/ nghiệp vụ chuyên ngành" },
    ),
    table(certificates, of("QPAN").map(brief), 2, {
      no: "32.4)",
      label: "Bồi dưỡng kiến thức an ninh, quốc phòng",
    }),
    table(
      certificates,
      withText(of("TIN_HOC").map(brief), person.itSkill, (text) => ["", "", "", text]),
      2,
      { no: "32.5)", label: "Tin học" },
    ),
    table(
      [
        ...fromTo,
        ["Tên cơ sở đào tạo", 28],
        ["Tên ngoại ngữ/tiếng dân tộc", 18],
        ["Chứng chỉ được cấp", 18],
        ["Điểm số", 10],
      ],
      withText(
        of("NGOAI_NGU").map((row) => [...period(row), row.school, row.major, row.diploma, row.score]),
        person.foreignLanguages,
        (text) => ["", "", "", text, "", ""],
      ),
      2,
      { no: "32.6)", label: "Ngoại ngữ/ tiếng dân tộc" },
    ),
  ];
}

/** Item 33: unit and title in columns of their own. */
export const careerTable = ({ dossier, printDate }: SheetInput): Block[] => [
  heading("33)", "Tóm tắt quá trình công tác"),
  table(
    [...fromTo, ["Đơn vị công tác (đảng, chính quyền, đoàn thể, tổ chức xã hội)", 40], ["Chức danh/ chức vụ", 34]],
    careerOn(dossier.assignment, printDate).map(({ assignment, period: stretch }) => [
      ...stretch.split(" - "),
      assignment.unitText,
      assignment.title,
    ]),
    6,
  ),
];

/** Items 34.1 to 34.3. */
export function selfTables({ dossier }: SheetInput): Block[] {
  const sealed = dossier.protected;
  return [
    heading("34)", "Đặc điểm lịch sử bản thân"),
    item(
      "34.1)",
      [
        part(
          "Khai rõ: bị bắt, bị tù (từ ngày tháng năm nào đến ngày tháng năm nào, ở đâu), đã khai báo cho ai, những vấn đề gì?",
          sealed?.arrests ?? "",
        ),
      ],
      3,
    ),
    table(
      [...fromTo, ["Chức danh, chức vụ, đơn vị, địa điểm đã làm việc", 74]],
      withText(
        oldestFirst(dossier["old-regime-service"]).map((row) => [...period(row), row.work]),
        sealed?.oldRegime ?? "",
        (text) => ["", "", text],
      ),
      2,
      { no: "34.2)", label: "Bản thân có làm việc cho chế độ cũ" },
    ),
    table(
      [...fromTo, ["Tên tổ chức, địa chỉ trụ sở, công việc đã làm", 74]],
      withText(
        oldestFirst(dossier["foreign-tie"]).map((row) => [...period(row), row.organisation]),
        sealed?.foreignOrganisations ?? "",
        (text) => ["", "", text],
      ),
      2,
      {
        no: "34.3)",
        label: "Tham gia hoặc có quan hệ với các tổ chức chính trị, kinh tế, xã hội ... ở nước ngoài",
      },
    ),
  ];
}

/** Items 35.1 and 35.2. A year's rating stands as its professional rating, unless a reward's row says one for that year. */
export function meritTables(input: SheetInput): Block[] {
  const { dossier } = input;
  const say = (list: ListName) => (value: Parameters<typeof coded>[2]) => coded(input, list, value);
  const [rewarded, rated, disciplined] = [say("REWARD"), say("RATING"), say("DISCIPLINE")];
  const rewards = oldestFirst(dossier.reward.map((row) => ({ ...row, from: row.year })));
  const told = new Set(rewards.flatMap(({ year, professionalRating }) => (professionalRating && year ? [year] : [])));
  const ratings = oldestFirst(dossier["yearly-rating"].map((row) => ({ ...row, from: row.year }))).filter(
    ({ year }) => year === null || !told.has(year),
  );
  const years = [
    ...rewards.map((row) => ({
      year: row.year,
      cells: [row.professionalRating, row.emulationRating, joined([rewarded(row.reward), row.decisionText])],
    })),
    ...ratings.map((row) => ({ year: row.year, cells: [rated(row.rating), "", ""] })),
  ].toSorted((a, b) => ((a.year ?? "9") < (b.year ?? "9") ? -1 : (a.year ?? "9") > (b.year ?? "9") ? 1 : 0));
  return [
    heading("35)", "Khen thưởng, kỷ luật"),
    table(
      [
        ["Năm", 10],
        ["Xếp loại chuyên môn", 26],
        ["Xếp loại thi đua", 24],
        ["Hình thức khen thưởng", 40],
      ],
      withText(
        years.map(({ year, cells }) => [year === null ? "" : splitDate(year).year, ...cells]),
        dossier.person.rewards,
        (text) => ["", "", "", text],
      ),
      4,
      { no: "35.1)", label: "Thành tích thi đua, khen thưởng" },
    ),
    table(
      [...fromTo, ["Hình thức", 22], ["Hành vi vi phạm chính", 30], ["Cơ quan quyết định", 22]],
      withText(
        oldestFirst(dossier["disciplinary-action"]).map((row) => [
          ...period(row),
          joined([disciplined(row.form), row.side === null ? "" : `(${sideOfDiscipline[row.side]})`], " "),
          row.breach,
          row.issuer,
        ]),
        dossier.person.discipline,
        (text) => ["", "", text, "", ""],
      ),
      2,
      { no: "35.2)", label: "Kỷ luật Đảng/hành chính" },
    ),
  ];
}

/** Items 36.1 and 36.2. */
export function familyTables(input: SheetInput): Block[] {
  const relatives: Columns = [
    ["Mối quan hệ", 12],
    ["Họ và tên", 22],
    ["Năm sinh", 9],
    [
      "Quê quán, nghề nghiệp, chức danh, chức vụ, đơn vị công tác, học tập, nơi ở (trong, ngoài nước); thành viên các tổ chức chính trị - xã hội ...; làm việc cho chế độ cũ, tiền án, tiền sự (nếu có)",
      57,
    ],
  ];
  return [
    heading("36)", "Quan hệ gia đình"),
    familyTable(input, "OWN", relatives, 8, {
      no: "36.1)",
      label: "Về bản thân: Cha, Mẹ, Vợ (hoặc chồng), các con, anh chị em ruột",
    }),
    familyTable(input, "SPOUSE", relatives, 5, {
      no: "36.2)",
      label: "Cha, Mẹ, anh chị em ruột (bên vợ hoặc chồng)",
    }),
  ];
}

/** Items 37.1 to 37.3, and 38. */
export function household(input: SheetInput): Block[] {
  const { dossier } = input;
  const economy = dossier.economy;
  return [
    heading("37)", "Hoàn cảnh kinh tế gia đình"),
    table(
      [...fromTo, ["Mã số", 16], ["Bậc lương", 14], ["Hệ số lương", 16], ["Tiền lương theo vị trí việc làm", 28]],
      oldestFirst(dossier["pay-step"]).map((row) => [
        ...period(row),
        row.rankCode,
        row.step,
        row.coefficient,
        row.positionPay,
      ]),
      5,
      { no: "37.1)", label: "Quá trình lương của bản thân" },
    ),
    table(
      [
        ...fromTo,
        ["Loại phụ cấp", 20],
        ["Phần trăm hưởng", 12],
        ["Hệ số", 10],
        ["Hình thức hưởng", 16],
        ["Giá trị (đồng)", 16],
      ],
      oldestFirst(dossier.allowance).map((row) => [
        ...period(row),
        row.allowance,
        row.percent,
        row.coefficient,
        row.manner,
        row.amount,
      ]),
      3,
      { no: "37.2)", label: "Các loại phụ cấp khác" },
    ),
    item("37.3)", [part("Nguồn thu nhập chính của gia đình hàng năm", "", { bare: true })]),
    item("", [part("- Tiền lương", economy?.salaryIncome ?? ""), part("- Các nguồn khác", economy?.otherIncome ?? "")]),
    item("", [
      part("- Nhà ở: + Được cấp/thuê (loại nhà)", economy?.grantedHouse ?? "", { colon: true }),
      short("diện tích", economy?.grantedHouseArea ?? "", { after: "m2" }),
    ]),
    item("", [
      part("+ Tự mua/xây (loại nhà)", economy?.ownHouse ?? "", { colon: true }),
      short("diện tích", economy?.ownHouseArea ?? "", { after: "m2" }),
    ]),
    item("", [part("Giấy chứng nhận quyền sở hữu", economy?.houseCertificate ?? "")]),
    item("", [
      part("- Đất ở: + Đất được cấp", economy?.grantedLandArea ?? "", { after: "m2" }),
      part("+ Đất tự mua", economy?.boughtLandArea ?? "", { after: "m2" }),
    ]),
    item("", [part("Giấy chứng nhận quyền sử dụng", economy?.landCertificate ?? "")]),
    item("", [part("- Đất sản xuất kinh doanh", economy?.productionLand ?? "")]),
    heading("38)", "Nhận xét, đánh giá của cơ quan, tổ chức, đơn vị sử dụng"),
    item("", [part("", assessmentOf(input), { colon: false })], 4),
  ];
}
