import { describe, expect, it } from "vitest";
import { createScreen } from "../../../renderer/state/screen.ts";

const personId = "person:00000000-0000-7000-8000-000000000001";

describe("going from screen to screen", () => {
  it("goes on and comes back the way it went", () => {
    const useScreen = createScreen();
    const { go, back } = useScreen.getState();
    go("profile", { personId });
    go("rotation-form", { personId });
    back();
    expect(useScreen.getState().place).toEqual({ name: "profile", params: { personId } });
    back();
    back();
    expect(useScreen.getState().place.name).toBe("people");
  });

  it("asks before leaving something unsaved, and forgets where to once the answer is to stay", () => {
    const useScreen = createScreen();
    const { go, setUnsaved, stay, leaveUnsaved } = useScreen.getState();
    go("profile", { personId });
    setUnsaved(true);
    go("desk", {});
    expect(useScreen.getState()).toMatchObject({ place: { name: "profile" }, unsaved: true });
    expect(useScreen.getState().wanted).not.toBeNull();
    stay();
    expect(useScreen.getState()).toMatchObject({ place: { name: "profile" }, wanted: null });
    go("desk", {});
    leaveUnsaved();
    expect(useScreen.getState()).toMatchObject({ place: { name: "desk" }, unsaved: false, wanted: null });
  });

  it("does not come back to the form of a person who has just been saved", () => {
    const useScreen = createScreen();
    const { go, replace, back } = useScreen.getState();
    go("new-person", {});
    replace("profile", { personId });
    back();
    expect(useScreen.getState().place.name).toBe("people");
  });
});
