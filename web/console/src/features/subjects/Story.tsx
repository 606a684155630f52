/** All that happened to a subject, the latest first. */
import { useQuery } from "@tanstack/react-query";
import { api, ask } from "../../api/client";
import { ProblemView } from "../../ui/ProblemView";
import { type Happening, Timeline } from "../../ui/Timeline";
import { type Word, useWordOf, useWords } from "../../words/words";
import { at } from "../accounts/calls";
import { storyWord } from "../audit/said";
import type { Chapter } from "./calls";

type WordOf = ReturnType<typeof useWordOf>;

/** A value as people read it: a code by its word, a list by its parts. */
function said(field: string, value: unknown, word: Word, wordOf: WordOf): string {
  if (value === null || value === undefined || value === "") return word("items-empty");
  if (Array.isArray(value)) return value.map((part) => (Array.isArray(part) ? part.filter(Boolean).join(" ") : String(part))).join("；") || word("items-empty");
  return wordOf(`subject-${field.replace(/_/g, "-")}-${String(value)}`) ?? String(value);
}

function happening(chapter: Chapter, place: number, word: Word, wordOf: WordOf): Happening {
  const { kind, at: when, role, changes, reason, entry, erased } = chapter;
  const shown = changes.filter(({ field }) => wordOf(`subject-${field.replace(/_/g, "-")}`));
  const isFirst = kind === "subject.added" || (place === 0 && changes.every(({ was }) => was === null || was === undefined));
  return {
    id: `${place}`,
    at: when,
    what: storyWord(kind, wordOf),
    who: wordOf(`role-${role}`) ?? role,
    tone: kind === "subject.risk-moved" ? "bad" : kind === "subject.added" ? "good" : "plain",
    detail: (
      <>
        {erased ? <p className="fine">{word("subjects-erased")}</p> : null}
        {isFirst ? null : <ul className="changes">{shown.map(({ field, was, became }) => <li key={field}>{wordOf(`subject-${field.replace(/_/g, "-")}`)}：<del>{said(field, was, word, wordOf)}</del> → <ins>{said(field, became, word, wordOf)}</ins></li>)}</ul>}
        {reason ? <p>{word("subjects-reason-was", { reason })}</p> : null}
        <p className="fine">{entry === null || entry === undefined ? word("subjects-entry-soon") : word("subjects-entry", { entry })}</p>
      </>
    ),
  };
}

/** The story. */
export function Story({ id }: { id: string }) {
  const word = useWords();
  const wordOf = useWordOf();
  const { data, error, refetch } = useQuery({ queryKey: ["subjects", id, "story"], queryFn: () => ask(api.GET("/api/v1/subjects/{id}/story", at(id))) });
  if (error) return <ProblemView error={error} retry={() => void refetch()} />;
  if (!data) return <p role="status">{word("loading")}</p>;
  return <Timeline happenings={data.map((chapter, place) => happening(chapter, place, word, wordOf)).reverse()} />;
}
