/** What happened to a visit, from what was handed in and reviewed. */
import type { Happening } from "../../ui/Timeline";
import type { Visit } from "./calls";

/** One happening, by the words' key. */
export interface Told {
  id: string;
  at: string;
  key: string;
  who?: string;
  tone: Happening["tone"];
  detail: { number: number; reason: string };
}

/** All of it, in the order of time. What was handed in and neither waits nor was reviewed was returned. */
export function storyOf({ noticed_at, records, state, id }: Pick<Visit, "noticed_at" | "records" | "state" | "id">): Told[] {
  const told: Told[] = noticed_at ? [{ id: `${id} noticed`, at: noticed_at, key: "visits-story-noticed", tone: "plain", detail: { number: 1, reason: "" } }] : [];
  records.forEach((record, place) => {
    const { number, reason } = record;
    const waits = state === "recorded" && place === records.length - 1;
    const isReturned = !record.reviewed_at && !waits;
    const key = isReturned ? "visits-story-returned" : number > 1 ? "visits-story-corrected" : "visits-story-recorded";
    told.push({ id: record.id, at: record.recorded_at, key, who: record.recorder.name, tone: isReturned ? "bad" : "plain", detail: { number, reason } });
    const after: Told[] = record.there.flatMap(({ code, vouched, at, account }) => (vouched === "confirmed" && at ? [{ id: `${record.id} ${code}`, at, key: "visits-story-confirmed", who: account?.name, tone: "good", detail: { number, reason: "" } }] : []));
    if (record.reviewed_at) after.push({ id: `${record.id} reviewed`, at: record.reviewed_at, key: "visits-story-reviewed", who: record.reviewer?.name, tone: "good", detail: { number, reason: "" } });
    told.push(...after.sort((one, other) => one.at.localeCompare(other.at)));
  });
  return told;
}
