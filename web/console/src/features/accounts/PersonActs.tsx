/** What is done to an account on a page of its own. */
import { type ReactNode, useState } from "react";
import { useParams } from "react-router";
import { api, ask } from "../../api/client";
import { useMay } from "../../api/query";
import type { GivenPassword, Person } from "../../api/types";
import { ActPage } from "../../ui/ActPage";
import { ProblemView } from "../../ui/ProblemView";
import { useWords } from "../../words/words";
import { HandOver } from "./HandOver";
import { useToPerson } from "./PersonForm";
import { ACTS } from "./acts";
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

/** Says that an account is its owner's after a reset or a restoring, so that its roles hold again. */
export function ConfirmPerson() {
  const word = useWords();
  const leave = useToPerson();
  const verb = useMay()(ACTS.confirmPeople) ? "confirm" : "vouch";
  return (
    <OfPerson>
      {({ id, name, version }) => (
        <ActPage
          title={word("people-confirm-of", { name })} parent={{ title: name, to: `/people/${id}` }} isFinal={false}
          effects={["confirm-effect-roles", "confirm-effect-why"].map((effect) => word(effect, { name }))} told={[word("told-journal")]}
          confirmation={{ kind: "tick", label: word("people-confirm-sure", { name }) }} actLabel={word("people-confirm")}
          act={(key): Promise<unknown> => ask(api.POST(`/api/v1/people/{id}/${verb}`, { ...at(id), body: { version }, ...keyed(key) }))} onDone={() => leave(id)}
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

/** Gives somebody a new password to begin with, and shows it once. */
export function ResetPassword() {
  const word = useWords();
  const leave = useToPerson();
  const [given, setGiven] = useState<GivenPassword | null>(null);
  if (given) return <HandOver given={given} onDone={() => leave(given.person.id)} />;
  return (
    <OfPerson>
      {({ id, name, version }) => (
        <ActPage
          title={word("people-reset-of", { name })} parent={{ title: name, to: `/people/${id}` }} isFinal={false}
          effects={["reset-effect-sessions", "reset-effect-password", "reset-effect-totp", "reset-effect-roles"].map((effect) => word(effect, { name }))} told={[word("told-journal")]}
          confirmation={{ kind: "tick", label: word("people-reset-sure", { name }) }} actLabel={word("people-reset")}
          act={(key) => ask(api.POST("/api/v1/people/{id}/reset-password", { ...at(id), body: { version }, ...keyed(key) }))} onDone={setGiven}
        />
      )}
    </OfPerson>
  );
}
