/** Writes `src/api/schema.d.ts` and `src/api/paths.d.ts` from the server's description, or from the file named by the first argument. */
import { readFileSync, writeFileSync } from "node:fs";
import openapiTS, { astToString } from "openapi-typescript";

const description = JSON.parse(readFileSync(process.argv[2] ?? new URL("../../crates/server/openapi.json", import.meta.url), "utf8"));

// Slices call their handlers alike (`list`, `look`, `add`); a call is named by its path and nothing else.
for (const path of Object.values(description.paths)) for (const operation of Object.values(path)) {
  delete operation.operationId;
  // The client puts in what every call carries, and reads every no alike.
  operation.parameters = operation.parameters?.filter((parameter) => parameter.in !== "header");
  for (const status of Object.keys(operation.responses)) if (operation.responses[status].$ref) delete operation.responses[status];
}
delete description.components.responses;

// One line a path and a thing: what they mean stands in the description itself.
const text = astToString(await openapiTS(description)).replace(/\/\*\*[^]*?\*\//g, "");
const whole = text.split("\n").filter((line) => line.trim() !== "").join("\n");
const [paths, things] = whole.split(/(?=export interface components)/);
const write = (name, short) => writeFileSync(new URL(`src/api/${name}.d.ts`, import.meta.url), `/** Written by \`npm run api\`. */\n${short}\n`);
write("paths", `import type { components } from "./schema";\n${paths.replace(/\n {8,}/g, " ").replace(/\n {4}(?=[};])/g, " ").trimEnd()}`);
write("schema", `export type { paths } from "./paths";\n${things.replace(/\n {12,}/g, " ").replace(/\n {8}(?=[};])/g, " ")}`);
