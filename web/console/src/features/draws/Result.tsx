/** Who was drawn; before an unannounced draw is published each look is on record, so it takes a press of a button. */
import { DownloadOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useEffect, useRef } from "react";
import { KEY_HEADER, api, ask } from "../../api/client";
import { newKey } from "../../api/key";
import { useMay } from "../../api/query";
import { ProblemView } from "../../ui/ProblemView";
import { Stacked } from "../../ui/Stacked";
import { useAct } from "../../ui/useAct";
import { useDownload } from "../../ui/useDownload";
import { useWordOf, useWords } from "../../words/words";
import { keyed } from "../accounts/calls";
import { Receipt } from "./Receipt";
import { MANY } from "./Drawn";
import { ACTS } from "./acts";
import type { Draw, Target } from "./calls";
import { stratumText } from "./scheme-values";

/** The section. */
export function Result({ draw }: { draw: Draw }) {
  const word = useWords();
  const may = useMay();
  const { run, isRunning } = useDownload();
  const open = useAct((key) => ask(api.POST("/api/v1/draws/{id}/open", { params: { path: { id: draw.id } }, ...keyed(key) })));
  const isPublic = draw.state === "announced";
  const isShown = may(ACTS.open) && isPublic;
  const hasBegun = useRef(false);
  // What everybody reads needs no press of a button.
  useEffect(() => {
    if (!isShown || hasBegun.current) return;
    hasBegun.current = true;
    open.run();
  }, [isShown, open]);
  if (!may(ACTS.open) || (draw.state !== "drawn" && !isPublic)) return null;
  const bundle = (edition: "public" | "auditor" | "court") => (
    <Button icon={<DownloadOutlined aria-hidden />} loading={isRunning} onClick={() => void run({ path: `/api/v1/draws/${draw.id}/bundle?edition=${edition}`, name: `${draw.id}-${edition}.zip`, init: { method: "POST", headers: { [KEY_HEADER]: newKey() } } })}>{word(`draw-bundle-${edition}`)}</Button>
  );
  return (
    <section className="compare" tabIndex={0} aria-label={word("draw-result")}>
      <h2>{word("draw-result")}</h2>
      <p>{word(isPublic ? "draw-result-public" : "draw-result-secret")}</p>
      <div className="form_buttons">{isPublic ? null : <Button onClick={open.run} loading={open.isRunning}>{word("draw-result-open")}</Button>}{bundle("public")}{bundle("auditor")}{bundle("court")}</div>
      {open.error ? <ProblemView error={open.error} retry={isPublic ? open.run : undefined} /> : null}
      {open.result ? <Targets targets={open.result} /> : null}
      <Receipt draw={draw} />
    </section>
  );
}

function Targets({ targets }: { targets: Target[] }) {
  const word = useWords();
  const wordOf = useWordOf();
  const isLong = targets.length > MANY;
  return (
    <div {...(isLong ? { className: "told_list", tabIndex: 0, role: "group", "aria-label": word("draw-result") } : {})}>
      <Stacked>
        <thead><tr>{["draw-name", "draw-code", "draw-stratum", "draw-rank", "draw-team-names"].map((head) => <th key={head} scope="col">{word(head)}</th>)}</tr></thead>
        <tbody>
          {targets.map((target) => (
            <tr key={target.place}><th scope="row">{target.name}</th><td>{target.code}</td><td title={target.stratum}>{stratumText(target.stratum, wordOf)}</td><td>{target.rank}</td><td>{target.gone ? word("draw-target-gone", { number: target.gone }) : `${target.team.map(({ name, certificate }) => `${name}（${certificate}）`).join("、")}${target.stood_in ? ` ${word("draw-target-stood-in", { number: target.stood_in })}` : ""}`}</td></tr>
          ))}
        </tbody>
      </Stacked>
    </div>
  );
}
