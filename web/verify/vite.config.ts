import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { type Plugin, defineConfig } from "vite";
import { viteSingleFile } from "vite-plugin-singlefile";

const PAGE = "dist/verify.html";
const CHARSET = '<meta charset="utf-8" />';

/** Writes a content security policy that allows exactly the script and the style that are in the page. */
function seal(): Plugin {
  return {
    name: "seal",
    closeBundle() {
      const html = readFileSync(PAGE, "utf8");
      const hashes = (tag: string): string =>
        [...html.matchAll(new RegExp(`<${tag}\\b[^>]*>([\\s\\S]*?)</${tag}>`, "g"))]
          .map(([, body]) => `'sha256-${createHash("sha256").update(body).digest("base64")}'`)
          .join(" ");
      const policy = `default-src 'none'; script-src ${hashes("script")}; style-src ${hashes("style")}; worker-src blob:; base-uri 'none'; form-action 'none'`;
      writeFileSync(PAGE, html.replace(CHARSET, `${CHARSET}\n    <meta http-equiv="Content-Security-Policy" content="${policy}" />`));
    },
  };
}

export default defineConfig({
  base: "./",
  build: {
    target: "chrome90",
    outDir: "dist",
    emptyOutDir: false,
    modulePreload: false,
    rollupOptions: { input: "verify.html" },
  },
  plugins: [viteSingleFile({ removeViteModuleLoader: true }), seal()],
});
