/** By code unit, the same on every machine: for ids, codes and ISO dates. Names of people sort by `compareNames`. */
export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
