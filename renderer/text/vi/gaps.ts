/** The register of vacancies and weak places, and the forecast of openings. */
export const gaps = {
  title: "Vị trí cần cán bộ",
  gapTitle: "Vị trí cần cán bộ",
};
