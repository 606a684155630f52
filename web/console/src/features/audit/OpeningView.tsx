/** What an act sealed, opened: the thing before and after, and the seal computed anew in this browser. */
import { useQuery } from "@tanstack/react-query";
import { Alert } from "antd";
import { DescriptionList } from "../../ui/DescriptionList";
import { Mark } from "../../ui/Mark";
import { Stacked } from "../../ui/Stacked";
import { useWordOf, useWords } from "../../words/words";
import type { Opening } from "./calls";
import { changes, fieldName, fieldValue } from "./said";
import { opens } from "./seal";

interface Props {
  opening: Opening;
  before?: string | null;
  /** Whether nothing is known of the thing before the act. */
  isFirst: boolean;
}

/** The section. */
export function OpeningView({ opening, before, isFirst }: Props) {
  const word = useWords();
  const { salt, seal, value } = opening;
  return (
    <section>
      <h2>{word(isFirst ? "acts-content" : "acts-changes")}</h2>
      {value ? <Changes thing={opening.thing} before={before} after={value} isFirst={isFirst} /> : <Alert type="info" showIcon className="problem" title={word("acts-destroyed")} />}
      <h2>{word("acts-seal")}</h2>
      <p className="fine">{word("acts-seal-what")}</p>
      <DescriptionList items={[
        [word("acts-verdict"), <Verdict key="verdict" opening={opening} />],
        [word("acts-seal"), <code key="seal" className="digest">{seal}</code>],
        [word("acts-salt"), salt ? <code key="salt" className="digest">{salt}</code> : null],
      ]} />
      {value ? <details><summary>{word("acts-value")}</summary><pre className="digest">{value}</pre></details> : null}
    </section>
  );
}

function Changes({ thing, before, after, isFirst }: { thing: string; before?: string | null; after: string; isFirst: boolean }) {
  const word = useWords();
  const wordOf = useWordOf();
  const said = (field: string, value: unknown) => fieldValue(thing, field, value, wordOf);
  const all = changes(isFirst ? null : before, after);
  if (all.length === 0) return <p>{word("acts-unchanged")}</p>;
  return (
    <section className="compare" tabIndex={0} aria-label={word(isFirst ? "acts-content" : "acts-changes")}>
      <Stacked>
        <thead><tr><th scope="col">{word("acts-field")}</th>{isFirst ? null : <th scope="col">{word("acts-was")}</th>}<th scope="col">{word(isFirst ? "acts-is" : "acts-became")}</th></tr></thead>
        <tbody>{all.map(({ field, was, became }) => <tr key={field}><th scope="row">{fieldName(thing, field, wordOf)} <code className="fine">{field}</code></th>{isFirst ? null : <td><del>{said(field, was)}</del></td>}<td>{isFirst ? said(field, became) : <ins>{said(field, became)}</ins>}</td></tr>)}</tbody>
      </Stacked>
    </section>
  );
}

/** Ours, not the server's, wherever the browser can. */
function Verdict({ opening: { salt, seal, value, opens: said } }: { opening: Opening }) {
  const word = useWords();
  const { data } = useQuery({ queryKey: ["journal", "seal", seal], enabled: Boolean(salt && value), queryFn: () => opens(seal, salt ?? "", value ?? ""), staleTime: Infinity });
  if (!salt || !value) return <Mark>{word("acts-shut")}</Mark>;
  if (data === undefined) return <>{word("loading")}</>;
  if (data === null) return <><Mark tone={said ? "good" : "bad"}>{word(said ? "acts-opens" : "acts-opens-not")}</Mark> <span className="fine">{word("acts-by-server")}</span></>;
  return <><Mark tone={data ? "good" : "bad"}>{word(data ? "acts-opens" : "acts-opens-not")}</Mark> <span className="fine">{word("acts-by-browser")}</span></>;
}
