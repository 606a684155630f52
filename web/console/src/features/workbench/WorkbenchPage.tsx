/** The first page: a card from every feature that has something to say to me. */
import { useMay, useMe } from "../../api/query";
import { cardsFor, useFeatures } from "../../app/feature";
import { PageHead } from "../../ui/PageHead";
import { useWords } from "../../words/words";
import { ReadingCard } from "./ReadingCard";
import { oversees } from "./oversees";

/** The page. */
export function WorkbenchPage() {
  const word = useWords();
  const may = useMay();
  const features = useFeatures();
  const { name, roles } = useMe();
  const cards = cardsFor(features, may);
  return (
    <article>
      <PageHead title={word("nav-workbench")} help={word("workbench-lead", { name })} />
      <div className="cards">{cards.map(({ key, view: View }) => <View key={key} />)}{oversees(roles) ? <ReadingCard /> : null}</div>
    </article>
  );
}
