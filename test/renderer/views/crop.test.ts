import { describe, expect, it } from "vitest";
import { centred, drawn, portrait, shifted, zoomed } from "../../../renderer/views/crop.ts";
import { seeded, suiteSeed } from "../../fixtures/seeded.ts";

describe("the frame over a picture", () => {
  it("keeps 4 × 6 and never leaves the picture, however it is moved", () => {
    const random = seeded(suiteSeed(12));
    for (let round = 0; round < 300; round += 1) {
      const picture = { width: random.whole(40, 5000), height: random.whole(40, 5000) };
      let crop = centred(picture);
      for (let i = 0; i < 12; i += 1) {
        crop = random.chance(0.5)
          ? zoomed(crop, picture, random.pick([0.2, 0.9, 1.1, 4]))
          : shifted(crop, picture, random.next() * 4 - 2, random.next() * 4 - 2);
        const { left, top, wide, high } = drawn(crop, picture);
        expect(wide / high).toBeCloseTo(portrait.width / portrait.height, 6);
        expect(Math.min(left, top)).toBeGreaterThan(-1e-6);
        expect(left + wide).toBeLessThan(picture.width + 1e-6);
        expect(top + high).toBeLessThan(picture.height + 1e-6);
      }
    }
  });
});
