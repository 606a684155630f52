/** Whether a checkpoint satisfies a policy, and since when (journal specification, sections 4.1, 5 and 9). */
import type { Checkpoint } from "./checkpoint";
import type { VerifierKey } from "./keys";
import { verifiedLines } from "./note";
import type { Member, Policy } from "./policy";
import { Refused } from "./refusal";

/** Who cosigned, by the policy's name and by the key's own, and when (seconds since 1970). */
export interface Cosigned { name: string; keyName: string; time: number }

/** How a checkpoint stands under a policy. */
export interface Standing {
  /** "" if it satisfies the policy, else why not, with the name it is about. */
  fault: "" | "signature" | "log" | "quorum";
  about: string;
  /** All witnesses of the policy that cosigned, earliest first. */
  cosigned: Cosigned[];
  /** The earliest time at which the quorum had cosigned; null if the policy asks for none, or it hadn't. */
  since: number | null;
}

/** Judges a checkpoint's lines. A line of a witness, or of a log of this origin, that doesn't verify makes the whole invalid. */
export function judge(policy: Policy, checkpoint: Checkpoint): Standing {
  const logs = policy.logs.filter((log) => log.name === checkpoint.origin);
  const keys = [...logs, ...policy.witnesses.map((witness) => witness.key)];
  let verified;
  try {
    verified = verifiedLines(checkpoint.note, keys);
  } catch (error) {
    if (error instanceof Refused) return { fault: "signature", about: error.where, cosigned: [], since: null };
    throw error;
  }
  const times = new Map<VerifierKey, number>();
  for (const { key, time } of verified) if (time !== null) times.set(keys[key], Math.min(Number(time), times.get(keys[key]) ?? Infinity));
  const cosigned = cosignedOf(policy, times);
  if (!verified.some(({ key }) => key < logs.length)) return { fault: "log", about: checkpoint.origin, cosigned, since: null };
  if (policy.quorum === null) return { fault: "", about: "", cosigned, since: null };
  const since = timeOf(policy.quorum, times);
  return since === null ? { fault: "quorum", about: policy.quorum.name, cosigned, since } : { fault: "", about: "", cosigned, since };
}

function cosignedOf(policy: Policy, times: Map<VerifierKey, number>): Cosigned[] {
  return policy.witnesses
    .filter(({ key }) => times.has(key))
    .map(({ name, key }) => ({ name, keyName: key.name, time: times.get(key)! }))
    .sort((one, other) => one.time - other.time);
}

/** When a member had cosigned: a group as soon as so many of it had as its threshold asks. */
function timeOf(member: Member, times: Map<VerifierKey, number>): number | null {
  if (member.kind === "witness") return times.get(member.key) ?? null;
  const reached = member.members.map((one) => timeOf(one, times)).filter((time) => time !== null).sort((a, b) => a - b);
  return reached[member.threshold - 1] ?? null;
}
