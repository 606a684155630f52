/** One person's account. */
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useNavigate, useParams } from "react-router";
import { api, ask } from "../../api/client";
import { useMay } from "../../api/query";
import type { Person } from "../../api/types";
import { DescriptionList } from "../../ui/DescriptionList";
import { Mark } from "../../ui/Mark";
import { PageHead } from "../../ui/PageHead";
import { ProblemView } from "../../ui/ProblemView";
import { useWords } from "../../words/words";
import { State } from "./OrganisationsPage";
import { SessionTable } from "./SessionTable";
import { ACTS } from "./acts";
import { at, useOrganisationName, usePerson } from "./calls";

/** The page. */
export function PersonPage() {
  const word = useWords();
  const { id = "" } = useParams();
  const { data: person, error, refetch } = usePerson(id);
  if (error) return <ProblemView error={error} retry={() => void refetch()} />;
  if (!person) return <p role="status">{word("loading")}</p>;
  return (
    <article>
      <PageHead title={person.name} parent={{ title: word("nav-people"), to: "/people" }} actions={<Actions person={person} />} />
      <Particulars person={person} />
      <Roles person={person} />
      <Sessions id={id} />
    </article>
  );
}

function Actions({ person: { id, state, resting, roles } }: { person: Person }) {
  const word = useWords();
  const may = useMay();
  const navigate = useNavigate();
  const other = state === "active" ? "suspend" : "restore";
  const isSecurity = roles.some(({ role }) => role === "security-admin");
  const confirmed = [{ to: "confirm", label: "people-confirm", act: ACTS.confirmPeople }, ...(isSecurity ? [{ to: "confirm", label: "people-confirm", act: ACTS.vouchForPeople }] : [])];
  const offered = [
    ...(resting ? confirmed : []),
    { to: "edit", label: "people-edit", act: ACTS.managePeople },
    { to: "roles", label: "people-grant", act: ACTS.grantRoles },
    { to: "password", label: "people-reset", act: ACTS.managePeople },
    { to: "sessions", label: "people-end-sessions", act: ACTS.manageSessions },
    { to: other, label: `people-${other}`, act: ACTS.managePeople },
  ];
  return <>{offered.filter(({ act }) => may(act)).map(({ to, label }) => <Button key={to} danger={to === "suspend"} onClick={() => void navigate(`/people/${id}/${to}`)}>{word(label)}</Button>)}</>;
}

function Particulars({ person }: { person: Person }) {
  const word = useWords();
  const nameOf = useOrganisationName();
  return (
    <DescriptionList items={[
      [word("login-name"), person.login],
      [word("people-organisation"), nameOf(person.organisation)],
      [word("accounts-state"), <State key="state" state={person.state} />],
      [word("people-resting"), person.resting ? <Mark key="resting" tone="warn">{word("people-resting-yes")}</Mark> : word("people-resting-no")],
      [word("me-totp"), word(person.totp ? "totp-state-on" : "totp-state-off")],
      [word("people-given"), word(person.password_given ? "people-given-yes" : "people-given-no")],
    ]} />
  );
}

function Roles({ person: { roles } }: { person: Person }) {
  const word = useWords();
  const nameOf = useOrganisationName();
  return (
    <section>
      <h2>{word("people-roles")}</h2>
      {roles.length === 0 ? <p>{word("people-roles-none")}</p> : null}
      <ul className="plain">{roles.map(({ role, organisation }) => <li key={role + organisation}><strong>{word(`role-${role}`)}</strong> · {word("people-scope", { organisation: nameOf(organisation) })}</li>)}</ul>
    </section>
  );
}

function Sessions({ id }: { id: string }) {
  const word = useWords();
  const mayEnd = useMay()(ACTS.manageSessions);
  const { data, error, isPending, refetch } = useQuery({ queryKey: ["people", id, "sessions"], enabled: mayEnd, queryFn: () => ask(api.GET("/api/v1/people/{id}/sessions", at(id))) });
  if (!mayEnd) return null;
  return (
    <section>
      <h2>{word("me-sessions")}</h2>
      {error ? <ProblemView error={error} retry={() => void refetch()} /> : <SessionTable rows={data ?? []} isLoading={isPending} />}
    </section>
  );
}
