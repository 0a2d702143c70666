/** Work in hand: what waits, what is due, by state. */
export const work = {
  title: "Việc cần làm",
};
