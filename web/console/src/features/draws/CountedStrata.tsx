/** The strata of a scheme while it is still being written: they are counted by what is saved of it, which takes a few of its fields only. */
import { Button } from "antd";
import { useEffect, useRef, useState } from "react";
import { useSaveEarly } from "../../ui/FormPage";
import { JobProgress } from "../../ui/JobProgress";
import { ProblemView } from "../../ui/ProblemView";
import { Stacked } from "../../ui/Stacked";
import { Count } from "../../ui/values";
import { useWordOf, useWords } from "../../words/words";
import type { Draw, Preview } from "./calls";
import { EARLY } from "./form-parts";
import { useBegin } from "./preview-job";
import { peopled, stratumText } from "./scheme-values";

/** What it takes, and the button; below it the strata of the draft that was saved by it. */
export function CountedStrata({ draw }: { draw?: Draw }) {
  const word = useWords();
  const save = useSaveEarly();
  return (
    <>
      <p className="fine">{word("draw-count-help")}</p>
      <Button onClick={() => save(EARLY)}>{word("draw-count")}</Button>
      {draw ? <Counted draw={draw} /> : null}
    </>
  );
}

function Counted({ draw }: { draw: Draw }) {
  const word = useWords();
  const box = useRef<HTMLElement>(null);
  const [job, setJob] = useState<string | null>(null);
  const [seen, setSeen] = useState<Preview | null>(null);
  const begin = useBegin(draw, true, setJob);
  // Whoever pressed the button stood here before the form was read anew.
  useEffect(() => void box.current?.scrollIntoView({ block: "center" }), []);
  return (
    <section ref={box} className="compare counted" tabIndex={0} aria-label={word("draw-counted")}>
      <h3>{word("draw-counted")}</h3>
      {begin.error ? <ProblemView error={begin.error} /> : null}
      {job && !seen ? <JobProgress id={job} title={word("draw-counting")} onDone={({ result }) => setSeen(result as unknown as Preview)} /> : null}
      {seen ? <Counts seen={seen} /> : null}
    </section>
  );
}

function Counts({ seen }: { seen: Preview }) {
  const word = useWords();
  const wordOf = useWordOf();
  const rows = peopled(seen.strata);
  const left = Object.values(seen.excluded).reduce((sum, count) => sum + count, 0);
  if (rows.length === 0) return <p>{word("draw-counted-none", { left })}</p>;
  return (
    <>
      <p>{word("draw-counted-of", { n: seen.subjects, strata: rows.length, left })}</p>
      <Stacked>
        <thead><tr>{["draw-stratum", "draw-population"].map((head) => <th key={head} scope="col">{word(head)}</th>)}</tr></thead>
        <tbody>{rows.map(({ name, population }) => <tr key={name}><th scope="row" title={name}>{stratumText(name, wordOf)}</th><td><Count value={population} /></td></tr>)}</tbody>
      </Stacked>
    </>
  );
}
