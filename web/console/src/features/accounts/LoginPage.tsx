/** The way in. */
import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Form, Input } from "antd";
import { useState } from "react";
import { Navigate, useNavigate, useSearchParams } from "react-router";
import { api, ask } from "../../api/client";
import { problemIn } from "../../api/problem";
import { useMeQuery, useSignedIn } from "../../api/query";
import { Field } from "../../ui/Field";
import { ProblemView } from "../../ui/ProblemView";
import { useAct } from "../../ui/useAct";
import { useWords } from "../../words/words";
import { Bare } from "./Bare";
import { landing } from "./landing";
import { keyed } from "./calls";

interface Values {
  login: string;
  password: string;
  totp?: string;
}

function useLogin() {
  const [form] = Form.useForm<Values>();
  const [needsTotp, setNeedsTotp] = useState(false);
  const navigate = useNavigate();
  const signedIn = useSignedIn();
  const [params] = useSearchParams();
  const send = async (key: string) => {
    try {
      return await ask(api.POST("/api/v1/session", { body: form.getFieldsValue(), ...keyed(key) }));
    } catch (error) {
      const { code } = problemIn(error);
      if (code === "totp-needed" || code === "totp-wrong") setNeedsTotp(true);
      throw error;
    }
  };
  const act = useAct(send, (me) => {
    signedIn(me);
    void navigate(landing(params.get("next")), { replace: true });
  });
  return { form, act, needsTotp };
}

/** The login page. On a system without anybody it leads to the set-up. */
export function LoginPage() {
  const word = useWords();
  const me = useMeQuery();
  const setup = useQuery({ queryKey: ["setup"], queryFn: () => ask(api.GET("/api/v1/setup")) });
  const [params] = useSearchParams();
  const { form, act, needsTotp } = useLogin();
  if (setup.data?.needed) return <Navigate to="/setup" replace />;
  if (me.data) return <Navigate to={landing(params.get("next"))} replace />;
  // That a code is needed is the next step, not a fault.
  const isFault = act.error !== null && problemIn(act.error).code !== "totp-needed";
  return (
    <Bare title={word("login")} lead={word("login-lead")}>
      {params.get("from") === "setup" && !act.error ? <Alert type="success" showIcon className="problem" title={word("setup-done")} description={word("setup-done-do")} /> : null}
      {isFault ? <ProblemView error={act.error} /> : null}
      <Form<Values> form={form} name="login" layout="vertical" requiredMark={false} onFinish={act.run} disabled={act.isRunning}>
        <Field name="login" label={word("login-name")} required><Input autoComplete="username" autoFocus size="large" /></Field>
        <Field name="password" label={word("login-password")} required><Input.Password autoComplete="current-password" size="large" visibilityToggle={false} /></Field>
        {needsTotp ? <Field name="totp" label={word("login-totp")} help={word("login-totp-help")} required><Input autoComplete="one-time-code" inputMode="numeric" maxLength={6} autoFocus size="large" /></Field> : null}
        <Button type="primary" htmlType="submit" size="large" block loading={act.isRunning}>{word("login")}</Button>
      </Form>
      <p className="fine">{word("login-forgot")}</p>
    </Bare>
  );
}
