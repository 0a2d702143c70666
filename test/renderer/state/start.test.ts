import { describe, expect, it } from "vitest";
import { createStart, groupsOf, sameGroup, strengthOf } from "../../../renderer/state/start.ts";
import { createUnlock } from "../../../renderer/state/unlock.ts";
import type { Opened } from "../../../shared/ipc/office.ts";
import type { Problem } from "../../../shared/problem.ts";
import { failed, ok, type Result } from "../../../shared/result.ts";
import { testLedger } from "../data/office-fixture.ts";

const opened = testLedger(5).opened();
const recoveryKey = "G7JV-F7NH-2EX6-W43B";

function aStart(answer: Result<{ recoveryKey: string; opened: Opened }, Problem> = ok({ recoveryKey, opened })) {
  const asked: unknown[] = [];
  const entered: Opened[] = [];
  const useStart = createStart({
    createOffice: async (request) => {
      asked.push(request);
      return answer;
    },
    printKey: async () => ok("khoa-khoi-phuc.pdf"),
    enter: async (office) => void entered.push(office),
    pickTwo: () => [1, 3],
  });
  return { useStart, asked, entered };
}

describe("making a new office", () => {
  it("suggests a code from the name until somebody writes another one", () => {
    const { useStart } = aStart();
    const { edit } = useStart.getState();
    edit({ officeName: "Huyện ủy Đô" });
    edit({ officeName: "Huyện ủy Đô Lương" });
    expect(useStart.getState().draft.office).toBe("doluong");
    edit({ office: "dl2025" });
    edit({ officeName: "Huyện ủy Đô Lương (mới)" });
    expect(useStart.getState().draft.office).toBe("dl2025");
  });

  it("forgets the passphrase once the register is made, and lets nobody in before the key is typed back", async () => {
    const { useStart, asked, entered } = aStart();
    useStart
      .getState()
      .edit({ officeName: "Đảng ủy xã Lưu Sơn", passphrase: "lúa chín đồng xa", again: "lúa chín đồng xa" });
    await useStart.getState().create();
    expect(asked).toEqual([
      {
        office: "luuson",
        officeName: "Đảng ủy xã Lưu Sơn",
        level: "district",
        clerkName: "",
        clerkRole: "",
        passphrase: "lúa chín đồng xa",
      },
    ]);
    expect(useStart.getState().draft).toMatchObject({ passphrase: "", again: "" });
    await useStart.getState().goOn();
    useStart.getState().typeBack(0, "F7NH");
    useStart.getState().typeBack(1, "W43C");
    await useStart.getState().goOn();
    expect(entered).toEqual([]);
    useStart.getState().typeBack(1, " w43b");
    await useStart.getState().goOn();
    expect(entered).toEqual([opened]);
  });

  it("keeps the form and says why when it was not made", async () => {
    const { useStart } = aStart(failed({ kind: "disk-full" }));
    useStart.getState().edit({ officeName: "Đảng ủy xã Lưu Sơn", passphrase: "lúa chín đồng xa" });
    await useStart.getState().create();
    expect(useStart.getState()).toMatchObject({
      key: null,
      working: false,
      problem: { kind: "disk-full" },
      draft: { officeName: "Đảng ủy xã Lưu Sơn", passphrase: "lúa chín đồng xa" },
    });
  });

  it("remembers where the key was printed to", async () => {
    const { useStart } = aStart();
    await useStart.getState().create();
    await useStart.getState().print();
    expect(useStart.getState().key?.file).toBe("khoa-khoi-phuc.pdf");
  });

  it("compares a group without case, hyphens and stray spaces, and nothing looser", () => {
    expect(groupsOf(recoveryKey)).toEqual(["G7JV", "F7NH", "2EX6", "W43B"]);
    expect(sameGroup("g7 jv", "G7JV")).toBe(true);
    expect(sameGroup("G7J", "G7JV")).toBe(false);
    expect(sameGroup("", undefined)).toBe(false);
  });

  it("calls a passphrase short below 12 characters, counted composed, and good from four words or 20 characters", () => {
    const words = (passphrase: string) => strengthOf(passphrase).strength;
    expect(words("")).toBe("empty");
    expect(words("mật khẩu 12".normalize("NFD"))).toBe("short"); // 11 letters, more code units
    expect(words("matkhau12345")).toBe("enough");
    expect(words("lúa chín đồng xa")).toBe("good");
    expect(words("aaaaaaaaaaaaaaaaaaaaaaaa")).toBe("enough");
  });
});

describe("opening a register", () => {
  it("forgets the secret once it has opened, keeps it when it was wrong", async () => {
    const entered: Opened[] = [];
    const useUnlock = createUnlock({
      unlock: async (secret) => (secret === "đúng" ? ok(opened) : failed({ kind: "wrong-passphrase" })),
      enter: async (office) => void entered.push(office),
    });
    useUnlock.getState().type("sai");
    await useUnlock.getState().open();
    expect(useUnlock.getState()).toMatchObject({
      secret: "sai",
      problem: { kind: "wrong-passphrase" },
      working: false,
    });
    useUnlock.getState().type("đúng");
    await useUnlock.getState().open();
    expect(useUnlock.getState()).toMatchObject({ secret: "", problem: null, working: false });
    expect(entered).toEqual([opened]);
  });
});
