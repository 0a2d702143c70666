import { careerOn } from "../career.ts";
import { formatPartialDate } from "../dates.ts";
import { coded, formerRegime, joined, oldestFirst, organisationsAbroad, type SheetInput, span } from "./compose.ts";
import { familyGroups, relativesAbroad } from "./family.ts";
import { acrossTable, type Block, heading, item, part, short, table } from "./sheet.ts";

/** Items 26 and 27 of form 2C/TCTW-98. */
export function tables(input: SheetInput): Block[] {
  const { dossier, printDate } = input;
  return [
    heading("26)", "ĐÀO TẠO, BỒI DƯỠNG VỀ CHUYÊN MÔN, NGHIỆP VỤ, LÝ LUẬN CHÍNH TRỊ, NGOẠI NGỮ"),
    table(
      [
        ["Tên trường", 23],
        ["Ngành học hoặc tên lớp học", 26],
        ["Thời gian học", 14],
        ["Hình thức học", 14],
        ["Văn bằng, chứng chỉ, trình độ gì", 23],
      ],
      trainingRows(input),
      6,
      {
        note: "Ghi chú: Hình thức học: Chính quy, tại chức, chuyên tu, bồi dưỡng .../ Văn bằng: Tiến sĩ, Phó tiến sĩ, Thạc sĩ, Cử nhân, Kỹ sư ...",
      },
    ),
    heading("27)", "TÓM TẮT QUÁ TRÌNH CÔNG TÁC"),
    table(
      [
        ["Từ tháng, năm đến tháng, năm", 17],
        ["Chức danh, chức vụ, đơn vị công tác (Đảng, Chính quyền, Đoàn thể)", 83],
      ],
      careerOn(dossier.assignment, printDate).map(({ period, text }) => [period, text]),
      10,
    ),
  ];
}

/** Training in the five columns that both older forms have. */
export const trainingRows = (input: SheetInput): readonly (readonly string[])[] =>
  oldestFirst(input.dossier.training).map((row) => [
    row.school,
    row.major,
    span(row.from, row.to),
    coded(input, "TRAIN_MODE", row.mode),
    row.diploma,
  ]);

/** Items 28 to 30. */
export function history(input: SheetInput): Block[] {
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
          input.dossier.protected?.arrests ?? "",
        ),
      ],
      3,
    ),
    item(
      "b)",
      [
        part(
          "Bản thân có làm việc trong chế độ cũ (Cơ quan, đơn vị nào, địa điểm, chức danh, chức vụ, thời gian làm việc ...)",
          formerRegime(input),
          { colon: true },
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
          organisationsAbroad(input),
          { colon: true },
        ),
      ],
      3,
    ),
    item(
      "",
      [
        part(
          "Có thân nhân (Bố, mẹ, vợ, chồng, con, anh chị em ruột) ở nước ngoài (làm gì, địa chỉ ...)?",
          relativesAbroad(input),
        ),
      ],
      3,
    ),
    heading("30)", "QUAN HỆ GIA ĐÌNH"),
    {
      ...relatives,
      no: "a)",
      label: "Về bản thân: Bố, Mẹ, Vợ (chồng), các con, anh chị em ruột",
      groups: familyGroups(input, "OWN"),
    },
    {
      ...relatives,
      no: "b)",
      label: "Bố, Mẹ, anh chị em ruột (bên vợ hoặc chồng)",
      groups: familyGroups(input, "SPOUSE"),
    },
  ];
}

/** Item 31. */
export function household(input: SheetInput): Block[] {
  const economy = input.dossier.economy;
  const area = (value: string | undefined, after: string) => short("tổng diện tích sử dụng:", value ?? "", { after });
  return [
    heading("31)", "HOÀN CẢNH KINH TẾ GIA ĐÌNH"),
    acrossTable(
      ["Tháng/năm:", "Ngạch/bậc:", "Hệ số lương:"],
      paySteps(input, ["1993-03", "1993-04"]).map(({ from, rank, coefficient }) => [unpadded(from), rank, coefficient]),
      6,
      20,
      { label: "Quá trình lương của bản thân" },
    ),
    item("", [
      part("Nguồn thu nhập chính của gia đình (hàng năm): + lương", economy?.salaryIncome ?? ""),
      part("+ Các nguồn khác", economy?.otherIncome ?? ""),
    ]),
    item("", [
      part("Nhà ở: + Được cấp, được thuê, loại nhà:", economy?.grantedHouse ?? "", { after: "," }),
      area(economy?.grantedHouseArea, "m2"),
    ]),
    item("", [
      part("+ Nhà tự mua, tự xây, loại nhà:", economy?.ownHouse ?? "", { after: "," }),
      area(economy?.ownHouseArea, "m2"),
    ]),
    item("", [
      part("Đất ở: + Đất được cấp:", economy?.grantedLandArea ?? "", { after: "m2," }),
      part("+ Đất tự mua:", economy?.boughtLandArea ?? "", { after: "m2" }),
    ]),
    item("", [
      part(
        "Đất sản xuất, kinh doanh: (Tổng diện tích đất được cấp, tự mua, tự khai phá ...)",
        economy?.productionLand ?? "",
        { colon: true },
      ),
    ]),
  ];
}

/** One column of the pay history. */
interface PayColumn {
  readonly from: string; // `YYYY-MM`, "" where not known
  readonly rank: string; // "01.003/5", as the head "Ngạch/bậc" asks
  readonly coefficient: string;
}

/**
 * The pay history by month, oldest first, for the forms that print it across. Months that the form has printed have a
 * column of their own, also without a step: 3/1993 and 4/1993, before and after the wage reform.
 */
export function paySteps({ dossier }: SheetInput, printed: readonly string[]): readonly PayColumn[] {
  const steps = oldestFirst(dossier["pay-step"]).map(({ from, rankCode, step, coefficient }) => ({
    from: from ?? "",
    rank: joined([rankCode, step], "/"),
    coefficient,
  }));
  const blank = printed
    .filter((from) => !steps.some((step) => step.from === from))
    .map((from) => ({ from, rank: "", coefficient: "" }));
  const [dated, undated] = [
    [...blank, ...steps].filter(({ from }) => from !== ""),
    steps.filter(({ from }) => from === ""),
  ];
  return [...dated.toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0)), ...undated];
}

/** 3/1993, as the form has its first columns; 11/1994. */
const unpadded = (monthOfStep: string): string =>
  monthOfStep === "" ? "" : formatPartialDate(monthOfStep).replace(/^0/, "");
