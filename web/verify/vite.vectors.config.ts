import { defineConfig } from "vite";

/** The vectors' runner as one plain script, for a browser. */
export default defineConfig({
  build: {
    outDir: "dist/test/page",
    target: "chrome90",
    lib: { entry: "test/support/vectors-page.ts", formats: ["iife"], name: "vectors", fileName: () => "vectors.js" },
  },
});
