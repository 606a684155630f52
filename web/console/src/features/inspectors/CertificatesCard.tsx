/** On the workbench: certificates that have expired or soon will, the most pressing first. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { api, ask } from "../../api/client";
import { ProblemView } from "../../ui/ProblemView";
import { useWords } from "../../words/words";
import { ValidTo } from "./Marks";
import type { Row } from "./calls";
import { mostPressing } from "./certificate";

const SHOWN = 6;

/** The register by the certificates' last days: those who work, and those who are suspended, for both need theirs renewed. Who left doesn't. */
async function pressing(): Promise<{ rows: Row[]; count: number }> {
  const { expired, expiring, until } = await ask(api.GET("/api/v1/inspectors/warnings"));
  if (expired + expiring === 0) return { rows: [], count: 0 };
  const of = (state: Row["state"]) => ask(api.GET("/api/v1/inspectors", { params: { query: { state, sort: "valid_to", limit: SHOWN } } }));
  const [active, suspended] = await Promise.all([of("active"), of("suspended")]);
  return { rows: mostPressing([...active.rows, ...suspended.rows], until, SHOWN), count: expired + expiring };
}

/** The card. */
export function CertificatesCard() {
  const word = useWords();
  const { data, error, refetch } = useQuery({ queryKey: ["inspectors", "warnings"], queryFn: pressing });
  return (
    <section className="card" aria-labelledby="card-certificates">
      <h2 id="card-certificates">{word("inspectors-card")}</h2>
      {error ? <ProblemView error={error} retry={() => void refetch()} /> : null}
      {!data && !error ? <p role="status">{word("loading")}</p> : null}
      {data ? <p className="fine">{data.count === 0 ? word("inspectors-card-none") : word("inspectors-card-count", { count: data.count })}</p> : null}
      <ul className="records">
        {(data?.rows ?? []).map((row) => <li key={row.id}><div className="records_said"><Link to={`/inspectors/${row.id}`}>{row.name}</Link> <span className="fine">{row.unit}</span></div><div><ValidTo {...row} /></div></li>)}
      </ul>
      {data && data.count > data.rows.length ? <p className="card_links"><Link to="/inspectors?sort=valid_to">{word("inspectors-card-all")}</Link></p> : null}
    </section>
  );
}
