/** Pages of the shared parts as a feature would make them: a list with everything, an import, a final act, a story. */
import { Button } from "antd";
import { useNavigate } from "react-router";
import { KEY_HEADER, refused } from "../../src/api/client";
import type { Page } from "../../src/api/types";
import type { Feature } from "../../src/app/feature";
import { ActPage } from "../../src/ui/ActPage";
import { type ListQuery, ListPage } from "../../src/ui/ListPage";
import { PageHead } from "../../src/ui/PageHead";
import { Timeline } from "../../src/ui/Timeline";
import { ImportWizard } from "../../src/ui/import/ImportWizard";
import { Count, DateText, Money } from "../../src/ui/values";
import english from "./en.ftl?raw";
import chinese from "./zh-CN.ftl?raw";
import { useWords } from "../../src/words/words";

interface Shop {
  id: string;
  name: string;
  code: string;
  visited: string;
  fines: number;
  staff: number;
}

async function call<T>(path: string, init?: RequestInit): Promise<T> {
  const response = await fetch(path, init);
  const body: unknown = await response.json();
  if (!response.ok) throw refused(response.status, body, null);
  return body as T;
}

function load(query: ListQuery): Promise<Page<Shop>> {
  return call(`/api/v1/shops?${new URLSearchParams(Object.entries(query).map(([key, value]) => [key, String(value)])).toString()}`);
}

function Shops() {
  const word = useWords();
  return (
    <ListPage<Shop>
      title={word("shops")} queryKey={["shops"]} load={load} rowKey={({ id }) => id} rowName={({ name }) => name} open={({ id }) => `/shops/${id}`} searchHelp={word("shops-search")}
      columns={[
        { key: "name", title: word("shops-name"), width: 260, sort: true, render: ({ name }) => name },
        { key: "code", title: word("shops-code"), width: 200, render: ({ code }) => code },
        { key: "visited", title: word("shops-visited"), width: 150, sort: true, render: ({ visited }) => <DateText value={visited} /> },
        { key: "fines", title: word("shops-fines"), width: 130, align: "right", render: ({ fines }) => <Money fen={fines} /> },
        { key: "staff", title: word("shops-staff"), width: 110, align: "right", render: ({ staff }) => <Count value={staff} /> },
      ]}
      filters={[{ key: "risk", label: word("shops-risk"), options: ["A", "B", "C", "D"].map((risk) => ({ value: risk, label: risk })) }, { key: "tag", label: word("shops-tag") }]}
      counters={() => [{ label: word("shops-due"), value: 1234 }]} bulk={(rows) => <Button>{word("shops-mark", { count: rows.length })}</Button>}
      exportTo={(query) => `/api/v1/shops.xlsx?sort=${query.sort ?? ""}`} create={{ label: word("shops-new"), to: "/shops/import" }} empty={{ title: word("shops-none"), help: word("shops-none-do") }}
    />
  );
}

function Annul() {
  const word = useWords();
  const navigate = useNavigate();
  return (
    <ActPage
      title={word("shops-annul")} parent={{ title: word("shops"), to: "/shops" }} effects={[word("shops-annul-effect")]} told={[word("shops-annul-told")]} confirmation={{ kind: "type", text: "A-17" }}
      actLabel={word("shops-annul")} act={(key) => call("/api/v1/shops/annul", { method: "POST", headers: { [KEY_HEADER]: key } })} onDone={() => void navigate("/shops")}
    />
  );
}

function Story() {
  const word = useWords();
  return (
    <article>
      <PageHead title={word("shops-story")} parent={{ title: word("shops"), to: "/shops" }} />
      <Timeline happenings={[
        { id: "1", at: "2026-03-05T02:00:00Z", what: word("shops-story-made"), who: "李敏" },
        { id: "2", at: "2026-03-05", what: word("shops-story-drawn"), tone: "good" },
        { id: "3", at: "2026-04-01", what: word("shops-story-found"), tone: "bad", detail: word("shops-annul-effect") },
      ]} />
    </article>
  );
}

function Import() {
  const word = useWords();
  return <ImportWizard title={word("shops-import")} help={word("shops-none-do")} parent={{ title: word("shops"), to: "/shops" }} kind="subjects" />;
}

export const gallery: Feature = {
  name: "gallery",
  words: [{ "zh-CN": chinese, en: english }],
  routes: [
    { path: "/shops", element: <Shops /> },
    { path: "/shops/import", element: <Import /> },
    { path: "/shops/annul", element: <Annul /> },
    { path: "/shops/:id", element: <Story /> },
  ],
  nav: [{ group: "registries", label: "shops", path: "/shops", act: "complaint.read" }, { group: "registries", label: "shops-hidden", path: "/hidden", act: "journal.read" }],
  cards: [],
};
