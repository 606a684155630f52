/** Files of the project, from built tests in `web/console/dist/test/<folder>`. */
import { readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder `web/console`; built tests and what they share lie three below it. */
export const HERE = join(dirname(fileURLToPath(import.meta.url)), "../../..");

/** The project's root. */
export const ROOT = join(HERE, "../..");

/** All sources below a folder of `src`, one text. */
export function sources(folder: string): string {
  const names = readdirSync(join(HERE, "src", folder), { recursive: true, encoding: "utf8" });
  return names.filter((name) => /\.tsx?$/.test(name) && !name.endsWith(".d.ts")).map((name) => readFileSync(join(HERE, "src", folder, name), "utf8")).join("\n");
}
