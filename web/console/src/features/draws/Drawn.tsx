/** Who was drawn, on the page of an act about them. As long as it isn't public each look is on record, so that it takes a press of a button. */
import { Button } from "antd";
import { useEffect, useRef } from "react";
import { api, ask } from "../../api/client";
import { useMay } from "../../api/query";
import { ProblemView } from "../../ui/ProblemView";
import { Stacked } from "../../ui/Stacked";
import { useAct } from "../../ui/useAct";
import { useWords } from "../../words/words";
import { at, keyed } from "../accounts/calls";
import { ACTS } from "./acts";
import type { Draw, Target } from "./calls";

/** The list; for whoever may not see it there is none. */
export function Drawn({ draw }: { draw: Draw }) {
  const may = useMay();
  return may(ACTS.open) ? <Opened draw={draw} /> : null;
}

function Opened({ draw }: { draw: Draw }) {
  const word = useWords();
  const hasBegun = useRef(false);
  const open = useAct((key) => ask(api.POST("/api/v1/draws/{id}/open", { ...at(draw.id), ...keyed(key) })));
  const isPublic = draw.state === "announced";
  useEffect(() => {
    if (!isPublic || hasBegun.current) return;
    hasBegun.current = true;
    open.run();
  }, [isPublic, open]);
  return (
    <section className="compare" tabIndex={0} aria-label={word("draw-result")}>
      <h2>{word("draw-result")}</h2>
      {isPublic || open.result ? null : <><p>{word("draw-result-secret")}</p><Button onClick={open.run} loading={open.isRunning}>{word("draw-result-open")}</Button></>}
      {open.error ? <ProblemView error={open.error} retry={open.run} /> : null}
      {open.result ? <Names targets={open.result.filter(({ gone }) => !gone)} /> : null}
    </section>
  );
}

/** More than these stand in a box of their own, so that the act below them is still found. */
export const MANY = 50;

function Names({ targets }: { targets: Target[] }) {
  const word = useWords();
  const isLong = targets.length > MANY;
  return (
    <div {...(isLong ? { className: "told_list", tabIndex: 0, role: "group", "aria-label": word("draw-result") } : {})}>
      <p>{word(isLong ? "draw-told-many" : "draw-told-all", { n: targets.length })}</p>
      <Stacked>
        <thead><tr>{["draw-name", "draw-code", "draw-team-names"].map((head) => <th key={head} scope="col">{word(head)}</th>)}</tr></thead>
        <tbody>{targets.map(({ place, name, code, team }) => <tr key={place}><th scope="row">{name}</th><td>{code}</td><td>{team.map((member) => member.name).join("、")}</td></tr>)}</tbody>
      </Stacked>
    </div>
  );
}
