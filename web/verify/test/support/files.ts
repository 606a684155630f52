/** Files of the project, from built tests in `web/verify/dist/test/<folder>`. */
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Vectors } from "./vectors";

/** The folder `web/verify`; built tests and what they share lie three below it. */
export const HERE = join(dirname(fileURLToPath(import.meta.url)), "../../..");

/** The project's root. */
export const ROOT = join(HERE, "../..");

/** All files of `spec/vectors`, parsed. */
export function readVectors(): Vectors {
  const folder = join(ROOT, "spec/vectors");
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".json")) : [];
  return Object.fromEntries(names.map((name) => [name, JSON.parse(readFileSync(join(folder, name), "utf8"))]));
}
