/** Packs of rules: what is in force, where it comes from, local parameters. */
export const packs = {
  title: "Bộ quy định",
};
