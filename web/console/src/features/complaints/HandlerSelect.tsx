/** Chooses somebody who handles or handled complaints, by a part of the name. */
import { Select } from "antd";
import type { OwnFilter } from "../../ui/ListFilters";
import { useWords } from "../../words/words";
import { useKnownHandlers } from "./calls";

/** The choice, as a filter. */
export function HandlerSelect({ id, value, onChange }: OwnFilter) {
  const word = useWords();
  const { data = [], isPending } = useKnownHandlers();
  return (
    <Select<string>
      id={id} className="wide" allowClear showSearch={{ optionFilterProp: "label" }} value={isPending ? undefined : value || undefined} onChange={onChange} loading={isPending} placeholder={word("list-all")}
      notFoundContent={word("complaints-no-handler-known")} options={data.map((person) => ({ value: person.id, label: person.name }))}
    />
  );
}
