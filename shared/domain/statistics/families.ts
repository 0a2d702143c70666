import { directions, moveKinds } from "../codes/move-codes.ts";
import type { StartFacts } from "../rotations/start-facts.ts";
import type { CountedMove } from "./moves.ts";
import type { Family } from "./sheet.ts";

/** A move that counts, with who the person was on its first day. */
export interface FactedMove extends CountedMove {
  readonly facts: StartFacts | null;
}

/** Ages by completed years; each band ends below `under`, the last one never. Bands are the office's to choose. */
export interface AgeBands {
  readonly bands: readonly { readonly key: string; readonly vi: string; readonly under: number | null }[];
  readonly youngUnder: number; // "cán bộ trẻ"
}

/** Bands of State statistics; young under 40 at province and district level (Regulation 50-QĐ/TW). */
export const usualBands: AgeBands = {
  bands: [
    { key: "30", vi: "Từ 30 trở xuống", under: 31 },
    { key: "40", vi: "Từ 31 đến 40", under: 41 },
    { key: "50", vi: "Từ 41 đến 50", under: 51 },
    { key: "60", vi: "Từ 51 đến 60", under: 61 },
    { key: "61", vi: "Trên 60", under: null },
  ],
  youngUnder: 40,
};

const unknown = { key: "?", vi: "Chưa rõ" } as const;

/** From where to where, as tables of rotation have it (report R-1). */
export const wayFamily: Family<CountedMove> = {
  name: "way",
  columns: [
    { key: "TINH_DOWN", vi: "Từ tỉnh về huyện (xã)" },
    { key: "HUYEN_DOWN", vi: "Từ huyện về xã" },
    { key: "XA_UP", vi: "Từ xã lên huyện (tỉnh)" },
    { key: "HUYEN_UP", vi: "Từ huyện lên tỉnh" },
    { key: "DISTRICTS", vi: "Ngang giữa các huyện" },
    { key: "COMMUNES", vi: "Ngang giữa các xã" },
    { key: "BLOCS", vi: "Ngang giữa các khối" },
    { key: "?", vi: "Khác, chưa rõ" },
  ],
  of: ({ direction, from, to }) => {
    if (direction === "TOP_DOWN") return from === "TINH" ? "TINH_DOWN" : from === "HUYEN" ? "HUYEN_DOWN" : null;
    if (direction === "BOTTOM_UP")
      return from === "XA" ? "XA_UP" : from === "HUYEN" && to === "TINH" ? "HUYEN_UP" : null;
    if (direction === "HORIZ_BLOC") return "BLOCS";
    if (direction !== "HORIZ_TERRITORY" && direction !== "HORIZ_MIXED") return null;
    return to === "HUYEN" ? "DISTRICTS" : to === "XA" ? "COMMUNES" : null;
  },
};

export const kindFamily: Family<CountedMove> = {
  name: "kind",
  columns: moveKinds.map(({ code, vi }) => ({ key: code, vi })),
  of: ({ move }) => move.kind,
};

export const directionFamily: Family<CountedMove> = {
  name: "direction",
  columns: [...directions.map(({ code, vi }) => ({ key: code, vi })), unknown],
  of: ({ direction }) => direction,
};

/** The level reached. */
export const levelFamily: Family<CountedMove> = {
  name: "level",
  columns: [
    { key: "TW", vi: "Trung ương" },
    { key: "TINH", vi: "Tỉnh" },
    { key: "HUYEN", vi: "Huyện" },
    { key: "XA", vi: "Xã" },
    unknown,
  ],
  of: ({ to }) => to,
};

/** Sex, age, ethnic minority, planned, native of another place, managing level: as on the first day of the move. */
export const groupFamilies = <Item extends { readonly facts: StartFacts | null }>(
  bands: AgeBands,
): readonly Family<Item>[] => [
  {
    name: "sex",
    columns: [{ key: "NU", vi: "Nữ" }, { key: "NAM", vi: "Nam" }, unknown],
    of: ({ facts }) => facts?.sex ?? null,
  },
  {
    name: "age",
    columns: [...bands.bands.map(({ key, vi }) => ({ key, vi })), unknown],
    of: ({ facts }) => bandOf(bands, facts),
  },
  yesNo("young", "Cán bộ trẻ", "Không trẻ", (item: Item) => youngOf(bands, item.facts)),
  yesNo("minority", "Dân tộc thiểu số", "Dân tộc Kinh", (item: Item) => item.facts?.minority),
  yesNo("planned", "Trong quy hoạch", "Ngoài quy hoạch", (item: Item) => item.facts?.planned),
  yesNo("nonLocal", "Không là người địa phương", "Người địa phương", (item: Item) => item.facts?.nonLocal),
  {
    name: "managing",
    columns: [
      { key: "BCT", vi: "Diện Bộ Chính trị quản lý" },
      { key: "BBT", vi: "Diện Ban Bí thư quản lý" },
      { key: "BTVTU", vi: "Diện Ban Thường vụ Tỉnh ủy quản lý" },
      { key: "BTVHU", vi: "Diện Ban Thường vụ Huyện ủy quản lý" },
      { key: "BTVDU", vi: "Diện Ban Thường vụ Đảng ủy quản lý" },
      { key: "CQ", vi: "Diện cơ quan, đơn vị quản lý" },
      unknown,
    ],
    of: ({ facts }) => facts?.managingLevel ?? null,
  },
];

/** The band both bounds of an age lie in; null: not known, or between two bands. */
export function bandOf({ bands }: AgeBands, facts: Pick<StartFacts, "ageLeast" | "ageMost"> | null): string | null {
  if (facts === null || facts.ageLeast === null || facts.ageMost === null) return null;
  const [one, other] = [facts.ageLeast, facts.ageMost].map(
    (age) => bands.find(({ under }) => under === null || age < under)?.key,
  );
  return one === other ? (one ?? null) : null;
}

/** Whether somebody is young; null where an incomplete birth date leaves it open. */
function youngOf({ youngUnder }: AgeBands, facts: StartFacts | null): boolean | null {
  if (facts === null || facts.ageLeast === null || facts.ageMost === null) return null;
  const [least, most] = [facts.ageLeast < youngUnder, facts.ageMost < youngUnder];
  return least === most ? least : null;
}

const yesNo = <Item>(
  name: string,
  yes: string,
  no: string,
  of: (item: Item) => boolean | null | undefined,
): Family<Item> => ({
  name,
  columns: [{ key: "yes", vi: yes }, { key: "no", vi: no }, unknown],
  of: (item) => {
    const is = of(item);
    return is == null ? null : is ? "yes" : "no";
  },
});

/** A family of coded values with their text: columns of a list, then another value, then unknown. */
export const codedFamily = <Item>(
  name: string,
  list: readonly { readonly code: string; readonly vi: string }[],
  of: (item: Item) => { readonly code: string | null; readonly text: string } | null,
): Family<Item> => ({
  name,
  columns: [...list.map(({ code, vi }) => ({ key: code, vi })), { key: "other", vi: "Khác" }, unknown],
  of: (item) => {
    const value = of(item);
    if (value === null || (value.code === null && value.text.trim() === "")) return null;
    return list.some(({ code }) => code === value.code) ? value.code : "other";
  },
});
