import { foldVietnamese } from "../../shared/domain/fold.ts";

/** What an office's name says about its kind, folded; the place's own name follows it. Longer ones first. */
const kinds = [
  "ban to chuc",
  "van phong",
  "ban thuong vu",
  "dang bo",
  "dang uy",
  "tinh uy",
  "thanh uy",
  "thi uy",
  "quan uy",
  "huyen uy",
  "dac khu",
  "thi tran",
  "thi xa",
  "thanh pho",
  "phuong",
  "huyen",
  "quan",
  "tinh",
  "xa",
];

/**
 * A short code from an office's name: its place without marks, spaces and the words for its kind.
 *
 * @returns fitting `OfficeId`, or "" where the name gives too little
 * @example suggestOfficeId("Ban Tổ chức Huyện ủy Đô Lương") === "doluong"
 */
export function suggestOfficeId(name: string): string {
  let rest = foldVietnamese(name)
    .replace(/[^a-z0-9 ]/g, " ")
    .replace(/\s+/g, " ")
    .trim();
  for (let cut = true; cut; ) {
    const kind = kinds.includes(rest) ? undefined : kinds.find((one) => rest.startsWith(`${one} `));
    cut = kind !== undefined;
    if (kind !== undefined) rest = rest.slice(kind.length + 1);
  }
  const id = rest.replaceAll(" ", "").slice(0, 16);
  return /^[a-z][a-z0-9]{1,15}$/.test(id) ? id : "";
}
