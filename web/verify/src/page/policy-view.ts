/** Where a reader says whom to trust: the policy in use, what it means to have none, and the way to give one. */
import { button, el } from "./elements";
import type { PolicyFacts } from "./journal-story";
import type { Answer } from "./messages";
import { joined, number, word } from "./words";

/** The policy the page holds; it is forgotten when the page is closed. */
export type PolicyState =
  | { at: "none" }
  | { at: "given"; name: string; facts: PolicyFacts }
  | { at: "refused"; name: string; fault: NonNullable<Extract<Answer, { kind: "policy" }>["fault"]> };

/** What the reader can do about it. */
export interface PolicyActions {
  give: (file: File) => void;
  remove: () => void;
}

/** The most a policy may weigh before it is looked at as one, in bytes. */
const LARGEST = 1_000_000;

/** True if a file dropped by itself is a policy, by what stands in it. */
export function looksLikePolicy(bytes: Uint8Array): boolean {
  if (bytes.length > LARGEST) return false;
  const text = new TextDecoder().decode(bytes);
  return !/^(?:PK|\{|c2sp\.org\/)/.test(text) && /^[ \t]*quorum[ \t]/m.test(text);
}

/** The box for the policy, under a heading of the rank its place asks for. */
export function policyView(state: PolicyState, rank: "h2" | "h3", actions: PolicyActions): HTMLElement {
  const file = el("input", { type: "file", id: "policy-file", accept: ".policy,.txt", hidden: "", "aria-label": word("journal-policy-pick") });
  file.addEventListener("change", () => {
    if (file.files?.[0]) actions.give(file.files[0]);
  });
  const pick = button(word(state.at === "given" ? "journal-policy-change" : "journal-policy-pick"), "plain", () => file.click());
  const remove = state.at === "none" ? null : button(word("journal-policy-remove"), "plain", actions.remove);
  return el("section", { class: "policy", "aria-labelledby": "policy-title" },
    el(rank, { id: "policy-title" }, word("journal-policy-title")),
    el("div", { id: "policy-state", tabindex: "-1", role: state.at === "refused" ? "alert" : "status" }, ...stateView(state)),
    el("div", { class: "buttons" }, pick, remove),
    file);
}

function stateView(state: PolicyState): HTMLElement[] {
  switch (state.at) {
    case "none": return [el("p", {}, word("journal-policy-what")), el("p", {}, word("journal-policy-none"))];
    case "given": return [el("p", { class: "given" }, givenText(state))];
    case "refused": return [el("p", { class: "refused" }, refusalText(state))];
  }
}

function givenText({ name, facts }: Extract<PolicyState, { at: "given" }>): string {
  const counts = { logs: number(facts.logs.length), witnesses: number(facts.witnesses.length) };
  return joined(word("journal-policy-given", { name, ...counts }), quorumText(facts));
}

function quorumText({ quorum }: PolicyFacts): string {
  if (!quorum) return word("journal-policy-quorum-none");
  const { name, threshold, members } = quorum;
  return word("journal-policy-quorum", { name, threshold: number(threshold), members: number(members) });
}

function refusalText({ name, fault }: Extract<PolicyState, { at: "refused" }>): string {
  return word("journal-policy-refused", { name, line: number(fault.line), why: word(`journal-fault-${fault.fault}`) });
}
