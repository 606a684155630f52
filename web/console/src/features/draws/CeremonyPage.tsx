/** A party's page behind its link: no account, one value, made in this browser and nowhere else. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Input } from "antd";
import { useEffect, useId, useRef, useState } from "react";
import { useParams } from "react-router";
import { api, ask } from "../../api/client";
import { Deadline } from "../../ui/Deadline";
import { DescriptionList } from "../../ui/DescriptionList";
import { Mark } from "../../ui/Mark";
import { ProblemView } from "../../ui/ProblemView";
import { secondsLeft } from "../../ui/deadline";
import { useAct } from "../../ui/useAct";
import { useNow } from "../../ui/useNow";
import { useWords } from "../../words/words";
import { Bare } from "../accounts/Bare";
import { keyed } from "../accounts/calls";
import { RevealTime } from "./RevealTime";
import { type State, TONES } from "./calls";
import { fileOf, isValue, revealHash, valueIn } from "./reveal";
import { spanText } from "./rule-words";
import { againOf, begunValue, fileParts, forgetBegun, hasAgain, keepBegun, windowStorage } from "./value-shelf";

/** While others act, the page asks by itself: nobody at home reloads it at the right second. */
const ASK_MS = 3000;
/** So many bytes of a chosen file are read. */
const MOST_READ = 4096;
const MOVING: State[] = ["approved", "committed", "seeded"];

/** The page. */
export function CeremonyPage() {
  const word = useWords();
  const { token = "" } = useParams();
  const queries = useQueryClient();
  const seen = useQuery({
    queryKey: ["ceremony", token], queryFn: () => ask(api.GET("/api/v1/ceremony/{token}", { params: { path: { token } } })),
    refetchInterval: ({ state: { data } }) => (data && MOVING.includes(data.state) ? ASK_MS : false),
  });
  const [share, setShare] = useState<string | null>(null);
  const again = (): void => void queries.invalidateQueries({ queryKey: ["ceremony", token] });
  const { data, error } = seen;
  return (
    <Bare title={word("ceremony")} lead={word("ceremony-lead")} isWide>
      {error ? <ProblemView error={error} retry={again} /> : null}
      {data ? (
        <>
          <DescriptionList items={[
            [word("draws-task"), data.task], [word("draw-party"), data.name], [word("draws-state"), <Mark key="state" tone={TONES[data.state]}>{word(`draw-state-${data.state}`)}</Mark>],
            ...(data.hash ? [[word("ceremony-hash"), <code key="hash" className="digest">{data.hash}</code>] as [string, React.ReactNode]] : []),
            ...(data.commitment ? [[word("draw-commitment-is"), <code key="c" className="digest">{data.commitment}</code>] as [string, React.ReactNode]] : []),
            ...(data.closes ? [[word("ceremony-closes"), <Deadline key="closes" value={data.closes} />] as [string, React.ReactNode]] : []),
            ...(data.value ? [[word("ceremony-revealed"), <code key="value" className="digest">{data.value}</code>] as [string, React.ReactNode]] : []),
          ]} />
          {data.state === "approved" && !data.hash ? <Hash token={token} draw={data.draw} code={data.code} name={data.name} task={data.task} onDone={again} /> : null}
          {data.state === "approved" && data.hash ? <Given reveal_s={data.reveal_s ?? null} /> : null}
          {data.state === "committed" && !data.revealed ? <InTime closes={data.closes ?? ""}><Reveal token={token} draw={data.draw} code={data.code} hash={data.hash ?? ""} onDone={(given) => { setShare(given); again(); }} /></InTime> : null}
          {data.revealed && (data.state === "committed" || data.state === "seeded") ? <Alert type="success" showIcon title={word("ceremony-done")} /> : null}
          {data.state === "annulled" || data.state === "discarded" ? <Alert type="info" showIcon title={word("ceremony-ended")} /> : null}
          {share === null ? null : <Share share={share} />}
          {share === null && data.share && data.revealed && hasAgain(windowStorage(), token) ? <Reveal token={token} draw={data.draw} code={data.code} hash={data.hash ?? ""} given={data.value ?? ""} isAgain onDone={(given) => { setShare(given); again(); }} /> : null}
          {share === null && data.share && !data.revealed && data.state === "committed" ? <p className="fine">{word("ceremony-share-comes")}</p> : null}
        </>
      ) : null}
    </Bare>
  );
}

/** What is left to do once the hash is given, and what must not be lost until then. */
function Given({ reveal_s: seconds }: { reveal_s: number | null }) {
  const word = useWords();
  return (
    <>
      <Alert type="success" showIcon className="problem" title={word("ceremony-wait")} description={seconds === null ? null : word("ceremony-window", { time: spanText(seconds, word) })} />
      <Alert type="warning" showIcon className="problem" title={word("ceremony-keep-safe")} />
    </>
  );
}

/** The form as long as there is time; afterwards, that there is none. */
function InTime({ closes, children }: { closes: string; children: React.ReactNode }) {
  const word = useWords();
  const now = useNow(closes !== "");
  const left = closes === "" ? null : secondsLeft(closes, now);
  if (closes !== "" && left === null) return <Alert type="warning" showIcon role="alert" title={word("ceremony-over")} description={word("ceremony-over-do")} />;
  return <>{left === null ? null : <RevealTime left={left} />}{children}</>;
}

interface Of {
  token: string;
  draw: string;
  code: string;
  onDone: () => void;
}

function Hash({ token, draw, code, name, task, onDone }: Of & { name: string; task: string }) {
  const word = useWords();
  const [id, whyId] = [useId(), useId()];
  const [begun] = useState(() => begunValue(windowStorage(), token));
  const { value } = begun;
  const [isKept, setKept] = useState(begun.isKept);
  const kept = (): void => {
    setKept(true);
    keepBegun(windowStorage(), token, { value, isKept: true });
  };
  const give = useAct(async (key) => ask(api.POST("/api/v1/ceremony/{token}/hash", { params: { path: { token } }, body: { hash: await revealHash(draw, code, value) }, ...keyed(key) })), () => {
    forgetBegun(windowStorage(), token);
    onDone();
  });
  const keep = (): void => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(fileOf(value));
    link.download = word("ceremony-file", fileParts(name, task, draw));
    link.click();
    URL.revokeObjectURL(link.href);
    kept();
  };
  if (!globalThis.crypto?.subtle) return <Alert type="error" showIcon title={word("ceremony-no-https")} />;
  return (
    <section>
      <h2>{word("ceremony-make")}</h2>
      <p>{word("ceremony-make-help")}</p>
      {begun.isRestored ? <Alert type="info" showIcon className="problem" role="status" title={word(begun.isKept ? "ceremony-restored-kept" : "ceremony-restored")} /> : null}
      <div className="sure"><label htmlFor={id}>{word("ceremony-value")}</label><Input.TextArea id={id} readOnly rows={2} value={value} onFocus={({ target }) => target.select()} onCopy={kept} /></div>
      {give.error ? <ProblemView error={give.error} /> : null}
      <div className="form_buttons"><Button onClick={keep}>{word("ceremony-keep")}</Button><Button type="primary" disabled={!isKept} aria-describedby={isKept ? undefined : whyId} loading={give.isRunning} onClick={give.run}>{word("ceremony-give")}</Button>{isKept ? null : <span id={whyId} className="fine">{word("ceremony-give-why")}</span>}</div>
    </section>
  );
}

/** Reveals; or asks for the share once more, where the answer didn't arrive: everybody may know the value by then, so this browser shows what it made up. */
function Reveal({ token, draw, code, hash, given = "", isAgain = false, onDone }: Omit<Of, "onDone"> & { hash: string; given?: string; isAgain?: boolean; onDone: (share: string | null) => void }) {
  const word = useWords();
  const [id, whyId, otherId] = [useId(), useId(), useId()];
  const [value, setValue] = useState(given);
  const [isOther, setOther] = useState(false);
  const [isUnread, setUnread] = useState(false);
  const put = (text: string): void => {
    setOther(false);
    setUnread(false);
    setValue(text);
  };
  const read = async (file: File): Promise<void> => {
    // Whatever was chosen, a value is 64 characters: more than a page of text isn't looked through.
    const found = valueIn(await file.slice(0, MOST_READ).text());
    put(found ?? "");
    setUnread(found === null);
  };
  const reveal = useAct((key) => ask(api.POST("/api/v1/ceremony/{token}/reveal", { params: { path: { token } }, body: { value, again: againOf(windowStorage(), token) }, ...keyed(key) })), ({ share }) => onDone(share ?? null));
  // Another value is told at once, here, as soon as it is chosen or typed.
  useEffect(() => {
    if (!isValue(value) || !globalThis.crypto?.subtle) return undefined;
    let isLate = false;
    void revealHash(draw, code, value).then((found) => {
      if (!isLate) setOther(found !== hash);
    });
    return () => void (isLate = true);
  }, [draw, code, hash, value]);
  /** And nothing is sent that isn't it, however fast the button was. */
  const check = async (): Promise<void> => {
    const isIt = !globalThis.crypto?.subtle || (await revealHash(draw, code, value)) === hash;
    setOther(!isIt);
    if (isIt) reveal.run();
  };
  return (
    <section>
      <h2>{word(isAgain ? "ceremony-again" : "ceremony-reveal")}</h2>
      <p>{word(isAgain ? "ceremony-again-help" : "ceremony-reveal-help")}</p>
      <FileButton label={word("ceremony-choose")} onChosen={(file) => void read(file)} />
      {isUnread ? <Alert type="error" showIcon role="alert" className="problem" title={word("ceremony-unread")} /> : null}
      <div className="sure"><label htmlFor={id}>{word("ceremony-value")}</label><Input.TextArea id={id} rows={2} value={value} onChange={({ target }) => put(target.value.trim().toLowerCase())} /></div>
      {isOther ? <div id={otherId}><Alert type="error" showIcon role="alert" title={word("ceremony-other-value")} /></div> : null}
      {reveal.error ? <ProblemView error={reveal.error} /> : null}
      <div className="form_buttons">
        <Button type="primary" disabled={!isValue(value) || isOther} aria-describedby={isOther ? otherId : isValue(value) ? undefined : whyId} loading={reveal.isRunning} onClick={() => void check()}>{word(isAgain ? "ceremony-again-do" : "ceremony-reveal")}</Button>
        {isValue(value) || isOther ? null : <span id={whyId} className="fine">{word(value === "" ? "ceremony-reveal-why" : "ceremony-reveal-why-form")}</span>}
      </div>
    </section>
  );
}

/** Chooses a file, which is read here and sent nowhere. */
function FileButton({ label, onChosen }: { label: string; onChosen: (file: File) => void }) {
  const input = useRef<HTMLInputElement>(null);
  const hear = ({ target }: React.ChangeEvent<HTMLInputElement>): void => {
    const file = target.files?.[0];
    if (file) onChosen(file);
    // The same file may be chosen again.
    target.value = "";
  };
  return <p><input ref={input} type="file" hidden accept=".txt,text/plain" onChange={hear} /><Button onClick={() => input.current?.click()}>{label}</Button></p>;
}

/** What a party keeps of revealing, where the draw has a secret; it is shown this once. */
function Share({ share }: { share: string }) {
  const word = useWords();
  const id = useId();
  return (
    <section>
      <h2>{word("ceremony-share")}</h2>
      <p>{word("ceremony-share-help")}</p>
      <div className="sure"><label htmlFor={id}>{word("ceremony-share-is")}</label><Input.TextArea id={id} readOnly rows={3} value={share} onFocus={({ target }) => target.select()} /></div>
    </section>
  );
}
