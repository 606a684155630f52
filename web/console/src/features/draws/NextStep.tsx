/** On a draw's page: who does what next. What is to be pressed stands in the page's head. */
import { CheckCircleFilled, ClockCircleOutlined } from "@ant-design/icons";
import { serverNow } from "../../api/clock";
import { useMay, useMe } from "../../api/query";
import { isNear } from "../../ui/deadline";
import { useNow } from "../../ui/useNow";
import { day, exactMoment, moment, today } from "../../words/format";
import type { Language } from "../../words/language";
import { useLanguage, useWords } from "../../words/words";
import { type Draw, useSources } from "./calls";
import { nextStep } from "./next-step";

/** A day, or an instant as near as it is. */
function told(until: string | undefined, language: Language): string {
  if (!until) return "";
  if (!until.includes("T")) return day(until, language);
  return isNear(until, serverNow()) ? exactMoment(until, language) : moment(until, language);
}

/** The line. */
export function NextStep({ draw }: { draw: Draw }) {
  const word = useWords();
  const { language } = useLanguage();
  const may = useMay();
  const me = useMe();
  const { data: sources = [] } = useSources(draw.id, draw.commitment != null);
  const now = useNow(draw.state === "committed");
  const next = nextStep(draw, sources, now, today(new Date(now)));
  if (!next) return null;
  const values = { names: (next.names ?? []).join(word("draw-next-and")), n: next.names?.length ?? 0, time: told(next.until, language), latest: told(next.latest, language) };
  const isMine = next.act !== undefined && may(next.act) && !next.barred?.includes(me.id);
  const Icon = next.tone === "good" ? CheckCircleFilled : ClockCircleOutlined;
  return (
    <section className="next" data-mine={isMine} data-tone={next.tone} aria-label={word("draw-next")}>
      <div className="next_said" aria-live="polite">
        <p className="next_turn"><Icon aria-hidden /> {word("draw-next-is", { step: word(next.key, values) })}</p>
        {next.more ? <p>{word(next.more, values)}</p> : null}
      </div>
    </section>
  );
}
