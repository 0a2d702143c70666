/** One move: its procedure, dossier, decision, assessments and outcome. */
export const move = {
  title: "Hồ sơ luân chuyển",
};
