/** The first page: a card from every feature that has something to say to me. */
import { useMay, useMe } from "../../api/query";
import { useFeatures } from "../../app/feature";
import { PageHead } from "../../ui/PageHead";
import { useWords } from "../../words/words";

/** The page. */
export function WorkbenchPage() {
  const word = useWords();
  const may = useMay();
  const features = useFeatures();
  const { name } = useMe();
  const cards = features.flatMap((feature) => feature.cards).filter(({ act }) => may(act));
  return (
    <article>
      <PageHead title={word("nav-workbench")} help={word("workbench-lead", { name })} />
      <div className="cards">{cards.map(({ key, view: View }) => <View key={key} />)}</div>
    </article>
  );
}
