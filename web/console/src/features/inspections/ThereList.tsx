/** Who was there by a record, and how each stands by it with an account of their own. */
import { Mark } from "../../ui/Mark";
import { useWords } from "../../words/words";
import { isNamedOtherwise } from "./account";
import type { Presence } from "./calls";

/** Those who were there. */
export function ThereList({ there }: { there: Presence[] }) {
  return <ul className="plain team">{there.map((one) => <li key={one.code}><Stands {...one} /></li>)}</ul>;
}

function Stands({ name, vouched, account }: Presence) {
  const word = useWords();
  const isOther = account && isNamedOtherwise(account.name, name);
  return (
    <>
      <strong>{name}</strong> <Mark tone={vouched ? "good" : "warn"}>{word(vouched ? `visits-vouched-${vouched}` : "visits-there-none")}</Mark>
      {isOther ? <> <span className="fine">{word("visits-there-account", { name: account.name })}</span> <Mark tone="bad">{word("visits-there-other")}</Mark></> : null}
    </>
  );
}

/** The same under a heading that says what it is for. */
export function There({ there }: { there: Presence[] }) {
  const word = useWords();
  return <section className="said"><h2>{word("visits-there")}</h2><p className="fine">{word("visits-there-lead")}</p><ThereList there={there} /></section>;
}
