/** What becomes public of a result besides its particulars, and whether somebody may make it so. */
import type { Word } from "../../words/words";
import type { Visit } from "../inspections/calls";
import type { Text } from "./calls";

/** Who of those who were there hasn't stood by the record with an account of their own. */
export function unconfirmed({ team }: Pick<Text, "team">): string[] {
  return team.filter(({ confirmed }) => confirmed === false).map(({ name }) => name);
}

/** The sentences that stand on the portal below the findings and the team, in its own words. */
export function linesOf({ team, absent, absent_why, answers, besides }: Pick<Text, "team" | "absent" | "absent_why" | "answers" | "besides">, word: Word): string[] {
  const there = team.length;
  const isKnown = team.some(({ confirmed }) => confirmed !== undefined && confirmed !== null);
  return [
    ...(besides ? [word("result-besides")] : []),
    ...(answers ? [word("result-answers", { yes: answers.yes, no: answers.no, without: answers.not_applicable, stated: answers.stated })] : []),
    ...(typeof absent === "number" ? [word("result-attendance", { drawn: there + absent, there })] : []),
    ...(isKnown ? [word("result-confirmed", { there, n: team.filter(({ confirmed }) => confirmed).length })] : []),
    ...(absent_why ? [word("result-absent-why", { why: absent_why })] : []),
  ];
}

/** Whether somebody was there, wrote in it or reviewed it: who did doesn't publish it too. */
export function isOwn({ mine, records }: Pick<Visit, "mine" | "records">, person: string): boolean {
  return Boolean(mine) || records.some(({ recorder, reviewer }) => recorder.id === person || reviewer?.id === person);
}
