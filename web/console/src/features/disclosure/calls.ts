/** The calls of disclosures and of the calendar of working days. */
import { useQueries, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, ask } from "../../api/client";
import type { components } from "../../api/schema";
import type { Tone } from "../../ui/Mark";

type Schemas = components["schemas"];

export type Row = Schemas["DisclosureRow"];
/** What becomes public of one. */
export type Text = Schemas["DisclosureText"];
export type State = Row["state"];
export type Year = Schemas["CalendarYear"];
export type Calendar = Schemas["DisclosureCalendar"];
export type Judged = Schemas["DisclosureJudged"];

/** Where a disclosure can stand. */
export const STATES: State[] = ["due", "published", "superseded"];

/** How a state is looked at. */
export const TONES: { [state in State]: Tone } = { due: "warn", published: "good", superseded: "plain" };

const ALL = ["disclosures"];

/** What narrows the list. */
export type Narrowing = { state?: State; overdue?: boolean; waiting?: boolean };

/** What can be published now: what is due, and doesn't wait for its draw. */
export const READY: Narrowing = { state: "due", waiting: false };

function countOf(query: Narrowing) {
  return { queryKey: [...ALL, "count", query], queryFn: () => ask(api.GET("/api/v1/disclosures", { params: { query: { ...query, limit: 1 } } })) };
}

/** How many there are of each, and the first of each. */
export function useFirsts(queries: Narrowing[]) {
  return useQueries({ queries: queries.map(countOf) });
}

/** The years that are entered. */
export function useCalendar() {
  return useQuery({ queryKey: ["calendar"], queryFn: () => ask(api.GET("/api/v1/calendar")) });
}

/** The most rows one call answers. */
const MOST = 200;

/** The due results that are named, as far as they still are due. They may stand anywhere in the list. */
export function useChosen(ids: string[]) {
  return useQuery({
    queryKey: [...ALL, "chosen", ids],
    queryFn: async (): Promise<Row[]> => {
      const found: Row[] = [];
      let after: string | undefined;
      do {
        const { rows, next } = await ask(api.GET("/api/v1/disclosures", { params: { query: { state: "due", limit: MOST, after } } }));
        found.push(...rows.filter(({ id }) => ids.includes(id)));
        after = next ?? undefined;
      } while (after !== undefined && found.length < ids.length);
      return found;
    },
  });
}

/** What everybody would read of a result, were it published now. */
export function askText(id: string): Promise<Text> {
  return ask(api.GET("/api/v1/disclosures/{id}/text", { params: { path: { id } } }));
}

/** Whether a visit's result waits to be published, as far as somebody asks who may publish it. */
export function useIsDue({ id, code }: { id: string; code: string }, isAsked: boolean) {
  return useQuery({
    queryKey: [...ALL, "of", id], enabled: isAsked,
    queryFn: async () => {
      const { rows } = await ask(api.GET("/api/v1/disclosures", { params: { query: { state: "due", q: code, limit: MOST } } }));
      return rows.some(({ visit }) => visit === id);
    },
  });
}

/** The version of a visit's result that everybody reads now; nothing while there is none. */
export function usePublished({ id, code }: { id: string; code: string }, isAsked: boolean) {
  return useQuery({
    queryKey: [...ALL, "public", id], enabled: isAsked,
    queryFn: async () => {
      const { rows } = await ask(api.GET("/api/v1/disclosures", { params: { query: { state: "published", q: code, limit: MOST } } }));
      return rows.find(({ visit }) => visit === id) ?? null;
    },
  });
}

/** Reads everything about disclosures anew. */
export function useDisclosuresAnew(): () => void {
  const queries = useQueryClient();
  return () => {
    for (const queryKey of [ALL, ["visits"], ["calendar"]]) void queries.invalidateQueries({ queryKey });
  };
}
