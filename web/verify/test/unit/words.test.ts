import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { FluentResource } from "@fluent/bundle";
import { BUNDLE_CHECKS, GAPS, LOG_RECEIPT_CHECKS, RECEIPT_CHECKS } from "../../src/draw/report";
import { HERE, ROOT } from "../support/files";

/** Every message and attribute of a language, each with the variables it uses. */
function messages(language: string): Map<string, string> {
  const source = readFileSync(join(ROOT, "locales", language, "verify.ftl"), "utf8");
  const found = new Map<string, string>();
  const variables = (pattern: unknown): string =>
    [...JSON.stringify(pattern ?? "").matchAll(/"type":"var","name":"(\w+)"/g)].map(([, name]) => name).sort().join();
  for (const { id, value, attributes } of new FluentResource(source).body) {
    found.set(id, variables(value));
    for (const [name, pattern] of Object.entries(attributes)) found.set(`${id}.${name}`, variables(pattern));
  }
  return found;
}

const chinese = messages("zh-CN");
const english = messages("en");

/** Every key the page may ask for: those written out, and the families it puts together. */
function wanted(): { literal: Set<string>; families: string[] } {
  const folder = join(HERE, "src/page");
  const code = readdirSync(folder).filter((name) => name.endsWith(".ts")).map((name) => readFileSync(join(folder, name), "utf8")).join("\n");
  const literal = new Set([...code.matchAll(/"([a-z]+(?:-[a-z0-9]+)+|brand|intro|print|again|working|stopped|foot|skip)"/g)].map(([, key]) => key));
  const families = [...code.matchAll(/`([a-z-]+-)\$\{/g)].map(([, prefix]) => prefix);
  return { literal, families };
}

test("both languages have the same words with the same variables", () => {
  assert.deepEqual([...english].sort(), [...chinese].sort());
});

test("every check has a title and a sentence for its failure", () => {
  for (const code of [...BUNDLE_CHECKS, ...RECEIPT_CHECKS, ...LOG_RECEIPT_CHECKS]) {
    assert.ok(chinese.has(`check-${code}`), code);
    assert.ok(chinese.has(`check-${code}.fail`), code);
  }
});

test("whatever keeps a check from being made is told, and what makes it", () => {
  for (const gap of GAPS) {
    assert.ok(chinese.has(`gap-${gap}`), gap);
    assert.ok(chinese.has(`checks-why-${gap}`), gap);
  }
});

test("no word is missing and none is unused", () => {
  const { literal, families } = wanted();
  const isUsed = (id: string): boolean => literal.has(id) || families.some((prefix) => id.startsWith(prefix));
  const unused = [...chinese.keys()].filter((key) => !key.includes(".") && !isUsed(key));
  assert.deepEqual(unused, []);
  const asked = [...wordCalls()].filter((id) => !chinese.has(id));
  assert.deepEqual(asked, []);
});

/** The keys written out in calls of `word`. */
function wordCalls(): Set<string> {
  const folder = join(HERE, "src/page");
  const code = readdirSync(folder).filter((name) => name.endsWith(".ts")).map((name) => readFileSync(join(folder, name), "utf8")).join("\n");
  return new Set([...code.matchAll(/\bword\("([a-z0-9-]+)"/g)].map(([, key]) => key));
}
