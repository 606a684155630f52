/** The plan's sources: when they close, what was read off by whom, the seed they make, and the form to read one off. */
import { Alert, Button, Input, Select } from "antd";
import { useId, useState } from "react";
import { api, ask } from "../../api/client";
import { useMay, useMe } from "../../api/query";
import { Copy } from "../../ui/Copy";
import { Deadline } from "../../ui/Deadline";
import { ProblemView } from "../../ui/ProblemView";
import { NEAR } from "../../ui/near";
import { Stacked } from "../../ui/Stacked";
import { useAct } from "../../ui/useAct";
import { useNow } from "../../ui/useNow";
import { DateText } from "../../ui/values";
import { moment } from "../../words/format";
import { useLanguage, useWords } from "../../words/words";
import { keyed } from "../accounts/calls";
import { NumbersRead } from "./NumbersRead";
import { ACTS } from "./acts";
import { type Draw, type Source, useSources } from "./calls";
import { faultsOf, readOf, shapeOf } from "./public-value";
import { type Readable, readables, turnsOf } from "./readers";
import { REVEAL, sourceText } from "./source-words";
import { unsettled } from "./unsettled";

/** The section. */
export function Readings({ draw, onChange }: { draw: Draw; onChange: () => void }) {
  const word = useWords();
  const may = useMay();
  const me = useMe();
  const { data: sources = [] } = useSources(draw.id, draw.commitment != null);
  if (sources.length === 0) return null;
  const read = sources.map((source, place) => ({ source, place })).filter(({ source }) => !source.name.startsWith(REVEAL));
  // Nobody reads a source twice: what one has read waits for another.
  const turns = turnsOf(draw.readings, read.map(({ place }) => place), me.id);
  const open = read.filter(({ place }) => turns.open.includes(place));
  return (
    <section className="compare" tabIndex={0} aria-label={word("draw-seed")}>
      <h2>{word("draw-seed")}</h2>
      <Stacked>
        <thead><tr>{["draw-source", "draw-closes", "draw-read"].map((head) => <th key={head} scope="col">{word(head)}</th>)}</tr></thead>
        <tbody>
          {sources.map((source, place) => (
            <tr key={source.name}>
              <th scope="row"><Named source={source} draw={draw} /></th><td><Deadline value={source.closes} /></td>
              <td>{source.name.startsWith(REVEAL) ? <Revealed source={source} draw={draw} /> : draw.readings.filter((reading) => reading.place === place).map((reading) => <div key={reading.at}>{reading.person?.name ?? word("draw-fetched", { host: reading.origin })} · <DateText value={reading.at} /> · {reading.value ? <code>{reading.value}</code> : word("draw-read-hidden")}</div>)}</td>
            </tr>
          ))}
        </tbody>
      </Stacked>
      <Differing draw={draw} />
      <Seed draw={draw} />
      {draw.fetch && draw.state === "committed" ? <Fetched fetch={draw.fetch} isThere={draw.readings.some((reading) => reading.name.startsWith("drand:"))} /> : null}
      {draw.state === "committed" && may(ACTS.enter) && turns.waiting.length > 0 ? <p role="status">{word("draw-read-done")}</p> : null}
      {draw.state === "committed" && may(ACTS.enter) && open.length > 0 ? <Read key={turns.open.join()} draw={draw} open={open} onChange={onChange} /> : null}
    </section>
  );
}

function partyOf(source: Source, draw: Draw): Draw["parties"][number] | undefined {
  return draw.parties.find(({ code }) => source.name === REVEAL + code);
}

/** A source in words, beside the name that the commitment has for it. */
function Named({ source, draw }: { source: Source; draw: Draw }) {
  const word = useWords();
  return <>{sourceText(source.name, draw.parties, word)} <code className="digest">{source.name}</code></>;
}

/** The seed itself, or why it isn't told yet. */
function Seed({ draw }: { draw: Draw }) {
  const word = useWords();
  if (!draw.seed) return null;
  if (!draw.seed_value) return <p>{word("draw-seed-kept")}</p>;
  return <p>{word("draw-seed-value")} <code className="digest">{draw.seed_value}</code> <Copy text={draw.seed_value} /></p>;
}

/** A party enters its value itself: when, and what once all have. */
function Revealed({ source, draw }: { source: Source; draw: Draw }) {
  const word = useWords();
  const { revealed_at: at, value } = partyOf(source, draw) ?? {};
  return at == null ? "—" : <>{word("draw-party-revealed")} · <DateText value={at} />{value ? <> · <code className="digest">{value}</code></> : null}</>;
}

/** Sources that people read otherwise than one another: who may settle them, and until when. */
function Differing({ draw }: { draw: Draw }) {
  const word = useWords();
  const { language } = useLanguage();
  const said = (at: string): string => moment(at, language);
  if (draw.state !== "committed") return null;
  return unsettled(draw.readings).map(({ name, readings }) => (
    <Alert
      key={name} type="warning" showIcon className="problem" title={word("draw-read-differ", { name: sourceText(name, draw.parties, word), n: readings.length, times: readings.map(({ at }) => said(at)).join("; ") })}
      description={<>{word("draw-read-next")} {readings.some(({ why }) => why) ? word("draw-read-next-why") : null} {draw.read_until ? word("draw-read-until", { until: said(draw.read_until) }) : null}</>}
    />
  ));
}

/** How it stands with a round that the system fetches, and what each relay's last answer was refused for. */
function Fetched({ fetch, isThere }: { fetch: NonNullable<Draw["fetch"]>; isThere: boolean }) {
  const word = useWords();
  if (isThere) return null;
  const isTrying = fetch.next != null;
  const says = fetch.tries === 0 ? word("draw-fetch-wait") : word(isTrying ? "draw-fetch-again" : "draw-fetch-given-up", { tries: fetch.tries });
  return (
    <Alert
      type={isTrying ? "info" : "warning"}
      showIcon
      title={word("draw-fetch-title")}
      description={
        <>
          <p>{says}{fetch.next != null && fetch.tries > 0 ? <DateText value={fetch.next} /> : null}</p>
          <ul>{fetch.missed.map((one) => <li key={one.host}><code>{one.host}</code>：{word(`draw-fetch-fault-${one.fault}`)}</li>)}</ul>
        </>
      }
    />
  );
}

function Read({ draw, open, onChange }: { draw: Draw; open: { source: Source; place: number }[]; onChange: () => void }) {
  const word = useWords();
  const nameId = useId();
  const names = open.flatMap(({ source, place }) => readables(source, place));
  const [name, setName] = useState(names[0]?.name ?? "");
  const chosen = names.find((one) => one.name === name);
  const now = useNow(true);
  const isOpen = chosen !== undefined && chosen.opens <= now;
  return (
    <div className="form">
      <h3>{word("draw-read-off")}</h3>
      <Alert type="info" showIcon title={word("draw-read-help")} />
      <div className="sure"><label htmlFor={nameId}>{word("draw-source")}</label><Select id={nameId} value={name} options={names.map((one) => ({ value: one.name, label: one.isFallback ? word("draw-fallback-of", { name: sourceText(one.name, [], word) }) : sourceText(one.name, [], word) }))} onChange={setName} /></div>
      {chosen && isOpen ? <Entry key={name} draw={draw} of={chosen} onChange={onChange} /> : null}
      {chosen && !isOpen ? <Closed of={chosen} /> : null}
    </div>
  );
}

/** There is nothing to read off before the source has closed. */
function Closed({ of: { name, opens } }: { of: Readable }) {
  const word = useWords();
  const { language } = useLanguage();
  return <p role="status" className="problem">{word(name.startsWith("drand:") ? "draw-read-not-yet-drand" : name.startsWith("dice:") ? "draw-read-not-yet-dice" : "draw-read-not-yet", { source: sourceText(name, [], word), closes: moment(new Date(opens).toISOString(), language) })}</p>;
}

function Entry({ draw, of: { name, place, isFallback }, onChange }: { draw: Draw; of: Readable; onChange: () => void }) {
  const word = useWords();
  const [valueId, readId, evidenceId, evidenceHelpId, whyId, lacksId] = [useId(), useId(), useId(), useId(), useId(), useId()];
  const [value, setValue] = useState("");
  const [evidence, setEvidence] = useState("");
  const [why, setWhy] = useState<string | null>(null);
  // Two agree in the reason, too: whoever reads it second has the first one's before them.
  const reason = why ?? draw.readings.find((one) => one.name === name)?.why ?? "";
  const shape = shapeOf(name);
  const seen = shape ? readOf(value, shape) : null;
  const send = useAct(
    (key) => ask(api.POST("/api/v1/draws/{id}/readings", { params: { path: { id: draw.id } }, body: { place, name, value: seen ? value.trim() : value, evidence, why: isFallback ? reason : "" }, ...keyed(key) })),
    () => { setValue(""); onChange(); },
  );
  const lacks = [
    ...((seen ? seen.isWhole : value.trim() !== "") ? [] : [word("draw-value")]), ...(evidence.trim() === "" ? [word("draw-evidence")] : []), ...(isFallback && reason.trim() === "" ? [word("draw-fallback-why")] : []),
  ];
  return (
    <>
      <div className="sure">
        <label htmlFor={valueId}>{word("draw-value")}</label>
        {shape ? <p className="fine">{word(`draw-value-help-${shape.kind}`, { n: seen?.asked ?? 0, least: shape.groups[0].least, most: shape.groups[0].most, example: shape.example })}</p> : null}
        <Input.TextArea id={valueId} rows={2} autoComplete="off" spellCheck={false} value={value} status={seen && faultsOf(seen).length > 0 ? "error" : ""} aria-describedby={shape ? readId : undefined} onChange={({ target }) => setValue(shape ? target.value.replace(/[\r\n]+/g, " ") : target.value)} />
        {shape && seen ? <NumbersRead id={readId} shape={shape} read={seen} /> : null}
      </div>
      <div className="sure">
        <label htmlFor={evidenceId}>{word("draw-evidence")}</label>
        <Input id={evidenceId} maxLength={400} showCount={NEAR} value={evidence} aria-describedby={evidenceHelpId} onChange={({ target }) => setEvidence(target.value)} />
        <span id={evidenceHelpId} className="fine">{word(shape?.kind === "dice" ? "draw-evidence-help-dice" : shape ? "draw-evidence-help" : "draw-evidence-help-drand")}</span>
      </div>
      {isFallback ? <div className="sure"><label htmlFor={whyId}>{word("draw-fallback-why")}</label><Input id={whyId} maxLength={120} showCount={NEAR} value={reason} onChange={({ target }) => setWhy(target.value)} /></div> : null}
      {send.error ? <ProblemView error={send.error} /> : null}
      <div className="form_buttons">
        <Button type="primary" disabled={lacks.length > 0} aria-describedby={lacks.length > 0 ? lacksId : undefined} loading={send.isRunning} onClick={send.run}>{word("draw-read-send")}</Button>
        {lacks.length > 0 ? <span id={lacksId} className="fine">{word("draw-read-lacks", { lacks: lacks.join(word("draw-next-and")) })}</span> : null}
      </div>
    </>
  );
}
