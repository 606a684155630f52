import { defineConfig } from "vite";

/** The server of a developer's own machine, asked while `vite` serves the sources. */
const SERVER = process.env.YAOGUANG ?? "http://127.0.0.1:8620";

const LIBRARIES = /node_modules[\\/]/;
const OURS = /console[\\/]src[\\/]/;

/**
 * Files that change on days of their own, so that a new version of the console brings the changed ones only: libraries, words, our code.
 * Features are apart because they are imported when they are wanted. Each library is in two: what the first page needs, and what others do.
 */
const GROUPS = [
  { name: "react", test: /node_modules[\\/](react|react-dom|scheduler|react-router)[\\/]/, priority: 6 },
  { name: "antd", test: /node_modules[\\/](antd|@ant-design|@rc-component|rc-[^\\/]+)[\\/]/, tags: ["$initial" as const], priority: 5 },
  { name: "libraries", test: LIBRARIES, tags: ["$initial" as const], priority: 4 },
  { name: "antd-more", test: LIBRARIES, priority: 3 },
  { name: "words", test: /locales[\\/]/, priority: 2 },
  { name: "shell", test: OURS, tags: ["$initial" as const], priority: 2 },
  // Small shared files come in one.
  { name: "shared", test: OURS, minShareCount: 2, priority: 1 },
];

export default defineConfig({
  base: "/console/",
  build: {
    target: "chrome90",
    // What the first page needs of the design library is half a megabyte; it is cached for good under its hash.
    chunkSizeWarningLimit: 600,
    rolldownOptions: {
      // The libraries mark their files for servers that render React; there is none here.
      onwarn: (warning, warn) => (warning.code === "MODULE_LEVEL_DIRECTIVE" ? undefined : warn(warning)),
      output: { codeSplitting: { groups: GROUPS } },
    },
  },
  server: { proxy: { "/api": SERVER } },
});
