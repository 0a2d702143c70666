import { describe, expect, it } from "vitest";
import { brake, whyStopped } from "../../../shared/exchange/brake.ts";
import { floodCap, floodOf } from "../../../shared/exchange/flood.ts";

describe("the brake on an import", () => {
  const weight = { changed: 0, records: 200, held: 0 };

  it("stops above a fifth of the records held, and not at a fifth", () => {
    expect(brake).toEqual({ part: 0.2, held: 50 });
    expect(whyStopped({ ...weight, changed: 40 })).toBeNull();
    expect(whyStopped({ ...weight, changed: 41 })).toEqual({ much: true, holds: false });
  });

  it("stops above fifty actions under hold", () => {
    expect(whyStopped({ ...weight, held: 50 })).toBeNull();
    expect(whyStopped({ ...weight, held: 51 })).toEqual({ much: false, holds: true });
  });

  it("lets the first bundle into an empty register, for what is new is no change", () => {
    expect(whyStopped({ changed: 0, records: 0, held: 0 })).toBeNull();
  });
});

describe("the cap on what one feed leaves lying here", () => {
  it("is 10,000 actions or 1 GB, and room up to there", () => {
    expect(floodCap).toEqual({ actions: 10_000, bytes: 1024 ** 3 });
    expect(floodOf(floodCap)).toBeNull();
    expect(floodOf({ ...floodCap, actions: 10_001 })).toBe("actions");
    expect(floodOf({ ...floodCap, bytes: floodCap.bytes + 1 })).toBe("bytes");
  });
});
