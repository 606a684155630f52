/** Where I am signed in. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { api, ask } from "../../api/client";
import { PageHead } from "../../ui/PageHead";
import { ProblemView } from "../../ui/ProblemView";
import { useWords } from "../../words/words";
import { SessionTable } from "./SessionTable";
import { at, keyed } from "./calls";

const MY_SESSIONS = ["my-sessions"];

/** The page. */
export function SessionsPage() {
  const word = useWords();
  const queries = useQueryClient();
  const { data, error, isPending, refetch } = useQuery({ queryKey: MY_SESSIONS, queryFn: () => ask(api.GET("/api/v1/me/sessions")) });
  const end = (id: string, key: string): Promise<unknown> => ask(api.POST("/api/v1/me/sessions/{id}/end", { ...at(id), ...keyed(key) }));
  return (
    <article>
      <PageHead title={word("me-sessions")} help={word("sessions-lead")} />
      {error ? <ProblemView error={error} retry={() => void refetch()} /> : null}
      <SessionTable rows={data ?? []} isLoading={isPending} end={end} onEnded={() => void queries.invalidateQueries({ queryKey: MY_SESSIONS })} />
    </article>
  );
}
