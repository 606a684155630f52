/** Searches one makes again and again, kept under a name on the server. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Dropdown, Input, Modal } from "antd";
import { useState } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { api, ask } from "../../api/client";
import { ProblemView } from "../../ui/ProblemView";
import { useAct } from "../../ui/useAct";
import { useWords } from "../../words/words";
import { at, keyed } from "../accounts/calls";

const KEPT = ["subjects", "filters"];

/** The menu. */
export function KeptFilters() {
  const word = useWords();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [params] = useSearchParams();
  const [isNaming, setNaming] = useState(false);
  const { data = [] } = useQuery({ queryKey: KEPT, queryFn: () => ask(api.GET("/api/v1/subjects/filters")) });
  const query = params.toString();
  const here = data.find((kept) => kept.query === query);
  const reload = (): void => void queries.invalidateQueries({ queryKey: KEPT });
  const remove = useAct((key) => ask(api.POST("/api/v1/subjects/filters/{id}/remove", { ...at(here?.id ?? ""), ...keyed(key) })), reload);
  const items = [
    ...data.map(({ id, name, query: kept }) => ({ key: id, label: name, onClick: () => void navigate(`/subjects?${kept}`) })),
    ...(data.length > 0 ? [{ type: "divider" as const }] : []),
    here ? { key: "remove", label: word("subjects-kept-remove", { name: here.name }), onClick: remove.run } : { key: "keep", label: word("subjects-keep"), disabled: query === "", onClick: () => setNaming(true) },
  ];
  return (
    <>
      <Dropdown menu={{ items }} trigger={["click"]}><Button>{word("subjects-kept")}</Button></Dropdown>
      {isNaming ? <Naming query={query} onClose={() => { setNaming(false); reload(); }} /> : null}
    </>
  );
}

function Naming({ query, onClose }: { query: string; onClose: () => void }) {
  const word = useWords();
  const [name, setName] = useState("");
  const keep = useAct((key) => ask(api.POST("/api/v1/subjects/filters", { body: { name: name.trim(), query }, ...keyed(key) })), onClose);
  return (
    <Modal open title={word("subjects-keep")} onCancel={onClose} onOk={keep.run} okText={word("save")} cancelText={word("cancel")} okButtonProps={{ disabled: name.trim() === "", loading: keep.isRunning }}>
      <label htmlFor="kept_name">{word("subjects-kept-name")}</label>
      <Input id="kept_name" autoFocus maxLength={30} value={name} onChange={({ target }) => setName(target.value)} onPressEnter={() => name.trim() && keep.run()} />
      {keep.error ? <ProblemView error={keep.error} /> : null}
    </Modal>
  );
}
