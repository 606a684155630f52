/** The first run: the first organisation and the first person. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Form, Input } from "antd";
import { useState } from "react";
import { Navigate, useNavigate } from "react-router";
import { api, ask } from "../../api/client";
import { problemIn } from "../../api/problem";
import { useSignedIn } from "../../api/query";
import { Field } from "../../ui/Field";
import { FaultSummary } from "../../ui/FormParts";
import { ProblemView } from "../../ui/ProblemView";
import { type Fault, faultsIn } from "../../ui/faults";
import { useAct } from "../../ui/useAct";
import { useWords } from "../../words/words";
import { Bare } from "./Bare";
import { NewPassword } from "./NewPassword";
import { keyed } from "./calls";

interface Values {
  organisation_name: string;
  region: string;
  login: string;
  name: string;
  password: string;
  again?: string;
}

function useSetup() {
  const [form] = Form.useForm<Values>();
  const [faults, setFaults] = useState<Fault[]>([]);
  const navigate = useNavigate();
  const signedIn = useSignedIn();
  const queries = useQueryClient();
  const send = async (key: string) => {
    const { again: _again, ...body } = form.getFieldsValue();
    setFaults([]);
    try {
      return await ask(api.POST("/api/v1/setup", { body, ...keyed(key) }));
    } catch (error) {
      setFaults(faultsIn(problemIn(error), form));
      throw error;
    }
  };
  const act = useAct(send, (me) => {
    signedIn(me);
    queries.setQueryData(["setup"], { needed: false });
    void navigate("/", { replace: true });
  });
  return { form, act, faults };
}

/** The set-up page; gone for good once somebody exists. */
export function SetupPage() {
  const word = useWords();
  const setup = useQuery({ queryKey: ["setup"], queryFn: () => ask(api.GET("/api/v1/setup")) });
  const { form, act, faults } = useSetup();
  if (setup.data && !setup.data.needed) return <Navigate to="/login" replace />;
  return (
    <Bare title={word("setup")} lead={word("setup-lead")}>
      {setup.error ? <ProblemView error={setup.error} retry={() => void setup.refetch()} /> : null}
      {faults.length > 0 ? <FaultSummary faults={faults} onGo={(path) => form.getFieldInstance(path as never)?.focus?.()} /> : null}
      {act.error && faults.length === 0 ? <ProblemView error={act.error} /> : null}
      <Form<Values> form={form} name="setup" layout="vertical" onFinish={act.run} disabled={act.isRunning}>
        <Field name="organisation_name" label={word("setup-organisation")} help={word("setup-organisation-help")} required><Input autoFocus /></Field>
        <Field name="region" label={word("organisations-region")} help={word("organisations-region-help")} required><Input inputMode="numeric" maxLength={6} /></Field>
        <Field name="name" label={word("people-name")} required><Input autoComplete="name" /></Field>
        <Field name="login" label={word("login-name")} help={word("people-login-help")} required><Input autoComplete="username" /></Field>
        <NewPassword field="password" />
        <Button type="primary" htmlType="submit" size="large" block loading={act.isRunning}>{word("setup-go")}</Button>
      </Form>
    </Bare>
  );
}
