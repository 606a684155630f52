import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { FluentResource } from "@fluent/bundle";
import { ROLES } from "../../src/features/accounts/roles";
import { bundleOf } from "../../src/words/words";
import { ROOT, sources } from "../support/files";

const code = sources(".");
/** The files of words that the console loads, by its own imports: none can be forgotten here. */
const FILES = [...new Set([...code.matchAll(/locales\/zh-CN\/([a-z-]+)\.ftl/g)].map(([, file]) => file))].sort();
/** Files whose words nobody but the console asks for: a key that begins like one of theirs is a word. */
const OWN = FILES.filter((file) => file === "console" || file === "accounts" || file.startsWith("console-"));
const text = (language: string, file: string): string => readFileSync(join(ROOT, "locales", language, `${file}.ftl`), "utf8");

/** Every message of a file, each with the variables it uses. */
function messages(language: string, file: string): Map<string, string> {
  const variables = (pattern: unknown): string => [...new Set([...JSON.stringify(pattern ?? "").matchAll(/"type":"var","name":"(\w+)"/g)].map(([, name]) => name))].sort().join();
  return new Map(new FluentResource(text(language, file)).body.map(({ id, value }) => [id, variables(value)]));
}

const known = new Map(FILES.flatMap((file) => [...messages("zh-CN", file)]));

/** Keys written out anywhere, and the families that are put together. */
const literal = new Set([...code.matchAll(/"([a-z]+(?:-[a-z0-9]+)*)"/g)].map(([, key]) => key));
const families = [...code.matchAll(/`([a-z-]+-)\$\{([^}]*)\}([a-z-]*)`/g)].map(([, prefix, , suffix]) => ({ prefix, suffix }));
const isUsed = (key: string): boolean => literal.has(key) || families.some(({ prefix, suffix }) => key.startsWith(prefix) && key.endsWith(suffix));

test("both languages have the same words with the same variables", () => {
  for (const file of FILES) assert.deepEqual([...messages("en", file)].sort(), [...messages("zh-CN", file)].sort());
});

test("no word stands in two files", () => {
  for (const language of ["zh-CN", "en"] as const) {
    assert.doesNotThrow(() => bundleOf(language, FILES.map((file) => ({ "zh-CN": text("zh-CN", file), en: text("en", file) }))), language);
  }
});

test("every word that is asked for is there", () => {
  const asked = [...code.matchAll(/\bword\("([a-z0-9-]+)"/g)].map(([, key]) => key);
  assert.deepEqual(asked.filter((key) => !known.has(key)), []);
  // A key may be handed on before it is asked for; it then begins like the others of its kind.
  const kinds = new Set(OWN.flatMap((file) => [...messages("zh-CN", file).keys()]).filter((key) => key.includes("-")).map((key) => key.split("-")[0]));
  const handed = [...literal].filter((key) => key.includes("-") && kinds.has(key.split("-")[0]) && !ROLES.some((role) => role === key));
  // Codes of the server and a form's name, which are no words.
  const others = ["not-yet-valid", "totp-needed", "totp-wrong", "totp-must-enrol", "not-applicable", "not-published", "not-reached"];
  assert.deepEqual(handed.filter((key) => !known.has(key) && !others.includes(key)), []);
});

test("no shared word is unused", () => {
  assert.deepEqual([...messages("zh-CN", "console").keys()].filter((key) => !isUsed(key)), []);
});

test("every role has a name", () => {
  assert.deepEqual(ROLES.filter((role) => !known.has(`role-${role}`)), []);
});
