/** My second factor: a code from the telephone. */
import { useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Input } from "antd";
import { useState } from "react";
import { api, ask } from "../../api/client";
import { ME, useMe } from "../../api/query";
import type { TotpOffer } from "../../api/types";
import { Field } from "../../ui/Field";
import { FormPage } from "../../ui/FormPage";
import { PageHead } from "../../ui/PageHead";
import { ProblemView } from "../../ui/ProblemView";
import { useAct } from "../../ui/useAct";
import { useWords } from "../../words/words";
import { keyed } from "./calls";

/** The page. */
export function TotpPage() {
  const { totp } = useMe();
  const [offer, setOffer] = useState<TotpOffer | null>(null);
  if (totp === "on") return <TurnOff />;
  return offer ? <Confirm offer={offer} onDone={() => setOffer(null)} /> : <Begin onOffer={setOffer} />;
}

function Begin({ onOffer }: { onOffer: (offer: TotpOffer) => void }) {
  const word = useWords();
  const { totp } = useMe();
  const begin = useAct((key) => ask(api.POST("/api/v1/me/totp", keyed(key))), onOffer);
  return (
    <article className="formpage">
      <PageHead title={word("me-totp")} help={word("totp-lead")} />
      {totp === "required" ? <p className="final">{word("totp-required")}</p> : null}
      {begin.error ? <ProblemView error={begin.error} /> : null}
      <Button type="primary" onClick={begin.run} loading={begin.isRunning}>{word("totp-begin")}</Button>
    </article>
  );
}

function Confirm({ offer, onDone }: { offer: TotpOffer; onDone: () => void }) {
  const word = useWords();
  const queries = useQueryClient();
  const done = (): void => {
    void queries.invalidateQueries({ queryKey: ME });
    onDone();
  };
  return (
    <FormPage<{ code: string }, unknown>
      name="totp" title={word("me-totp")} initial={{ code: "" }} secrets={["code"]} submitLabel={word("totp-confirm")} onDone={done}
      submit={({ code }, key) => ask(api.POST("/api/v1/me/totp/confirm", { body: { code }, ...keyed(key) }))}
    >
      <ol className="totp">
        <li>{word("totp-step-app")}</li>
        <li>
          {word("totp-step-scan")}
          <img src={`data:image/svg+xml;utf8,${encodeURIComponent(offer.svg)}`} alt={word("totp-qr")} width="200" height="200" />
          <p>{word("totp-secret")} <code>{secretIn(offer.uri)}</code></p>
        </li>
        <li>{word("totp-step-code")}</li>
      </ol>
      <Field name="code" label={word("login-totp")} required><Input inputMode="numeric" autoComplete="one-time-code" maxLength={6} /></Field>
    </FormPage>
  );
}

/** The secret for those who type it, in groups that the eye keeps apart. */
function secretIn(uri: string): string {
  const secret = new URLSearchParams(uri.slice(uri.indexOf("?"))).get("secret") ?? "";
  return secret.replace(/(.{4})(?=.)/g, "$1 ");
}

function TurnOff() {
  const word = useWords();
  const queries = useQueryClient();
  return (
    <FormPage<{ password: string }, unknown>
      name="totp-off" title={word("me-totp")} initial={{ password: "" }} secrets={["password"]} submitLabel={word("totp-off")} onDone={() => void queries.invalidateQueries({ queryKey: ME })}
      submit={({ password }, key) => ask(api.POST("/api/v1/me/totp/off", { body: { password }, ...keyed(key) }))}
    >
      <Alert type="success" showIcon className="problem" title={word("totp-is-on")} />
      <p>{word("totp-off-lead")}</p>
      <Field name="password" label={word("login-password")} required><Input.Password autoComplete="current-password" visibilityToggle={false} /></Field>
    </FormPage>
  );
}
