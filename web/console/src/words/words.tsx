/** The words of all features in both languages, and the switch between them. */
import { FluentBundle, FluentResource, type FluentVariable } from "@fluent/bundle";
import { LocalizationProvider, ReactLocalization, useLocalization } from "@fluent/react";
import { type ReactNode, createContext, useCallback, useContext, useEffect, useMemo, useState } from "react";
import { type Language, chooseLanguage, language } from "./language";

/** One file of words, in every language. */
export type Words = Record<Language, string>;

/** What a sentence asks for. */
export type Values = Record<string, FluentVariable>;
/** Gives a key's sentence. */
export type Word = (key: string, values?: Values) => string;

interface Choice {
  language: Language;
  choose: (language: Language) => void;
}

const Chosen = createContext<Choice>({ language: "zh-CN", choose: () => undefined });

/** A bundle of several files; a key that stands in two of them is an error. */
export function bundleOf(chosen: Language, files: Words[]): FluentBundle {
  const bundle = new FluentBundle(chosen, { useIsolating: false });
  const errors = files.flatMap((file) => bundle.addResource(new FluentResource(file[chosen])));
  if (errors.length > 0) throw errors[0];
  return bundle;
}

/** Gives all below it their words. */
export function WordsProvider({ files, children }: { files: Words[]; children: ReactNode }) {
  const [current, setCurrent] = useState(language);
  const localization = useMemo(() => new ReactLocalization([bundleOf(current, files)]), [current, files]);
  const choose = useCallback((next: Language) => {
    chooseLanguage(next);
    setCurrent(next);
  }, []);
  useEffect(() => void (document.documentElement.lang = current), [current]);
  const choice = useMemo(() => ({ language: current, choose }), [current, choose]);
  return (
    <Chosen.Provider value={choice}>
      <LocalizationProvider l10n={localization}>{children}</LocalizationProvider>
    </Chosen.Provider>
  );
}

/** The language in use and how to change it. */
export function useLanguage(): Choice {
  return useContext(Chosen);
}

/** Sentences by key. */
export function useWords(): Word {
  const { l10n } = useLocalization();
  return useCallback((key, values) => l10n.getString(key, values), [l10n]);
}

/** Sentences by keys that something else names; null where there is none. */
export function useWordOf(): (key: string, values?: Values) => string | null {
  const { l10n } = useLocalization();
  return useCallback((key, values) => (l10n.getBundle(key) ? l10n.getString(key, values) : null), [l10n]);
}
