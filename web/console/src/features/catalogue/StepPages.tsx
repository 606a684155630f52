/** The steps of an edition, each on a page of its own: drafted, approved and published by three people. */
import { Input } from "antd";
import { useId, useState } from "react";
import { api, ask } from "../../api/client";
import { ActPage } from "../../ui/ActPage";
import { DateInput } from "../../ui/DateInput";
import { useDayFault } from "../../ui/day-range";
import { NEAR } from "../../ui/near";
import { today } from "../../words/format";
import { useWords } from "../../words/words";
import { at, keyed } from "../accounts/calls";
import { Contents } from "./Contents";
import { OfEdition, nameOf, parentOf, useToEdition } from "./OfEdition";
import type { Edition } from "./calls";

type Verb = "submit" | "approve" | "reject" | "discard" | "withdraw";

const EFFECTS: Record<Verb | "publish", string[]> = {
  submit: ["catalogue-submit-effect", "catalogue-submit-effect-who"],
  approve: ["catalogue-approve-effect", "catalogue-approve-effect-who"],
  reject: ["catalogue-reject-effect"],
  discard: ["catalogue-discard-effect"],
  withdraw: ["catalogue-withdraw-effect", "catalogue-withdraw-effect-kept"],
  publish: ["catalogue-publish-effect", "catalogue-publish-effect-before", "catalogue-publish-effect-kept"],
};

function Reason({ onChange }: { onChange: (reason: string) => void }) {
  const word = useWords();
  const id = useId();
  return <div className="sure"><label htmlFor={id}>{word("catalogue-reason")}</label><Input.TextArea id={id} rows={2} maxLength={200} showCount={NEAR} onChange={({ target }) => onChange(target.value.replace(/\s+/g, " ").trim())} /></div>;
}

/** A step without a date. */
export function StepPage({ verb }: { verb: Verb }) {
  return <OfEdition>{(edition) => (verb === "submit" || verb === "approve" ? <Plain edition={edition} verb={verb} /> : <WithReason edition={edition} verb={verb} />)}</OfEdition>;
}

function useStep(edition: Edition, verb: Verb | "publish") {
  const word = useWords();
  const leave = useToEdition();
  return {
    title: word(`catalogue-${verb}-of`, { name: nameOf(edition, word) }), parent: parentOf(edition, word), actLabel: word(`catalogue-${verb}`),
    effects: EFFECTS[verb].map((effect) => word(effect)), onDone: () => leave(edition.id),
    confirmation: { kind: "tick" as const, label: word(`catalogue-${verb}-sure`) },
  };
}

function Plain({ edition, verb }: { edition: Edition; verb: "submit" | "approve" }) {
  const word = useWords();
  const step = useStep(edition, verb);
  return (
    <ActPage
      {...step} subject={<Contents edition={edition} />} isFinal={false} told={[word("told-journal")]}
      act={(key) => ask(api.POST(`/api/v1/editions/{id}/${verb}`, { ...at(edition.id), body: { version: edition.version }, ...keyed(key) }))}
    />
  );
}

function WithReason({ edition, verb }: { edition: Edition; verb: "reject" | "discard" | "withdraw" }) {
  const word = useWords();
  const [reason, setReason] = useState("");
  const step = useStep(edition, verb);
  return (
    <ActPage
      {...step} isFinal={verb !== "reject"} isReady={reason !== ""} told={[word("told-journal"), ...(verb === "withdraw" ? [word("catalogue-told-public")] : [])]}
      act={(key) => ask(api.POST(`/api/v1/editions/{id}/${verb}`, { ...at(edition.id), body: { reason, version: edition.version }, ...keyed(key) }))}
    >
      <Reason onChange={setReason} />
    </ActPage>
  );
}

/** Publishing: the last step, with the day from which it is in force. */
export function PublishPage() {
  return <OfEdition>{(edition) => <Publish edition={edition} />}</OfEdition>;
}

function Publish({ edition }: { edition: Edition }) {
  const word = useWords();
  const id = useId();
  const [from, setFrom] = useState(() => today());
  const first = today();
  const fault = useDayFault()(from, { first });
  const step = useStep(edition, "publish");
  return (
    <ActPage
      {...step} confirmation={{ kind: "type", text: edition.title }} subject={<Contents edition={edition} />} isReady={from !== "" && fault === null} notReady={fault === null ? undefined : word("day-fault", { field: word("items-effective"), fault })} told={[word("catalogue-told-public"), word("catalogue-told-feed"), word("told-journal")]}
      act={(key) => ask(api.POST("/api/v1/editions/{id}/publish", { ...at(edition.id), body: { effective_from: from, version: edition.version }, ...keyed(key) }))}
    >
      <div className="sure"><label htmlFor={id}>{word("items-effective")}</label><DateInput id={id} value={from} first={first} tells onChange={(chosen) => setFrom(chosen ?? "")} /></div>
    </ActPage>
  );
}
