/** One act: who did what to what, what came of it, and whether the record is what was sealed. */
import { useQuery } from "@tanstack/react-query";
import { Alert, Button } from "antd";
import { Link, useNavigate, useParams, useSearchParams } from "react-router";
import { api, ask } from "../../api/client";
import { DescriptionList } from "../../ui/DescriptionList";
import { PageHead } from "../../ui/PageHead";
import { ProblemView } from "../../ui/ProblemView";
import { DateText } from "../../ui/values";
import { useWordOf, useWords } from "../../words/words";
import { at } from "../accounts/calls";
import { EntryLink, whoOf } from "./ActsPage";
import { OpeningView } from "./OpeningView";
import { SealedThings } from "./SealedThings";
import type { ActDetail } from "./calls";
import { actWord, factName, factValue, pageOf, roleWord, thingWord } from "./said";

/** The page. */
export function ActPage() {
  const { id = "" } = useParams();
  const word = useWords();
  const wordOf = useWordOf();
  const [params] = useSearchParams();
  const thing = params.get("thing") || undefined;
  const { data, error, refetch } = useQuery({ queryKey: ["journal", "acts", id, thing], queryFn: () => ask(api.GET("/api/v1/journal/acts/{id}", { params: { ...at(id).params, query: { thing } } })) });
  if (error) return <ProblemView error={error} retry={() => void refetch()} />;
  if (!data) return <p role="status">{word("loading")}</p>;
  return (
    <article>
      <PageHead title={actWord(data.act, wordOf)} parent={{ title: word("nav-acts"), to: "/acts" }} actions={<Beside act={data} />} />
      <Particulars act={data} />
      <Facts act={data} />
      {isOneOfMany(data) ? <OneOfMany act={data} /> : null}
      {data.opening ? <OpeningView opening={data.opening} before={data.before} isFirst={!data.previous && !data.before} /> : null}
      {!data.opening && data.sealed > 0 ? <SealedThings id={data.id} count={data.sealed} /> : null}
      {data.sealed === 0 ? <p className="fine">{word("acts-nothing-sealed")}</p> : null}
    </article>
  );
}

/** Whether an act on many things is looked at about one of them. */
function isOneOfMany({ opening, thing_id: on }: ActDetail): boolean {
  return Boolean(opening && opening.thing_id !== on);
}

/** Says that the thing came, or was changed, with others, and leads to all of them. */
function OneOfMany({ act: { id, opening, sealed } }: { act: ActDetail }) {
  const word = useWords();
  const wordOf = useWordOf();
  if (!opening) return null;
  const page = pageOf(opening.thing, opening.thing_id);
  const name = opening.thing_name ?? opening.thing_id;
  return (
    <Alert
      type="info" showIcon className="problem aside" title={word("acts-one-of-many", { count: sealed })}
      description={<>{thingWord(opening.thing, wordOf)} · {page ? <Link to={page}>{name}</Link> : name}{" "}<Link to={`/acts/${id}`}>{word("acts-whole")}</Link></>}
    />
  );
}

/** The acts before and after it on the same thing. */
function Beside({ act: { previous, following, opening, thing_id: on } }: { act: ActDetail }) {
  const word = useWords();
  const navigate = useNavigate();
  const thing = opening?.thing_id ?? on;
  return (
    <>
      <Button disabled={!previous} onClick={() => void navigate(`/acts/${previous}?thing=${thing}`)}>{word("acts-previous")}</Button>
      <Button disabled={!following} onClick={() => void navigate(`/acts/${following}?thing=${thing}`)}>{word("acts-following")}</Button>
      <Button onClick={() => void navigate(`/acts?thing_id=${thing}`)}>{word("acts-of-thing")}</Button>
    </>
  );
}

function Particulars({ act }: { act: ActDetail }) {
  const word = useWords();
  const wordOf = useWordOf();
  const page = pageOf(act.thing, act.thing_id);
  const named = act.thing_name ?? act.thing_id;
  return (
    <DescriptionList items={[
      [word("audit-at"), <DateText key="at" value={act.at} />],
      [word("audit-person"), whoOf(act, word)],
      [word("audit-role"), roleWord(act.role, wordOf)],
      [word("audit-act"), <span key="act">{actWord(act.act, wordOf)} <code>{act.act}</code></span>],
      [word("audit-thing"), <span key="thing">{thingWord(act.thing, wordOf)} · {page ? <Link to={page}>{named}</Link> : named}</span>],
      [word("audit-thing-id"), <code key="id">{act.thing_id}</code>],
      [word("audit-entry"), <EntryLink key="entry" entry={act.entry} />],
    ]} />
  );
}

function Facts({ act: { facts, thing } }: { act: ActDetail }) {
  const word = useWords();
  const wordOf = useWordOf();
  const named = Object.entries(facts as Record<string, unknown>);
  if (named.length === 0) return null;
  return (
    <section>
      <h2>{word("audit-facts")}</h2>
      <p className="fine">{word("acts-facts-what")}</p>
      <DescriptionList items={named.map(([name, value]) => [factName(thing, name, wordOf), <span key={name} className="digest">{factValue(thing, name, value, wordOf)}</span>])} />
    </section>
  );
}
