/** Who reveals, how far each is, and the links by which they do. */
import { Alert, Button } from "antd";
import { useState } from "react";
import { api, ask } from "../../api/client";
import { useMay } from "../../api/query";
import { ProblemView } from "../../ui/ProblemView";
import { Stacked } from "../../ui/Stacked";
import { useRepeatedAct } from "../../ui/useRepeatedAct";
import { DateText } from "../../ui/values";
import { useWords } from "../../words/words";
import { keyed } from "../accounts/calls";
import { LinkField } from "./LinkField";
import { type Made, withLink } from "./links";
import { ACTS } from "./acts";
import type { Draw, Party } from "./calls";

/** Afterwards a link would be good for nothing. */
const LINKED = ["approved", "committed"];

/** The table. */
export function Parties({ draw, onChange }: { draw: Draw; onChange: () => void }) {
  const word = useWords();
  const [links, setLinks] = useState<Made[]>([]);
  if (draw.parties.length === 0) return null;
  const partyOf = ({ place }: Made): Party | undefined => draw.parties.find((party) => party.place === place);
  // Whoever has given the hash opens the same link to reveal, and needs it no more after that.
  const open = links.filter((link) => !partyOf(link)?.hashed_at);
  const used = links.filter((link) => partyOf(link)?.hashed_at && !partyOf(link)?.revealed_at);
  // Where nothing is secret, nobody takes a share of it.
  const hasShares = draw.parties.some(({ holds }) => holds > 0);
  const heads = ["draw-party", "draw-party-outside", "draw-hashed", "draw-party-revealed", ...(hasShares ? ["draw-share-taken"] : []), "draw-link"];
  return (
    <section className="compare" tabIndex={0} aria-label={word("draw-parties")}>
      <h2>{word("draw-parties")}</h2>
      {open.length > 0 ? <p role="note">{word("draw-link-once")}</p> : null}
      {open.map(({ place, name, url }) => <Alert key={place} type="success" showIcon className="problem" title={word("draw-link-of", { name })} description={<LinkField key={url} name={name} url={url} />} />)}
      {used.map(({ place, name, url }) => <details key={place}><summary>{word("draw-link-kept", { name })}</summary><LinkField name={name} url={url} /></details>)}
      <Stacked>
        <thead><tr>{heads.map((head) => <th key={head} scope="col">{word(head)}</th>)}</tr></thead>
        <tbody>
          {draw.parties.map((party) => (
            <tr key={party.place}>
              <th scope="row">{party.name}</th><td>{word(party.outside ? "draw-outside" : "draw-inside")}</td><td><DateText value={party.hashed_at} /></td><td><DateText value={party.revealed_at} /></td>
              {hasShares ? <td>{party.holds === 0 ? "—" : <DateText value={party.share_at} />}</td> : null}
              <td><Link key={party.link_until ?? ""} draw={draw} party={party} onLink={(url) => { setLinks((made) => withLink(made, { place: party.place, name: party.name, url })); onChange(); }} /></td>
            </tr>
          ))}
        </tbody>
      </Stacked>
    </section>
  );
}

function Link({ draw, party, onLink }: { draw: Draw; party: Party; onLink: (url: string) => void }) {
  const word = useWords();
  const may = useMay();
  const make = useRepeatedAct(
    (key) => ask(api.POST("/api/v1/draws/{id}/parties/{place}/link", { params: { path: { id: draw.id, place: party.place } }, body: { version: draw.version }, ...keyed(key) })),
    ({ token }) => onLink(`${location.origin}/console/ceremony/${token}`),
  );
  const [isAsked, setAsked] = useState(false);
  const label = word(party.link_until ? "draw-link-anew" : "draw-link-make");
  // Whoever has revealed needs no link any more: a share of the secret is behind the one by which the hash was given.
  if (!may(ACTS.operate) || !LINKED.includes(draw.state) || party.revealed_at) return party.revealed_at ? <>{word("draw-link-used")}</> : party.link_until && LINKED.includes(draw.state) ? <>{word("draw-link-until")} <DateText value={party.link_until} /></> : <>—</>;
  return (
    <>
      <Button aria-label={word("draw-step-of", { step: label, name: party.name })} aria-expanded={party.link_until ? isAsked : undefined} onClick={party.link_until ? () => setAsked(!isAsked) : make.run} loading={make.isRunning}>{label}</Button>
      {isAsked ? <Anew party={party} isRunning={make.isRunning} onSure={make.run} onStay={() => setAsked(false)} /> : null}
      {make.error ? <ProblemView error={make.error} /> : null}
    </>
  );
}

/** What another link means, before it is made: the public sees how many a party had. */
function Anew({ party, isRunning, onSure, onStay }: { party: Party; isRunning: boolean; onSure: () => void; onStay: () => void }) {
  const word = useWords();
  return (
    <div role="group" aria-label={word("draw-step-of", { step: word("draw-link-anew"), name: party.name })}>
      <p className="fine">{word(party.hashed_at ? "draw-link-anew-hashed" : "draw-link-anew-unhashed")} {word("draw-link-anew-public")}</p>
      <Button danger loading={isRunning} onClick={onSure}>{word("draw-link-anew-sure")}</Button> <Button disabled={isRunning} onClick={onStay}>{word("cancel")}</Button>
    </div>
  );
}
