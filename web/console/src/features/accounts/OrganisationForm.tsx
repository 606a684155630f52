/** A new organisation, or one that is changed. */
import { useQueryClient } from "@tanstack/react-query";
import { Input, Select } from "antd";
import type { ReactNode } from "react";
import { Link, useNavigate, useParams } from "react-router";
import { api, ask } from "../../api/client";
import type { Organisation } from "../../api/types";
import { NotFound } from "../../app/Faults";
import { ActPage } from "../../ui/ActPage";
import { Field } from "../../ui/Field";
import { FormPage } from "../../ui/FormPage";
import type { Parent } from "../../ui/PageHead";
import { ProblemView } from "../../ui/ProblemView";
import { type Word, useWords } from "../../words/words";
import { OrganisationSelect } from "./OrganisationSelect";
import { at, keyed, useOrganisations } from "./calls";

type Level = Organisation["level"];

interface Values {
  parent?: string;
  name: string;
  level?: Level;
  region: string;
}

/** The levels, the highest first. */
export const LEVELS: Level[] = ["province", "city", "county"];

function parentOf(word: Word): Parent {
  return { title: word("nav-organisations"), to: "/organisations" };
}

function useLeave(): () => void {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return () => {
    void queries.invalidateQueries({ queryKey: ["organisations"] });
    void navigate("/organisations");
  };
}

/** The form of a new one. */
export function NewOrganisation() {
  const word = useWords();
  const leave = useLeave();
  return (
    <FormPage<Values, Organisation>
      name="organisation" title={word("organisations-new")} parent={parentOf(word)} initial={{ name: "", region: "" }}
      submitLabel={word("save")} onDone={leave}
      submit={(values, key) => ask(api.POST("/api/v1/organisations", { body: values as Required<Values>, ...keyed(key) }))}
    >
      <Field name="parent" label={word("organisations-parent")} help={word("organisations-parent-help")} required><OrganisationSelect /></Field>
      <NameAndRegion />
      <Field name="level" label={word("organisations-level")} required><Select options={LEVELS.map((level) => ({ value: level, label: word(`level-${level}`) }))} /></Field>
    </FormPage>
  );
}

function NameAndRegion() {
  const word = useWords();
  return (
    <>
      <Field name="name" label={word("organisations-name")} help={word("setup-organisation-help")} required><Input /></Field>
      <Field name="region" label={word("organisations-region")} help={word("organisations-region-help")} required><Input inputMode="numeric" maxLength={6} /></Field>
    </>
  );
}

/** The organisation the address names, out of all. */
function useOrganisation() {
  const { id = "" } = useParams();
  const { data, error, refetch } = useOrganisations();
  return { organisation: data?.find((organisation) => organisation.id === id), isKnown: data !== undefined, error, refetch };
}

/** Shows a page about an organisation once it is known. */
function OfOrganisation({ children }: { children: (organisation: Organisation, reload: () => void) => ReactNode }) {
  const word = useWords();
  const { organisation, isKnown, error, refetch } = useOrganisation();
  if (error) return <ProblemView error={error} retry={() => void refetch()} />;
  if (organisation) return children(organisation, () => void refetch());
  return isKnown ? <NotFound /> : <p role="status">{word("loading")}</p>;
}

/** The form of one that is there. */
export function EditOrganisation() {
  const word = useWords();
  const leave = useLeave();
  return (
    <OfOrganisation>
      {({ id, name, region, version, state }, reload) => (
        <>
          <FormPage<Values, Organisation>
            key={version} name={`organisation-${id}`} title={word("organisations-edit", { name })} parent={parentOf(word)}
            initial={{ name, region }} submitLabel={word("save")} onDone={leave} onReload={reload}
            submit={(values, key) => ask(api.POST("/api/v1/organisations/{id}", { ...at(id), body: { name: values.name, region: values.region, version }, ...keyed(key) }))}
          >
            <NameAndRegion />
          </FormPage>
          {state === "open" ? <p className="aside"><Link to={`/organisations/${id}/close`}>{word("organisations-close")}</Link></p> : null}
        </>
      )}
    </OfOrganisation>
  );
}

/** Closes one, on a page of its own. */
export function CloseOrganisation() {
  const word = useWords();
  const leave = useLeave();
  return (
    <OfOrganisation>
      {({ id, name, version }) => (
        <ActPage
          title={word("organisations-close-of", { name })} parent={parentOf(word)} confirmation={{ kind: "type", text: name }} actLabel={word("organisations-close")}
          effects={["close-effect-people", "close-effect-kept"].map((effect) => word(effect, { name }))} told={[word("told-journal")]} onDone={leave}
          act={(key) => ask(api.POST("/api/v1/organisations/{id}/close", { ...at(id), body: { version }, ...keyed(key) }))}
        />
      )}
    </OfOrganisation>
  );
}
