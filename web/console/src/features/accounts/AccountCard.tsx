/** On the workbench: how my account stands. */
import { Link } from "react-router";
import { useMe } from "../../api/query";
import { DescriptionList } from "../../ui/DescriptionList";
import { Mark } from "../../ui/Mark";
import { useWords } from "../../words/words";

/** The card. */
export function AccountCard() {
  const word = useWords();
  const me = useMe();
  const tone = me.totp === "required" ? "warn" : me.totp === "on" ? "good" : "plain";
  return (
    <section className="card" aria-labelledby="card-account">
      <h2 id="card-account">{word("account-card")}</h2>
      {me.resting ? <p role="status"><Mark tone="warn">{word("account-resting")}</Mark> {word("account-resting-do")}</p> : null}
      <DescriptionList items={[
        [word("people-name"), `${me.name}（${me.login}）`],
        [word("people-organisation"), me.organisation.name],
        [word("people-roles"), [...new Set(me.roles.map(({ role }) => role))].map((role) => <Mark key={role}>{word(`role-${role}`)}</Mark>)],
        [word("me-totp"), <span key="totp"><Mark tone={tone}>{word(`totp-state-${me.totp}`)}</Mark> {me.totp === "on" ? null : <Link to="/me/totp">{word("totp-set-up")}</Link>}</span>],
      ]} />
      <p className="card_links"><Link to="/me/password">{word("me-password")}</Link><Link to="/me/sessions">{word("me-sessions")}</Link></p>
    </section>
  );
}
