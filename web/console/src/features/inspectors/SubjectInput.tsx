/** A business's name, typed, or chosen from the registry of subjects with its code. */
import { useQuery } from "@tanstack/react-query";
import { AutoComplete } from "antd";
import { useDeferredValue } from "react";
import { api, ask } from "../../api/client";
import { useMay } from "../../api/query";

const OFFERED = 8;
const SHORTEST = 2;

interface Props {
  id?: string;
  value?: string;
  onChange?: (name: string) => void;
  /** Told the code of the one that was chosen. */
  onCode: (code: string) => void;
}

/** The input; a form gives it id, value and onChange. */
export function SubjectInput({ id, value = "", onChange, onCode }: Props) {
  const may = useMay();
  const q = useDeferredValue(value.trim());
  const { data } = useQuery({
    queryKey: ["subjects", "offered", q], enabled: may("subject.read") && q.length >= SHORTEST,
    queryFn: ({ signal }) => ask(api.GET("/api/v1/subjects", { params: { query: { q, limit: OFFERED } }, signal })),
  });
  const options = (data?.rows ?? []).map(({ id: key, name, code }) => ({ key, value: name, code, label: <>{name} <span className="fine number">{code}</span></> }));
  return <AutoComplete id={id} className="wide" value={value} options={options} onChange={(text: string) => onChange?.(text)} onSelect={(_name, { code }) => onCode(code)} />;
}
