/** What one edition says otherwise than another: how much, and all of it. */
import { useQuery } from "@tanstack/react-query";
import { api, ask } from "../../api/client";
import { ProblemView } from "../../ui/ProblemView";
import { Stacked } from "../../ui/Stacked";
import { Count } from "../../ui/values";
import { useWords } from "../../words/words";
import type { Comparison, ItemText } from "./calls";
import { fieldText } from "./said";

/** All of it. */
export function Differences({ edition, before }: { edition: string; before: string }) {
  const word = useWords();
  const { data, error, refetch } = useQuery({
    queryKey: ["editions", edition, "compare", before],
    queryFn: () => ask(api.GET("/api/v1/editions/{id}/compare", { params: { path: { id: edition }, query: { with: before } } })),
  });
  if (error) return <ProblemView error={error} retry={() => void refetch()} />;
  if (!data) return <p role="status">{word("loading")}</p>;
  return (
    <>
      <dl className="tiles">
        {(["added", "changed", "removed"] as const).map((kind) => <div key={kind}><dt>{word(`items-${kind}`)}</dt><dd><Count value={data[kind].length} /></dd></div>)}
      </dl>
      <Changed changed={data.changed} />
      <Whole title={word("items-added")} items={data.added} />
      <Whole title={word("items-removed")} items={data.removed} />
      <p className="fine">{word("items-same", { n: data.same })}</p>
    </>
  );
}

function Changed({ changed }: { changed: Comparison["changed"] }) {
  const word = useWords();
  if (changed.length === 0) return null;
  return (
    <section>
      <h2>{word("items-changed")}</h2>
      {changed.map(({ code, name, fields }) => (
        <section key={code} className="compare" tabIndex={0} aria-label={`${code} ${name}`}>
          <h3>{code} {name}</h3>
          <Stacked>
            <thead><tr><th scope="col">{word("items-field")}</th><th scope="col">{word("items-was")}</th><th scope="col">{word("items-is")}</th></tr></thead>
            <tbody>
              {fields.map(({ field, before, after }) => (
                <tr key={field}>
                  <th scope="row">{word(`item-${field}`)}</th>
                  <td><del>{fieldText(field, before, word) || word("items-empty")}</del></td>
                  <td><ins>{fieldText(field, after, word) || word("items-empty")}</ins></td>
                </tr>
              ))}
            </tbody>
          </Stacked>
        </section>
      ))}
    </section>
  );
}

function Whole({ title, items }: { title: string; items: ItemText[] }) {
  if (items.length === 0) return null;
  return <section><h2>{title}</h2><ul className="plain">{items.map(({ code, name }) => <li key={code}><strong>{code}</strong> {name}</li>)}</ul></section>;
}
