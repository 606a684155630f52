/** Chooses an organisation out of the tree. */
import { TreeSelect } from "antd";
import { useOrganisations } from "./calls";
import { type Branch, treeOf } from "./tree";

interface Node {
  value: string;
  title: string;
  children: Node[];
}

function nodeOf({ organisation, children }: Branch): Node {
  return { value: organisation.id, title: organisation.name, children: children.map(nodeOf) };
}

interface Props {
  id?: string;
  value?: string;
  onChange?: (id: string) => void;
  label?: string;
}

/** The choice; a form gives it id, value and onChange. */
export function OrganisationSelect({ id, value, onChange, label }: Props) {
  const { data, isPending } = useOrganisations();
  return (
    <TreeSelect
      id={id} aria-label={label} className="wide" loading={isPending} treeData={treeOf(data ?? []).map(nodeOf)} value={value} onChange={onChange}
      treeDefaultExpandAll showSearch={{ treeNodeFilterProp: "title" }}
    />
  );
}
