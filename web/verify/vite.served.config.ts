import { defineConfig } from "vite";

/**
 * The same pages as files for the server, whose policy lets scripts come from files only. They have fixed names, since the server's own pages
 * name them; a browser asks each time whether they have changed.
 */
const NAMES = { entryFileNames: "[name].js", chunkFileNames: "[name].js", assetFileNames: "[name][extname]" };

export default defineConfig({
  base: "/static/verify/",
  build: {
    target: "chrome90",
    outDir: "dist/served",
    modulePreload: false,
    rollupOptions: { input: { verify: "src/page/served.ts", live: "src/live/main.ts", "result-check": "src/result/main.ts" }, output: NAMES },
  },
  worker: { rollupOptions: { output: NAMES } },
});
