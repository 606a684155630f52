/** The accounts of a demonstration: one press signs in. A bureau's server has none to offer. */
import { Button } from "antd";
import type { Demonstration } from "../../api/setup";
import { Mark } from "../../ui/Mark";
import { useWords } from "../../words/words";

interface Props {
  offered: Demonstration;
  /** Whom the address asks for. */
  asked: string | null;
  /** Who is signed in. */
  here: string | null;
  isRunning: boolean;
  onChoose: (login: string) => void;
}

/** The list. */
export function DemonstrationAccounts({ offered: { accounts }, asked, here, isRunning, onChoose }: Props) {
  const word = useWords();
  // Whom the address asks for stands first.
  const sorted = [...accounts].sort((one, other) => Number(other.login === asked) - Number(one.login === asked));
  return (
    <section className="offered" aria-label={word("demonstration-accounts")}>
      <h2>{word("demonstration-accounts")}</h2>
      <p className="fine">{word("demonstration-lead")}</p>
      <ul className="plain">
        {sorted.map(({ login, name, roles }) => (
          <li key={login}>
            <Button block disabled={isRunning} type={login === asked ? "primary" : "default"} autoFocus={login === asked} onClick={() => onChoose(login)}>
              <strong>{name}</strong> {roles.map((role) => word(`role-${role}`)).join(word("list-between"))} <span className="number">{login}</span>
            </Button>
            {login === asked ? <Mark tone="info">{word("demonstration-asked")}</Mark> : null}
            {login === here ? <Mark tone="plain">{word("demonstration-here")}</Mark> : null}
          </li>
        ))}
      </ul>
    </section>
  );
}
