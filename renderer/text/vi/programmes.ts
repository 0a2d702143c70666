/** Rotation programmes, their basis, targets and progress. */
export const programmes = {
  title: "Đề án, kế hoạch luân chuyển",
  programmeTitle: "Đề án, kế hoạch",
};
