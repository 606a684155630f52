/** The way in. */
import { useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Form, Input } from "antd";
import { useState } from "react";
import { Navigate, useNavigate, useSearchParams } from "react-router";
import { api, ask } from "../../api/client";
import { newKey } from "../../api/key";
import { forgetJobs } from "../../api/my-jobs";
import { problemIn } from "../../api/problem";
import { ME, useMeQuery, useSignedIn } from "../../api/query";
import { useSetupLook } from "../../api/setup";
import { clearWindowShelf } from "../../ui/drafts";
import { Field } from "../../ui/Field";
import { ProblemView } from "../../ui/ProblemView";
import { useAct } from "../../ui/useAct";
import { useWords } from "../../words/words";
import { Bare } from "./Bare";
import { DemonstrationAccounts } from "./DemonstrationAccounts";
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
  const queries = useQueryClient();
  /** Whoever is signed in here signs out first: in a demonstration one person is many. */
  const leave = async (): Promise<void> => {
    if (!queries.getQueryData(ME)) return;
    try {
      await ask(api.POST("/api/v1/session/end", keyed(newKey())));
    } catch (error) {
      // A session that has ended already is what was wanted.
      if (problemIn(error).status !== 401) throw error;
    }
    forgetJobs();
    clearWindowShelf();
    queries.setQueryData(ME, null);
  };
  const send = async (key: string) => {
    await leave();
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
  const setup = useSetupLook();
  const [params] = useSearchParams();
  const { form, act, needsTotp } = useLogin();
  const offered = setup.data?.demonstration ?? null;
  const asked = params.get("as");
  // An address that asks for another account than the one that is signed in means something in a demonstration alone.
  const isAnother = asked !== null && asked !== me.data?.login && (setup.isPending || offered !== null);
  if (setup.data?.needed) return <Navigate to="/setup" replace />;
  if (me.data && !isAnother) return <Navigate to={landing(params.get("next"))} replace />;
  const choose = (login: string): void => {
    form.setFieldsValue({ login, password: offered?.password });
    act.run();
  };
  // That a code is needed is the next step, not a fault.
  const isFault = act.error !== null && problemIn(act.error).code !== "totp-needed";
  return (
    <Bare title={word("login")} lead={word("login-lead")} isWide={offered !== null}>
      {params.get("from") === "setup" && !act.error ? <Alert type="success" showIcon className="problem" title={word("setup-done")} description={word("setup-done-do")} /> : null}
      {isFault ? <ProblemView error={act.error} /> : null}
      {offered ? <DemonstrationAccounts offered={offered} asked={asked} here={me.data?.login ?? null} isRunning={act.isRunning} onChoose={choose} /> : null}
      <Form<Values> form={form} name="login" layout="vertical" requiredMark={false} onFinish={act.run} disabled={act.isRunning}>
        <Field name="login" label={word("login-name")} required><Input autoComplete="username" autoFocus={!offered} size="large" /></Field>
        <Field name="password" label={word("login-password")} required><Input.Password autoComplete="current-password" size="large" visibilityToggle={false} /></Field>
        {needsTotp ? <Field name="totp" label={word("login-totp")} help={word("login-totp-help")} required><Input autoComplete="one-time-code" inputMode="numeric" maxLength={6} autoFocus size="large" /></Field> : null}
        <Button type="primary" htmlType="submit" size="large" block loading={act.isRunning}>{word("login")}</Button>
      </Form>
      <p className="fine">{word("login-forgot")}</p>
    </Bare>
  );
}
