import { blankRecord } from "../../../../shared/domain/blank-records.ts";
import { blankLetterhead } from "../../../../shared/domain/papers/letterhead.ts";
import type { MovedPerson, PaperRecords } from "../../../../shared/domain/papers/merge.ts";
import type { Rotation } from "../../../../shared/domain/rotation.ts";
import { aMove, aPerson, numbered } from "../../../fixtures/records.ts";

/** Somebody who goes from one invented place to another. */
export const aMovedPerson = (n: number, name: string, move: Partial<Rotation> = {}): MovedPerson => ({
  move: aMove(n, n, { start: "2025-10-01", plannedEnd: "2028-09-30", purpose: "DAO_TAO", ...move }),
  person: aPerson(n, {
    birthName: name,
    sex: "NU",
    birthDate: "1985-03-05",
    nativeCommune: "Lưu Sơn",
    nativeProvince: "Nghệ An",
    partyJoinDate: "2010-05-19",
    highestDegree: { code: "THS", text: "" },
    ethnicity: { code: null, text: "Thái" },
  }),
  name,
  from: { title: "Phó Trưởng Ban Tổ chức", unit: "Tỉnh ủy Nghệ An" },
  to: { title: "Bí thư Đảng ủy xã Bạch Ngọc", unit: "Đảng ủy xã Bạch Ngọc" },
  direction: "TOP_DOWN",
  positions: "Phó Trưởng Ban Tổ chức, Tỉnh ủy Nghệ An",
});

/** A decided move with its papers. */
export const paperRecords = (patch: Partial<PaperRecords> = {}): PaperRecords => ({
  paper: "DECISION",
  date: "2025-09-25",
  letterhead: {
    ...blankLetterhead,
    superior: "Đảng bộ tỉnh Nghệ An",
    place: "Nghệ An",
    authority: "T/M BAN THƯỜNG VỤ",
    signerPost: "BÍ THƯ",
    recipients: "Như Điều 3\n\nLưu Văn phòng Tỉnh ủy",
  },
  officeName: "Ban Tổ chức Tỉnh ủy Nghệ An",
  decision: blankRecord("decision", {
    id: numbered("decision", 1),
    number: "127-QĐ/TU",
    issuer: "Ban Thường vụ Tỉnh ủy",
    date: "2025-09-25",
    signer: "Lê Văn Thử",
    subject: "về việc luân chuyển cán bộ",
  }),
  programme: blankRecord("programme", {
    id: numbered("programme", 1),
    number: "15-ĐA/TU",
    name: "Luân chuyển cán bộ về các xã khó khăn",
    basis: "Quy định 65-QĐ/TW\nNghị quyết 14-NQ/TU",
  }),
  steps: [
    blankRecord("procedure-step", {
      id: numbered("procedure-step", 1),
      rotationId: numbered("rotation", 1),
      personId: numbered("person", 1),
      step: "PROPOSE_POLICY",
      state: "DONE",
      document: "Kế hoạch 21-KH/TU",
    }),
  ],
  dossier: [
    blankRecord("dossier-item", {
      id: numbered("dossier-item", 1),
      rotationId: numbered("rotation", 1),
      personId: numbered("person", 1),
      item: "TO_TRINH",
      present: true,
      document: "33-TTr/BTC",
      date: "2025-09-10",
    }),
  ],
  assessments: [],
  ratings: [],
  people: [aMovedPerson(1, "Trần Thị Mẫu")],
  codes: [],
  ...patch,
});
