/** Whether an inspector may be drawn on a day, and if not, what stands against it and what one can do. */
import { useQuery } from "@tanstack/react-query";
import { useId } from "react";
import { Link, useSearchParams } from "react-router";
import { api, ask } from "../../api/client";
import { useMay } from "../../api/query";
import { DateInput } from "../../ui/DateInput";
import { ProblemView } from "../../ui/ProblemView";
import { day, today } from "../../words/format";
import { useLanguage, useWords } from "../../words/words";
import { ACTS } from "./acts";
import type { Drawable, Inspector } from "./calls";

/** The most rows one call answers; a certificate's number finds few. */
const MOST = 200;

/** Where one does something about it, behind the inspector's own address. */
const REMEDIES: Record<string, string> = { "expired": "/edit", "not-yet-valid": "/edit", "on-leave": "#leaves", "training-missing": "/trainings/new", "suspended": "/restore", "left": "/restore" };

/** The judgement on a day; that on today comes with the inspector. */
function useJudgement({ id, certificate, drawable }: Inspector, on: string) {
  return useQuery({
    queryKey: ["inspectors", id, "drawable", on, drawable],
    queryFn: async (): Promise<Drawable | null> => {
      if (on === drawable.on) return drawable;
      const { rows } = await ask(api.GET("/api/v1/inspectors", { params: { query: { q: certificate, drawable_on: on, drawable: "all", limit: MOST } } }));
      return rows.find((row) => row.id === id)?.drawable ?? null;
    },
    placeholderData: (before) => before,
  });
}

/** The box. The day is in the address, as the list hands it on. */
export function Drawability({ inspector }: { inspector: Inspector }) {
  const word = useWords();
  const field = useId();
  const [params, setParams] = useSearchParams();
  const on = params.get("on") ?? today();
  const { data, error, refetch } = useJudgement(inspector, on);
  const choose = (to?: string): void => setParams(to && to !== today() ? { on: to } : {}, { replace: true });
  if (error) return <ProblemView error={error} retry={() => void refetch()} />;
  return (
    <section className="verdict" data-tone={data ? (data.ok ? "good" : "bad") : "plain"} aria-label={word("inspectors-drawable")}>
      <div className="verdict_said" aria-live="polite">{data ? <Said drawable={data} inspector={inspector} /> : <p>{word("loading")}</p>}</div>
      <p className="verdict_day"><label htmlFor={field}>{word("inspectors-look-on")}</label> <DateInput id={field} value={on} onChange={choose} canClear={false} /></p>
    </section>
  );
}

function Said({ drawable: { ok, on, why }, inspector: { id, state } }: { drawable: Drawable; inspector: Inspector }) {
  const word = useWords();
  const may = useMay();
  const { language } = useLanguage();
  const when = { day: day(on, language) };
  // Of somebody who left nothing is corrected before they are back.
  const remedyOf = (code: string): string | undefined => (state === "left" && code !== "left" ? undefined : REMEDIES[code]);
  if (ok) return <p className="verdict_word">{word("inspectors-can-on", when)}</p>;
  return (
    <>
      <p className="verdict_word">{word("inspectors-cannot-on", when)}</p>
      <ul>
        {why.map(({ code, message }) => (
          <li key={code}>{message} {may(ACTS.manage) && remedyOf(code) ? <Remedy to={`/inspectors/${id}${remedyOf(code)}`} code={code} /> : null}</li>
        ))}
      </ul>
    </>
  );
}

function Remedy({ to, code }: { to: string; code: string }) {
  const word = useWords();
  const label = word(`inspectors-remedy-${code}`);
  return to.includes("#") ? <a href={to.slice(to.indexOf("#"))}>{label}</a> : <Link to={to}>{label}</Link>;
}
