/** What is done to an account on a page of its own. */
import { Input } from "antd";
import type { ReactNode } from "react";
import { useParams } from "react-router";
import { api, ask } from "../../api/client";
import type { Person } from "../../api/types";
import { ActPage } from "../../ui/ActPage";
import { Field } from "../../ui/Field";
import { FormPage } from "../../ui/FormPage";
import { ProblemView } from "../../ui/ProblemView";
import { useWords } from "../../words/words";
import { useToPerson } from "./PersonForm";
import { at, keyed, usePerson } from "./calls";

/** Shows a page about a person once the person is known. */
function OfPerson({ children }: { children: (person: Person) => ReactNode }) {
  const word = useWords();
  const { id = "" } = useParams();
  const { data, error, refetch } = usePerson(id);
  if (error) return <ProblemView error={error} retry={() => void refetch()} />;
  return data ? children(data) : <p role="status">{word("loading")}</p>;
}

interface StateActProps {
  verb: "suspend" | "restore";
}

/** Ends somebody's access for the time being, or gives it back. */
export function StateAct({ verb }: StateActProps) {
  const word = useWords();
  const leave = useToPerson();
  const effects = verb === "suspend" ? ["suspend-effect-sessions", "suspend-effect-login", "suspend-effect-kept"] : ["restore-effect-login", "restore-effect-roles"];
  const act = ({ id, version }: Person, key: string): Promise<unknown> =>
    ask(api.POST(`/api/v1/people/{id}/${verb}`, { ...at(id), body: { version }, ...keyed(key) }));
  return (
    <OfPerson>
      {(person) => (
        <ActPage
          title={word(`people-${verb}-of`, { name: person.name })} parent={{ title: person.name, to: `/people/${person.id}` }} isFinal={false}
          effects={effects.map((effect) => word(effect, { name: person.name }))} told={[word("told-journal")]}
          confirmation={{ kind: "tick", label: word(`people-${verb}-sure`, { name: person.name }) }} actLabel={word(`people-${verb}`)}
          act={(key) => act(person, key)} onDone={() => leave(person.id)}
        />
      )}
    </OfPerson>
  );
}

/** Signs somebody out everywhere. */
export function EndSessions() {
  const word = useWords();
  const leave = useToPerson();
  return (
    <OfPerson>
      {({ id, name }) => (
        <ActPage
          title={word("people-end-sessions-of", { name })} parent={{ title: name, to: `/people/${id}` }} isFinal={false}
          effects={[word("end-sessions-effect", { name }), word("end-sessions-effect-login", { name })]} told={[word("told-journal")]}
          confirmation={{ kind: "tick", label: word("end-sessions-sure", { name }) }} actLabel={word("people-end-sessions")}
          act={(key) => ask(api.POST("/api/v1/people/{id}/sessions/end", { ...at(id), ...keyed(key) }))} onDone={() => leave(id)}
        />
      )}
    </OfPerson>
  );
}

/** Gives somebody a password to begin with. */
export function ResetPassword() {
  const word = useWords();
  const leave = useToPerson();
  return (
    <OfPerson>
      {({ id, name, version }) => (
        <FormPage<{ password: string }, unknown>
          name={`reset-${id}`} title={word("people-reset-of", { name })} help={word("people-reset-lead", { name })} parent={{ title: name, to: `/people/${id}` }} initial={{ password: "" }} secrets={["password"]}
          submitLabel={word("people-reset")} onDone={() => leave(id)}
          submit={({ password }, key) => ask(api.POST("/api/v1/people/{id}/reset-password", { ...at(id), body: { password, version }, ...keyed(key) }))}
        >
          <Field name="password" label={word("people-password")} help={word("people-password-help")} required><Input.Password autoComplete="new-password" visibilityToggle={false} /></Field>
        </FormPage>
      )}
    </OfPerson>
  );
}
