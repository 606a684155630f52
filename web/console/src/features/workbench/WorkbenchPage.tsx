/** The first page: a card from every feature that has something to say to me. */
import { useMay, useMe } from "../../api/query";
import { cardsFor, useFeatures } from "../../app/feature";
import { PageHead } from "../../ui/PageHead";
import { useWords } from "../../words/words";
import { NothingCard } from "./NothingCard";

/** The page. */
export function WorkbenchPage() {
  const word = useWords();
  const may = useMay();
  const features = useFeatures();
  const { name } = useMe();
  const cards = cardsFor(features, may);
  // Planners and observers: their work begins on other pages, and no card of theirs says whether there is any.
  const isUntold = !cards.some(({ waits }) => waits) && (may("plan.draft") || may("draw.enter"));
  return (
    <article>
      <PageHead title={word("nav-workbench")} help={word("workbench-lead", { name })} />
      <div className="cards">{isUntold ? <NothingCard /> : null}{cards.map(({ key, view: View }) => <View key={key} />)}</div>
    </article>
  );
}
