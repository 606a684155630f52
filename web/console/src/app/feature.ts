/** What a feature tells the shell: its pages, its place in the navigation, its cards, its words. */
import { type ComponentType, createContext, useContext } from "react";
import type { RouteObject } from "react-router";
import type { Act } from "../api/types";
import type { Words } from "../words/words";

/** The parts of a clerk's day, in the order of the navigation. */
export const GROUPS = ["workbench", "plans", "draws", "visits", "outcomes", "registries", "catalogue", "credit", "joint", "oversight", "audit", "system"] as const;
export type Group = (typeof GROUPS)[number];

/** One entry of the navigation. */
export interface NavEntry {
  group: Group;
  /** The words' key. */
  label: string;
  path: string;
  /** The act without which the page is of no use. */
  act?: Act;
}

/** A card on the workbench. */
export interface Card {
  key: string;
  act?: Act;
  /** Of a card that says what waits for somebody: whether something can, for those who may do these acts. */
  waits?: (may: (act?: Act) => boolean) => boolean;
  view: ComponentType;
}

/** A feature: one line in `features.ts`. */
export interface Feature {
  name: string;
  words: Words[];
  routes: RouteObject[];
  nav: NavEntry[];
  cards: Card[];
}

const Features = createContext<Feature[]>([]);

/** Gives all below it the features there are. */
export const FeaturesProvider = Features.Provider;

/** The features there are. */
export function useFeatures(): Feature[] {
  return useContext(Features);
}

/** A part of the navigation with what it holds for somebody. */
export interface NavGroup {
  group: Group;
  entries: NavEntry[];
}

/** The navigation of somebody who may do some acts: parts without an entry aren't there. */
export function navigationFor(features: Pick<Feature, "nav">[], may: (act?: Act) => boolean): NavGroup[] {
  const entries = features.flatMap(({ nav }) => nav).filter(({ act }) => may(act));
  return GROUPS.map((group) => ({ group, entries: entries.filter((entry) => entry.group === group) })).filter((group) => group.entries.length > 0);
}

/** The cards of somebody who may do some acts. */
export function cardsFor(features: Pick<Feature, "cards">[], may: (act?: Act) => boolean): Card[] {
  return features.flatMap(({ cards }) => cards).filter(({ act, waits }) => may(act) && (waits?.(may) ?? true));
}

/** The entry a path belongs to: the longest that it begins with. */
export function entryAt(groups: NavGroup[], path: string): NavEntry | undefined {
  const within = (entry: NavEntry): boolean => path === entry.path || (entry.path !== "/" && path.startsWith(`${entry.path}/`));
  return groups.flatMap(({ entries }) => entries).filter(within).sort((a, b) => b.path.length - a.path.length)[0];
}
