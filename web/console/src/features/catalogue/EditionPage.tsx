/** One edition: how it stands, what can be done, its items. */
import { Alert, Button, Steps } from "antd";
import { useNavigate } from "react-router";
import { api, ask } from "../../api/client";
import { useMay } from "../../api/query";
import { DescriptionList } from "../../ui/DescriptionList";
import { ListPage, type ListQuery } from "../../ui/ListPage";
import type { Column } from "../../ui/ListTable";
import { Mark } from "../../ui/Mark";
import { DateText } from "../../ui/values";
import { type Word, useWords } from "../../words/words";
import { OfEdition, nameOf } from "./OfEdition";
import { ACTS } from "./acts";
import { type Edition, type Item, type State, TONES } from "./calls";
import { frequencyText } from "./said";
import { rateText } from "./rate";

type Step = { to: string; act: (typeof ACTS)[keyof typeof ACTS]; isFirst?: boolean };

/** What can be done to an edition where it stands. */
const OFFERED: Record<State, Step[]> = {
  draft: [{ to: "edit", act: ACTS.draft }, { to: "import", act: ACTS.draft }, { to: "discard", act: ACTS.draft }, { to: "submit", act: ACTS.draft, isFirst: true }],
  submitted: [{ to: "reject", act: ACTS.approve }, { to: "approve", act: ACTS.approve, isFirst: true }],
  approved: [{ to: "withdraw", act: ACTS.publish }, { to: "publish", act: ACTS.publish, isFirst: true }],
  published: [{ to: "withdraw", act: ACTS.publish }],
  superseded: [],
  withdrawn: [],
};

/** The page. */
export function EditionPage() {
  return <OfEdition>{(edition) => <Known edition={edition} />}</OfEdition>;
}

function Known({ edition }: { edition: Edition }) {
  const word = useWords();
  const may = useMay();
  const { id, state } = edition;
  const load = (query: ListQuery, signal: AbortSignal) => ask(api.GET("/api/v1/editions/{id}/items", { params: { path: { id }, query }, signal }));
  return (
    <ListPage<Item>
      title={nameOf(edition, word)} parent={{ title: word("nav-catalogue"), to: "/catalogue" }} above={<Above edition={edition} />} actions={<Actions edition={edition} />}
      queryKey={["editions", id, "items", String(edition.version)]} load={load} columns={columnsOf(word)} rowKey={(item) => item.id} rowName={({ text }) => text.name}
      open={(item) => `/catalogue/${id}/items/${item.id}`} firstSort="place" searchHelp={word("items-search")} exportTo={() => `/api/v1/editions/${id}/items.xlsx`}
      filters={[
        { key: "class", label: word("item-class"), options: ["ordinary", "key"].map((value) => ({ value, label: word(`class-${value}`) })) },
        { key: "method", label: word("item-methods"), options: ["on-site", "written", "online", "testing", "agency"].map((value) => ({ value, label: word(`method-${value}`) })) },
        { key: "domain", label: word("item-domain") },
      ]}
      create={state === "draft" && may(ACTS.draft) ? { label: word("catalogue-item-new"), to: `/catalogue/${id}/items/new` } : undefined}
      empty={{ title: word("catalogue-items-none"), help: word("catalogue-items-none-do") }}
    />
  );
}

function columnsOf(word: Word): Column<Item>[] {
  return [
    { key: "code", title: word("item-code"), width: 120, sort: true, render: ({ text }) => text.code },
    { key: "name", title: word("item-name"), width: 260, sort: true, render: ({ text }) => (text.sub ? `${text.name} · ${text.sub}` : text.name) },
    { key: "domain", title: word("item-domain"), width: 100, sort: true, render: ({ text }) => text.domain },
    { key: "class", title: word("item-class"), width: 110, sort: true, render: ({ text }) => <Mark tone={text.class === "key" ? "warn" : "plain"}>{word(`class-${text.class}`)}</Mark> },
    { key: "methods", title: word("item-methods"), width: 170, render: ({ text }) => text.methods.map((method) => word(`method-${method}`)).join("、") },
    { key: "rate", title: word("item-rate"), width: 90, align: "right", render: ({ text }) => <span className="number">{rateText(text.rate)}</span> },
    { key: "frequency", title: word("item-frequency"), width: 160, render: ({ text }) => frequencyText(text.frequency, word) || "—" },
    { key: "bases", title: word("item-bases"), width: 300, render: ({ text }) => text.bases.map(({ law, article }) => law + article).join("；") || <Mark tone="bad">{word("catalogue-no-basis")}</Mark> },
  ];
}

function Actions({ edition: { id, state } }: { edition: Edition }) {
  const word = useWords();
  const may = useMay();
  const navigate = useNavigate();
  const offered = OFFERED[state].filter(({ act }) => may(act));
  return (
    <>
      <Button onClick={() => void navigate(`/catalogue/${id}/compare`)}>{word("items-compare")}</Button>
      {offered.map(({ to, isFirst }) => <Button key={to} type={isFirst ? "primary" : "default"} onClick={() => void navigate(`/catalogue/${id}/${to}`)}>{word(`catalogue-${to}`)}</Button>)}
    </>
  );
}

const WAY: State[] = ["draft", "submitted", "approved", "published"];

function Above({ edition }: { edition: Edition }) {
  const word = useWords();
  const { state } = edition;
  const place = WAY.indexOf(state);
  return (
    <>
      {edition.reason ? <Alert type="warning" showIcon className="problem" title={word(state === "withdrawn" ? "catalogue-withdrawn-for" : "catalogue-sent-back", { reason: edition.reason })} /> : null}
      {place >= 0 ? <Steps size="small" className="steps" current={state === "published" ? WAY.length : place} items={WAY.map((step) => ({ title: word(`catalogue-state-${step}`) }))} /> : null}
      <DescriptionList items={[
        [word("catalogue-state"), <Mark key="state" tone={TONES[state]}>{word(`catalogue-state-${state}`)}</Mark>],
        [word("items-organisation"), edition.organisation_name],
        [word("catalogue-hands"), [edition.drafter, edition.approver, edition.publisher].map((who) => who?.name ?? "—").join(" / ")],
        [word("items-effective"), <span key="from"><DateText value={edition.effective_from} />{edition.effective_until ? <> — <DateText value={edition.effective_until} /></> : null}</span>],
        ...(edition.note ? [[word("items-note"), edition.note] as [string, string]] : []),
        ...(edition.digest ? [[word("items-digest"), <code key="digest" className="digest">{edition.digest}</code>] as [string, React.ReactNode]] : []),
      ]} />
    </>
  );
}
