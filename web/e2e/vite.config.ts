import { readdirSync } from "node:fs";
import { defineConfig } from "vite";

/** Journeys become plain modules for node's own test runner. */
const entries = readdirSync("test").filter((name) => name.endsWith(".test.ts")).map((name) => [name.slice(0, -3), `test/${name}`]);

export default defineConfig({
  build: {
    ssr: true,
    target: "node20",
    rollupOptions: { input: Object.fromEntries(entries), output: { entryFileNames: "[name].mjs", chunkFileNames: "shared/[name].mjs" } },
  },
});
