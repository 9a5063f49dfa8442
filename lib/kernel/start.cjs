"use strict";
/* eslint-disable @typescript-eslint/no-require-imports */
// Starts the kernel: compiles what has changed of lib/kernel into .cache/kernel/build, then runs main.js there.
const { mkdirSync, readFileSync, readdirSync, renameSync, statSync, writeFileSync } = require("node:fs");
const { dirname, join, resolve } = require("node:path");

const source = __dirname;
const root = resolve(source, "../..");
const build = join(root, ".cache/kernel/build");
const listFile = join(build, "built.json");

/** Modification stamp of a source. */
function stamp(file) {
  const { mtimeMs, size } = statSync(file);
  return `${mtimeMs} ${size}`;
}

/** Stamps of the sources when they were last compiled. */
function builtBefore() {
  try {
    return JSON.parse(readFileSync(listFile, "utf8"));
  } catch {
    return {};
  }
}

/** Two kernels may start at once: each file appears whole. */
function write(file, text) {
  const part = `${file}.${process.pid}`;
  writeFileSync(part, text);
  renameSync(part, file);
}

function compile(name, text) {
  const ts = require(require.resolve("typescript", { paths: [root] }));
  const compilerOptions = {
    module: ts.ModuleKind.CommonJS,
    target: ts.ScriptTarget.ES2022,
    esModuleInterop: true,
  };
  return ts.transpileModule(text, { fileName: name, compilerOptions }).outputText;
}

/** The kernel's files, by their path in it: at its top and one folder below. */
function sourceFiles() {
  const entries = readdirSync(source, { withFileTypes: true });
  const inRooms = entries
    .filter((entry) => entry.isDirectory())
    .flatMap((room) => readdirSync(join(source, room.name)).map((name) => `${room.name}/${name}`));
  return [...entries.map((entry) => entry.name), ...inRooms].filter((name) => name.endsWith(".ts"));
}

/** Compiles the sources that are not as they were; a cheap look at each otherwise. */
function compileStale() {
  const before = builtBefore();
  const now = { "start.cjs": stamp(__filename) };
  const sources = sourceFiles();
  for (const name of sources) now[name] = stamp(join(source, name));
  const isOther = before["start.cjs"] !== now["start.cjs"];
  const stale = sources.filter((name) => isOther || before[name] !== now[name]);
  if (stale.length === 0) return;
  for (const name of stale) {
    const text = compile(name, readFileSync(join(source, name), "utf8"));
    const to = join(build, name.replace(/\.ts$/, ".js"));
    mkdirSync(dirname(to), { recursive: true });
    write(to, text);
  }
  write(listFile, JSON.stringify(now));
}

compileStale();
const [, , argument] = process.argv;
const programs = {
  "--snapshot": "start/build.js",
  "--try": "start/build.js",
  "--fill": "start/fill-caches.js",
};
if (argument !== "--build") require(join(build, programs[argument] ?? "main.js"));
