/** A page's title, the way back, and what can be done here. */
import type { ReactNode } from "react";
import { useEffect } from "react";
import { Link } from "react-router";
import { useWords } from "../words/words";

/** Where a page belongs. */
export interface Parent {
  title: string;
  to: string;
}

interface Props {
  title: string;
  help?: ReactNode;
  parent?: Parent;
  actions?: ReactNode;
}

/** The head of every page. */
export function PageHead({ title, help, parent, actions }: Props) {
  const word = useWords();
  useEffect(() => void (document.title = word("title-of", { page: title })), [title, word]);
  return (
    <header className="pagehead">
      {parent ? <nav aria-label={word("breadcrumb")}><Link to={parent.to}>{parent.title}</Link><span aria-hidden="true"> / </span><span>{title}</span></nav> : null}
      <div className="pagehead_row">
        <h1>{title}</h1>
        <div className="pagehead_actions">{actions}</div>
      </div>
      {help ? <p className="pagehead_help">{help}</p> : null}
    </header>
  );
}
