/** The way in for a messy spreadsheet: upload, match the columns, see what would happen, then do it. */
import { useQuery } from "@tanstack/react-query";
import { Button, Steps } from "antd";
import { useState } from "react";
import { useLocation, useSearchParams } from "react-router";
import { api, ask } from "../../api/client";
import { rememberJob } from "../../api/my-jobs";
import { useWords } from "../../words/words";
import { PageHead, type Parent } from "../PageHead";
import { ProblemView } from "../ProblemView";
import { MappingStep } from "./MappingStep";
import { ResultStep } from "./ResultStep";
import { UploadStep } from "./UploadStep";

/** Everything that makes one import different from another. */
export interface ImportWizardProps {
  title: string;
  help: string;
  parent: Parent;
  /** What the rows are, as the server calls it. */
  kind: "subjects" | "inspectors";
}

/** Where the wizard stands. It is in the address, so that it can be left and taken up again. */
export interface ImportPlace {
  import: string | null;
  check: string | null;
  run: string | null;
}

/** Moves the wizard. */
export type ImportMove = (place: Partial<ImportPlace>) => void;

function useImportPlace(): [ImportPlace, ImportMove] {
  const [params, setParams] = useSearchParams();
  const place: ImportPlace = { import: params.get("import"), check: params.get("check"), run: params.get("run") };
  const move: ImportMove = (change) => {
    const said = Object.entries({ ...place, ...change }).filter((pair): pair is [string, string] => pair[1] !== null);
    setParams(new URLSearchParams(said), { replace: true });
  };
  return [place, move];
}

function stepOf(place: ImportPlace): number {
  if (place.import === null) return 0;
  return place.check === null && place.run === null ? 1 : 2;
}

/** The wizard. */
export function ImportWizard(props: ImportWizardProps) {
  const word = useWords();
  const [place, move] = useImportPlace();
  const restart = (): void => move({ import: null, check: null, run: null });
  const again = place.import === null ? null : <Button onClick={restart}>{word("import-restart")}</Button>;
  return (
    <article className="importpage">
      <PageHead title={props.title} help={props.help} parent={props.parent} actions={again} />
      <Steps current={stepOf(place)} size="small" className="steps" items={["import-step-upload", "import-step-mapping", "import-step-result"].map((key) => ({ title: word(key) }))} />
      {place.import === null
        ? <UploadStep {...props} onDone={(id) => move({ import: id })} />
        : <Uploaded {...props} id={place.import} place={place} move={move} onRestart={restart} />}
    </article>
  );
}

/** Which part of the file is looked at: another sheet, or another row as its head. */
export interface ShownPart {
  sheet?: string;
  header_row?: number;
}

interface UploadedProps extends ImportWizardProps {
  id: string;
  place: ImportPlace;
  move: ImportMove;
  onRestart: () => void;
}

function Uploaded(props: UploadedProps) {
  const { id, place, move } = props;
  const word = useWords();
  const { pathname } = useLocation();
  const [shown, show] = useState<ShownPart>({});
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ["imports", id, shown],
    queryFn: () => ask(api.GET("/api/v1/imports/{id}", { params: { path: { id }, query: shown } })),
    placeholderData: (before) => before,
  });
  if (error) return <ProblemView error={error} retry={() => void refetch()} />;
  if (!data) return <p role="status">{word("loading")}</p>;
  const moveOn: ImportMove = (change) => {
    const job = change.run ?? change.check;
    const kind = change.run ? "run" : "check";
    if (job) rememberJob({ id: job, label: `job-import-${kind}`, name: data.file_name, to: `${pathname}?import=${id}&${kind}=${job}` });
    move(change);
  };
  const part = `${data.sheet ?? ""}:${data.header_row}`;
  if (place.check === null && place.run === null) return <MappingStep key={part} upload={data} isFetching={isFetching} onShow={show} onDone={(job) => moveOn({ check: job })} />;
  return <ResultStep upload={data} place={place} move={moveOn} parent={props.parent} onRestart={props.onRestart} />;
}
