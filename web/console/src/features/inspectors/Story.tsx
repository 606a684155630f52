/** All that happened to an inspector's entry, the latest first. */
import { useQuery } from "@tanstack/react-query";
import { api, ask } from "../../api/client";
import { ProblemView } from "../../ui/ProblemView";
import { type Happening, Timeline } from "../../ui/Timeline";
import { day } from "../../words/format";
import { type Word, useLanguage, useWordOf, useWords } from "../../words/words";
import { at, useOrganisationName } from "../accounts/calls";
import { storyWord } from "../audit/said";
import type { Inspector } from "./calls";
import { type Change, type Line, type Told, told } from "./story-changes";

type Image = Record<string, unknown>;

const MOVES: Record<string, Happening["tone"]> = { "inspector.restored": "good", "inspector.suspended": "bad", "inspector.departed": "bad" };
const TONES: Record<string, Happening["tone"]> = { "inspector.added": "good", ...MOVES };
const DATES = ["valid_from", "valid_to"];
const LISTS = ["fields", "qualifications", "languages"];
const SECRETS = ["phone", "id_number"];

/** A value as people read it. */
function useSaid(): (field: string, value: unknown) => string {
  const word = useWords();
  const { language } = useLanguage();
  const organisationOf = useOrganisationName();
  return (field, value) => {
    if (typeof value === "boolean") return word(value ? "inspector-yes" : "inspector-no");
    if (typeof value !== "string" || value === "" || value === "[]") return word("inspectors-nothing");
    if (LISTS.includes(field)) return (JSON.parse(value) as string[]).join(word("inspector-list-separator"));
    if (DATES.includes(field)) return day(value, language);
    if (field === "state") return word(`inspector-state-${value}`);
    return field === "organisation" ? organisationOf(value) : value;
  };
}

function Changes({ changes }: { changes: Change[] }) {
  const word = useWords();
  const said = useSaid();
  const label = (field: string): string => word(`inspector-field-${field.replace("_", "-")}`);
  if (changes.length === 0) return null;
  // Of what is encrypted the journal holds a digest alone.
  const row = ({ field, was, became }: Change) => (SECRETS.includes(field) ? <>{word(became ? "inspectors-secret-changed" : "inspectors-secret-cleared", { field: label(field) })}</> : <>{label(field)}：<del>{said(field, was)}</del> → <ins>{said(field, became)}</ins></>);
  return <ul className="changes">{changes.map((change) => <li key={change.field}>{row(change)}</li>)}</ul>;
}

/** A training, a conflict or a leave in a line. */
function besideOf({ kind, after }: Line, word: Word, dateOf: (date: unknown) => string): string {
  const { course, day: on, hours, passed, subject_name: name, subject_code: code, kind: sort, first_day: first, last_day: last } = (after ?? {}) as Image;
  const listed = (...parts: string[]): string => parts.join(word("inspector-list-separator"));
  if (kind.startsWith("inspector-training.")) return listed(String(course), dateOf(on), word("inspectors-hours-of", { hours: Number(hours) }), word(passed ? "inspectors-passed" : "inspectors-failed"));
  if (kind.startsWith("inspector-conflict.")) return listed(String(name || code), word(`inspectors-conflict-${String(sort)}`));
  if (kind.startsWith("inspector-leave.")) return listed(word(`leave-kind-${String(sort)}`), `${dateOf(first)} — ${dateOf(last)}`);
  return "";
}

/** The acts that were done for a reason, and where what they left says it. */
function reasonOf({ kind, after }: Line): string | null {
  const { state_reason: state, withdrawn_reason: withdrawn } = (after ?? {}) as Image;
  const reason = kind.endsWith(".withdrawn") ? withdrawn : kind in MOVES ? state : null;
  return typeof reason === "string" ? reason : null;
}

function Detail({ line, changes }: Told) {
  const word = useWords();
  const { language } = useLanguage();
  const beside = line.after ? besideOf(line, word, (date) => day(String(date), language)) : "";
  const reason = reasonOf(line);
  return (
    <>
      {beside ? <p>{beside}</p> : null}
      <Changes changes={changes} />
      {reason ? <p>{word("inspectors-reason-was", { reason })}</p> : null}
      <p className="fine">{line.entry === null || line.entry === undefined ? word("inspectors-entry-soon") : word("inspectors-entry", { entry: line.entry })}</p>
    </>
  );
}

/** The story. */
export function Story({ inspector: { id } }: { inspector: Inspector }) {
  const word = useWords();
  const wordOf = useWordOf();
  const { data, error, refetch } = useQuery({ queryKey: ["inspectors", id, "story"], queryFn: () => ask(api.GET("/api/v1/inspectors/{id}/story", at(id))) });
  if (error) return <ProblemView error={error} retry={() => void refetch()} />;
  if (!data) return <p role="status">{word("loading")}</p>;
  const happening = ({ line, changes }: Told, place: number): Happening => ({
    id: `${data.length - place}`,
    at: line.at,
    what: storyWord(line.kind, wordOf),
    who: [line.by, wordOf(`role-${line.role}`) ?? line.role].filter(Boolean).join(" "),
    tone: TONES[line.kind] ?? "plain",
    detail: <Detail line={line} changes={changes} />,
  });
  return <Timeline happenings={told(data).map(happening)} />;
}
