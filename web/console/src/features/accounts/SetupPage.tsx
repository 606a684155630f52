/** The first run: the first organisation, and the two administrators who let all others in. */
import { useQueryClient } from "@tanstack/react-query";
import { Button, Form, Input, Select } from "antd";
import { useState } from "react";
import { Navigate, useNavigate } from "react-router";
import { api, ask } from "../../api/client";
import { problemIn } from "../../api/problem";
import { useSetupLook } from "../../api/setup";
import type { Organisation } from "../../api/types";
import { Field } from "../../ui/Field";
import { FaultSummary } from "../../ui/FormParts";
import { ProblemView } from "../../ui/ProblemView";
import { type Fault, faultsIn, faultsOfRules } from "../../ui/faults";
import { useAct } from "../../ui/useAct";
import { useWords } from "../../words/words";
import { Bare } from "./Bare";
import { LEVELS } from "./OrganisationForm";
import { keyed } from "./calls";

interface First {
  name: string;
  login: string;
  password: string;
}

interface Values {
  organisation_name: string;
  level: Organisation["level"];
  region: string;
  system_admin: First;
  security_admin: First;
}

function useSetup() {
  const [form] = Form.useForm<Values>();
  const [faults, setFaults] = useState<Fault[]>([]);
  const navigate = useNavigate();
  const queries = useQueryClient();
  const send = async (key: string) => {
    setFaults([]);
    try {
      return await ask(api.POST("/api/v1/setup", { body: form.getFieldsValue(), ...keyed(key) }));
    } catch (error) {
      setFaults(faultsIn(problemIn(error), form));
      throw error;
    }
  };
  const act = useAct(send, () => {
    queries.setQueryData(["setup"], { needed: false });
    void navigate("/login?from=setup", { replace: true });
  });
  return { form, act, faults, setFaults };
}

/** The set-up page; gone for good once somebody exists. */
export function SetupPage() {
  const word = useWords();
  const setup = useSetupLook();
  const { form, act, faults, setFaults } = useSetup();
  if (setup.data && !setup.data.needed) return <Navigate to={act.result ? "/login?from=setup" : "/login"} replace />;
  return (
    <Bare title={word("setup")} lead={word("setup-lead")} isWide>
      {setup.error ? <ProblemView error={setup.error} retry={() => void setup.refetch()} /> : null}
      {faults.length > 0 ? <FaultSummary faults={faults} onGo={(path) => form.getFieldInstance(path as never)?.focus?.()} /> : null}
      {act.error && faults.length === 0 ? <ProblemView error={act.error} /> : null}
      <Form<Values> form={form} name="setup" layout="vertical" onFinish={act.run} onFinishFailed={(failed) => setFaults(faultsOfRules(failed.errorFields, form))} disabled={act.isRunning} initialValues={{ level: "city" }}>
        <fieldset className="part">
          <legend>{word("setup-office")}</legend>
          <Field name="organisation_name" label={word("setup-organisation")} help={word("setup-organisation-help")} required><Input autoFocus /></Field>
          <div className="pair">
            <Field name="level" label={word("organisations-level")} required><Select options={LEVELS.map((level) => ({ value: level, label: word(`level-${level}`) }))} /></Field>
            <Field name="region" label={word("organisations-region")} help={word("organisations-region-help")} required><Input inputMode="numeric" maxLength={6} /></Field>
          </div>
        </fieldset>
        <FirstPerson name="system_admin" />
        <FirstPerson name="security_admin" />
        <Button type="primary" htmlType="submit" size="large" block loading={act.isRunning}>{word("setup-go")}</Button>
      </Form>
    </Bare>
  );
}

/** One of the two who begin. Each changes the password at the first sign-in. */
function FirstPerson({ name }: { name: "system_admin" | "security_admin" }) {
  const word = useWords();
  const role = name === "system_admin" ? "system-admin" : "security-admin";
  return (
    <fieldset className="part">
      <legend>{word(`role-${role}`)}</legend>
      <p className="fine">{word(`setup-${role}`)}</p>
      <div className="pair">
        <Field name={[name, "name"]} label={word("people-name")} required><Input autoComplete="off" /></Field>
        <Field name={[name, "login"]} label={word("login-name")} help={word("people-login-help")} required><Input autoComplete="off" /></Field>
      </div>
      <Field name={[name, "password"]} label={word("people-password")} help={word("setup-password-help")} required><Input.Password autoComplete="new-password" /></Field>
    </fieldset>
  );
}
