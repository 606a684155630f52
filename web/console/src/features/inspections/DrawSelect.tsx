/** Chooses a draw, as a filter. */
import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { api, ask } from "../../api/client";
import type { OwnFilter } from "../../ui/ListFilters";
import { useWords } from "../../words/words";
import { nameOf } from "../draws/OfDraw";

/** So many draws are offered, the latest first. */
const OFFERED = 100;

/** The choice. */
export function DrawSelect({ id, value, onChange }: OwnFilter) {
  const word = useWords();
  const { data, isPending } = useQuery({ queryKey: ["draws", "offered"], queryFn: () => ask(api.GET("/api/v1/draws", { params: { query: { sort: "-begun", limit: OFFERED } } })) });
  return (
    <Select<string>
      id={id} className="wide" allowClear showSearch={{ optionFilterProp: "label" }} value={isPending ? undefined : value || undefined} onChange={onChange} loading={isPending} placeholder={word("list-all")}
      options={(data?.rows ?? []).filter(({ state }) => state === "drawn" || state === "announced").map((draw) => ({ value: draw.id, label: nameOf(draw) }))}
    />
  );
}
