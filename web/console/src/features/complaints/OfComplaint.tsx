/** Shows a page about a complaint once it is known. */
import type { ReactNode } from "react";
import { useParams } from "react-router";
import type { Parent } from "../../ui/PageHead";
import { ProblemView } from "../../ui/ProblemView";
import { type Word, useWords } from "../../words/words";
import { type Complaint, type Row, useComplaint } from "./calls";

/** The page of the complaint that the address names. */
export function OfComplaint({ children }: { children: (complaint: Complaint, reload: () => void) => ReactNode }) {
  const word = useWords();
  const { id = "" } = useParams();
  const { data, error, refetch } = useComplaint(id);
  if (data) return children(data, () => void refetch());
  return error ? <ProblemView error={error} retry={() => void refetch()} /> : <p role="status">{word("loading")}</p>;
}

/** What a complaint is called: 投诉 2026-000123. */
export function nameOf({ kind, number }: Pick<Row, "kind" | "number">, word: Word): string {
  return `${word(`complaint-kind-${kind}`)} ${number}`;
}

/** A complaint's page, as the way back to it. */
export function parentOf(complaint: Pick<Row, "id" | "kind" | "number">, word: Word): Parent {
  return { title: nameOf(complaint, word), to: `/complaints/${complaint.id}` };
}
