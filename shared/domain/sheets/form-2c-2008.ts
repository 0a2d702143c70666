import { careerOn } from "../career.ts";
import { nameOfCode } from "../codes/code-list.ts";
import { sexes } from "../codes/person-codes.ts";
import { formatPartialDate, splitDate } from "../dates.ts";
import {
  assessmentOf,
  coded,
  discipline,
  dotted,
  formerRegime,
  joinedOnce,
  kilograms,
  memberships,
  organisationsAbroad,
  portraitOf,
  positions,
  rewards,
  type SheetInput,
} from "./compose.ts";
import { familyTable, relativesAbroad } from "./family.ts";
import { paySteps, trainingRows } from "./form-2c-98-tables.ts";
import { acrossTable, type Block, heading, item, part, type Sheet, short, table, word } from "./sheet.ts";

/**
 * The CV of State civil servants, form 2C-BNV/2008, items 1 to 32 in their order: as the form 2C/TCTW-98, which see.
 * The bodies above it are those the file names, else the units of the post.
 */
export function sheet2c2008(input: SheetInput): Sheet {
  const { dossier, officeHeader } = input;
  const { person } = dossier;
  const top = head(input);
  return {
    form: "2c-2008",
    code: "Mẫu 2C-BNV/2008",
    title: "SƠ YẾU LÝ LỊCH CÁN BỘ, CÔNG CHỨC",
    header: [
      part("Cơ quan, đơn vị có thẩm quyền quản lý CBCC", person.managingBody || officeHeader.parentUnit),
      part("Cơ quan, đơn vị sử dụng CBCC", person.employingBody || officeHeader.baseUnit),
    ],
    numbers: [part("Số hiệu cán bộ, công chức", person.cadreNumber)],
    photo: "Ảnh màu (4 x 6 cm)",
    portrait: portraitOf(dossier.attachment),
    besidePhoto: top.length,
    blocks: [...top, ...service(input), ...qualification(input), ...merits(input), ...tables(input), ...history(input)],
    signatures: [
      {
        place: "",
        role: "Người khai",
        text: "Tôi xin cam đoan những lời khai trên đây là đúng sự thật",
        note: "(Ký tên, ghi rõ họ tên)",
      },
      {
        place: "…………, ngày … tháng … năm 20…",
        role: "Thủ trưởng cơ quan, đơn vị quản lý",
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
  const inParts = person.birthCommune !== "" || person.birthDistrict !== "" || person.birthProvince !== "";
  return [
    item("1)", [
      part("Họ và tên khai sinh (viết chữ in hoa)", person.birthName.toLocaleUpperCase("vi"), { colon: true }),
    ]),
    item("2)", [part("Tên gọi khác", person.otherNames)]),
    item("3)", [
      word("Sinh ngày", birth?.day ?? ""),
      word("tháng", birth?.month ?? ""),
      word("năm", birth?.year ?? "", ","),
      short("Giới tính (nam, nữ)", person.sex === null ? "" : nameOfCode(sexes, person.sex), { colon: true }),
    ]),
    // A place that the file has as one text stands as it is: taking it apart would guess.
    ...(inParts || person.birthPlace === ""
      ? [
          item("4)", [
            part("Nơi sinh: Xã", person.birthCommune, { colon: false, after: "," }),
            part("Huyện", person.birthDistrict, { colon: false, after: "," }),
            part("Tỉnh", person.birthProvince, { colon: false }),
          ]),
        ]
      : [item("4)", [part("Nơi sinh", person.birthPlace)])]),
    item("5)", [
      part("Quê quán: Xã", person.nativeCommune, { colon: false, after: "," }),
      part("Huyện", person.nativeDistrict, { colon: false, after: "," }),
      part("Tỉnh", person.nativeProvince, { colon: false }),
    ]),
    item("6)", [part("Dân tộc", coded(input, "ETHNIC", person.ethnicity))]),
    item("7)", [part("Tôn giáo", coded(input, "RELIGION", sealed?.religion))]),
  ];
}

/** Items 8 to 14. */
function service(input: SheetInput): Block[] {
  const { person, protected: sealed } = input.dossier;
  return [
    item("8)", [
      part("Nơi đăng ký hộ khẩu thường trú", person.permanentResidence, {
        hint: "(Số nhà, đường phố, thành phố, xóm, thôn, xã, huyện, tỉnh)",
      }),
    ]),
    item("9)", [
      part("Nơi ở hiện nay", person.residence, {
        hint: "(Số nhà, đường phố, thành phố, xóm, thôn, xã, huyện, tỉnh)",
      }),
    ]),
    item("10)", [part("Nghề nghiệp khi được tuyển dụng", sealed?.priorOccupation ?? "")]),
    item("11)", [
      part("Ngày tuyển dụng", dotted(person.recruitDate), { after: "," }),
      part("Cơ quan tuyển dụng", person.recruitOrg),
    ]),
    item(
      "12)",
      [
        part(
          "Chức vụ (chức danh) hiện tại",
          joinedOnce([person.committeeCurrent, positions(input), person.committeeConcurrent]),
          { hint: "(Về chính quyền hoặc Đảng, đoàn thể, kể cả chức vụ kiêm nhiệm)" },
        ),
      ],
      2,
    ),
    item("13)", [part("Công việc chính được giao", person.mainWork)]),
    item("14)", [
      part("Ngạch công chức (viên chức)", person.rankName, { colon: true, after: "," }),
      short("Mã ngạch", person.rankCode),
    ]),
    item("", [
      short("Bậc lương", person.payStep, { after: "," }),
      short("Hệ số", person.payCoefficient, { after: "," }),
      short("Ngày hưởng", person.payFrom === null ? "… / … / …" : `…/${formatPartialDate(person.payFrom)}`, {
        after: ",",
      }),
      short("Phụ cấp chức vụ", person.positionAllowance, { after: "," }),
      short("Phụ cấp khác", person.otherAllowance),
    ]),
  ];
}

/** Items 15 to 18. */
function qualification(input: SheetInput): Block[] {
  const { person } = input.dossier;
  return [
    item("15.1)", [
      part("Trình độ giáo dục phổ thông", person.generalEducation, { hint: "(Đã tốt nghiệp lớp mấy/thuộc hệ nào)" }),
    ]),
    item("15.2)", [
      part("Trình độ chuyên môn cao nhất", coded(input, "DEGREE", person.highestDegree), {
        hint: "(TSKH, TS, Ths, cử nhân, kỹ sư, cao đẳng, trung cấp, sơ cấp, chuyên ngành)",
      }),
    ]),
    item("15.3)", [
      part("Lý luận chính trị", coded(input, "POL_THEORY", person.politicalTheory), {
        hint: "(Cao cấp, trung cấp, sơ cấp và tương đương)",
      }),
    ]),
    item("15.4)", [
      part("Quản lý nhà nước", coded(input, "STATE_MGMT", person.stateManagement), {
        hint: "(chuyên viên cao cấp, chuyên viên chính, chuyên viên, cán sự, …)",
      }),
    ]),
    item("15.5)", [part("Ngoại ngữ", person.foreignLanguages, { hint: "(Tên ngoại ngữ + Trình độ A, B, C, D…)" })]),
    item("15.6)", [part("Tin học", person.itSkill, { hint: "(Trình độ A, B, C…)" })]),
    item("16)", [
      part("Ngày vào Đảng Cộng sản Việt Nam", dotted(person.partyJoinDate), { after: "," }),
      part("Ngày chính thức", dotted(person.partyOfficialDate)),
    ]),
    item("17)", [
      part("Ngày tham gia tổ chức chính trị - xã hội", memberships(input, true), {
        hint: "(Ngày tham gia tổ chức: Đoàn, Hội, … và làm việc gì trong tổ chức đó)",
      }),
    ]),
    item("18)", [
      part("Ngày nhập ngũ", dotted(person.enlistDate), { after: "," }),
      part("Ngày xuất ngũ", dotted(person.dischargeDate), { after: "," }),
      part("Quân hàm cao nhất", person.topRank),
    ]),
  ];
}

/** Items 19 to 26. */
function merits(input: SheetInput): Block[] {
  const { person, protected: sealed } = input.dossier;
  return [
    item("19)", [part("Danh hiệu được phong tặng cao nhất", person.honours)]),
    item("20)", [part("Sở trường công tác", person.strengths)]),
    item("21)", [part("Khen thưởng", rewards(input), { hint: "(Hình thức cao nhất, năm nào)" })]),
    item("22)", [
      part("Kỷ luật", discipline(input, false), {
        hint: "(về đảng, chính quyền, đoàn thể hình thức cao nhất, năm nào)",
      }),
    ]),
    item("23)", [
      part("Tình trạng sức khoẻ", sealed?.health ?? "", { after: "," }),
      short("Chiều cao", sealed?.heightCm == null ? "" : `${sealed.heightCm} cm`, { after: "," }),
      short("Cân nặng", kilograms(sealed?.weightKg), { after: "kg," }),
      short("Nhóm máu", sealed?.bloodGroup ?? ""),
    ]),
    item("24)", [
      part("Là thương binh hạng", person.warInvalid || "…/…", { after: "," }),
      part(
        "Là con gia đình chính sách",
        joinedOnce([person.policyCategory, person.martyrFamily ? "Gia đình liệt sĩ" : ""]),
        { hint: "(Con thương binh, con liệt sĩ, người nhiễm chất độc da cam Dioxin)" },
      ),
    ]),
    item("25)", [
      part("Số chứng minh nhân dân", person.idNumber, { after: "," }),
      part("Ngày cấp", dotted(person.idIssuedOn)),
    ]),
    item("26)", [part("Số sổ BHXH", person.socialInsurance)]),
  ];
}

/** Items 27 and 28. */
function tables(input: SheetInput): Block[] {
  const { dossier, printDate } = input;
  return [
    heading("27)", "Đào tạo, bồi dưỡng về chuyên môn, nghiệp vụ, lý luận chính trị, ngoại ngữ, tin học"),
    table(
      [
        ["Tên trường", 24],
        ["Chuyên ngành đào tạo, bồi dưỡng", 25],
        ["Từ tháng, năm – đến tháng, năm", 17],
        ["Hình thức đào tạo", 13],
        ["Văn bằng, chứng chỉ, trình độ gì", 21],
      ],
      trainingRows(input),
      6,
      {
        note: "Ghi chú: Hình thức đào tạo: Chính quy, tại chức, chuyên tu, bồi dưỡng …/ Văn bằng: TSKH, TS, Ths, Cử nhân, Kỹ sư …",
      },
    ),
    heading("28)", "Tóm tắt quá trình công tác"),
    table(
      [
        ["Từ tháng, năm đến tháng, năm", 19],
        [
          "Chức danh, chức vụ, đơn vị công tác (đảng, chính quyền, đoàn thể, tổ chức xã hội), kể cả thời gian được đào tạo, bồi dưỡng về chuyên môn, nghiệp vụ, …",
          81,
        ],
      ],
      careerOn(dossier.assignment, printDate).map(({ period, text }) => [period, text]),
      10,
    ),
  ];
}

/** Items 29 to 32. */
function history(input: SheetInput): Block[] {
  const sealed = input.dossier.protected;
  const relatives = [
    ["Mối quan hệ", 12],
    ["Họ và tên", 22],
    ["Năm sinh", 9],
    [
      "Quê quán, nghề nghiệp, chức danh, chức vụ, đơn vị công tác, học tập, nơi ở (trong, ngoài nước); thành viên các tổ chức chính trị - xã hội …",
      57,
    ],
  ] as const;
  return [
    heading("29)", "Đặc điểm lịch sử bản thân"),
    item(
      "a)",
      [
        part(
          "Khai rõ: bị bắt, bị tù (từ ngày tháng năm nào đến ngày tháng năm nào, ở đâu), đã khai báo cho ai, những vấn đề gì?",
          sealed?.arrests ?? "",
        ),
      ],
      2,
    ),
    item(
      "",
      [
        part(
          "Bản thân có làm việc trong chế độ cũ (cơ quan, đơn vị nào, địa điểm, chức danh, chức vụ, thời gian làm việc …)",
          formerRegime(input),
          { colon: true },
        ),
      ],
      2,
    ),
    item(
      "b)",
      [
        part(
          "Tham gia hoặc có quan hệ với các tổ chức chính trị, kinh tế, xã hội nào ở nước ngoài (làm gì, tổ chức nào, đặt trụ sở ở đâu …?)",
          organisationsAbroad(input),
          { colon: true },
        ),
      ],
      2,
    ),
    item(
      "c)",
      [
        part(
          "Có thân nhân (Cha, Mẹ, Vợ, Chồng, con, anh chị em ruột) ở nước ngoài (làm gì, địa chỉ …)?",
          relativesAbroad(input),
        ),
      ],
      2,
    ),
    heading("30)", "Quan hệ gia đình"),
    familyTable(input, "OWN", relatives, 8, {
      no: "a)",
      label: "Về bản thân: Cha, Mẹ, Vợ (hoặc chồng), các con, anh chị em ruột",
    }),
    familyTable(input, "SPOUSE", relatives, 5, {
      no: "b)",
      label: "Về bên vợ (hoặc chồng): Cha, Mẹ, anh chị em ruột",
    }),
    heading("31)", "Diễn biến quá trình lương của cán bộ, công chức"),
    acrossTable(
      ["Tháng/Năm", "Mã ngạch/bậc", "Hệ số lương"],
      paySteps(input, []).map(({ from, rank, coefficient }) => [formatPartialDate(from), rank, coefficient]),
      9,
      14,
    ),
    heading("32)", "Nhận xét, đánh giá của cơ quan, đơn vị quản lý và sử dụng cán bộ, công chức"),
    item("", [part("", assessmentOf(input), { colon: false })], 4),
  ];
}
