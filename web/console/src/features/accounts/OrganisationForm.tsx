/** A new organisation, or one that is changed. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Input, Select } from "antd";
import { useNavigate, useParams } from "react-router";
import { api, ask } from "../../api/client";
import type { Organisation } from "../../api/types";
import { Field } from "../../ui/Field";
import { FormPage } from "../../ui/FormPage";
import { ProblemView } from "../../ui/ProblemView";
import { useWords } from "../../words/words";
import { OrganisationSelect } from "./OrganisationSelect";
import { at, keyed } from "./calls";

type Level = Organisation["level"];

interface Values {
  parent?: string;
  name: string;
  level?: Level;
  region: string;
}

const LEVELS: Level[] = ["province", "city", "county"];

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
      name="organisation" title={word("organisations-new")} parent={{ title: word("nav-organisations"), to: "/organisations" }} initial={{ name: "", region: "" }}
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

/** The form of one that is there. */
export function EditOrganisation() {
  const word = useWords();
  const leave = useLeave();
  const { id = "" } = useParams();
  const { data, error, refetch } = useQuery({ queryKey: ["organisations", id], queryFn: () => ask(api.GET("/api/v1/organisations/{id}", at(id))) });
  if (error) return <ProblemView error={error} retry={() => void refetch()} />;
  if (!data) return <p role="status">{word("loading")}</p>;
  return (
    <FormPage<Values, Organisation>
      key={data.version} name={`organisation-${id}`} title={word("organisations-edit", { name: data.name })} parent={{ title: word("nav-organisations"), to: "/organisations" }}
      initial={{ name: data.name, region: data.region }} submitLabel={word("save")} onDone={leave} onReload={() => void refetch()}
      submit={({ name, region }, key) => ask(api.POST("/api/v1/organisations/{id}", { ...at(id), body: { name, region, version: data.version }, ...keyed(key) }))}
    >
      <NameAndRegion />
    </FormPage>
  );
}
