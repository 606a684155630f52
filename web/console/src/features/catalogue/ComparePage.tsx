/** Two editions side by side: what was added, taken out, changed. */
import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { useSearchParams } from "react-router";
import { api, ask } from "../../api/client";
import { PageHead } from "../../ui/PageHead";
import { ProblemView } from "../../ui/ProblemView";
import { useWords } from "../../words/words";
import { Differences } from "./Differences";
import { OfEdition, nameOf, parentOf } from "./OfEdition";
import type { Edition } from "./calls";

/** The page. */
export function ComparePage() {
  return <OfEdition>{(edition) => <Compare edition={edition} />}</OfEdition>;
}

function Compare({ edition }: { edition: Edition }) {
  const word = useWords();
  const [params, setParams] = useSearchParams();
  const others = useQuery({
    queryKey: ["editions", "beside", edition.organisation],
    queryFn: () => ask(api.GET("/api/v1/editions", { params: { query: { organisation: edition.organisation, sort: "-number", limit: 200 } } })),
  });
  const choices = (others.data?.rows ?? []).filter(({ id }) => id !== edition.id);
  const before = params.get("with") ?? edition.base ?? choices[0]?.id;
  return (
    <article>
      <PageHead title={word("items-compare-title")} help={word("catalogue-compare-lead", { name: nameOf(edition, word) })} parent={parentOf(edition, word)} />
      {others.error ? <ProblemView error={others.error} retry={() => void others.refetch()} /> : null}
      <p className="compare_with">
        <label htmlFor="with">{word("items-before")}</label>
        <Select id="with" value={before} loading={others.isPending} options={choices.map((other) => ({ value: other.id, label: nameOf(other, word) }))} onChange={(id: string) => setParams({ with: id }, { replace: true })} />
      </p>
      {before ? <Differences edition={edition.id} before={before} /> : others.data ? <div className="empty"><p className="empty_title">{word("catalogue-compare-none")}</p></div> : null}
    </article>
  );
}
