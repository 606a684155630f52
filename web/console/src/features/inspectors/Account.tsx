/** The account with which an inspector signs in, and the way to another: without one they see no visits. */
import { Link } from "react-router";
import { ProblemView } from "../../ui/ProblemView";
import { useWords } from "../../words/words";
import { accountPage } from "../inspections/account";
import { useAccounts } from "../inspections/calls";
import type { Inspector } from "./calls";

/** The value of the row; the server tells accounts only to those who may join them. */
export function Account({ inspector: { id, certificate } }: { inspector: Pick<Inspector, "id" | "certificate"> }) {
  const word = useWords();
  const { data, error, refetch } = useAccounts();
  if (error) return <ProblemView error={error} retry={() => void refetch()} />;
  if (!data) return <>…</>;
  const row = data.rows.find(({ inspector }) => inspector === id);
  const hasOne = Boolean(row?.person);
  return <>{hasOne ? row?.person_name : word("accounts-none-yet")} <Link to={accountPage(certificate)}>{word(hasOne ? "accounts-change" : "accounts-join")}</Link></>;
}
