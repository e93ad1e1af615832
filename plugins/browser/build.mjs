/**
 * Builds everything the site serves of this package, and the typesetter, into the folder given as argument.
 *
 *   studyloop.js, *-HASH.js, katex/, fonts/, fonts.css, NOTICES.txt   served as they are
 *   worker/sw.js                                                      served with the site's own list before it
 *   inline/first-card.js                                              stands in the drill's page itself
 *   typeset/typeset.mjs                                               run at build time, not served
 *
 * The same sources and lock file give the same bytes.
 */

import { copyFile, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

import { build } from "esbuild";
import { minify } from "terser";

const HERE = dirname(fileURLToPath(import.meta.url));
const MODULES = join(HERE, "node_modules");
const ENTRY = "studyloop.js";
const LARGEST_ENTRY = 6 * 1024; // bytes, gzipped: what a page without a tool loads
const LARGEST_TOTAL = 36 * 1024; // bytes, gzipped: all scripts of pages (no page waits for the worker); `make bench` judges them by 35, and zlibs differ

/** Font packages, and which faces of them are served: every style costs a download where it is used. */
const FONTS = [
  { name: "@fontsource-variable/inter", sheets: ["wght.css", "wght-italic.css"] },
  { name: "@fontsource-variable/jetbrains-mono", sheets: ["wght.css"] },
];
const SUBSETS = /-(latin|latin-ext)-wght-(normal|italic)\.woff2$/;
const NOTICES = ["katex", ...FONTS.map((font) => font.name)];
const SCRIPT = { absWorkingDir: HERE, bundle: true, minify: true, target: "es2022", legalComments: "none", drop: ["console"], logLevel: "warning", metafile: true };

/** ts-fsrs gives every date of the page four methods of its own. Nothing of ours calls them, and without them half of it is not needed. */
const plainDates = {
  name: "plain-dates",
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]ts-fsrs[\\/]dist[\\/]index\.mjs$/ }, async ({ path }) => {
      const parts = (await readFile(path, "utf8")).split(/^Date\.prototype\.\w+ = function\([^)]*\) \{\n.*\n\};$/m);
      if (parts.length !== 5) throw new Error(`ts-fsrs was expected to add 4 methods to Date, not ${parts.length - 1}: look at build.mjs`);
      return { contents: parts.join(""), loader: "js" };
    });
  },
};

/** The entry and, for each `import()` in it, a chunk with a content-hashed name; resolves to the names of bundled packages. */
async function buildScripts(out) {
  const { metafile } = await build({
    ...SCRIPT,
    plugins: [plainDates],
    entryPoints: { studyloop: "src/main.ts" },
    outdir: out,
    chunkNames: "[name]-[hash]",
    splitting: true,
    format: "esm",
  });
  const worker = await build({ ...SCRIPT, entryPoints: { sw: "src/worker/sw.ts" }, outdir: join(out, "worker"), format: "iife" });
  const first = await build({ ...SCRIPT, entryPoints: { "first-card": "src/first-card.ts" }, outdir: join(out, "inline"), format: "iife" });
  const made = { ...metafile.outputs, ...first.metafile.outputs, ...worker.metafile.outputs };
  await Promise.all(Object.keys(made).map((path) => shrink(resolve(HERE, path))));
  const size = async (paths) => {
    const sizes = await Promise.all(paths.map(async (path) => gzipSync(await readFile(resolve(HERE, path)), { level: 9 }).length));
    return sizes.reduce((sum, bytes) => sum + bytes, 0);
  };
  const entry = Object.keys(metafile.outputs).find((path) => basename(path) === ENTRY);
  check("What a page without a tool loads", await size(loadedWith(entry, metafile.outputs)), LARGEST_ENTRY);
  check("All our scripts together", await size([...Object.keys(metafile.outputs), ...Object.keys(first.metafile.outputs)]), LARGEST_TOTAL);
  return packagesIn(made);
}

/** A second minifier looks at whole functions several times, which takes off another 4 % gzipped. Names keep the hash of what it was given. */
async function shrink(path) {
  const { code } = await minify(await readFile(path, "utf8"), { module: true, ecma: 2022, compress: { passes: 3, pure_getters: true, unsafe_arrows: true, unsafe_methods: true }, format: { comments: false } });
  await writeFile(path, code);
}

/** `entry` and every output it imports at once, directly or not. */
function loadedWith(entry, outputs, seen = new Set()) {
  if (seen.has(entry)) return [];
  seen.add(entry);
  const imported = outputs[entry].imports.filter((found) => found.kind === "import-statement");
  return [entry, ...imported.flatMap((found) => loadedWith(found.path, outputs, seen))];
}

function packagesIn(outputs) {
  const inputs = Object.values(outputs).flatMap((output) => Object.keys(output.inputs));
  const names = inputs.map((input) => /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1]);
  return [...new Set(names.filter(Boolean))].sort();
}

function check(what, size, largest) {
  if (size > largest) throw new Error(`${what}: ${size} bytes gzipped; at most ${largest} are allowed`);
}

async function buildTypesetter(out) {
  await build({
    absWorkingDir: HERE,
    entryPoints: { typeset: "typeset/typeset.ts" },
    outdir: join(out, "typeset"),
    outExtension: { ".js": ".mjs" },
    chunkNames: "[name]-[hash]",
    bundle: true,
    splitting: true,
    minify: true,
    format: "esm",
    platform: "node",
    target: "node22",
    legalComments: "none",
    logLevel: "warning",
    // The diagram library's layout engine is CommonJS and asks for `require` inside an ES module.
    banner: { js: "import{createRequire as slRequire}from'node:module';const require=slRequire(import.meta.url);" },
  });
}

async function copyKatex(out) {
  const dist = join(MODULES, "katex", "dist");
  const css = (await readFile(join(dist, "katex.min.css"), "utf8")).replace(
    /,url\([^)]*\.(?:woff|ttf)\) format\("(?:woff|truetype)"\)/g,
    "",
  );
  if (/\.(woff|ttf)\b/.test(css)) throw new Error("katex.min.css still names a font that is not woff2");
  await mkdir(join(out, "katex", "fonts"), { recursive: true });
  await writeFile(join(out, "katex", "katex.min.css"), css);
  const fonts = new Set([...css.matchAll(/url\(fonts\/([^)]+\.woff2)\)/g)].map((match) => match[1]));
  for (const font of [...fonts].sort()) await copyFile(join(dist, "fonts", font), join(out, "katex", "fonts", font));
}

async function copyFonts(out) {
  await mkdir(join(out, "fonts"), { recursive: true });
  const faces = [];
  for (const { name, sheets } of FONTS) {
    for (const sheet of sheets) {
      const css = await readFile(join(MODULES, name, sheet), "utf8");
      for (const [face] of css.matchAll(/@font-face \{[^}]*\}/g)) {
        const file = /url\(\.\/files\/([^)]+)\)/.exec(face)?.[1];
        if (!file || !SUBSETS.test(file)) continue;
        await copyFile(join(MODULES, name, "files", file), join(out, "fonts", file));
        faces.push(face.replace("./files/", "fonts/").replace(/font-display: \w+/, "font-display: swap"));
      }
    }
  }
  if (faces.length !== 6) throw new Error(`expected 6 font faces, found ${faces.length}`);
  await writeFile(join(out, "fonts.css"), `${faces.join("\n\n")}\n`);
}

async function writeNotices(out, bundled) {
  const parts = ["This site serves the following works of others."];
  for (const name of [...NOTICES, ...bundled]) {
    const { version, license } = JSON.parse(await readFile(join(MODULES, name, "package.json"), "utf8"));
    const file = (await readdir(join(MODULES, name))).find((entry) => /^licen[cs]e(\.\w+)?$/i.test(entry));
    if (!file) throw new Error(`${name} has no licence file`);
    const text = (await readFile(join(MODULES, name, file), "utf8")).trim();
    parts.push(`${name} ${version} (${license})\n${"-".repeat(72)}\n${text}`);
  }
  await writeFile(join(out, "NOTICES.txt"), `${parts.join("\n\n\n")}\n`);
}

const [argument] = process.argv.slice(2);
if (!argument) {
  console.error("usage: node build.mjs OUT");
  process.exit(2);
}
const out = resolve(argument);
await mkdir(out, { recursive: true });
await Promise.all([buildScripts(out).then((bundled) => writeNotices(out, bundled)), buildTypesetter(out), copyKatex(out), copyFonts(out)]);
