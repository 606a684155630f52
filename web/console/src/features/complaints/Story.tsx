/** All that happened to a complaint, the latest first, each act with its reason. */
import { useQuery } from "@tanstack/react-query";
import { api, ask } from "../../api/client";
import { ProblemView } from "../../ui/ProblemView";
import { type Happening, Timeline } from "../../ui/Timeline";
import { type Word, useWordOf, useWords } from "../../words/words";
import { at } from "../accounts/calls";
import { storyWord } from "../audit/said";
import type { Complaint } from "./calls";
import { type Told, withReasons } from "./story";

type WordOf = ReturnType<typeof useWordOf>;

const TONES: Record<string, Happening["tone"]> = {
  "complaint.closed": "good", "complaint.sent-back": "bad", "complaint.refused": "bad", "complaint.unmasked": "bad", "complaint.erased": "bad",
};

/** Fields that follow from the act itself. */
const IMPLIED = ["state", "registrar", "assigner", "ender", "eraser", "ended", "erased", "organisation"];

/** Fields that are kept encrypted: whether they changed is a fact of the act. */
const SEALED = ["content", "name", "phone", "address", "confidential", "formers"];

/** The names of the fields an edit changed; what they held stands with the complaint itself. */
function changedNames(fields: string[], facts: object, wordOf: WordOf): string {
  const open = fields.filter((field) => ![...IMPLIED, ...SEALED].includes(field));
  const told = ["content", "complainant"].filter((field) => field in facts);
  return [...open, ...told].map((field) => field.replace(/_/g, "-")).map((field) => wordOf(`complaints-${field}`) ?? wordOf(`complaint-${field}`)).filter(Boolean).join("、");
}

function happening({ chapter, reason }: Told, place: number, word: Word, wordOf: WordOf): Happening {
  const { kind, at: when, person, role, entry, changed, facts, erased } = chapter;
  const { outcome } = facts as { outcome?: string };
  const said = outcome ? wordOf(`complaint-outcome-${outcome}`) : null;
  const names = kind === "complaint.edited" ? changedNames(changed, facts, wordOf) : "";
  return {
    id: `${place}`,
    at: when,
    what: <>{storyWord(kind, wordOf)}{said ? `：${said}` : ""}</>,
    who: [person?.name, wordOf(`role-${role}`) ?? role].filter(Boolean).join(" · "),
    tone: TONES[kind] ?? "plain",
    detail: (
      <>
        {reason ? <p className="lines">{word("complaints-reason-was", { reason })}</p> : null}
        {names ? <p>{word("complaints-changed", { fields: names })}</p> : null}
        {kind === "complaint.edited" && !erased && Object.keys(facts).length === 0 ? <p className="fine">{word("complaints-changed-sealed")}</p> : null}
        {erased ? <p className="fine">{word("complaints-chapter-erased")}</p> : null}
        <p className="fine">{entry === null || entry === undefined ? word("subjects-entry-soon") : word("subjects-entry", { entry })}</p>
      </>
    ),
  };
}

/** The story. */
export function Story({ complaint: { id, version, notes } }: { complaint: Complaint }) {
  const word = useWords();
  const wordOf = useWordOf();
  const { data, error, refetch } = useQuery({ queryKey: ["complaints", id, "story", version], queryFn: () => ask(api.GET("/api/v1/complaints/{id}/story", at(id))) });
  if (error) return <ProblemView error={error} retry={() => void refetch()} />;
  if (!data) return <p role="status">{word("loading")}</p>;
  return <Timeline happenings={withReasons(data, notes).map((told, place) => happening(told, place, word, wordOf)).reverse()} />;
}
