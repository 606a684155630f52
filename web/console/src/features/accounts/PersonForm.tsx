/** A new account, and what can be changed about one. */
import { useQueryClient } from "@tanstack/react-query";
import { Input } from "antd";
import { useState } from "react";
import { useNavigate, useParams } from "react-router";
import { api, ask } from "../../api/client";
import type { GivenPassword, Grant, Person } from "../../api/types";
import { Field } from "../../ui/Field";
import { FormPage } from "../../ui/FormPage";
import { ProblemView } from "../../ui/ProblemView";
import { useWords } from "../../words/words";
import { HandOver } from "./HandOver";
import { GrantFields } from "./GrantFields";
import { OrganisationSelect } from "./OrganisationSelect";
import { at, keyed, usePerson } from "./calls";

interface Values {
  name: string;
  login: string;
  organisation?: string;
}

/** Where one goes when a person's account has been changed. */
export function useToPerson(): (id: string) => void {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return (id) => {
    void queries.invalidateQueries({ queryKey: ["people"] });
    void navigate(`/people/${id}`);
  };
}

/** The form of a new account, then the password to hand over. */
export function NewPerson() {
  const word = useWords();
  const leave = useToPerson();
  const [given, setGiven] = useState<GivenPassword | null>(null);
  if (given) return <HandOver given={given} onDone={() => leave(given.person.id)} />;
  return (
    <FormPage<Values, GivenPassword>
      name="person" title={word("people-new")} help={word("people-new-lead")} parent={{ title: word("nav-people"), to: "/people" }} initial={{ name: "", login: "" }}
      submitLabel={word("people-create")} onDone={setGiven}
      submit={({ name, login, organisation = "" }, key) => ask(api.POST("/api/v1/people", { body: { name, login, organisation }, ...keyed(key) }))}
    >
      <Field name="name" label={word("people-name")} required><Input /></Field>
      <Field name="login" label={word("login-name")} help={word("people-login-help")} required><Input /></Field>
      <Field name="organisation" label={word("people-organisation")} required><OrganisationSelect /></Field>
    </FormPage>
  );
}

/** The form of an account that is there. */
export function EditPerson() {
  const word = useWords();
  const leave = useToPerson();
  const { id = "" } = useParams();
  const { data, error, refetch } = usePerson(id);
  if (error) return <ProblemView error={error} retry={() => void refetch()} />;
  if (!data) return <p role="status">{word("loading")}</p>;
  return (
    <FormPage<{ name: string; organisation: string }, Person>
      key={data.version} name={`person-${id}`} title={word("people-edit-of", { name: data.name })} parent={{ title: data.name, to: `/people/${id}` }}
      initial={{ name: data.name, organisation: data.organisation }} submitLabel={word("save")} onDone={() => leave(id)} onReload={() => void refetch()}
      submit={(values, key) => ask(api.POST("/api/v1/people/{id}", { ...at(id), body: { ...values, version: data.version }, ...keyed(key) }))}
    >
      <Field name="name" label={word("people-name")} required><Input /></Field>
      <Field name="organisation" label={word("people-organisation")} required><OrganisationSelect /></Field>
    </FormPage>
  );
}

/** The form of a person's roles. */
export function EditRoles() {
  const word = useWords();
  const leave = useToPerson();
  const { id = "" } = useParams();
  const { data, error, refetch } = usePerson(id);
  if (error) return <ProblemView error={error} retry={() => void refetch()} />;
  if (!data) return <p role="status">{word("loading")}</p>;
  return (
    <FormPage<{ roles: Grant[] }, Person>
      key={data.version} name={`roles-${id}`} title={word("people-grant-of", { name: data.name })} help={word("people-grant-lead")} parent={{ title: data.name, to: `/people/${id}` }}
      initial={{ roles: data.roles }} submitLabel={word("save")} onDone={() => leave(id)} onReload={() => void refetch()}
      submit={({ roles }, key) => ask(api.POST("/api/v1/people/{id}/roles", { ...at(id), body: { roles, version: data.version }, ...keyed(key) }))}
    >
      <GrantFields />
    </FormPage>
  );
}
