import { globSync } from "node:fs";
import { basename } from "node:path";
import { defineConfig } from "vitest/config";

/** A new page is a new file in pages/: its name is the name of its entry. */
const pages = globSync("pages/*.ts", { exclude: ["**/*.test.ts"] }).map((path) => [
  basename(path, ".ts"),
  path,
]);

export default defineConfig({
  base: "./",
  build: {
    outDir: "dist",
    manifest: true,
    chunkSizeWarningLimit: 600, // kB before gzip: the media client alone is 540
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: Object.fromEntries([...pages, ["lesson-room", "lesson-room/src/main.ts"]]),
      output: {
        entryFileNames: "[name]-[hash].js",
        chunkFileNames: "[name]-[hash].js",
        assetFileNames: "[name]-[hash][extname]",
      },
    },
  },
  // A test that needs a document says so in its first line: // @vitest-environment happy-dom
  test: { restoreMocks: true },
});
