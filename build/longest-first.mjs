import { BaseSequencer } from "vitest/node";

// Files that take a minute or more, longest first: begun last, one of them would keep one core waiting for it at the end.
const longest = [
  "electron/store/kill.test.ts",
  "simulator/even-seeds.test.ts",
  "simulator/odd-seeds.test.ts",
  "simulator/controls.test.ts",
  "shared/change/merge.test.ts",
  "electron/store/power-cut.test.ts",
  "app/kill.story.ts",
  "app/keyboard.story.ts",
  "app/papers.story.ts",
  "app/paper-screens.story.ts",
  "app/cache.story.ts",
];

const placeOf = (/** @type {{ moduleId: string }} */ { moduleId }) => {
  const place = longest.findIndex((path) => moduleId.endsWith(path));
  return place === -1 ? longest.length : place;
};

/** A fresh clone knows nothing of how long files took before. */
export default class LongestFirst extends BaseSequencer {
  /**
   * @override
   * @param {import("vitest/node").TestSpecification[]} files
   */
  async sort(files) {
    // oxlint-disable-next-line unicorn/no-array-sort
    const sorted = await super.sort(files); // the sequencer's own, not an array's
    return sorted.toSorted((one, other) => placeOf(one) - placeOf(other));
  }
}
