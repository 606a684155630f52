/** Writes `src/api/schema.d.ts` from the server's description, or from the file named by the first argument. */
import { readFileSync, writeFileSync } from "node:fs";
import openapiTS, { astToString } from "openapi-typescript";

const description = JSON.parse(readFileSync(process.argv[2] ?? new URL("../../crates/server/openapi.json", import.meta.url), "utf8"));

// Slices call their handlers alike (`list`, `look`, `add`); a call is named by its path and nothing else.
for (const path of Object.values(description.paths)) for (const operation of Object.values(path)) delete operation.operationId;

writeFileSync(new URL("src/api/schema.d.ts", import.meta.url), `/** Written by \`npm run api\`. */\n${astToString(await openapiTS(description))}`);
