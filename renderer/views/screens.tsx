import type { ComponentType } from "react";
import type { ScreenName, ScreenProps } from "../state/screen.ts";
import { Batch } from "./batch.tsx";
import { Closing } from "./closing.tsx";
import { CodeLists } from "./code-lists.tsx";
import { Custody } from "./custody.tsx";
import { Desk } from "./desk.tsx";
import { Duplicates } from "./duplicates.tsx";
import { Exchange } from "./exchange.tsx";
import { Exchanges } from "./exchanges.tsx";
import { Gap } from "./gap.tsx";
import { Gaps } from "./gaps.tsx";
import { MissingSheets } from "./missing-sheets.tsx";
import { Move } from "./move.tsx";
import { MovePaper } from "./move-paper.tsx";
import { Moves } from "./moves.tsx";
import { NewPerson } from "./new-person.tsx";
import { Organisation } from "./organisation.tsx";
import { People } from "./people.tsx";
import { Planning } from "./planning.tsx";
import { Profile } from "./profile.tsx";
import { Programme } from "./programme.tsx";
import { Programmes } from "./programmes.tsx";
import { Quality } from "./quality.tsx";
import { Registry } from "./registry.tsx";
import { Reorganisation } from "./reorganisation.tsx";
import { RotationForm } from "./rotation-form.tsx";
import { Rotations } from "./rotations.tsx";
import { RulePacks } from "./rule-packs.tsx";
import { Settings } from "./settings.tsx";
import { Sheet } from "./sheet.tsx";
import { Suggestions } from "./suggestions.tsx";
import { Templates } from "./templates.tsx";
import { Work } from "./work.tsx";
import { Workbook } from "./workbook.tsx";

/** Where a screen stands in the navigation; screens without a place are reached from others. */
export type NavigationKey = NavigationName;

interface ScreenEntry<Name extends ScreenName> {
  readonly component: ComponentType<ScreenProps<Name>>;
  readonly label?: NavigationKey; // its words in the navigation: common:nav.<label>
  readonly under?: NavigationKey; // lit in the navigation while this screen is shown
  readonly apart?: true; // a group of screens begins in the navigation
}

/** Every screen, once, in the order of the navigation. A new screen: its parameters in `state/screen.ts` and a line here. */
export const screens: { readonly [Name in ScreenName]: ScreenEntry<Name> } = {
  people: { component: People, label: "people" },
  profile: { component: Profile, under: "people" },
  "new-person": { component: NewPerson, under: "people" },
  sheet: { component: Sheet, under: "people" },
  batch: { component: Batch, under: "people" },
  duplicates: { component: Duplicates, under: "people" },
  work: { component: Work, label: "work" },
  gaps: { component: Gaps, label: "gaps", apart: true },
  gap: { component: Gap, under: "gaps" },
  suggestions: { component: Suggestions, under: "gaps" },
  exchanges: { component: Exchanges, under: "gaps" },
  rotations: { component: Rotations, label: "rotations" },
  "rotation-form": { component: RotationForm, under: "rotations" },
  move: { component: Move, under: "rotations" },
  "move-paper": { component: MovePaper, under: "rotations" },
  templates: { component: Templates, under: "rotations" },
  programmes: { component: Programmes, label: "programmes" },
  programme: { component: Programme, under: "programmes" },
  planning: { component: Planning, label: "planning" },
  moves: { component: Moves, label: "moves" },
  desk: { component: Desk, label: "desk", apart: true },
  exchange: { component: Exchange, label: "exchange" },
  custody: { component: Custody, under: "exchange" },
  registry: { component: Registry, under: "exchange" },
  closing: { component: Closing, under: "exchange" },
  workbook: { component: Workbook, label: "workbook" },
  organisation: { component: Organisation, label: "organisation", apart: true },
  reorganisation: { component: Reorganisation, under: "organisation" },
  "code-lists": { component: CodeLists, under: "organisation" },
  quality: { component: Quality, label: "quality" },
  "missing-sheets": { component: MissingSheets, under: "quality" },
  settings: { component: Settings, label: "settings" },
  "rule-packs": { component: RulePacks, under: "settings" },
};

/** The navigation, from top to bottom: screens that have a label. None of them needs parameters. */
export const navigation: readonly {
  readonly name: NavigationName;
  readonly label: NavigationKey;
  readonly apart: boolean;
}[] = Object.entries(screens).flatMap(([name, { label, apart }]) =>
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a label is given only to screens without parameters
  label === undefined ? [] : [{ name: name as NavigationName, label, apart: apart === true }],
);

type NavigationName = Extract<
  ScreenName,
  | "people"
  | "work"
  | "gaps"
  | "rotations"
  | "programmes"
  | "planning"
  | "moves"
  | "desk"
  | "exchange"
  | "workbook"
  | "organisation"
  | "quality"
  | "settings"
>;
