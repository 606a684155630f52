/** An inspector's state is changed on a page of its own, which says what follows and asks why. */
import { Input } from "antd";
import { useId, useState } from "react";
import { api, ask } from "../../api/client";
import { ActPage } from "../../ui/ActPage";
import { NEAR } from "../../ui/near";
import { useWords } from "../../words/words";
import { at, keyed } from "../accounts/calls";
import { OfInspector, parentOf } from "./OfInspector";
import { type Inspector, useToInspector } from "./calls";

type Verb = "suspend" | "restore" | "depart";

const EFFECTS: Record<Verb, string[]> = {
  suspend: ["inspectors-suspend-effect", "inspectors-suspend-effect-draws", "inspectors-suspend-effect-back"],
  restore: ["inspectors-restore-effect", "inspectors-restore-effect-else"],
  depart: ["inspectors-depart-effect", "inspectors-depart-effect-kept", "inspectors-depart-effect-back"],
};

/** The page. */
export function StatePage({ verb }: { verb: Verb }) {
  return <OfInspector>{(inspector) => <Asked inspector={inspector} verb={verb} />}</OfInspector>;
}

function Asked({ inspector, verb }: { inspector: Inspector; verb: Verb }) {
  const word = useWords();
  const leave = useToInspector();
  const box = useId();
  const [reason, setReason] = useState("");
  const { id, name, certificate, unit, version } = inspector;
  return (
    <ActPage<Inspector>
      title={word(`inspectors-${verb}-of`, { name })} parent={parentOf(inspector)} isFinal={false} subject={<p className="lead">{[name, certificate, unit].filter(Boolean).join(" · ")}</p>}
      effects={EFFECTS[verb].map((effect) => word(effect, { name }))} told={[word("told-journal")]} actLabel={word(`inspectors-${verb}`)} confirmation={{ kind: "tick", label: word(`inspectors-${verb}-sure`) }}
      act={(key) => ask(api.POST(`/api/v1/inspectors/{id}/${verb}`, { ...at(id), body: { reason, version }, ...keyed(key) }))} onDone={() => leave(id)} isReady={reason !== ""}
    >
      <div className="sure"><label htmlFor={box}>{word(`inspectors-${verb}-reason`)}</label><Input id={box} maxLength={200} showCount={NEAR} autoComplete="off" onChange={({ target }) => setReason(target.value.trim())} /></div>
    </ActPage>
  );
}
