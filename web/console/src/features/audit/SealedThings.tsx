/** The things an act on many sealed, page by page. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { Button, Table } from "antd";
import { Link } from "react-router";
import { api, ask } from "../../api/client";
import { Mark } from "../../ui/Mark";
import { ProblemView } from "../../ui/ProblemView";
import { Scrolls } from "../../ui/Scrolls";
import { useWordOf, useWords } from "../../words/words";
import type { Opening } from "./calls";
import { pageOf, thingWord } from "./said";

/** The section. */
export function SealedThings({ id, count }: { id: string; count: number }) {
  const word = useWords();
  const wordOf = useWordOf();
  const pages = useInfiniteQuery({
    queryKey: ["journal", "acts", id, "openings"], initialPageParam: undefined as number | undefined,
    queryFn: ({ pageParam }) => ask(api.GET("/api/v1/journal/acts/{id}/openings", { params: { path: { id }, query: { after: pageParam } } })),
    getNextPageParam: ({ next }) => next ?? undefined,
  });
  const rows = pages.data?.pages.flatMap((page) => page.rows) ?? [];
  const named = ({ thing, thing_id: which, thing_name: name }: Opening) => {
    const page = pageOf(thing, which);
    return page ? <Link to={page}>{name ?? which}</Link> : (name ?? which);
  };
  return (
    <section>
      <h2>{word("acts-things", { count })}</h2>
      <p className="fine">{word("acts-things-what")}</p>
      {pages.error ? <ProblemView error={pages.error} retry={() => void pages.refetch()} /> : null}
      <Scrolls>
        <Table<Opening>
          className="list" size="middle" pagination={false} loading={pages.isPending} rowKey="leaf" dataSource={rows} scroll={{ x: 640 }}
          columns={[
            { title: word("acts-leaf"), width: 90, align: "right", render: (_value, { leaf }) => <span className="number">{leaf + 1}</span> },
            { title: word("audit-thing"), render: (_value, opening) => <>{thingWord(opening.thing, wordOf)} · {named(opening)}</> },
            { title: word("acts-contents"), width: 110, render: (_value, { thing_id: which, thing_name: name }) => <Link to={`/acts/${id}?thing=${which}`} aria-label={word("acts-contents-of", { name: name ?? which })}>{word("acts-contents-see")}</Link> },
            { title: word("acts-seal"), render: (_value, { seal }) => <code>{seal.slice(0, 16)}…</code> },
            { title: word("acts-verdict"), width: 140, render: (_value, { opens }) => <Mark tone={opens === false ? "bad" : opens ? "good" : "plain"}>{word(opens === false ? "acts-opens-not" : opens ? "acts-opens" : "acts-shut")}</Mark> },
          ]}
        />
      </Scrolls>
      {pages.hasNextPage ? <Button loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>{word("acts-more")}</Button> : null}
    </section>
  );
}
