/** The jobs this browser has started, so that one finds back to them. The server keeps the jobs; here is only which ones. */
import { useSyncExternalStore } from "react";

/** A started job, and the page that shows what comes of it. */
export interface MyJob {
  id: string;
  /** The words' key of what it does. */
  label: string;
  /** What it does it with: a file's name. */
  name: string;
  to: string;
}

const KEPT_AS = "yaoguang-jobs";
const AT_MOST = 8;

let listeners: (() => void)[] = [];
let read: { text: string; jobs: MyJob[] } = { text: "", jobs: [] };

/** The jobs, the newest first. */
export function myJobs(): MyJob[] {
  const text = sessionStorage.getItem(KEPT_AS) ?? "[]";
  if (text !== read.text) read = { text, jobs: parsed(text) };
  return read.jobs;
}

/** Remembers a job. */
export function rememberJob(job: MyJob): void {
  write([job, ...myJobs().filter(({ id }) => id !== job.id)].slice(0, AT_MOST));
}

/** Forgets a job. */
export function forgetJob(id: string): void {
  write(myJobs().filter((job) => job.id !== id));
}

/** Forgets all, when somebody signs out. */
export function forgetJobs(): void {
  write([]);
}

/** The jobs, followed. */
export function useMyJobs(): MyJob[] {
  return useSyncExternalStore(watch, myJobs);
}

function watch(tell: () => void): () => void {
  listeners = [...listeners, tell];
  return () => void (listeners = listeners.filter((listener) => listener !== tell));
}

function write(jobs: MyJob[]): void {
  sessionStorage.setItem(KEPT_AS, JSON.stringify(jobs));
  listeners.forEach((tell) => tell());
}

function parsed(text: string): MyJob[] {
  try {
    return JSON.parse(text) as MyJob[];
  } catch {
    return [];
  }
}
