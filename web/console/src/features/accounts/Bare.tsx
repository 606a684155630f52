/** The page of those who aren't in yet: the name, the language, one form. */
import { type ReactNode, useEffect } from "react";
import { Brand } from "../../app/Brand";
import { LanguageSwitch } from "../../app/Header";
import { useWords } from "../../words/words";

/** A card in the middle of an empty page. */
export function Bare({ title, lead, isWide = false, children }: { title: string; lead: string; isWide?: boolean; children: ReactNode }) {
  const word = useWords();
  useEffect(() => void (document.title = word("title-of", { page: title })), [title, word]);
  return (
    <div className="bare">
      <header className="header"><span className="header_brand"><Brand /></span><span className="header_office">{word("brand-under")}</span><span className="header_space" /><LanguageSwitch /></header>
      <main className="bare_main">
        <section className={isWide ? "bare_card bare_card-wide" : "bare_card"}>
          <h1>{title}</h1>
          <p className="bare_lead">{lead}</p>
          {children}
        </section>
        <p className="bare_foot">{word("brand-foot")}</p>
      </main>
    </div>
  );
}
