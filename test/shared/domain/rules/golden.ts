import type { RuleResult } from "../../../../shared/domain/rules/check.ts";
import type { CheckedRule } from "../../../../shared/domain/rules/parameters.ts";
import { aDecision, aMove, anAssignment, aPerson, aVersion, numbered } from "../../../fixtures/records.ts";
import {
  anAction,
  anAllowance,
  anAssessment,
  anEntry,
  anOfMove,
  anOverride,
  aPaper,
  aPost,
  aRating,
  aReview,
  asOf,
  aTick,
  entry,
  move,
  only,
  type Patch,
  person,
  put,
  rating,
  step,
  target,
} from "./world.ts";

/** "absent": no pack in force that day has the rule. "overridden": not met, with a recorded reason. */
export type Want = RuleResult | "absent" | "overridden";
export type Row = readonly [rule: CheckedRule, at: string, what: string, want: Want, ...patches: Patch[]];

const unit = (n: number) => numbered("unit", n);
const toSecretary = move({ toTitle: "Bí thư Huyện ủy", toPostId: null }); // a step up on the ladder
const placed = move({ purpose: "KHONG_DIA_PHUONG" });
const head = (from: string | null, to: string | null = null) =>
  only("steps", anAssignment(1, 1, { title: "Bí thư Huyện ủy", unitId: unit(12), from, to }));
const deputy = (from: string | null, to: string | null = null) => step({ from, to });
const on = (rule: string, pack: string, about: "move" | "entry" | "person" = "move") =>
  put("overrides", anOverride(rule, pack, about));
const firstPaperGone: Patch = (world) => {
  world.papers.shift();
};
const planned = entry({ from: "2025-11-03", title: "Bí thư Huyện ủy", postId: null });
const others = (...people: number[]) =>
  put("entries", ...people.map((n) => anEntry(n, n, { title: "Bí thư Huyện ủy", postId: null, from: "2025-11-01" })));
const team =
  (women: number, young: number, of = 20): Patch =>
  (world) => {
    world.people = Array.from({ length: of }, (_, i) =>
      aPerson(i + 1, { sex: i < women ? "NU" : "NAM", birthDate: i < young ? "1990-01-01" : "1975-01-01" }),
    );
    world.entries = world.people.map((_, i) => anEntry(i + 1, i + 1));
  };
const swap = (patch: Parameters<typeof aMove>[2] = {}, day: string | null = "2023-03-01"): readonly Patch[] => [
  move({ kind: "HOAN_DOI", exchangeGroup: "cặp 1" }),
  put(
    "moves",
    aMove(2, 2, {
      kind: "HOAN_DOI",
      exchangeGroup: "cặp 1",
      fromUnitId: unit(15),
      fromTitle: "Chủ tịch UBND huyện",
      toUnitId: unit(12),
      toTitle: "Phó Bí thư Huyện ủy",
      start: "2023-03-01",
      decisionId: numbered("decision", 2),
      ...patch,
    }),
  ),
  put("decisions", aDecision(2, { date: day })),
];

/** One line a case: the rule, the day whose rules apply (and on which the move starts), what is special, the answer. */
// biome-ignore format: a table, one line a case
export const golden: readonly Row[] = [
  // R01: a rotation lasts 36 months (98 and 65)
  ["R01", "2023-03-01", "36 months to the day", "met"],
  ["R01", "2023-03-01", "one day less", "not-met", move({ plannedEnd: "2026-02-27" })],
  ["R01", "2017-10-07", "first day of 98, 35 months", "not-met", move({ plannedEnd: "2020-09-06" })],
  ["R01", "2017-10-06", "the day before 98", "absent", move({ plannedEnd: "2018-01-01" })],
  ["R01", "2022-04-27", "last day of 98", "met"],
  ["R01", "2022-04-28", "first day of 65", "met"],
  ["R01", "2023-03-01", "ended by recall after a year", "not-met", move({ endedOn: "2024-02-29", outcome: "RECALL" })],
  ["R01", "2023-03-01", "ended by retirement after a year", "not-applicable", move({ endedOn: "2024-02-29", outcome: "RETIRE" })],
  ["R01", "2023-03-01", "too short at first, then extended", "met", move({ plannedEnd: "2024-02-29", extendedTo: "2026-02-28" })],
  ["R01", "2023-03-01", "end known to the month, either side of the limit", "unknown", move({ plannedEnd: "2026-02" })],
  ["R01", "2023-03-01", "end known to the month, surely long enough", "met", move({ plannedEnd: "2026-03" })],
  ["R01", "2023-03-01", "no end written", "unknown", move({ plannedEnd: null })],
  ["R01", "2023-03-01", "a transfer is no rotation", "not-applicable", move({ kind: "DIEU_DONG" })],
  ["R01", "2023-03-01", "a reason is recorded", "overridden", move({ plannedEnd: "2025-02-28" }), on("R01", "65-QĐ/TW")],
  ["R01", "2023-03-01", "the reason is about another pack", "not-met", move({ plannedEnd: "2025-02-28" }), on("R01", "98-QĐ/TW")],

  // R02: ten years to work, planned cadres
  ["R02", "2023-03-01", "retires in 2040", "met"],
  ["R02", "2023-03-01", "exactly 120 months", "met", person({ birthDate: "1971-02-15" })],
  ["R02", "2023-03-01", "a month less", "not-met", person({ birthDate: "1971-01-15" })],
  ["R02", "2023-03-01", "a woman of that age has less", "not-met", person({ birthDate: "1973-02-15", sex: "NU" })],
  ["R02", "2020-12-31", "by the ages before 2021: 60", "not-met", person({ birthDate: "1970-11-30" })],
  ["R02", "2021-01-01", "a day later, by the rising ages", "met", person({ birthDate: "1970-11-30" })],
  ["R02", "2017-10-06", "the day before 98", "absent", person({ birthDate: "1960-01-01" })],
  ["R02", "2023-03-01", "sex not known", "unknown", person({ sex: null })],
  ["R02", "2023-03-01", "birth year only, either side", "unknown", person({ birthDate: "1971" })],
  ["R02", "2023-03-01", "birth year only, surely enough", "met", person({ birthDate: "1978" })],
  ["R02", "2023-03-01", "purpose not written", "unknown", move({ purpose: null })],
  ["R02", "2023-03-01", "another purpose", "not-applicable", placed],
  ["R02", "2023-03-01", "overridden", "overridden", person({ birthDate: "1965-01-15" }), on("R02", "65-QĐ/TW")],

  // R03: one full term to work, non-local and two-term placement
  ["R03", "2023-03-01", "enough", "met", placed],
  ["R03", "2023-05-01", "exactly 60 months", "met", placed, person({ birthDate: "1966-04-10" })],
  ["R03", "2023-05-01", "born a month earlier", "not-met", placed, person({ birthDate: "1966-03-10" })],
  ["R03", "2017-10-07", "first day of 98", "met", placed],
  ["R03", "2017-10-06", "the day before", "absent", placed],
  ["R03", "2023-03-01", "birth date missing", "unknown", placed, person({ birthDate: null })],
  ["R03", "2023-03-01", "training is another rule's", "not-applicable"],
  ["R03", "2023-03-01", "overridden", "overridden", placed, person({ birthDate: "1964-01-10" }), on("R03", "65-QĐ/TW")],

  // R04: in the plan for the title, an equivalent or a higher one
  ["R04", "2023-03-01", "planned for the very post", "met"],
  ["R04", "2023-03-01", "planned for a higher title", "met", entry({ postId: null, title: "Bí thư Huyện ủy" })],
  ["R04", "2023-03-01", "planned for an equivalent title", "met", entry({ postId: null, title: "Phó Bí thư Huyện ủy" })],
  ["R04", "2023-03-01", "planned for a lower title", "not-met", entry({ postId: null, title: "Phó Chủ tịch UBND huyện" })],
  ["R04", "2023-03-01", "no entry", "not-met", only("entries")],
  ["R04", "2023-03-01", "entry ends on the day", "met", entry({ to: "2023-03-01" })],
  ["R04", "2023-03-01", "entry ended the day before", "not-met", entry({ to: "2023-02-28" })],
  ["R04", "2023-03-01", "approved on a day that is not known", "unknown", entry({ from: null })],
  ["R04", "2023-03-01", "approved that year", "unknown", entry({ from: "2023" })],
  ["R04", "2023-03-01", "a title nobody can compare", "unknown", entry({ postId: null, title: "Cán bộ nguồn" })],
  ["R04", "2017-10-06", "before 98", "absent", only("entries")],
  ["R04", "2022-04-27", "last day of 98", "not-met", only("entries")],
  ["R04", "2023-03-01", "overridden", "overridden", only("entries"), on("R04", "65-QĐ/TW")],

  // R05: who leads
  ["R05", "2023-03-01", "a deputy secretary", "met"],
  ["R05", "2023-03-01", "a specialist", "not-met", step({ title: "Chuyên viên", postId: null }), move({ fromTitle: "Chuyên viên" })],
  ["R05", "2023-03-01", "left the post the day before", "met", step({ to: "2023-02-28" }), move({ fromTitle: "" })],
  ["R05", "2023-03-01", "left the post two days before", "not-met", step({ to: "2023-02-27" }), move({ fromTitle: "" })],
  ["R05", "2023-03-01", "left it in a month that is not certain", "unknown", step({ to: "2023" }), move({ fromTitle: "" })],
  ["R05", "2023-03-01", "no career on file", "unknown", only("steps"), move({ fromTitle: "" })],
  ["R05", "2017-10-07", "first day of 98", "met"],
  ["R05", "2017-10-06", "the day before", "absent"],
  ["R05", "2023-03-01", "overridden", "overridden", step({ title: "Chuyên viên", postId: null }), move({ fromTitle: "Chuyên viên" }), on("R05", "65-QĐ/TW")],

  // R06: a head for two terms in one place
  ["R06", "2023-03-01", "eight years", "met", head("2015-03-01")],
  ["R06", "2023-03-01", "ten years tomorrow", "met", head("2013-03-02")],
  ["R06", "2023-03-01", "ten years today", "not-met", head("2013-03-01")],
  ["R06", "2023-03-01", "two stretches without a gap", "not-met", head("2010-01-01", "2015-12-31"), put("steps", anAssignment(2, 1, { title: "Bí thư Huyện ủy", unitId: unit(12), from: "2016-01-01" }))],
  ["R06", "2023-03-01", "two stretches with a year between", "met", head("2010-01-01", "2015-12-31"), put("steps", anAssignment(2, 1, { title: "Bí thư Huyện ủy", unitId: unit(12), from: "2017-01-01" }))],
  ["R06", "2023-03-01", "since a year that leaves it open", "unknown", head("2013")],
  ["R06", "2023-03-01", "since an unknown day", "unknown", head(null)],
  ["R06", "2023-03-01", "a deputy", "not-applicable"],
  ["R06", "2023-03-01", "a commune's secretary, unless the province says so", "not-applicable", only("steps", anAssignment(1, 1, { title: "Bí thư Đảng ủy", unitId: unit(4), from: "2005-01-01" }))],
  ["R06", "2017-10-07", "first day of 98", "not-met", head("2005-01-01")],
  ["R06", "2017-10-06", "the day before", "absent", head("2005-01-01")],
  ["R06", "2023-03-01", "overridden", "overridden", head("2005-01-01"), on("R06", "65-QĐ/TW", "person")],

  // R07: deputies for ten years, only where a province rules so (the tests lay its pack over)
  ["R07", "2023-03-01", "nine years", "met", deputy("2014-03-01")],
  ["R07", "2023-03-01", "ten years tomorrow", "met", deputy("2013-03-02")],
  ["R07", "2023-03-01", "ten years today", "not-met", deputy("2013-03-01")],
  ["R07", "2023-03-01", "since a year that leaves it open", "unknown", deputy("2013")],
  ["R07", "2022-12-31", "the day before the province's regulation", "absent", deputy("2000-01-01")],
  ["R07", "2023-01-01", "its first day", "not-met", deputy("2000-01-01")],
  ["R07", "2023-03-01", "a head", "not-applicable", head("2000-01-01")],
  ["R07", "2023-03-01", "overridden", "overridden", deputy("2000-01-01"), on("R07", "646-QĐ/TU", "person")],

  // R08: not at home
  ["R08", "2023-03-01", "native of another district", "met"],
  ["R08", "2023-03-01", "native of the district", "not-met", person({ nativeDistrict: "huyện Yên Thành" })],
  ["R08", "2023-03-01", "a place that is not on the register", "unknown", person({ nativeDistrict: "Thanh Chương", nativeProvince: "" })],
  ["R08", "2023-03-01", "not written", "unknown", person({ nativeDistrict: "" })],
  ["R08", "2023-03-01", "of another province", "met", person({ nativeDistrict: "Can Lộc", nativeProvince: "Hà Tĩnh" })],
  ["R08", "2023-03-01", "of a district that went over into it", "not-met", person({ nativeDistrict: "Yên Cũ" }), put("versions", aVersion(9, 9, { name: "Huyện Yên Cũ", level: "HUYEN", to: "2000-12-31" })), put("successions", { id: numbered("succession", 1), fromUnitId: unit(9), toUnitId: unit(3), kind: "MERGE", part: false, date: "2001-01-01", reorganisationId: null, withdrawn: false, })],
  ["R08", "2023-03-01", "of one that went over in part", "unknown", person({ nativeDistrict: "Yên Cũ" }), put("versions", aVersion(9, 9, { name: "Huyện Yên Cũ", level: "HUYEN", to: "2000-12-31" })), put("successions", { id: numbered("succession", 1), fromUnitId: unit(9), toUnitId: unit(3), kind: "SPLIT", part: true, date: "2001-01-01", reorganisationId: null, withdrawn: false, })],
  ["R08", "2023-03-01", "a title that is not listed", "not-applicable", move({ toTitle: "Phó Chủ tịch UBND huyện" })],
  ["R08", "2023-03-01", "not listed, but the post asks for it", "not-met", move({ toTitle: "Phó Chủ tịch UBND huyện" }), target({ nonLocal: true }), person({ nativeDistrict: "Yên Thành" })],
  ["R08", "2017-10-07", "first day of 98", "met"],
  ["R08", "2017-10-06", "the day before", "absent"],
  ["R08", "2023-03-01", "overridden", "overridden", person({ nativeDistrict: "Yên Thành" }), on("R08", "65-QĐ/TW")],

  // R09: an equivalent post
  ["R09", "2023-03-01", "deputy secretary to chair: equivalent", "met"],
  ["R09", "2023-03-01", "to secretary, last year good", "not-met", toSecretary],
  ["R09", "2023-03-01", "to secretary, last year excellent, by decision", "met", toSecretary, rating({ rating: { code: "XS", text: "" } })],
  ["R09", "2023-03-01", "to secretary, excellent, no decision", "not-met", toSecretary, rating({ rating: { code: "XS", text: "" } }), move({ decisionId: null })],
  ["R09", "2023-03-01", "to a lower post", "not-met", move({ toTitle: "Phó Chủ tịch UBND huyện", toPostId: null })],
  ["R09", "2023-03-01", "to secretary, last year's rating missing", "unknown", toSecretary, only("ratings")],
  ["R09", "2023-03-01", "a title nobody can compare", "unknown", move({ toTitle: "Chuyên gia", toPostId: null })],
  ["R09", "2022-04-28", "first day of 65", "not-met", toSecretary],
  ["R09", "2022-04-27", "the day before: 98 has no such rule", "absent", toSecretary],
  ["R09", "2023-03-01", "overridden", "overridden", toSecretary, on("R09", "65-QĐ/TW")],

  // R10: a free place in the establishment
  ["R10", "2023-03-01", "a free place", "met"],
  ["R10", "2023-03-01", "somebody stays in it", "not-met", put("steps", anAssignment(2, 2, { postId: numbered("post", 15), from: "2020-01-01" }))],
  ["R10", "2023-03-01", "somebody leaves the day before", "met", put("steps", anAssignment(2, 2, { postId: numbered("post", 15), from: "2020-01-01", to: "2023-02-28" }))],
  ["R10", "2023-03-01", "somebody leaves on the day", "not-met", put("steps", anAssignment(2, 2, { postId: numbered("post", 15), from: "2020-01-01", to: "2023-03-01" }))],
  ["R10", "2023-03-01", "somebody leaves that year", "unknown", put("steps", anAssignment(2, 2, { postId: numbered("post", 15), from: "2020-01-01", to: "2023" }))],
  ["R10", "2023-03-01", "two places, one taken", "met", target({ places: 2 }), put("steps", anAssignment(2, 2, { postId: numbered("post", 15), from: "2020-01-01" }))],
  ["R10", "2023-03-01", "the post has ended", "not-met", target({ to: "2023-02-28" })],
  ["R10", "2023-03-01", "the post begins on the day", "met", target({ from: "2023-03-01" })],
  ["R10", "2023-03-01", "the post is not named", "unknown", move({ toPostId: null })],
  ["R10", "2022-04-28", "first day of 65", "not-met", target({ to: "2022-01-01" })],
  ["R10", "2022-04-27", "the day before", "absent", target({ to: "2022-01-01" })],
  ["R10", "2023-03-01", "overridden", "overridden", target({ to: "2023-02-28" }), on("R10", "65-QĐ/TW")],

  // R11: not because of discipline or a weak year
  ["R11", "2023-03-01", "a good year, no discipline", "met"],
  ["R11", "2023-03-01", "last year not completed", "not-met", rating({ rating: { code: "KHT", text: "" } })],
  ["R11", "2023-03-01", "a discipline to the day", "not-met", put("actions", anAction(1, "KHIEN_TRACH", "2022-03-02", "2023-03-01"))],
  ["R11", "2023-03-01", "a discipline to the day before", "met", put("actions", anAction(1, "KHIEN_TRACH", "2022-03-01", "2023-02-28"))],
  ["R11", "2023-03-01", "no end written: a year", "not-met", put("actions", anAction(1, "KHIEN_TRACH", "2022-06-01"))],
  ["R11", "2023-03-01", "a discipline to that year", "unknown", put("actions", anAction(1, "KHIEN_TRACH", "2022-01-01", "2023"))],
  ["R11", "2023-03-01", "rating missing", "unknown", only("ratings")],
  ["R11", "2023-03-01", "rating of another year only", "unknown", rating({ year: "2020", rating: { code: "KHT", text: "" } })],
  ["R11", "2017-10-07", "first day of 98", "not-met", rating({ rating: { code: "KHT", text: "" } })],
  ["R11", "2017-10-06", "the day before", "absent", rating({ rating: { code: "KHT", text: "" } })],
  ["R11", "2023-03-01", "overridden", "overridden", rating({ rating: { code: "KHT", text: "" } }), on("R11", "65-QĐ/TW")],

  // R12: a certificate of the last six months
  ["R12", "2025-11-03", "three months old", "met"],
  ["R12", "2025-11-03", "six months to the day", "met", only("papers", aPaper(1, "Giấy khám sức khỏe", "2025-05-03"))],
  ["R12", "2025-11-03", "six months and a day", "not-met", only("papers", aPaper(1, "Giấy khám sức khỏe", "2025-05-02"))],
  ["R12", "2025-11-03", "of that month", "unknown", only("papers", aPaper(1, "Giấy khám sức khỏe", "2025-05"))],
  ["R12", "2025-11-03", "issued after the decision", "unknown", only("papers", aPaper(1, "Giấy khám sức khỏe", "2025-11-04"))],
  ["R12", "2025-11-03", "none in the file", "unknown", only("papers", aPaper(1, "Tờ trình", "2025-10-01"))],
  ["R12", "2025-11-03", "ticked off with a date, no scan", "met", only("papers"), put("ticked", aTick(1, "SUC_KHOE", { date: "2025-10-01" }))],
  ["R12", "2025-07-01", "first day", "not-met", only("papers", aPaper(1, "Giấy khám sức khỏe", "2024-05-02"))],
  ["R12", "2025-06-30", "the day before", "absent"],
  ["R12", "2025-11-03", "overridden", "overridden", only("papers", aPaper(1, "Giấy khám sức khỏe", "2025-05-02")), on("R12", "170/2025/NĐ-CP")],

  // R13: every paper of the list
  ["R13", "2025-11-03", "all there", "met"],
  ["R13", "2025-11-03", "one lacks", "not-met", only("papers", aPaper(1, "Tờ trình", "2025-10-01"))],
  ["R13", "2025-11-03", "no paper kept at all", "unknown", only("papers")],
  ["R13", "2025-11-03", "one lacks as a scan and is ticked off", "met", firstPaperGone, put("ticked", aTick(1, "TO_TRINH"))],
  ["R13", "2025-11-03", "one is said to be needless", "met", firstPaperGone, put("ticked", aTick(1, "TO_TRINH", { present: false, note: "không cần" }))],
  ["R13", "2025-11-03", "one is not there and nothing is said", "not-met", firstPaperGone, put("ticked", aTick(1, "TO_TRINH", { present: false }))],
  ["R13", "2025-11-03", "ticked off for another move", "not-met", firstPaperGone, put("ticked", aTick(1, "TO_TRINH", { rotationId: numbered("rotation", 2) }))],
  ["R13", "2025-07-01", "first day", "met"],
  ["R13", "2025-06-30", "the day before", "absent"],
  ["R13", "2025-11-03", "a transfer", "not-applicable", move({ kind: "DIEU_DONG" })],
  ["R13", "2025-11-03", "overridden", "overridden", only("papers", aPaper(1, "Tờ trình", "2025-10-01")), on("R13", "170/2025/NĐ-CP")],

  // R14: assessed every year
  ["R14", "2023-03-01", "nothing due yet", "not-applicable"],
  ["R14", "2023-03-01", "due today: assessed in December", "met", asOf("2024-02-14"), put("assessments", anAssessment(1, "2023-12-20"))],
  ["R14", "2023-03-01", "the day before it is due", "not-applicable", asOf("2024-02-13")],
  ["R14", "2023-03-01", "due, not there", "not-met", asOf("2024-02-14")],
  ["R14", "2023-03-01", "rated for the year", "met", asOf("2024-02-14"), put("ratings", aRating(2, "2023", "TOT"))],
  ["R14", "2023-03-01", "assessed a day late", "not-met", asOf("2024-03-01"), put("assessments", anAssessment(1, "2024-02-15"))],
  ["R14", "2023-03-01", "of two years one lacks", "not-met", asOf("2025-03-01"), put("assessments", anAssessment(1, "2023-12-20"))],
  ["R14", "2023-03-01", "an assessment without a date", "unknown", asOf("2024-02-14"), put("assessments", anAssessment(1, null))],
  ["R14", "2023-07-01", "half a year served: due", "not-met", asOf("2024-02-14")],
  ["R14", "2023-07-02", "less than half a year served: not due", "not-applicable", asOf("2024-02-14")],
  ["R14", "2023-03-01", "ended in June: one at the end", "met", move({ endedOn: "2023-06-30" }), asOf("2024-03-01"), put("assessments", anAssessment(1, "2023-07-15"))],
  ["R14", "2023-03-01", "ended in June: none at the end", "not-met", move({ endedOn: "2023-06-30" }), asOf("2024-03-01")],
  ["R14", "2023-03-01", "the receiving body's for the year", "met", asOf("2024-02-14"), put("ofMove", anOfMove(1, "2023"))],
  ["R14", "2023-03-01", "the receiving body's at the end", "met", move({ endedOn: "2023-06-30" }), asOf("2024-03-01"), put("ofMove", anOfMove(1, null, true))],
  ["R14", "2022-04-28", "first day of 65", "not-met", asOf("2023-03-01"), only("ratings")],
  ["R14", "2022-04-27", "the day before", "absent", asOf("2023-03-01")],
  ["R14", "2023-03-01", "overridden", "overridden", asOf("2024-02-14"), on("R14", "65-QĐ/TW")],

  // R15: what became of it, within 60 days
  ["R15", "2023-03-01", "written down", "met", move({ outcome: "HIGHER" }), asOf("2027-01-01")],
  ["R15", "2023-03-01", "the last of the 60 days", "not-applicable", asOf("2026-04-29")],
  ["R15", "2023-03-01", "the 61st", "not-met", asOf("2026-04-30")],
  ["R15", "2023-03-01", "extended, and over as well", "not-met", move({ outcome: "EXTENDED" }), asOf("2027-01-01")],
  ["R15", "2023-03-01", "end known to the month", "unknown", move({ plannedEnd: "2026-02" }), asOf("2026-04-20")],
  ["R15", "2023-03-01", "no end written", "unknown", move({ plannedEnd: null }), asOf("2027-01-01")],
  ["R15", "2023-03-01", "extended, and not over yet", "not-applicable", move({ outcome: "EXTENDED", extendedTo: "2027-02-28" }), asOf("2027-01-01")],
  ["R15", "2022-04-28", "first day of 65", "not-met", asOf("2027-01-01")],
  ["R15", "2022-04-27", "the day before", "absent", asOf("2027-01-01")],
  ["R15", "2023-03-01", "overridden", "overridden", asOf("2027-01-01"), on("R15", "65-QĐ/TW")],

  // R16: kept at the destination
  ["R16", "2023-03-01", "stays: no longer counted", "met", move({ outcome: "STAY" })],
  ["R16", "2023-03-01", "still going on", "not-applicable"],
  ["R16", "2023-03-01", "placed higher", "not-applicable", move({ outcome: "HIGHER" })],
  ["R16", "2022-04-28", "first day of 65", "met", move({ outcome: "STAY" })],
  ["R16", "2022-04-27", "the day before", "absent", move({ outcome: "STAY" })],
  ["R16", "2023-03-01", "kind beside the rule", "not-applicable", move({ outcome: "STAY", kind: "BIET_PHAI" })],
  ["R16", "2023-03-01", "nothing to override", "met", move({ outcome: "STAY" }), on("R16", "65-QĐ/TW")],

  // R17: the allowance is kept
  ["R17", "2023-03-01", "higher than before", "met"],
  ["R17", "2023-03-01", "the same", "met", only("allowances", anAllowance(1, "0,50", "2012-01"), anAllowance(2, "0.5", "2023-03"))],
  ["R17", "2023-03-01", "lower", "not-met", only("allowances", anAllowance(1, "0,50", "2012-01"), anAllowance(2, "0,49", "2023-03"))],
  ["R17", "2023-03-01", "lower, but kept", "met", only("allowances", anAllowance(1, "0,50", "2012-01"), anAllowance(2, "0,40", "2023-03", { manner: "Bảo lưu" }))],
  ["R17", "2023-03-01", "the new one not known", "unknown", only("allowances", anAllowance(1, "0,50", "2012-01"))],
  ["R17", "2023-03-01", "not a number", "unknown", only("allowances", anAllowance(1, "có", "2012-01"), anAllowance(2, "0,40", "2023-03"))],
  ["R17", "2022-04-28", "first day of 65", "met"],
  ["R17", "2022-04-27", "the day before", "absent"],
  ["R17", "2023-03-01", "overridden", "overridden", only("allowances", anAllowance(1, "0,50", "2012-01"), anAllowance(2, "0,40", "2023-03")), on("R17", "65-QĐ/TW")],

  // R18: three and three
  ["R18", "2025-11-03", "the only one", "met", planned],
  ["R18", "2025-11-03", "the third for the title", "met", planned, others(2, 3)],
  ["R18", "2025-11-03", "the fourth", "not-met", planned, others(2, 3, 4)],
  ["R18", "2025-11-03", "the fourth, one perhaps over", "unknown", planned, others(2, 3), put("entries", anEntry(4, 4, { title: "Bí thư Huyện ủy", postId: null, from: "2020-01-01", to: "2025" }))],
  ["R18", "2025-11-03", "a third title of the level", "met", planned, put("entries", ...["Chủ tịch UBND huyện", "Chủ tịch HĐND huyện"].map((title, i) => anEntry(i + 5, 1, { title, postId: null })))],
  ["R18", "2025-11-03", "a fourth title of the level", "not-met", planned, put("entries", ...["Chủ tịch UBND huyện", "Chủ tịch HĐND huyện", "Phó Bí thư Huyện ủy"].map((title, i) => anEntry(i + 5, 1, { title, postId: null })))],
  ["R18", "2025-11-03", "no higher than the post held", "not-met", planned, entry({ title: "Chủ tịch UBND huyện" })],
  ["R18", "2025-11-03", "appointed the same day", "not-met", planned, step({ from: "2025-11-03" })],
  ["R18", "2025-11-03", "appointed that month", "unknown", planned, step({ from: "2025-11" })],
  ["R18", "2025-11-03", "entry without a date", "unknown", planned, entry({ from: null })],
  ["R18", "2025-10-08", "first day of 377", "met", planned],
  ["R18", "2025-10-07", "the day before", "absent", planned],
  ["R18", "2025-11-03", "overridden", "overridden", planned, others(2, 3, 4), on("R18", "377-QĐ/TW", "entry")],

  // R19: two terms to work (before: one)
  ["R19", "2025-11-03", "enough", "met", planned],
  ["R19", "2025-11-03", "exactly 120 months", "met", planned, person({ birthDate: "1973-11-20" })],
  ["R19", "2025-11-03", "a month less", "not-met", planned, person({ birthDate: "1973-10-20" })],
  ["R19", "2025-10-08", "first day of 377: 100 months", "not-met", entry({ from: "2025-10-08" }), person({ birthDate: "1972-01-20" })],
  ["R19", "2025-10-07", "last day of 50: 100 months", "met", entry({ from: "2025-10-07" }), person({ birthDate: "1972-01-20" })],
  ["R19", "2021-12-27", "first day of 50", "met", entry({ from: "2021-12-27" })],
  ["R19", "2021-12-26", "the day before", "absent", entry({ from: "2021-12-26" })],
  ["R19", "2025-11-03", "birth year only, either side", "unknown", planned, person({ birthDate: "1973" })],
  ["R19", "2025-11-03", "overridden", "overridden", planned, person({ birthDate: "1970-01-20" }), on("R19", "377-QĐ/TW", "entry")],

  // R20: shares (under 50 only)
  ["R20", "2023-03-01", "3 of 20 young, 5 of 20 women", "met", team(5, 3)],
  ["R20", "2023-03-01", "2 of 20 young", "not-met", team(5, 2)],
  ["R20", "2023-03-01", "the third turns 40 tomorrow", "met", team(5, 3), person({ birthDate: "1983-03-02" })],
  ["R20", "2023-03-01", "the third is 40 today", "not-met", team(5, 3), person({ birthDate: "1983-03-01" })],
  ["R20", "2023-03-01", "4 of 20 women", "not-met", team(4, 3)],
  ["R20", "2023-03-01", "one birth date missing", "unknown", team(5, 3), person({ birthDate: null })],
  ["R20", "2021-12-27", "first day of 50", "met", team(5, 3)],
  ["R20", "2021-12-26", "the day before", "absent", team(5, 3)],
  ["R20", "2025-10-08", "377 gives no figures", "absent", team(5, 3)],
  ["R20", "2030-01-01", "nobody planned", "absent", only("entries")],
  ["R20", "2023-03-01", "nobody planned yet", "not-applicable", only("entries")],
  ["R20", "2023-03-01", "overridden", "overridden", team(0, 0), on("R20", "50-QĐ/TW", "person")],

  // R21: appointed out of the plan
  ["R21", "2025-11-03", "planned for the post", "met", move({ kind: "DIEU_DONG" })],
  ["R21", "2025-11-03", "planned for a lower one", "not-met", move({ kind: "DIEU_DONG" }), entry({ postId: null, title: "Phó Chủ tịch UBND huyện" })],
  ["R21", "2025-11-03", "entry over the day before", "not-met", move({ kind: "DIEU_DONG" }), entry({ to: "2025-11-02" })],
  ["R21", "2025-11-03", "entry over on the day", "met", move({ kind: "DIEU_DONG" }), entry({ to: "2025-11-03" })],
  ["R21", "2025-11-03", "entry over that month", "unknown", move({ kind: "DIEU_DONG" }), entry({ to: "2025-11" })],
  ["R21", "2025-11-03", "a rotation", "not-applicable"],
  ["R21", "2025-10-08", "first day of 377", "met", move({ kind: "DIEU_DONG" })],
  ["R21", "2025-10-07", "the day before", "absent", move({ kind: "DIEU_DONG" })],
  ["R21", "2025-11-03", "overridden", "overridden", move({ kind: "DIEU_DONG" }), only("entries"), on("R21", "377-QĐ/TW")],

  // R22: 24 months before a higher post
  ["R22", "2025-11-03", "years in the post", "met", toSecretary],
  ["R22", "2025-11-03", "24 months to the day", "met", toSecretary, step({ from: "2023-11-03" })],
  ["R22", "2025-11-03", "a day less", "not-met", toSecretary, step({ from: "2023-11-04" })],
  ["R22", "2025-11-03", "equivalent posts add up", "met", toSecretary, step({ from: "2024-11-03" }), put("steps", anAssignment(2, 1, { title: "Chủ tịch UBND huyện", unitId: unit(15), from: "2021-01-01", to: "2022-01-31" }))],
  ["R22", "2025-11-03", "a lower post does not", "not-met", toSecretary, step({ from: "2024-11-03" }), put("steps", anAssignment(2, 1, { title: "Phó Chủ tịch UBND huyện", unitId: unit(15), from: "2021-01-01", to: "2022-01-31" }))],
  ["R22", "2025-11-03", "since that year", "unknown", toSecretary, step({ from: "2023" })],
  ["R22", "2025-11-03", "an equivalent post", "not-applicable"],
  ["R22", "2025-10-08", "first day of 377", "met", toSecretary],
  ["R22", "2025-10-07", "the day before", "absent", toSecretary],
  ["R22", "2025-11-03", "overridden", "overridden", toSecretary, step({ from: "2025-01-01" }), on("R22", "377-QĐ/TW")],

  // R23: after discipline
  ["R23", "2025-11-03", "reprimand 24 months ago", "met", toSecretary, put("actions", anAction(1, "KHIEN_TRACH", "2023-11-03"))],
  ["R23", "2025-11-03", "reprimand a day less", "not-met", toSecretary, put("actions", anAction(1, "KHIEN_TRACH", "2023-11-04"))],
  ["R23", "2025-11-03", "warning 36 months ago", "met", toSecretary, put("actions", anAction(1, "CANH_CAO", "2022-11-03"))],
  ["R23", "2025-11-03", "warning a day less", "not-met", toSecretary, put("actions", anAction(1, "CANH_CAO", "2022-11-04"))],
  ["R23", "2025-11-03", "removal 60 months ago", "met", toSecretary, put("actions", anAction(1, "CACH_CHUC", "2020-11-03"))],
  ["R23", "2025-11-03", "removal a day less", "not-met", toSecretary, put("actions", anAction(1, "CACH_CHUC", "2020-11-04"))],
  ["R23", "2025-11-03", "day not known", "unknown", toSecretary, put("actions", anAction(1, "KHIEN_TRACH", null))],
  ["R23", "2025-11-03", "form not known", "unknown", toSecretary, put("actions", anAction(1, null, "2024-01-01"))],
  ["R23", "2025-11-03", "no discipline", "not-applicable", toSecretary],
  ["R23", "2025-11-03", "an equivalent post", "not-applicable", put("actions", anAction(1, "KHIEN_TRACH", "2025-01-04"))],
  ["R23", "2025-10-08", "first day of 377", "not-met", toSecretary, put("actions", anAction(1, "KHIEN_TRACH", "2025-01-04"))],
  ["R23", "2025-10-07", "the day before", "absent", toSecretary, put("actions", anAction(1, "KHIEN_TRACH", "2025-01-04"))],
  ["R23", "2025-11-03", "overridden", "overridden", toSecretary, put("actions", anAction(1, "KHIEN_TRACH", "2025-01-04")), on("R23", "377-QĐ/TW")],

  // R24: planned after discipline
  ["R24", "2025-11-03", "no discipline", "met"],
  ["R24", "2025-11-03", "reprimand that ran out the day before", "met", put("actions", anAction(1, "KHIEN_TRACH", "2024-11-02", "2025-11-02"))],
  ["R24", "2025-11-03", "reprimand that runs to the day", "not-met", put("actions", anAction(1, "KHIEN_TRACH", "2024-11-03", "2025-11-03"))],
  ["R24", "2025-11-03", "removal, run out", "not-met", put("actions", anAction(1, "CACH_CHUC", "2020-01-01", "2021-01-01"))],
  ["R24", "2025-10-07", "last day of 50: run out does not help", "not-met", put("actions", anAction(1, "KHIEN_TRACH", "2020-01-01", "2021-01-01"))],
  ["R24", "2025-10-08", "first day of 377: run out helps", "met", put("actions", anAction(1, "KHIEN_TRACH", "2020-01-01", "2021-01-01"))],
  ["R24", "2023-03-01", "50: over before the entry", "met", put("actions", anAction(1, "KHIEN_TRACH", "2010-01-01", "2011-01-01"))],
  ["R24", "2021-12-26", "the day before 50", "absent", put("actions", anAction(1, "KHIEN_TRACH", "2020-01-01"))],
  ["R24", "2025-11-03", "ran out that month", "unknown", put("actions", anAction(1, "KHIEN_TRACH", "2024-11-02", "2025-11"))],
  ["R24", "2025-11-03", "day not known", "unknown", put("actions", anAction(1, "KHIEN_TRACH", null))],
  ["R24", "2025-11-03", "overridden", "overridden", put("actions", anAction(1, "CACH_CHUC", "2020-01-01", "2021-01-01")), on("R24", "377-QĐ/TW", "entry")],

  // R25: the highest managing level
  ["R25", "2025-11-03", "one post", "met"],
  ["R25", "2025-11-03", "of two the higher", "met", put("steps", anAssignment(2, 1, { postId: numbered("post", 15), from: "2020-01-01", nature: "CONCURRENT" }))],
  ["R25", "2025-11-03", "no level on the post", "unknown", put("posts", aPost(20, 12, {})), step({ postId: numbered("post", 20) })],
  ["R25", "2025-11-03", "a post not on file", "unknown", step({ postId: null })],
  ["R25", "2025-11-03", "left the day before", "not-applicable", step({ to: "2025-11-02" })],
  ["R25", "2025-11-03", "left on the day", "met", step({ to: "2025-11-03" })],
  ["R25", "2025-10-08", "first day of 377", "met"],
  ["R25", "2025-10-07", "the day before", "absent"],
  ["R25", "2025-11-03", "nothing to override", "met", on("R25", "377-QĐ/TW", "person")],

  // R26: reviewed every year
  ["R26", "2025-11-03", "approved a year ago to the day", "met", entry({ from: "2024-11-03" })],
  ["R26", "2025-11-03", "a day more", "not-met", entry({ from: "2024-11-02" })],
  ["R26", "2025-11-03", "older, but reviewed in between", "met", entry({ from: "2020-01-01" }), put("decisions", aDecision(2, { date: "2025-01-15", subject: "Về việc rà soát, bổ sung quy hoạch" }))],
  ["R26", "2025-11-03", "another decision is no review", "not-met", entry({ from: "2020-01-01" }), put("decisions", aDecision(2, { date: "2025-01-15", subject: "Về việc điều động" }))],
  ["R26", "2025-11-03", "a review to come does not count", "not-met", entry({ from: "2020-01-01" }), put("decisions", aDecision(2, { date: "2025-11-15", subject: "rà soát quy hoạch" }))],
  ["R26", "2025-11-03", "looked through by a review of its own", "met", entry({ from: "2020-01-01" }), put("reviews", aReview(1, 1, { date: "2024-11-03" }))],
  ["R26", "2025-11-03", "that review a day earlier", "not-met", entry({ from: "2020-01-01" }), put("reviews", aReview(1, 1, { date: "2024-11-02" }))],
  ["R26", "2025-11-03", "a review of another entry", "not-met", entry({ from: "2020-01-01" }), put("reviews", aReview(1, 2, { date: "2025-01-15" }))],
  ["R26", "2025-11-03", "a review withdrawn", "not-met", entry({ from: "2020-01-01" }), put("reviews", aReview(1, 1, { date: "2025-01-15", withdrawn: true }))],
  ["R26", "2025-11-03", "a review of its own to come", "not-met", entry({ from: "2020-01-01" }), put("reviews", aReview(1, 1, { date: "2025-11-15" }))],
  ["R26", "2025-11-03", "a review of its own without a date", "not-met", entry({ from: "2020-01-01" }), put("reviews", aReview(1, 1, { date: null }))],
  ["R26", "2025-11-03", "reviewed some day of the year before", "unknown", entry({ from: "2020-01-01" }), put("reviews", aReview(1, 1, { date: "2024" }))],
  ["R26", "2025-11-03", "approved that month", "unknown", entry({ from: "2024-11" })],
  ["R26", "2025-11-03", "entry without a date", "unknown", entry({ from: null })],
  ["R26", "2025-11-03", "entry over", "not-applicable", entry({ from: "2020-01-01", to: "2025-11-02" })],
  ["R26", "2025-10-08", "first day of 377", "not-met", entry({ from: "2020-01-01" })],
  ["R26", "2025-10-07", "the day before", "absent", entry({ from: "2020-01-01" })],
  ["R26", "2025-11-03", "overridden", "overridden", entry({ from: "2020-01-01" }), on("R26", "377-QĐ/TW", "entry")],

  // R27: an exchange closes
  ["R27", "2023-03-01", "two legs that mirror each other", "met", ...swap()],
  ["R27", "2023-03-01", "decided a day apart", "not-met", ...swap({}, "2023-03-02")],
  ["R27", "2023-03-01", "the other takes another post", "not-met", ...swap({ toTitle: "Phó Chủ tịch HĐND huyện" })],
  ["R27", "2023-03-01", "the other leg lacks", "unknown", move({ kind: "HOAN_DOI", exchangeGroup: "cặp 1" })],
  ["R27", "2023-03-01", "the other's unit is not known", "unknown", ...swap({ toUnitId: null })],
  ["R27", "2023-03-01", "a decision without a date", "unknown", ...swap({}, null)],
  ["R27", "2023-03-01", "decided that month", "unknown", ...swap({}, "2023-03")],
  ["R27", "2023-03-01", "no exchange", "not-applicable"],
  ["R27", "2012-01-02", "before any regulation: it is practice", "met", ...swap({}, "2012-01-02")],
  ["R27", "2023-03-01", "overridden", "overridden", ...swap({}, "2023-03-02"), on("R27", "Thông lệ")],

  // R28: three years in the post before (kept switched off; the tests lay a pack over it)
  ["R28", "2020-03-01", "years in the post", "met"],
  ["R28", "2020-03-01", "36 months to the day", "met", step({ from: "2017-03-01" })],
  ["R28", "2020-03-01", "a day less", "not-met", step({ from: "2017-03-02" })],
  ["R28", "2020-03-01", "since that year", "unknown", step({ from: "2017" })],
  ["R28", "2020-03-01", "no such post in the career", "unknown", only("steps")],
  ["R28", "2022-04-28", "65 has nothing of it", "absent", step({ from: "2022-01-01" })],
  ["R28", "2017-10-07", "first day of 98", "not-met", step({ from: "2017-01-01" })],
  ["R28", "2017-10-06", "the day before", "absent", step({ from: "2017-01-01" })],
  ["R28", "2020-03-01", "overridden", "overridden", step({ from: "2019-01-01" }), on("R28", "98-QĐ/TW")],
];
