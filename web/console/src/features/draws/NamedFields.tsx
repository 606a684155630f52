/** The tables of a scheme: who is left out by name, pools and which seats they have, pairs that must not meet. */
import { AutoComplete, Checkbox, Form, InputNumber, Select } from "antd";
import type { ReactElement } from "react";
import { type RowColumn, RowsField } from "../../ui/RowsField";
import { Field } from "../../ui/Field";
import { type Word, useWords } from "../../words/words";
import { EVERYBODY, type Values, isReason, isYes, seatsOf } from "./scheme-values";

/** The most rows of a table, as the server has it. */
const MOST_NAMED = 10_000;
const MOST_POOLS = 50;

/** How many are in a team, and how many can be typed: the form says that it is too many, rather than taking another number. */
const FEWEST_SEATS = 2;
const MOST_SEATS = 16;
const TYPED_SEATS = 99;

/** Reasons that have words; any other code of this form will do. */
const REASONS = {
  subjects: ["inspected-elsewhere", "recused-office", "closed", "moved-away", "for-cause"],
  people: ["on-duty-elsewhere", "on-leave", "for-cause"],
  pairs: ["relative", "former-employer", "last-visit", "interest"],
} as const;

/** A reason: one of those with words, or a code of one's own. What a sheet says in words becomes its code. */
function reasonColumn(word: Word, known: readonly string[]): { key: "reason"; label: string; read: (text: string) => string; input: (label: string) => ReactElement; check: (text: string) => string | null } {
  const options = known.map((code) => ({ value: code, label: `${word(`draw-why-${code}`)} ${code}` }));
  return {
    key: "reason", label: word("draw-left-why"),
    read: (text) => known.find((code) => word(`draw-why-${code}`) === text) ?? text,
    input: (label) => <AutoComplete aria-label={label} options={options} maxLength={32} />,
    check: (text) => (isReason(text) ? null : word("draw-reason-form")),
  };
}

function needed(word: Word, field: string): (text: string) => string | null {
  return (text) => (text.trim() === "" ? word("form-required", { field }) : null);
}

/** Subjects left out by name. */
export function LeftOutSubjects() {
  const word = useWords();
  const columns: RowColumn<Values["left_out"][number]>[] = [{ key: "code", label: word("draw-code"), check: needed(word, word("draw-code")) }, reasonColumn(word, REASONS.subjects)];
  return <RowsField name="left_out" title={word("draw-left-subjects")} help={word("draw-left-subjects-help")} columns={columns} blank={{ code: "", reason: "" }} addLabel={word("draw-left-subjects-add")} most={MOST_NAMED} />;
}

/** Everything about people: who is left out, pools, seats, pairs. */
export function PeopleTables() {
  const word = useWords();
  const certificate = word("draw-certificate");
  const people: RowColumn<Values["left_out"][number]>[] = [{ key: "code", label: certificate, check: needed(word, certificate) }, reasonColumn(word, REASONS.people)];
  const pools: RowColumn<Values["bench"]["pools"][number]>[] = [
    { key: "name", label: word("draw-pool-name"), check: needed(word, word("draw-pool-name")) },
    { key: "unit", label: word("draw-pool-unit") }, { key: "qualification", label: word("draw-pool-qualification") },
    { key: "experts", label: word("draw-pool-experts"), read: isYes, valueProp: "checked", input: (label) => <Checkbox aria-label={label} /> },
  ];
  const pairs: RowColumn<Values["recusals"][number]>[] = [
    { key: "certificate", label: certificate, check: needed(word, certificate) }, { key: "code", label: word("draw-code"), check: needed(word, word("draw-code")) }, reasonColumn(word, REASONS.pairs),
  ];
  return (
    <>
      <RowsField name={["bench", "pools"]} title={word("draw-pools")} help={word("draw-pools-help")} columns={pools} blank={{ name: "", unit: "", qualification: "", experts: false }} addLabel={word("draw-pools-add")} most={MOST_POOLS} />
      <Field name="seats" label={word("draw-seats")} help={word("draw-seats-help")} required check={(seats) => (seats.length < FEWEST_SEATS || seats.length > MOST_SEATS ? word("draw-seats-form", { least: FEWEST_SEATS, most: MOST_SEATS }) : null)}><Seats /></Field>
      <RowsField name={["bench", "left_out"]} title={word("draw-left-people")} help={word("draw-left-people-help")} columns={people} blank={{ code: "", reason: "" }} addLabel={word("draw-left-people-add")} most={MOST_NAMED} />
      <RowsField name="recusals" title={word("draw-pairs")} help={word("draw-pairs-help")} columns={pairs} blank={{ certificate: "", code: "", reason: "" }} addLabel={word("draw-pairs-add")} most={MOST_NAMED} />
    </>
  );
}

interface SeatsProps {
  id?: string;
  value?: string[];
  onChange?: (seats: string[]) => void;
}

/** How many to a team, and from which pool each of them comes. */
function Seats({ id, value, onChange }: SeatsProps) {
  const word = useWords();
  const pools = (Form.useWatch(["bench", "pools"]) as Values["bench"]["pools"] | undefined) ?? [];
  const seats = Array.isArray(value) ? value : [];
  const options = [{ value: EVERYBODY, label: word("draw-pool-all") }, ...pools.filter(({ name }) => name.trim() !== "").map(({ name }) => ({ value: name.trim(), label: name.trim() }))];
  return (
    <div className="seats">
      <InputNumber id={id} min={0} max={TYPED_SEATS} precision={0} value={seats.length} onChange={(count) => onChange?.(seatsOf(count ?? 0, seats))} />
      {pools.length > 0 ? seats.map((seat, at) => (
        <Select key={at} aria-label={word("draw-seat-pool", { n: at + 1 })} value={seat} options={options} onChange={(pool: string) => onChange?.(seats.map((other, place) => (place === at ? pool : other)))} />
      )) : null}
    </div>
  );
}
