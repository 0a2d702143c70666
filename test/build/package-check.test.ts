import { describe, expect, it } from "vitest";
import { fusesOf } from "../../build/package-check.mjs";
import { fuseMark } from "../../build/stub-electron.mjs";

const program = (wire: string, version = 1) =>
  Buffer.concat([
    Buffer.from("MZ before "),
    Buffer.from(fuseMark),
    Buffer.from([version, wire.length]),
    Buffer.from(wire),
  ]);

describe("fusesOf", () => {
  it("reads each fuse by its place", () => {
    const fuses = fusesOf(program("010011001"));
    expect(fuses).toMatchObject({
      runAsNode: "0",
      cookieEncryption: "1",
      onlyLoadAppFromAsar: "1",
      wasmTrapHandlers: "1",
    });
    expect(fusesOf(program("110011001")).runAsNode).toBe("1");
  });

  it("takes no program without fuses, with two sets, of another version or number", () => {
    expect(() => fusesOf(Buffer.from("MZ"))).toThrow("no fuses");
    expect(() => fusesOf(Buffer.concat([program("010011001"), program("010011001")]))).toThrow("two sets");
    expect(() => fusesOf(program("010011001", 2))).toThrow("version and number");
    expect(() => fusesOf(program("01001100"))).toThrow("version and number");
  });
});
