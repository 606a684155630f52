/** On a draw's page: who does what next. What is to be pressed stands in the page's head. */
import { CheckCircleFilled, ClockCircleOutlined } from "@ant-design/icons";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { serverNow } from "../../api/clock";
import { useMay, useMe } from "../../api/query";
import { isNear } from "../../ui/deadline";
import { useNow } from "../../ui/useNow";
import { day, exactMoment, moment, today } from "../../words/format";
import type { Language } from "../../words/language";
import { useLanguage, useWords } from "../../words/words";
import { DispatchesTold } from "../inspections/DispatchesTold";
import { useDispatches } from "../inspections/calls";
import { ACTS } from "./acts";
import { type Draw, isDrawn, useSources } from "./calls";
import { dispatchedOf, nextStep } from "./next-step";

/** A day, or an instant as near as it is. */
function told(until: string | undefined, language: Language): string {
  if (!until) return "";
  if (!until.includes("T")) return day(until, language);
  return isNear(until, serverNow()) ? exactMoment(until, language) : moment(until, language);
}

/** The line, and below it what the step is taken with. */
export function NextStep({ draw, children }: { draw: Draw; children?: ReactNode }) {
  const word = useWords();
  const { language } = useLanguage();
  const may = useMay();
  const me = useMe();
  const { data: sources = [] } = useSources(draw.id, draw.commitment != null);
  const now = useNow(draw.state === "committed");
  const { data: dispatches, isLoading } = useDispatches(draw.id, isDrawn(draw));
  const next = nextStep(draw, sources, now, today(new Date(now)), dispatches && dispatchedOf(dispatches));
  // While nobody knows yet whether there are visits, nobody is told to make them.
  if (!next || (draw.state === "announced" && isLoading)) return null;
  const done = dispatches?.done ?? [];
  const values = { names: (next.names ?? []).join(word("draw-next-and")), n: next.count ?? next.names?.length ?? 0, time: told(next.until, language), latest: told(next.latest, language) };
  const isMine = (next.act !== undefined && may(next.act) && !next.barred?.includes(me.id)) || (next.asked !== undefined && may(ACTS.approve));
  const Icon = next.tone === "good" ? CheckCircleFilled : ClockCircleOutlined;
  return (
    <section className="next" data-mine={isMine} data-tone={next.tone} aria-label={word("draw-next")}>
      <div className="next_said" aria-live="polite">
        <p className="next_turn"><Icon aria-hidden /> {next.isDone ? word(next.key, values) : word("draw-next-is", { step: word(next.key, values) })}</p>
        {next.more ? <p>{word(next.more, values)}</p> : null}
        {next.asked ? <p>{word("draw-amend-waiting", { n: next.asked })} {may(ACTS.amendments) ? <a href="#amended">{word("draw-next-amended")}</a> : null}</p> : null}
        <DispatchesTold done={done} />
        {done.length > 0 ? <p><Link to={`/visits?draw=${draw.id}`}>{word("visits-of-draw")}</Link></p> : null}
      </div>
      {children}
    </section>
  );
}
