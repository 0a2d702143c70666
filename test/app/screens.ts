import type { App } from "../../build/chromium-host/drive.ts";
import { common as enCommon } from "../../renderer/text/en/common.ts";
import { gaps as enGaps } from "../../renderer/text/en/gaps.ts";
import { people as enPeople } from "../../renderer/text/en/people.ts";
import { profile as enProfile } from "../../renderer/text/en/profile.ts";
import { programmes as enProgrammes } from "../../renderer/text/en/programmes.ts";
import { rotation as enRotation } from "../../renderer/text/en/rotation.ts";
import { common } from "../../renderer/text/vi/common.ts";
import { gaps } from "../../renderer/text/vi/gaps.ts";
import { people } from "../../renderer/text/vi/people.ts";
import { profile } from "../../renderer/text/vi/profile.ts";
import { programmes } from "../../renderer/text/vi/programmes.ts";
import { rotation } from "../../renderer/text/vi/rotation.ts";

/** The words by which screens are reached, in both languages. */
const words = {
  vi: { common, gaps, people, profile, programmes, rotation },
  en: {
    common: enCommon,
    gaps: enGaps,
    people: enPeople,
    profile: enProfile,
    programmes: enProgrammes,
    rotation: enRotation,
  },
};
export type Language = keyof typeof words;

/** Every screen of the open register, reached as a clerk reaches it; `look` is called once on each. */
export async function walkScreens(
  { page }: App,
  language: Language,
  look: (screen: string) => Promise<void>,
): Promise<void> {
  const {
    common: shared,
    gaps: register,
    people: list,
    profile: file,
    programmes: plans,
    rotation: moves,
  } = words[language];
  const button = (name: string) => ({ role: "button", name });
  const nav = (name: string) =>
    page.click({ role: "button", name: new RegExp(`^${name}`), within: { role: "navigation" } });
  const see = async (screen: string) => {
    await page.settle();
    await look(screen);
  };
  await nav(shared.nav.people);
  await page.waitFor("tbody tr");
  await see("people");
  await page.click(button(list.add));
  await page.waitFor(button(file.create));
  await see("new person");
  await page.click(button(shared.button.cancel));
  await page.click({ css: "tbody tr", nth: 0 });
  await page.waitFor(button(file.edit));
  await see("profile");
  await page.click({ css: ".fact-history", nth: 1 });
  await page.waitFor("dialog[open] table");
  await see("history of a field");
  await page.press("Escape");
  await page.click(button(file.edit));
  await page.waitFor(button(shared.button.save));
  await see("profile, being edited");
  await page.click(button(shared.button.cancel));
  await page.click(button(file.print));
  await page.waitFor("article");
  await see("sheet 2C");
  await page.click(button(shared.button.back));
  await page.click(button(file.rotate));
  await page.waitFor(button(moves.save));
  await see("rotation form");
  await page.click(button(shared.button.cancel));
  for (const name of [
    "work",
    "gaps",
    "rotations",
    "programmes",
    "planning",
    "moves",
    "desk",
    "exchange",
    "workbook",
    "organisation",
    "quality",
  ] as const) {
    await nav(shared.nav[name]);
    await page.waitFor("#main h1");
    await see(name);
  }
  await nav(shared.nav.gaps);
  for (const [name, screen] of [
    [register.weak.button, "dialog weak place"],
    [register.hand.button, "dialog gap by hand"],
    [register.terms.button, "dialog ends of terms"],
  ] as const) {
    await page.click(button(name));
    await page.waitFor("dialog[open]");
    await see(screen);
    await page.press("Escape");
    await page.waitFor("dialog[open]", { gone: true });
  }
  await nav(shared.nav.programmes);
  await page.click(button(plans.add));
  await page.waitFor({ role: "heading", name: plans.newTitle });
  await see("new programme");
  await page.click(button(shared.button.cancel));
  await nav(shared.nav.rotations);
  await page.waitFor("#main tbody .link, #main .empty");
  if (await page.evaluate<boolean>(`document.querySelector("#main tbody .link") !== null`)) {
    await page.click({ css: "#main tbody .link", nth: 0 });
    await page.waitFor(button(shared.button.back));
    await see("move");
  }
  await nav(shared.nav.settings);
  await page.waitFor("#main h1");
  await see("settings");
  await page.press("F1");
  await page.waitFor("dialog[open]");
  await see("shortcuts");
  await page.press("Escape");
  await page.waitFor("dialog[open]", { gone: true });
}
