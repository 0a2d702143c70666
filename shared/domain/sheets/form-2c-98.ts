import { nameOfCode } from "../codes/code-list.ts";
import { sexes } from "../codes/person-codes.ts";
import { formatPartialDate, splitDate } from "../dates.ts";
import {
  birthPlace,
  coded,
  discipline,
  dotted,
  joined,
  kilograms,
  memberships,
  portraitOf,
  positions,
  rewards,
  type SheetInput,
} from "./compose.ts";
import { history, household, tables } from "./form-2c-98-tables.ts";
import { type Block, box, item, part, type Sheet, short, word } from "./sheet.ts";

/**
 * The CV of the Central Organisation Commission, form 2C/TCTW-98, items 1 to 31 in their order.
 *
 * The name is in capitals. Of an incomplete date only what is known is printed ("…/…/1965"). Where the file has rows and
 * a text as written, the rows come first, then what the text says besides (`rowsThenText`). Posts are those of the day,
 * unless the file has a text for them. Items without anything stay blank, with room to write.
 */
export function sheet2c98(input: SheetInput): Sheet {
  const { dossier, officeHeader } = input;
  const top = head(input);
  return {
    form: "2c-98",
    code: "Mẫu 2C/TCTW-98",
    title: "SƠ YẾU LÝ LỊCH",
    header: [
      part("Tỉnh:", officeHeader.province),
      part("Đơn vị trực thuộc:", officeHeader.parentUnit),
      part("Đơn vị cơ sở:", officeHeader.baseUnit),
    ],
    numbers: [part("Số hiệu cán bộ, công chức", dossier.person.cadreNumber)],
    photo: "Ảnh 4 x 6",
    portrait: portraitOf(dossier.attachment),
    besidePhoto: top.length,
    blocks: [
      ...top,
      ...origin(input),
      ...service(input),
      ...merits(input),
      ...tables(input),
      ...history(input),
      ...household(input),
    ],
    signatures: [
      {
        place: "",
        role: "Người khai",
        text: "Tôi xin cam đoan những lời khai trên đây là đúng sự thật",
        note: "(Ký tên)",
      },
      { place: "Ngày … tháng … năm …", role: "Xác nhận của cơ quan quản lý", text: "", note: "" },
    ],
  };
}

/** Items 1 to 5. */
function head(input: SheetInput): Block[] {
  const { person } = input.dossier;
  const birth = person.birthDate === null ? null : splitDate(person.birthDate);
  return [
    item("1)", [
      part("Họ và tên khai sinh", person.birthName.toLocaleUpperCase("vi")),
      short("Nam, nữ", person.sex === null ? "" : nameOfCode(sexes, person.sex)),
    ]),
    item("2)", [part("Các tên gọi khác", person.otherNames)]),
    item("3)", [
      part("Cấp ủy hiện tại", person.committeeCurrent, { after: "," }),
      part("Cấp ủy kiêm", person.committeeConcurrent),
    ]),
    item(
      "",
      [part("Chức vụ (Đảng, đoàn thể, Chính quyền, kể cả chức vụ kiêm nhiệm)", positions(input), { colon: true })],
      2,
    ),
    item("", [part("Phụ cấp chức vụ", person.positionAllowance)]),
    item("4)", [
      word("Sinh ngày", birth?.day ?? ""),
      word("tháng", birth?.month ?? ""),
      word("năm", birth?.year ?? ""),
    ]),
    item("5)", [part("Nơi sinh", birthPlace(input))]),
  ];
}

/** Items 6 to 11. */
function origin(input: SheetInput): Block[] {
  const { person, protected: sealed } = input.dossier;
  return [
    item("6)", [
      part("Quê quán (xã, phường)", person.nativeCommune),
      part("(huyện, quận)", person.nativeDistrict),
      part("(tỉnh, TP)", person.nativeProvince),
    ]),
    item("7)", [
      part("Nơi ở hiện nay (Xã, huyện, tỉnh hoặc số nhà, đường phố, TP)", person.residence),
      short("đ/thoại", person.phone),
    ]),
    item("8)", [part("Dân tộc (Kinh, Tày, Mông, Ê đê...)", coded(input, "ETHNIC", person.ethnicity))]),
    item("9)", [part("Tôn giáo", coded(input, "RELIGION", sealed?.religion))]),
    item("10)", [
      part("Thành phần gia đình xuất thân", coded(input, "FAMILY_ORIGIN", sealed?.familyOrigin), {
        hint: "(Ghi là công nhân, nông dân, cán bộ, công chức, trí thức, quân nhân, dân nghèo thành thị, tiểu thương, tiểu chủ, tư sản ...)",
      }),
    ]),
    item("11)", [
      part("Nghề nghiệp bản thân trước khi được tuyển dụng", sealed?.priorOccupation ?? "", {
        hint: "(Ghi nghề được đào tạo hoặc công nhân (thợ gì), làm ruộng, buôn bán, học sinh, ...)",
      }),
    ]),
  ];
}

/** Items 12 to 19. */
function service(input: SheetInput): Block[] {
  const { person } = input.dossier;
  return [
    item("12)", [
      part("Ngày được tuyển dụng", dotted(person.recruitDate)),
      part("Vào cơ quan nào, ở đâu", person.recruitOrg),
    ]),
    item("13)", [
      part("Ngày vào cơ quan hiện đang công tác", dotted(person.currentOrgDate)),
      part("Ngày tham gia cách mạng", dotted(person.revolutionDate)),
    ]),
    item("14)", [
      part("Ngày vào Đảng Cộng sản Việt Nam", dotted(person.partyJoinDate)),
      part("Ngày chính thức", dotted(person.partyOfficialDate)),
    ]),
    item("15)", [
      part("Ngày tham gia các tổ chức chính trị, xã hội", memberships(input, false), {
        hint: "(Ngày vào Đoàn TNCSHCM, Công đoàn, Hội …)",
      }),
    ]),
    item("16)", [
      part("Ngày nhập ngũ", dotted(person.enlistDate)),
      part("Ngày xuất ngũ", dotted(person.dischargeDate)),
      part("Quân hàm, chức vụ cao nhất (năm)", person.topRank),
    ]),
    item("17)", [
      part("Trình độ học vấn: Giáo dục phổ thông", person.generalEducation, { hint: "(Lớp mấy)" }),
      part(
        "Học hàm, học vị cao nhất",
        joined([coded(input, "ACADEMIC_TITLE", person.academicTitle), coded(input, "DEGREE", person.highestDegree)]),
        { hint: "(GS, PGS, TS, PTS, Thạc sĩ, Cử nhân, Kỹ sư ... năm nào, chuyên ngành gì)" },
      ),
    ]),
    item("", [
      part("- Lý luận chính trị", coded(input, "POL_THEORY", person.politicalTheory), {
        hint: "(Cử nhân, Cao cấp, Trung cấp, Sơ cấp)",
      }),
      part("- Ngoại ngữ", person.foreignLanguages, { hint: "(Anh (A/B/C/D) Nga (A/B/C/D) Pháp (A/B/C/D) ...)" }),
    ]),
    item("18)", [part("Công tác chính đang làm", person.mainWork)]),
    item("19)", [
      part("Ngạch công chức", person.rankName),
      short("(mã số:", person.rankCode, { after: ")" }),
      short("Bậc lương", person.payStep, { after: "," }),
      word("hệ số", person.payCoefficient),
      word("từ tháng", person.payFrom === null ? "… / …" : formatPartialDate(person.payFrom)),
    ]),
  ];
}

/** Items 20 to 25. */
function merits(input: SheetInput): Block[] {
  const { person, protected: sealed } = input.dossier;
  const height = sealed?.heightCm ?? null;
  return [
    item("20)", [
      part("Danh hiệu được phong (năm nào)", person.honours, {
        colon: true,
        hint: "(Anh hùng lao động, anh hùng lực lượng vũ trang, nhà giáo, thầy thuốc, nghệ sĩ nhân dân, ưu tú)",
      }),
    ]),
    item("21)", [part("Sở trường công tác", person.strengths), part("Công việc đã làm lâu nhất", person.longestJob)]),
    item("22)", [part("Khen thưởng", rewards(input), { hint: "(Huân, huy chương, năm nào)" })]),
    item("23)", [
      part(
        "Kỷ luật (Đảng, Chính quyền, Đoàn thể, Cấp quyết định, năm nào, lý do, hình thức, ...)",
        discipline(input, true),
        { colon: true },
      ),
    ]),
    item("24)", [
      part("Tình trạng sức khỏe", sealed?.health ?? "", {
        hint: "(tốt, bình thường, yếu hoặc có bệnh mãn tính gì)",
      }),
      height === null
        ? word("Cao: 1m", "")
        : word(`Cao: ${Math.floor(height / 100)}m`, String(height % 100).padStart(2, "0")),
      short("Cân nặng:", kilograms(sealed?.weightKg), { after: "(kg)," }),
      short("Nhóm máu:", sealed?.bloodGroup ?? ""),
    ]),
    item("25)", [
      part("Số chứng minh nhân dân", person.idNumber),
      part("Thương binh loại", person.warInvalid),
      box("Gia đình liệt sĩ", person.martyrFamily),
    ]),
  ];
}
