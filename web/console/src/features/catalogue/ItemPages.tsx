/** An item: as it is read, as a draft's form, and taken out. */
import { Button } from "antd";
import { useNavigate, useParams } from "react-router";
import { api, ask } from "../../api/client";
import { useMay } from "../../api/query";
import { ActPage } from "../../ui/ActPage";
import { DescriptionList } from "../../ui/DescriptionList";
import { FormPage } from "../../ui/FormPage";
import { PageHead } from "../../ui/PageHead";
import { ProblemView } from "../../ui/ProblemView";
import { useWords } from "../../words/words";
import { at, keyed } from "../accounts/calls";
import { ItemFields } from "./ItemFields";
import { ItemTables } from "./ItemTables";
import { OfEdition, parentOf, useToEdition } from "./OfEdition";
import { ACTS } from "./acts";
import { type Edition, type Item, useItem } from "./calls";
import { type ItemValues, NEW, textOf, valuesOf } from "./item-values";
import { fieldText } from "./said";

const SHOWN = ["code", "class", "domain", "name", "sub", "bases", "body", "object", "content", "methods", "rate", "frequency", "qualification", "materials"] as const;

/** A new item of a draft. */
export function NewItem() {
  const word = useWords();
  const leave = useToEdition();
  return (
    <OfEdition>
      {(edition) => (
        <FormPage<ItemValues, Item>
          name={`item-${edition.id}`} title={word("catalogue-item-new")} parent={parentOf(edition, word)} initial={NEW} submitLabel={word("save")} onDone={() => leave(edition.id)}
          submit={(values, key) => ask(api.POST("/api/v1/editions/{id}/items", { ...at(edition.id), body: textOf(values), ...keyed(key) }))}
        >
          <ItemFields />
        </FormPage>
      )}
    </OfEdition>
  );
}

/** An item that is there: a draft's can be changed, any other is read. */
export function ItemPage() {
  const { item = "" } = useParams();
  return <OfEdition>{(edition) => <Known edition={edition} id={item} />}</OfEdition>;
}

function Known({ edition, id }: { edition: Edition; id: string }) {
  const word = useWords();
  const mayDraft = useMay()(ACTS.draft);
  const { data, error, refetch } = useItem(edition.id, id);
  if (error) return <ProblemView error={error} retry={() => void refetch()} />;
  if (!data) return <p role="status">{word("loading")}</p>;
  return edition.state === "draft" && mayDraft ? <Edit edition={edition} item={data} reload={() => void refetch()} /> : <Look edition={edition} item={data} />;
}

function Edit({ edition, item, reload }: { edition: Edition; item: Item; reload: () => void }) {
  const word = useWords();
  const leave = useToEdition();
  const navigate = useNavigate();
  return (
    <>
      <FormPage<ItemValues, Item>
        key={item.version} name={`item-${item.id}`} title={item.text.name} parent={parentOf(edition, word)} initial={valuesOf(item.text)} submitLabel={word("save")}
        onDone={() => leave(edition.id)} onReload={reload}
        submit={(values, key) => ask(api.POST("/api/v1/editions/{id}/items/{item}", { params: { path: { id: edition.id, item: item.id } }, body: { text: textOf(values), version: item.version }, ...keyed(key) }))}
      >
        <ItemFields />
      </FormPage>
      <p className="aside"><Button danger onClick={() => void navigate(`/catalogue/${edition.id}/items/${item.id}/remove`)}>{word("catalogue-item-remove")}</Button></p>
    </>
  );
}

function Look({ edition, item: { text } }: { edition: Edition; item: Item }) {
  const word = useWords();
  return (
    <article>
      <PageHead title={text.name} parent={parentOf(edition, word)} />
      <DescriptionList items={SHOWN.map((field) => [word(`item-${field}`), <span key={field} className="lines">{fieldText(field, text[field], word) || "—"}</span>])} />
      <ItemTables text={text} />
    </article>
  );
}

/** Takes an item out of a draft. */
export function RemoveItem() {
  const { item = "" } = useParams();
  return <OfEdition>{(edition) => <Remove edition={edition} id={item} />}</OfEdition>;
}

function Remove({ edition, id }: { edition: Edition; id: string }) {
  const word = useWords();
  const leave = useToEdition();
  const { data, error, refetch } = useItem(edition.id, id);
  if (error) return <ProblemView error={error} retry={() => void refetch()} />;
  if (!data) return <p role="status">{word("loading")}</p>;
  const { name } = data.text;
  return (
    <ActPage
      title={word("catalogue-item-remove-of", { name })} parent={parentOf(edition, word)} isFinal={false} effects={[word("catalogue-item-remove-effect", { name })]} told={[word("told-journal")]}
      confirmation={{ kind: "tick", label: word("catalogue-item-remove-sure", { name }) }} actLabel={word("catalogue-item-remove")} onDone={() => leave(edition.id)}
      act={(key) => ask(api.POST("/api/v1/editions/{id}/items/{item}/remove", { params: { path: { id: edition.id, item: id } }, body: { version: data.version }, ...keyed(key) }))}
    />
  );
}
