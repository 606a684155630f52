import { readdirSync } from "node:fs";
import { defineConfig } from "vite";

/** Tests become plain modules for node's own test runner. */
const entries = ["unit", "browser"].flatMap((folder) =>
  readdirSync(`test/${folder}`)
    .filter((name) => name.endsWith(".test.ts"))
    .map((name) => [`${folder}/${name.slice(0, -3)}`, `test/${folder}/${name}`]));
/** Not a test: the harness of `bench` asks it how long a bundle takes. */
entries.push(["time", "test/support/time.ts"]);

export default defineConfig({
  build: {
    ssr: true,
    outDir: "dist/test",
    target: "node20",
    rollupOptions: { input: Object.fromEntries(entries), output: { entryFileNames: "[name].mjs", chunkFileNames: "shared/[name].mjs" } },
  },
});
