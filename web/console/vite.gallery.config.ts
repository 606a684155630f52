import { defineConfig } from "vite";
import config from "./vite.config";

/** The console with one feature more, which shows the shared parts no feature of the shell uses yet; for the browser's tests. */
export default defineConfig({
  ...config,
  root: "test/gallery",
  publicDir: "../../public",
  build: { ...config.build, outDir: "../../dist/gallery", emptyOutDir: true },
});
