/** Who inspects, each with the certificate they show. */
import type { Member } from "./calls";

/** The team. */
export function TeamList({ team }: { team: Member[] }) {
  return <ul className="plain team">{team.map(({ code, name, certificate }) => <li key={code}><strong>{name}</strong> <span className="fine number">{certificate}</span></li>)}</ul>;
}
