/** Planning of cadres: who is planned for which title and term. */
export const planning = {
  title: "Quy hoạch",
};
