/** 自己核验: fetches a published result and its entry's receipt from the server, and says of each step whether it holds. The page has all the words. */
import { STEPS, check } from "./check";
import "./result.css";

const page = document.getElementById("page")!;
const verdict = document.getElementById("verdict")!;
const { text = "", receipt = "", digest = "", number = "" } = page.dataset;

async function fetched(path: string): Promise<Uint8Array> {
  const answer = await fetch(path, { cache: "no-store" });
  if (!answer.ok) throw new Error(path);
  return new Uint8Array(await answer.arrayBuffer());
}

function say(what: "good" | "bad" | "lost"): void {
  const words = verdict.querySelector<HTMLTemplateElement>(`template[data-verdict="${what}"]`);
  verdict.className = what;
  if (words) verdict.replaceChildren(words.content.cloneNode(true));
}

async function run(): Promise<void> {
  const [whole, proof] = await Promise.all([fetched(text), fetched(receipt)]);
  const found = check(whole, proof, { digest, number: Number(number) });
  for (const step of STEPS) {
    const line = page.querySelector(`[data-step="${step}"]`)!;
    line.className = found[step].holds ? "good" : "bad";
    line.querySelector("code")!.textContent = found[step].seen;
  }
  document.getElementById("steps")!.hidden = false;
  say(STEPS.every((step) => found[step].holds) ? "good" : "bad");
}

run().catch(() => say("lost"));
