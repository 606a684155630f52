/** Chooses a subject out of the registry by two characters of its name, address, code or pinyin. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { useEffect, useState } from "react";
import { api, ask } from "../../api/client";
import { useWords } from "../../words/words";
import { type Row, useSubject } from "./calls";

const PAUSE_MS = 250;
const OFFERED = 12;
const LEAST = 2;

/** What the choice shows of a subject. */
type Shown = Pick<Row, "id" | "name" | "code" | "address">;

/** The subjects that fit, asked for once typing pauses. */
function useFound(typed: string) {
  const [q, setQ] = useState("");
  useEffect(() => {
    const waiting = setTimeout(() => setQ(typed.trim()), PAUSE_MS);
    return () => clearTimeout(waiting);
  }, [typed]);
  const isEnough = q.length >= LEAST;
  const { data, isFetching } = useQuery({
    queryKey: ["subjects", "choice", q], enabled: isEnough, placeholderData: keepPreviousData,
    queryFn: ({ signal }) => ask(api.GET("/api/v1/subjects", { params: { query: { q, limit: OFFERED } }, signal })),
  });
  return { rows: isEnough ? (data?.rows ?? []) : [], isFetching, isEnough };
}

interface Props {
  id?: string;
  value?: string | null;
  onChange?: (id: string) => void;
  /** Told of the whole row, before `onChange` is. */
  onPick?: (row: Row) => void;
}

/** The choice; a form or a filter gives it id, value and onChange. An empty text is nobody. */
export function SubjectSelect({ id, value, onChange, onPick }: Props) {
  const word = useWords();
  const [typed, setTyped] = useState("");
  const { rows, isFetching, isEnough } = useFound(typed);
  const known = useSubject(value ?? "", Boolean(value)).data;
  const offered: Shown[] = known && known.id === value && !rows.some((row) => row.id === value) ? [known, ...rows] : rows;
  const pick = (chosen: string | undefined): void => {
    const row = rows.find((candidate) => candidate.id === chosen);
    if (row) onPick?.(row);
    onChange?.(chosen ?? "");
  };
  return (
    <Select<string>
      id={id} className="wide" allowClear showSearch={{ filterOption: false, onSearch: setTyped }} value={value || undefined} onChange={pick} loading={isFetching} placeholder={word("subjects-choose")}
      notFoundContent={word(isEnough && !isFetching ? "subjects-choose-none" : "subjects-choose")}
      options={offered.map((row) => ({ value: row.id, label: row.name, row }))}
      optionRender={({ data: { row } }) => <div className="option_lines">{row.name}<small>{row.code} · {row.address}</small></div>}
    />
  );
}
