import { defineConfig } from "vite";

/** The server of a developer's own machine, asked while `vite` serves the sources. */
const SERVER = process.env.YAOGUANG ?? "http://127.0.0.1:8620";

export default defineConfig({
  base: "/console/",
  build: {
    target: "chrome90",
    // The design library in one piece is a megabyte; it is cached for good under its hash.
    chunkSizeWarningLimit: 1600,
    // The libraries mark their files for servers that render React; there is none here.
    rollupOptions: { onwarn: (warning, warn) => (warning.code === "MODULE_LEVEL_DIRECTIVE" ? undefined : warn(warning)) },
  },
  server: { proxy: { "/api": SERVER } },
});
