import type { Assignment } from "../assignment.ts";
import { careerOn, positionsOn } from "../career.ts";
import { nameOfCode } from "../codes/code-list.ts";
import { sexes } from "../codes/person-codes.ts";
import { formatPartialDate, splitDate } from "../dates.ts";
import type { Person } from "../person.ts";
import type { IsoDate, PartialDate } from "../primitives.ts";
import type { Protected } from "../protected.ts";
import { type Block, box, heading, item, type Part, part, type RowGroup, rowsWithRoom, type Sheet } from "./sheet.ts";

export interface Sheet2cInput {
  readonly person: Person;
  /** Items 9, 10, 11 and 24; null leaves them blank. Whoever passes it has noted the access first. */
  readonly protected: Protected | null;
  readonly assignments: readonly Assignment[]; // of this person, in any order
  readonly printDate: IsoDate; // posts and career are those of this day
  readonly officeHeader: {
    readonly province: string;
    readonly parentUnit: string; // "Huyện ủy Đô Lương"
    readonly baseUnit: string; // "Đảng ủy xã Lưu Sơn"
  };
}

/**
 * The CV of the Central Organisation Commission, form 2C/TCTW-98, items 1 to 31 in their order.
 *
 * The name is in capitals. Of an incomplete date only what is known is printed ("…/…/1965"). Item 3 is composed from
 * the posts held on the day where the file has no text of its own; item 27 from the career. Items that no record
 * holds yet (26, 28 to 31) stay blank, with room to write.
 */
export function sheet2c(input: Sheet2cInput): Sheet {
  const { person, officeHeader } = input;
  return {
    code: "Mẫu 2C/TCTW-98",
    title: "SƠ YẾU LÝ LỊCH",
    header: [
      part("Tỉnh:", officeHeader.province),
      part("Đơn vị trực thuộc:", officeHeader.parentUnit),
      part("Đơn vị cơ sở:", officeHeader.baseUnit),
    ],
    number: part("Số hiệu cán bộ, công chức", person.cadreNumber),
    photo: "Ảnh 4 x 6",
    blocks: [...personal(input), ...service(input), ...merits(input), ...tables(input), ...declarations()],
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

/** Items 1 to 11. */
function personal({ person, protected: sealed, assignments, printDate }: Sheet2cInput): Block[] {
  const birth = person.birthDate === null ? null : splitDate(person.birthDate);
  const positions = person.positions === "" ? positionsOn(assignments, printDate) : person.positions;
  return [
    item("1)", [
      part("Họ và tên khai sinh", person.birthName.toLocaleUpperCase("vi")),
      part("Nam, nữ", person.sex === null ? "" : nameOfCode(sexes, person.sex)),
    ]),
    item("2)", [part("Các tên gọi khác", person.otherNames)]),
    item("3)", [
      part("Cấp ủy hiện tại", person.committeeCurrent, { after: "," }),
      part("Cấp ủy kiêm", person.committeeConcurrent),
    ]),
    item("", [part("Chức vụ (Đảng, đoàn thể, Chính quyền, kể cả chức vụ kiêm nhiệm)", positions)], 2),
    item("", [part("Phụ cấp chức vụ", person.positionAllowance)]),
    item("4)", [
      part("Sinh ngày", birth?.day ?? ""),
      part("tháng", birth?.month ?? ""),
      part("năm", birth?.year ?? ""),
    ]),
    item("5)", [part("Nơi sinh", person.birthPlace)]),
    item("6)", [
      part("Quê quán (xã, phường)", person.nativeCommune),
      part("(huyện, quận)", person.nativeDistrict),
      part("(tỉnh, TP)", person.nativeProvince),
    ]),
    item("7)", [
      part("Nơi ở hiện nay (Xã, huyện, tỉnh hoặc số nhà, đường phố, TP)", person.residence),
      part("đ/thoại", person.phone),
    ]),
    item("8)", [part("Dân tộc (Kinh, Tày, Mông, Ê đê...)", person.ethnicity.text)]),
    item("9)", [part("Tôn giáo", sealed?.religion.text ?? "")]),
    item("10)", [
      part("Thành phần gia đình xuất thân", sealed?.familyOrigin.text ?? "", {
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
function service({ person }: Sheet2cInput): Block[] {
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
      part("Ngày tham gia các tổ chức chính trị, xã hội", person.organisations, {
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
      part("Học hàm, học vị cao nhất", person.highestDegree.text, {
        hint: "(GS, PGS, TS, PTS, Thạc sĩ, Cử nhân, Kỹ sư ... năm nào, chuyên ngành gì)",
      }),
    ]),
    item("", [
      part("- Lý luận chính trị", person.politicalTheory.text, { hint: "(Cử nhân, Cao cấp, Trung cấp, Sơ cấp)" }),
      part("- Ngoại ngữ", person.foreignLanguages, { hint: "(Anh (A/B/C/D) Nga (A/B/C/D) Pháp (A/B/C/D) ...)" }),
    ]),
    item("18)", [part("Công tác chính đang làm", person.mainWork)]),
    item("19)", [
      part("Ngạch công chức", person.rankName),
      part("(mã số:", person.rankCode, { after: ")" }),
      part("Bậc lương", person.payStep, { after: "," }),
      part("hệ số", person.payCoefficient),
      part("từ tháng", person.payFrom === null ? "… / …" : formatPartialDate(person.payFrom)),
    ]),
  ];
}

/** Items 20 to 25. */
function merits({ person, protected: sealed }: Sheet2cInput): Block[] {
  const height = sealed?.heightCm ?? null;
  return [
    item("20)", [
      part("Danh hiệu được phong (năm nào)", person.honours, {
        hint: "(Anh hùng lao động, anh hùng lực lượng vũ trang, nhà giáo, thầy thuốc, nghệ sĩ nhân dân, ưu tú)",
      }),
    ]),
    item("21)", [part("Sở trường công tác", person.strengths), part("Công việc đã làm lâu nhất", person.longestJob)]),
    item("22)", [part("Khen thưởng", person.rewards, { hint: "(Huân, huy chương, năm nào)" })]),
    item("23)", [
      part("Kỷ luật (Đảng, Chính quyền, Đoàn thể, Cấp quyết định, năm nào, lý do, hình thức, ...)", person.discipline),
    ]),
    item("24)", [
      part("Tình trạng sức khỏe", sealed?.health ?? "", {
        hint: "(tốt, bình thường, yếu hoặc có bệnh mãn tính gì)",
      }),
      height === null
        ? part("Cao: 1m", "")
        : part(`Cao: ${Math.floor(height / 100)}m`, String(height % 100).padStart(2, "0")),
      part("Cân nặng:", sealed?.weightKg == null ? "" : String(sealed.weightKg).replace(".", ","), { after: "(kg)," }),
      part("Nhóm máu:", sealed?.bloodGroup ?? ""),
    ]),
    item("25)", [
      part("Số chứng minh nhân dân", person.idNumber),
      part("Thương binh loại", person.warInvalid),
      box("Gia đình liệt sĩ", person.martyrFamily),
    ]),
  ];
}

/** Items 26 and 27. */
function tables({ assignments, printDate }: Sheet2cInput): Block[] {
  const career = careerOn(assignments, printDate).map(({ period, text }) => [period, text]);
  return [
    heading("26)", "ĐÀO TẠO, BỒI DƯỠNG VỀ CHUYÊN MÔN, NGHIỆP VỤ, LÝ LUẬN CHÍNH TRỊ, NGOẠI NGỮ"),
    {
      kind: "table",
      no: "",
      label: "",
      heads: [
        "Tên trường",
        "Ngành học hoặc tên lớp học",
        "Thời gian học",
        "Hình thức học",
        "Văn bằng, chứng chỉ, trình độ gì",
      ],
      shares: [23, 26, 14, 14, 23],
      groups: [plainRows([], 5, 6)],
      note: "Ghi chú: Hình thức học: Chính quy, tại chức, chuyên tu, bồi dưỡng .../ Văn bằng: Tiến sĩ, Phó tiến sĩ, Thạc sĩ, Cử nhân, Kỹ sư ...",
    },
    heading("27)", "TÓM TẮT QUÁ TRÌNH CÔNG TÁC"),
    {
      kind: "table",
      no: "",
      label: "",
      heads: ["Từ tháng, năm đến tháng, năm", "Chức danh, chức vụ, đơn vị công tác (Đảng, Chính quyền, Đoàn thể)"],
      shares: [17, 83],
      groups: [plainRows(career, 2, 10)],
      note: "",
    },
  ];
}

/** Items 28 to 31: written by hand until records hold them. */
function declarations(): Block[] {
  const relatives = {
    kind: "table",
    heads: [
      "Quan hệ",
      "Họ và tên",
      "Năm sinh",
      "Quê quán, nghề nghiệp, chức danh, chức vụ, đơn vị, công tác, học tập, nơi ở (trong, ngoài nước); thành viên các tổ chức chính trị-xã hội ...",
    ],
    shares: [9, 21, 8, 62],
    note: "",
  } as const;
  return [
    heading("28)", "ĐẶC ĐIỂM LỊCH SỬ BẢN THÂN"),
    item(
      "a)",
      [
        part(
          "Khai rõ: bị bắt, bị tù (từ ngày tháng năm nào đến ngày tháng năm nào, ở đâu), đã khai báo cho ai, những vấn đề gì",
          "",
        ),
      ],
      3,
    ),
    item(
      "b)",
      [
        part(
          "Bản thân có làm việc trong chế độ cũ (Cơ quan, đơn vị nào, địa điểm, chức danh, chức vụ, thời gian làm việc ...)",
          "",
        ),
      ],
      3,
    ),
    heading("29)", "QUAN HỆ VỚI NƯỚC NGOÀI"),
    item(
      "",
      [
        part(
          "Tham gia hoặc có quan hệ với các tổ chức chính trị, kinh tế, xã hội nào ở nước ngoài (làm gì, tổ chức nào, đặt trụ sở ở đâu...?)",
          "",
        ),
      ],
      3,
    ),
    item(
      "",
      [part("Có thân nhân (Bố, mẹ, vợ, chồng, con, anh chị em ruột) ở nước ngoài (làm gì, địa chỉ ...)?", "")],
      3,
    ),
    heading("30)", "QUAN HỆ GIA ĐÌNH"),
    {
      ...relatives,
      no: "a)",
      label: "Về bản thân: Bố, Mẹ, Vợ (chồng), các con, anh chị em ruột",
      groups: [
        roomFor("Bố, mẹ", 2),
        roomFor("Vợ", 1),
        roomFor("Chồng", 1),
        roomFor("Các con:", 3),
        roomFor("Anh chị em ruột", 4),
      ],
    },
    {
      ...relatives,
      no: "b)",
      label: "Bố, Mẹ, anh chị em ruột (bên vợ hoặc chồng)",
      groups: [roomFor("Bố, mẹ", 2), roomFor("Anh chị em ruột", 4)],
    },
    heading("31)", "HOÀN CẢNH KINH TẾ GIA ĐÌNH"),
    {
      kind: "table",
      no: "",
      label: "Quá trình lương của bản thân",
      heads: [],
      // 20 for the labels, the rest in equal columns; the first two are those of the wage reform of 1993.
      shares: [20, ...Array<number>(6).fill(80 / 6)],
      groups: [
        {
          label: "",
          rows: [
            ["Tháng/năm:", "3/1993", "4/1993", "", "", "", ""],
            ["Ngạch/bậc:", "", "", "", "", "", ""],
            ["Hệ số lương:", "", "", "", "", "", ""],
          ],
        },
      ],
      note: "",
    },
    item("", [part("Nguồn thu nhập chính của gia đình (hàng năm): + lương", ""), part("+ Các nguồn khác", "")]),
    item("", squareMetres("Nhà ở: + Được cấp, được thuê, loại nhà:", "tổng diện tích sử dụng:")),
    item("", squareMetres("+ Nhà tự mua, tự xây, loại nhà:", "tổng diện tích sử dụng:")),
    item("", [part("Đất ở: + Đất được cấp:", "", { after: "m2," }), part("+ Đất tự mua:", "", { after: "m2" })]),
    item("", [part("Đất sản xuất, kinh doanh: (Tổng diện tích đất được cấp, tự mua, tự khai phá ...)", "")]),
  ];
}

const roomFor = (label: string, least: number): RowGroup => ({ label, rows: rowsWithRoom([], 4, least) });

const squareMetres = (kind: string, area: string): Part[] => [
  part(kind, "", { after: "," }),
  part(area, "", { after: "m2" }),
];

const plainRows = (rows: readonly (readonly string[])[], columns: number, least: number): RowGroup => ({
  label: "",
  rows: rowsWithRoom(rows, columns, least),
});

/** 05/03/1985, …/03/1985, …/…/1985; wholly dotted where nothing is known. */
function dotted(date: PartialDate | null): string {
  if (date === null) return "… / … / …";
  const { year, month, day } = splitDate(date);
  return `${day ?? "…"}/${month ?? "…"}/${year}`;
}
