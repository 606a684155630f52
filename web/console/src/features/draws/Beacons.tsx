/** The beacons of a rule, in their order; a lottery can be taken again, which means its next issue. */
import { Select } from "antd";
import { useWords } from "../../words/words";
import type { StandingRule } from "./calls";
import { BEACONS } from "./rule-values";
import { beaconText, repeats } from "./rule-words";

type Beacon = StandingRule["beacons"][number];

/** Only these have issues that follow each other: a round of drand is the same again. */
const LOTTERIES: Beacon[] = ["kl8", "ssq"];

interface Props {
  id?: string;
  value?: Beacon[];
  onChange?: (beacons: Beacon[]) => void;
}

/** The field. Its tags are told apart by how often the beacon stood before. */
export function Beacons({ id, value = [], onChange }: Props) {
  const word = useWords();
  const tag = (beacon: Beacon, n: number): string => `${beacon}+${n}`;
  const chosen = repeats(value);
  const nextIssues = LOTTERIES.map((beacon) => ({ beacon, n: value.filter((one) => one === beacon).length })).filter(({ n }) => n > 0);
  const offered = [...BEACONS.map((beacon) => ({ beacon, n: 0 })), ...chosen.filter(({ n }) => n > 0), ...nextIssues];
  return (
    <Select
      id={id} mode="multiple" value={chosen.map(({ beacon, n }) => tag(beacon, n))} options={offered.map((one) => ({ value: tag(one.beacon, one.n), label: beaconText(one, word) }))}
      onChange={(tags: string[]) => onChange?.(tags.map((one) => one.slice(0, one.lastIndexOf("+")) as Beacon))}
    />
  );
}
