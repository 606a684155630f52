/** Makes the visits of a draw: every target gets one, none is left out. Who stands in for others later gets theirs by dispatching again. */
import { Alert } from "antd";
import { Link, useNavigate } from "react-router";
import { api, ask } from "../../api/client";
import { ActPage } from "../../ui/ActPage";
import { DescriptionList } from "../../ui/DescriptionList";
import { PageHead } from "../../ui/PageHead";
import { ProblemView } from "../../ui/ProblemView";
import { Count, DateText } from "../../ui/values";
import { useWords } from "../../words/words";
import { at, keyed } from "../accounts/calls";
import { Drawn } from "../draws/Drawn";
import { OfDraw, nameOf, parentOf } from "../draws/OfDraw";
import type { Draw } from "../draws/calls";
import { dispatchedOf } from "../draws/next-step";
import { DispatchesTold } from "./DispatchesTold";
import { type Dispatches, useDispatches, useVisitsAnew } from "./calls";

/** The page. */
export function DispatchPage() {
  return <OfDraw>{(draw) => <Dispatch draw={draw} />}</OfDraw>;
}

function Dispatch({ draw }: { draw: Draw }) {
  const word = useWords();
  const navigate = useNavigate();
  const anew = useVisitsAnew();
  const { data, error } = useDispatches(draw.id);
  const title = word("visits-dispatch-of", { name: nameOf(draw) });
  if (error && !data) return <ProblemView error={error} />;
  if (!data) return <p role="status">{word("loading")}</p>;
  const { visits: there, waiting } = dispatchedOf(data);
  // Once everybody has a visit there is nothing to be done.
  if (there > 0 && waiting === 0) return <article className="actpage"><PageHead title={title} parent={parentOf(draw)} /><Already draw={draw} dispatches={data} /></article>;
  const first = there > 0 ? word("visits-dispatch-effect-more", { count: waiting }) : word("visits-dispatch-effect", { count: draw.targets });
  const isOpen = draw.state === "announced";
  return (
    <ActPage
      title={title} parent={parentOf(draw)} actLabel={word("visits-dispatch")}
      subject={(
        <div className="above">
          {there > 0 ? <Already draw={draw} dispatches={data} /> : null}
          <DescriptionList items={[
            [word("draws-targets"), <Count key="count" value={draw.targets} />], [word("draw-period"), <span key="period"><DateText value={draw.scheme.from} /> – <DateText value={draw.scheme.to} /></span>],
            [word("draw-items"), draw.scheme.items.join("、")], [word("draw-seats"), word("draw-seats-value", { n: draw.scheme.seats.length })],
          ]} />
          <Drawn draw={draw} />
        </div>
      )}
      effects={[first, word("visits-dispatch-effect-team"), word("visits-dispatch-effect-once"), word(isOpen ? "visits-dispatch-effect-open" : "visits-dispatch-effect-secret")]}
      told={[word("told-journal"), word("visits-dispatch-told")]} confirmation={{ kind: "tick", label: word("visits-dispatch-sure") }}
      onDone={() => { anew(); void navigate(visitsOf(draw)); }}
      act={(key) => ask(api.POST("/api/v1/draws/{id}/dispatch", { ...at(draw.id), body: {}, ...keyed(key) }))}
    />
  );
}

function visitsOf({ id }: Draw): string {
  return `/visits?draw=${id}`;
}

/** That it was dispatched, when and by whom. */
function Already({ draw, dispatches: { done, waiting } }: { draw: Draw; dispatches: Dispatches }) {
  const word = useWords();
  const { visits } = dispatchedOf({ done, waiting });
  return <Alert type="info" showIcon className="problem" title={word("visits-dispatched-already", { count: visits })} description={<><DispatchesTold done={done} /><Link to={visitsOf(draw)}>{word("visits-of-draw")}</Link></>} />;
}
