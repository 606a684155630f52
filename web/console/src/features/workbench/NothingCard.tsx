/** On the workbench of planners and observers, for whom hardly anything waits by itself: whether something does, and where their work begins. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { api, ask } from "../../api/client";
import { useMay } from "../../api/query";
import { WaitingCard, type WaitingLine } from "../../ui/WaitingCard";
import { useWords } from "../../words/words";

/** The latest plan in a state, and how many are in it. */
function usePlans(state: "draft" | "published", isAsked: boolean) {
  return useQuery({ queryKey: ["plans", "count", state], enabled: isAsked, queryFn: () => ask(api.GET("/api/v1/plans", { params: { query: { state, sort: "-year", limit: 1 } } })) });
}

/** The card. */
export function NothingCard() {
  const word = useWords();
  const may = useMay();
  const isPlanner = may("plan.draft");
  const drafts = usePlans("draft", isPlanner);
  const { data: published } = usePlans("published", isPlanner);
  // The lines of the plan in force say how far each is, and begin a draw; where there is none, all plans.
  const plan = published?.rows[0];
  const lines: WaitingLine[] = isPlanner ? [{ label: "workbench-plan-drafts", to: "/plans?state=draft", count: drafts.data?.count.value }] : [];
  const foot = (
    <>
      {isPlanner ? <p>{word("workbench-plan")} <Link to={plan ? `/plans/${plan.id}` : "/plans"}>{word("workbench-plan-go")}</Link></p> : null}
      {may("draw.enter") ? <p>{word("workbench-enter")} <Link to="/draws?state=committed">{word("workbench-enter-go")}</Link></p> : null}
    </>
  );
  return <WaitingCard name="nothing" title={word("workbench-waiting")} to={isPlanner ? "/plans" : "/draws"} none={word("workbench-nothing")} lines={lines} error={drafts.error} foot={foot} />;
}
