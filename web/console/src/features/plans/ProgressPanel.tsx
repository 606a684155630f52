/** How far a plan has been carried out: due, drawn, published and under way by line, and the share of random inspections. */
import { Button } from "antd";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "react-router";
import { api, ask } from "../../api/client";
import type { components } from "../../api/schema";
import { useMay } from "../../api/query";
import { DescriptionList } from "../../ui/DescriptionList";
import { ProblemView } from "../../ui/ProblemView";
import { Stacked } from "../../ui/Stacked";
import { Count } from "../../ui/values";
import { useWords } from "../../words/words";
import { at } from "../accounts/calls";
import type { LineBody, Plan } from "./calls";
import { perMilleText } from "./said";

type Tally = components["schemas"]["DrawTally"];

/** The panel of a version that is or was in force. */
export function ProgressPanel({ plan, lines }: { plan: Plan; lines: LineBody[] }) {
  const word = useWords();
  const navigate = useNavigate();
  const canDraw = useMay()("draw.draft") && plan.state === "published";
  const { data, error, refetch } = useQuery({ queryKey: ["plans", plan.id, "progress"], queryFn: () => ask(api.GET("/api/v1/plans/{id}/progress", at(plan.id))) });
  if (error) return <ProblemView error={error} retry={() => void refetch()} />;
  if (!data) return <p role="status">{word("loading")}</p>;
  const count = (n: number | null | undefined) => (n === null || n === undefined ? "—" : <Count value={n} />);
  const over = (targets: number, planned: number | null | undefined): number => (planned === null || planned === undefined ? 0 : targets - planned);
  const rest: [string, Tally][] = [["plan-progress-former", data.former], ["plan-progress-beside", data.beside]];
  return (
    <section aria-label={word("plan-progress")} className="compare" tabIndex={0}>
      <h2>{word("plan-progress")}</h2>
      <p className="fine">{word("plan-progress-what")}</p>
      <DescriptionList items={[
        [word("plan-progress-random"), data.random_per_mille === null || data.random_per_mille === undefined ? word("plan-progress-none") : perMilleText(data.random_per_mille)],
        [word("plan-progress-for-cause"), <Count key="cause" value={data.for_cause} />],
      ]} />
      <Stacked className="plan_table">
        <thead><tr>{["plan-place", "plan-item", "plan-progress-planned", "plan-progress-due", "plan-progress-targets", "plan-progress-published", "plan-progress-drawn", "plan-progress-open"].map((head) => <th key={head} scope="col">{word(head)}</th>)}{canDraw ? <th scope="col" className="on_screen">{word("plan-progress-do")}</th> : null}</tr></thead>
        <tbody>
          {data.lines.map(({ line, planned, due, targets, published, drawn, under_way }) => (
            <tr key={line}>
              <td>{line}</td><th scope="row">{lines.find(({ place }) => place === line)?.item_name}</th>
              <td>{count(planned)}</td><td>{count(due)}</td><td>{count(targets)}{over(targets, planned) > 0 ? <strong>{word("plan-progress-over", { n: over(targets, planned) })}</strong> : null}</td><td>{count(published)}</td><td>{count(drawn)}</td><td>{count(under_way)}</td>
              {canDraw ? <td className="on_screen"><Button size="small" aria-label={word("plan-progress-draft-nth", { line })} onClick={() => void navigate(`/draws/new?plan=${plan.id}&line=${String(line)}`)}>{word("plan-progress-draft")}</Button></td> : null}
            </tr>
          ))}
          {rest.filter(([, tally]) => tally.drawn + tally.under_way > 0).map(([key, { targets, published, drawn, under_way }]) => (
            <tr key={key}><td /><th scope="row">{word(key)}</th><td>—</td><td>—</td><td>{count(targets)}</td><td>{count(published)}</td><td>{count(drawn)}</td><td>{count(under_way)}</td>{canDraw ? <td className="on_screen" /> : null}</tr>
          ))}
        </tbody>
      </Stacked>
    </section>
  );
}
