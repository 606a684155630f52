/** The rule on training: who hasn't passed one within so many months isn't drawn. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App, InputNumber } from "antd";
import { useId } from "react";
import { useSearchParams } from "react-router";
import { api, ask } from "../../api/client";
import { useMay, useMe } from "../../api/query";
import type { components } from "../../api/schema";
import { DescriptionList } from "../../ui/DescriptionList";
import { Field } from "../../ui/Field";
import { FormPage } from "../../ui/FormPage";
import { PageHead, type Parent } from "../../ui/PageHead";
import { ProblemView } from "../../ui/ProblemView";
import { type Word, useWords } from "../../words/words";
import { OrganisationSelect } from "../accounts/OrganisationSelect";
import { keyed } from "../accounts/calls";
import { ACTS } from "./acts";

type Rule = components["schemas"]["SettingBody"];

const LONGEST_MONTHS = 120;

function sentence(months: number | null | undefined, word: Word): string {
  return months ? word("inspectors-rule-months", { months }) : word("inspectors-rule-nothing");
}

/** The page; whose rule it is stands in the address. */
export function RulePage() {
  const word = useWords();
  const { organisation: mine } = useMe();
  const [params] = useSearchParams();
  const organisation = params.get("organisation") ?? mine.id;
  const { data, error, refetch } = useQuery({ queryKey: ["inspectors", "rule", organisation], queryFn: () => ask(api.GET("/api/v1/inspectors/settings", { params: { query: { organisation } } })) });
  const may = useMay();
  if (error) return <ProblemView error={error} retry={() => void refetch()} />;
  if (!data) return <p role="status">{word("loading")}</p>;
  if (may(ACTS.manage)) return <Setting key={`${organisation} ${data.version}`} rule={data} reload={() => void refetch()} />;
  return <article className="formpage"><PageHead title={word("inspectors-rule")} help={word("inspectors-rule-lead")} parent={parentOf(word)} /><Known rule={data} /></article>;
}

function parentOf(word: Word): Parent {
  return { title: word("nav-inspectors"), to: "/inspectors" };
}

/** Whose rule it is, and what is in force. */
function Known({ rule }: { rule: Rule }) {
  const word = useWords();
  const box = useId();
  const [, setParams] = useSearchParams();
  const own = rule.version === 0 ? word("inspectors-rule-above") : sentence(rule.training_months, word);
  return (
    <>
      <div className="above"><label htmlFor={box}>{word("inspectors-rule-of")}</label><OrganisationSelect id={box} value={rule.organisation} onChange={(id) => setParams({ organisation: id }, { replace: true })} /></div>
      <DescriptionList items={[[word("inspectors-rule-own"), own], [word("inspectors-rule-in-force"), <strong key="in-force">{sentence(rule.in_force, word)}</strong>]]} />
    </>
  );
}

function Setting({ rule: { organisation, training_months, version }, rule, reload }: { rule: Rule; reload: () => void }) {
  const word = useWords();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const done = (set: Rule): void => {
    void queries.invalidateQueries({ queryKey: ["inspectors"] });
    void message.success(word("inspectors-rule-set", { rule: sentence(set.in_force, word) }));
  };
  return (
    <FormPage<{ training_months?: number | null }, Rule>
      name={`inspector-rule-${organisation}`} title={word("inspectors-rule")} help={word("inspectors-rule-lead")} parent={parentOf(word)} initial={{ training_months }} submitLabel={word("save")} onDone={done} onReload={reload}
      submit={({ training_months: months }, key) => ask(api.POST("/api/v1/inspectors/settings", { body: { organisation, training_months: months ?? 0, version }, ...keyed(key) }))}
    >
      <Known rule={rule} />
      <div className="aside"><Field name="training_months" label={word("inspectors-rule-months-label")} help={word("inspectors-rule-months-help")} required><InputNumber min={0} max={LONGEST_MONTHS} precision={0} /></Field></div>
    </FormPage>
  );
}
