import type { ComponentType } from "react";
import type { ScreenName, ScreenParams, ScreenProps } from "../state/screen.ts";
import { Settings } from "./settings.tsx";

/** Where a screen stands in the navigation; screens without a place are reached from others. */
export type NavigationKey = "people" | "rotations" | "exchange" | "desk" | "moves" | "workbook" | "settings";

interface ScreenEntry<Name extends ScreenName> {
  readonly component: ComponentType<ScreenProps<Name>>;
  readonly label?: NavigationKey; // its words in the navigation: common:nav.<label>
  readonly under?: NavigationKey; // lit in the navigation while this screen is shown
}

/** Every screen, once, in the order of the navigation. A new screen: its parameters in `state/screen.ts` and a line here. */
export const screens: { readonly [Name in ScreenName]?: ScreenEntry<Name> } = {
  settings: { component: Settings, label: "settings" },
};

/** The navigation, from top to bottom: screens that have a label. None of them is opened with parameters. */
export const navigation: readonly { readonly name: NavigationName; readonly label: NavigationKey }[] = Object.entries(
  screens,
).flatMap(([name, entry]) => (entry.label === undefined ? [] : [{ name: name as NavigationName, label: entry.label }]));

type NavigationName = {
  [Name in ScreenName]: Record<never, never> extends ScreenParams[Name] ? Name : never;
}[ScreenName];
