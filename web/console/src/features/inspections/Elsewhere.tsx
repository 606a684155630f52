/** That a record was saved elsewhere meanwhile: by whom, and when. It may be oneself, at another device or in another window. */
import { useQuery } from "@tanstack/react-query";
import { Alert, Button } from "antd";
import { hour } from "../../words/format";
import { useWords } from "../../words/words";
import { askVisit } from "./calls";

/** The box, with the way to what is there now. */
export function Elsewhere({ id, onReload }: { id: string; onReload: () => void }) {
  const word = useWords();
  const { data } = useQuery({ queryKey: ["visit-elsewhere", id], gcTime: 0, queryFn: () => askVisit(id) });
  const { touched } = data ?? {};
  const title = touched ? word("write-elsewhere", { name: touched.by.name, time: hour(touched.at) }) : word("write-elsewhere-somebody");
  return <Alert type="warning" showIcon role="alert" className="problem" title={title} description={word("write-elsewhere-do")} action={<Button onClick={onReload}>{word("stale-reload")}</Button>} />;
}
