import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import test from "node:test";
import { type Vectors, vectorTests } from "../support/vectors";

/** The built test lies in `web/verify/dist/test/unit`. */
const FOLDER = join(dirname(fileURLToPath(import.meta.url)), "../../../../../spec/vectors");

const vectors: Vectors = {};
for (const name of existsSync(FOLDER) ? readdirSync(FOLDER) : []) {
  if (name.endsWith(".json")) vectors[name] = JSON.parse(readFileSync(join(FOLDER, name), "utf8"));
}

for (const { name, run } of vectorTests(vectors)) test(name, run);
