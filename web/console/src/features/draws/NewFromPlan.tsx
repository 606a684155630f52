/** The form of a draw that carries out a line of the annual plan, filled in from it; who reveals is as in the draw before, and who goes, if that chose from pools. */
import { Alert } from "antd";
import { useQuery } from "@tanstack/react-query";
import { api, ask } from "../../api/client";
import { FormPage } from "../../ui/FormPage";
import { ProblemView } from "../../ui/ProblemView";
import { today } from "../../words/format";
import { useWords } from "../../words/words";
import { at, keyed } from "../accounts/calls";
import { DrawContents } from "./DrawContents";
import { Fields, WithItems } from "./DrawForm";
import { useToDraft } from "./OfDraw";
import { type Draw, useLastDraw } from "./calls";
import { periodOf, schemeOfLine, withPeopleOf } from "./from-plan";
import { type Values, blank, partiesOf, schemeOf, valuesOf } from "./scheme-values";

/** The page. */
export function NewFromPlan({ plan, place }: { plan: string; place: number }) {
  const word = useWords();
  const leave = useToDraft();
  const { data, error, refetch } = useQuery({ queryKey: ["plans", plan], queryFn: () => ask(api.GET("/api/v1/plans/{id}", at(plan))) });
  const found = data?.lines.find((one) => one.place === place);
  const last = useLastDraw(found?.line.organisation);
  if (error) return <ProblemView error={error} retry={() => void refetch()} />;
  if (last.error) return <ProblemView error={last.error} retry={() => void last.refetch()} />;
  if (!data) return <p role="status">{word("loading")}</p>;
  if (!found) return <Alert type="warning" showIcon title={word("draw-plan-line-gone")} />;
  if (last.data === undefined) return <p role="status">{word("loading")}</p>;
  const { year, head } = data.plan;
  const { months } = found.line;
  const period = periodOf(months, year, today());
  const planned = schemeOfLine(found.line, { plan, line: place }, period, head.cap, head.cooldown_months);
  const before = last.data && last.data.scheme.bench.pools.length > 0 ? last.data : null;
  const scheme = before ? withPeopleOf(planned, before.scheme) : planned;
  const parties = last.data && last.data.parties.length > 0 ? last.data.parties : null;
  const task = word("draw-task-of-plan", { year: String(year), item: found.item_name });
  const initial = valuesOf(task, scheme, parties ?? blank(today()).parties);
  return (
    <WithItems>
      {(items) => (
        <FormPage<Values, Draw>
          name={`draw-${plan}-${String(place)}`} title={word("draw-new")} help={word("draw-from-plan", { year: String(year), line: place })} parent={{ title: word("nav-draws"), to: "/draws" }}
          initial={initial} submitLabel={word("draw-begin")} onDone={leave}
          contents={(form, faults) => <DrawContents form={form} begun={initial} faults={faults} hasRates={scheme.strata.length > 0} isFromPlan />}
          submit={(values, key) => ask(api.POST("/api/v1/draws", {
            body: { task: values.task, organisation: found.line.organisation, scheme: schemeOf(values, found.line.edition, scheme), parties: partiesOf(values) }, ...keyed(key),
          }))}
        >
          {period.isLate ? <Alert type="warning" showIcon className="problem" title={word("draw-from-plan-late", { months: months.join("、") })} description={word("draw-from-plan-late-do")} /> : null}
          {last.data && (before || parties) ? <Alert type="info" showIcon className="problem" title={word(before ? "draw-from-plan-people" : "draw-from-plan-parties", { task: last.data.task })} /> : null}
          <Fields items={items} line={place} />
        </FormPage>
      )}
    </WithItems>
  );
}
