import { nameOfCode } from "../codes/code-list.ts";
import { sexes } from "../codes/person-codes.ts";
import { formatPartialDate, splitDate } from "../dates.ts";
import {
  birthPlace,
  coded,
  dotted,
  joinedOnce,
  kilograms,
  memberships,
  plannedTitles,
  portraitOf,
  postsOf,
  type SheetInput,
} from "./compose.ts";
import {
  careerTable,
  familyTables,
  household,
  meritTables,
  selfTables,
  trainingTables,
} from "./form-tt06-2023-tables.ts";
import { type Block, heading, item, part, type Sheet, short, word } from "./sheet.ts";

/**
 * The unified CV of Circular 06/2023/TT-BNV, items 1 to 38 in their order. What the two older forms have in one text
 * stands in tables here; a text as written that no row tells is a row of its own.
 */
export function sheetTt06(input: SheetInput): Sheet {
  const { dossier, officeHeader } = input;
  const { person } = dossier;
  const top = head(input);
  return {
    form: "tt06-2023",
    code: "",
    title: "SƠ YẾU LÝ LỊCH",
    header: [
      part("Cơ quan quản lý cán bộ, công chức, viên chức:", person.managingBody || officeHeader.parentUnit),
      part("Cơ quan, đơn vị sử dụng cán bộ, công chức, viên chức:", person.employingBody || officeHeader.baseUnit),
    ],
    numbers: [part("Số hiệu:", person.cadreNumber), part("Mã số định danh:", person.personalNumber)],
    photo: "Ảnh màu (4 x 6 cm)",
    portrait: portraitOf(dossier.attachment),
    besidePhoto: top.length,
    blocks: [
      ...top,
      ...service(input),
      ...standing(input),
      ...pay(input),
      ...health(input),
      ...trainingTables(input),
      ...careerTable(input),
      ...selfTables(input),
      ...meritTables(input),
      ...familyTables(input),
      ...household(input),
    ],
    signatures: [
      {
        place: "",
        role: "Người khai",
        text: "Tôi xin cam đoan những lời khai trên đây là đúng sự thật",
        note: "(Ký tên, ghi rõ họ tên)",
      },
      {
        place: "……, Ngày … tháng … năm 20……",
        role: "Xác nhận của cơ quan, đơn vị quản lý cán bộ, công chức, viên chức",
        text: "",
        note: "(Ký tên, đóng dấu)",
      },
    ],
  };
}

/** Items 1 to 7. */
function head(input: SheetInput): Block[] {
  const { person, protected: sealed } = input.dossier;
  const birth = person.birthDate === null ? null : splitDate(person.birthDate);
  return [
    item("1)", [
      part("Họ và tên khai sinh (viết chữ in hoa)", person.birthName.toLocaleUpperCase("vi"), { colon: true }),
      short("Giới tính", person.sex === null ? "" : nameOfCode(sexes, person.sex)),
    ]),
    item("2)", [part("Các tên gọi khác", person.otherNames)]),
    item("3)", [
      word("Sinh ngày", birth?.day ?? ""),
      word("tháng", birth?.month ?? ""),
      word("năm", birth?.year ?? ""),
    ]),
    item("4)", [part("Nơi sinh", birthPlace(input))]),
    item("5)", [
      part("Quê quán (xã, phường)", person.nativeCommune),
      part("(huyện, quận)", person.nativeDistrict),
      part("(tỉnh, TP)", person.nativeProvince),
    ]),
    item("6)", [part("Dân tộc", coded(input, "ETHNIC", person.ethnicity))]),
    item("7)", [part("Tôn giáo", coded(input, "RELIGION", sealed?.religion))]),
  ];
}

/** Items 8 to 18. */
function service(input: SheetInput): Block[] {
  const { person, protected: sealed } = input.dossier;
  return [
    item("8)", [
      part("Số CCCD", person.idNumber),
      part("Ngày cấp", dotted(person.idIssuedOn)),
      part("SĐT liên hệ", person.phone),
    ]),
    item("9)", [part("Số BHXH", person.socialInsurance), part("Số thẻ BHYT", person.healthInsurance)]),
    item("10)", [part("Nơi ở hiện nay", person.residence)]),
    item("11)", [part("Thành phần gia đình xuất thân", coded(input, "FAMILY_ORIGIN", sealed?.familyOrigin))]),
    item("12)", [part("Nghề nghiệp trước khi được tuyển dụng", sealed?.priorOccupation ?? "")]),
    item("13)", [
      part("Ngày được tuyển dụng lần đầu", dotted(person.recruitDate)),
      part("Cơ quan, tổ chức, đơn vị tuyển dụng", person.recruitOrg),
    ]),
    item("14)", [part("Ngày vào cơ quan hiện đang công tác", dotted(person.currentOrgDate))]),
    item("15)", [
      part("Ngày vào Đảng Cộng sản Việt Nam", dotted(person.partyJoinDate)),
      part("Ngày chính thức", dotted(person.partyOfficialDate)),
    ]),
    item("16)", [
      part("Ngày tham gia tổ chức chính trị-xã hội đầu tiên", memberships(input, false), {
        hint: "(ngày vào Đoàn TNCSHCM, Công đoàn, Hội)",
      }),
    ]),
    item("17)", [
      part("Ngày nhập ngũ", dotted(person.enlistDate)),
      part("Ngày xuất ngũ", dotted(person.dischargeDate)),
      part("Quân hàm cao nhất", person.topRank),
    ]),
    item("18)", [
      part(
        "Đối tượng chính sách",
        joinedOnce([
          person.policyCategory,
          person.warInvalid && `Thương binh loại ${person.warInvalid}`,
          person.martyrFamily ? "Gia đình liệt sĩ" : "",
        ]),
      ),
    ]),
  ];
}

/** Items 19 to 29. */
function standing(input: SheetInput): Block[] {
  const { person } = input.dossier;
  // What the file says of all posts may name the concurrent ones already; item 25 says them alone.
  const present = person.positions || postsOf(input, false);
  return [
    item("19)", [
      part("Trình độ giáo dục phổ thông", person.generalEducation, {
        hint: "(đã tốt nghiệp lớp mấy/thuộc hệ nào)",
      }),
    ]),
    item("20)", [part("Trình độ chuyên môn cao nhất", coded(input, "DEGREE", person.highestDegree))]),
    item("21)", [part("Học hàm", coded(input, "ACADEMIC_TITLE", person.academicTitle))]),
    item("22)", [part("Danh hiệu nhà nước phong tặng", person.honours)]),
    item("23)", [part("Chức vụ hiện tại", present)]),
    item("", [
      part("Ngày bổ nhiệm/ngày phê chuẩn", dotted(person.appointedOn)),
      part("Ngày bổ nhiệm lại/phê chuẩn nhiệm kỳ tiếp theo", dotted(person.reappointedOn)),
    ]),
    item("24)", [part("Được quy hoạch chức danh", plannedTitles(input))]),
    item("25)", [part("Chức vụ kiêm nhiệm", person.concurrentPositions || postsOf(input, true))]),
    item("26)", [part("Chức vụ Đảng hiện tại", person.committeeCurrent)]),
    item("27)", [part("Chức vụ Đảng kiêm nhiệm", person.committeeConcurrent)]),
    item("28)", [part("Công việc chính được giao", person.mainWork)]),
    item("29)", [part("Sở trường công tác", person.strengths), part("Công việc làm lâu nhất", person.longestJob)]),
  ];
}

const since = (month: string | null): string => (month === null ? "… / …" : formatPartialDate(month));

/** Items 30.1 to 30.3. */
function pay({ dossier: { person } }: SheetInput): Block[] {
  return [
    heading("30)", "Tiền lương"),
    item("30.1)", [
      part("Ngạch/chức danh nghề nghiệp", person.rankName),
      short("Mã số", person.rankCode),
      part("Ngày bổ nhiệm ngạch", dotted(person.rankAppointedOn)),
    ]),
    item("", [
      short("Bậc lương", person.payStep),
      short("Hệ số", person.payCoefficient),
      short("Ngày hưởng", since(person.payFrom)),
      short("Phần trăm hưởng", person.payPercent, { after: "%" }),
    ]),
    item("", [
      short("Phụ cấp thâm niên vượt khung", person.senioritySupplement, { after: "%" }),
      short("Ngày hưởng PCTNVK", since(person.senioritySupplementFrom)),
    ]),
    item("30.2)", [
      short("Phụ cấp chức vụ", person.positionAllowance),
      short("Phụ cấp kiêm nhiệm", person.concurrentAllowance),
      short("Phụ cấp khác", person.otherAllowance),
    ]),
    item("30.3)", [part("Vị trí việc làm", person.jobPosition), short("Mã số", person.jobPositionCode)]),
    item("", [
      short("Bậc lương", person.jobPositionStep),
      part("Lương theo mức tiền", person.jobPositionPay, { after: "(vnđ)" }),
      short("Ngày hưởng", since(person.jobPositionPayFrom)),
    ]),
    item("", [
      short("Phần trăm hưởng", person.jobPositionPercent, { after: "%" }),
      short("Phụ cấp thâm niên vượt khung", person.jobPositionSupplement, { after: "%" }),
      short("Ngày hưởng PCTNVK", since(person.jobPositionSupplementFrom)),
    ]),
  ];
}

/** Item 31. */
function health({ dossier: { protected: sealed } }: SheetInput): Block[] {
  return [
    item("31)", [
      part("Tình trạng sức khoẻ", sealed?.health ?? ""),
      short("Chiều cao", sealed?.heightCm == null ? "" : String(sealed.heightCm), { after: "cm" }),
      short("Cân nặng", kilograms(sealed?.weightKg), { after: "kg" }),
      short("Nhóm máu", sealed?.bloodGroup ?? ""),
    ]),
  ];
}
