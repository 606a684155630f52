/** What happened to a visit, from what was handed in and reviewed, and from when it became public. */
import type { Happening } from "../../ui/Timeline";
import type { Row as Disclosure } from "../disclosure/calls";
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

type Known = Pick<Visit, "dispatched" | "noticed_at" | "noticer" | "records" | "state" | "id">;

/** What is read of the version that everybody reads now. */
export type Published = Pick<Disclosure, "number" | "published_at" | "publisher">;

/** All of it, in the order of time. What was handed in and neither waits nor was reviewed was returned. */
export function storyOf({ dispatched, noticed_at, noticer, records, state, id }: Known, published?: Published | null): Told[] {
  const told: Told[] = [];
  const bare = { number: 1, reason: "" };
  if (dispatched) told.push({ id: `${id} dispatched`, at: dispatched.at, key: "visits-story-dispatched", who: dispatched.by.name, tone: "plain", detail: bare });
  if (noticed_at) told.push({ id: `${id} noticed`, at: noticed_at, key: "visits-story-noticed", who: noticer?.name, tone: "plain", detail: bare });
  const publication: Told[] = published?.published_at ? [{ id: `${id} published`, at: published.published_at, key: "visits-story-published", who: published.publisher?.name, tone: "good", detail: { number: published.number, reason: "" } }] : [];
  records.forEach((record, place) => {
    const { number, reason } = record;
    // What corrects it came after it.
    if (published && number > published.number) told.push(...publication.splice(0));
    const waits = state === "recorded" && place === records.length - 1;
    const isReturned = !record.reviewed_at && !waits;
    const key = isReturned ? "visits-story-returned" : number > 1 ? "visits-story-corrected" : "visits-story-recorded";
    told.push({ id: record.id, at: record.recorded_at, key, who: record.recorder.name, tone: isReturned ? "bad" : "plain", detail: { number, reason } });
    const after: Told[] = record.there.flatMap(({ code, vouched, at, account }) => (vouched === "confirmed" && at ? [{ id: `${record.id} ${code}`, at, key: "visits-story-confirmed", who: account?.name, tone: "good", detail: { number, reason: "" } }] : []));
    if (record.reviewed_at) after.push({ id: `${record.id} reviewed`, at: record.reviewed_at, key: "visits-story-reviewed", who: record.reviewer?.name, tone: "good", detail: { number, reason: "" } });
    told.push(...after.sort((one, other) => one.at.localeCompare(other.at)));
  });
  return [...told, ...publication];
}
