import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, posix } from "node:path";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { root } from "../lib/core";
import { importsOf, loads, type Import } from "./imports";
import { circles, functionsOver, isNamedByExport } from "./source-rules";
import { trackedFiles } from "./tracked-files";

const files = trackedFiles(root());
const read = (file: string): string => readFileSync(join(root(), file), "utf8");
const sources = files.filter((f) => /^(lib|test|\.ci)\/.*\.(ts|mjs|cjs)$/.test(f));

const lib = sources.filter((f) => f.startsWith("lib/"));

/** Files of several equal exports, named by their common subject instead of by one of them. */
const namedBySubject = [
  "compile/hook compile/op-table compile/shape-rule compile/tensor-tree",
  "core/arrays core/errors core/files",
  "data/class-words data/folders/folder-words data/formats/numpy data/formats/pictures data/labels/refuse-labels data/split/part-file data/split/split-files data/split/test-seal data/summary data/tables/find-tables data/tables/heading-words",
  "engine/binding engine/convolution engine/convolution-layers engine/layer-classes engine/rectifier engine/wasm",
  "models/dcgan models/pggan-parts training/diffusion/ddim phantom/arithmetic phantom/raster phantom/types",
  "report/study-tables runner/ablation/tiny-pairs runner/bench/cases/quality runner/bench/kernel-peers runner/bench/planted-faults runner/bench/row-peers runner/bench/row-table",
  "training/keras/h5-config training/keras/h5-export training/keras/h5-file training/keras/h5-import training/keras/h5-weights",
  "training/optimizer-state",
].flatMap((line) => line.split(" ").map((name) => `lib/${name}.ts`));

/** Functions of more than 100 lines. The list may only shrink. */
const longFunctions: readonly string[] = [];

describe("files", () => {
  test("the top level holds what the README names and nothing else", () => {
    const folders = [".ci", "data", "lib", "notebooks", "outputs", "test"];
    const forNpm = [".npmrc", "package-lock.json", "package.json", "tsconfig.json"];
    expect([...new Set(files.map((f) => f.split("/")[0]))].sort()).toEqual(
      [...folders, ...forNpm, ".gitignore", "LICENSE", "README.md"].sort(),
    );
    expect(files.filter((f) => /^(data|outputs)\//.test(f))).toEqual([
      "data/README.md",
      "outputs/README.md",
      "outputs/example.png",
      "outputs/report.png",
    ]);
  });

  test("a file that git does not track is nobody's business", () => {
    const folder = mkdtempSync(join(tmpdir(), "graft-tracked-"));
    const git = (...args: string[]): void => void execFileSync("git", args, { cwd: folder });
    try {
      mkdirSync(join(folder, "probe"));
      for (const name of ["kept.ts", "gone.ts", "probe/own.ts"]) writeFileSync(join(folder, name), "");
      git("init", "--quiet");
      git("add", "kept.ts", "gone.ts");
      rmSync(join(folder, "gone.ts"));
      expect(trackedFiles(folder)).toEqual(["kept.ts"]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test("no file is longer than 300 lines, half of lib's are shorter than 100", () => {
    const lines = (f: string): number => read(f).trimEnd().split("\n").length;
    expect(sources.filter((f) => lines(f) > 300)).toEqual([]);
    const lengths = sources.filter((f) => f.startsWith("lib/")).map(lines);
    expect(lengths.sort((a, b) => a - b)[Math.floor(lengths.length / 2)]).toBeLessThan(100);
  });

  test("the README has at most 150 lines: measurements stand on the page of their room", () => {
    expect(read("README.md").trimEnd().split("\n").length).toBeLessThanOrEqual(150);
  });

  test("no file names a folder of one machine or the host of a registry", () => {
    const folders = new RegExp(
      `(?<![\\w.~})/-])/(${["root", "home", "work", "tmp", "Users"].join("|")})/[\\w.]`,
    );
    const hosts = new RegExp(["registry\\.npm", "files\\.python", "pypi\\.org"].join("|"));
    const binary = /\.(png|jpe?g|tiff?|h5|npy|bin|wasm)$/;
    expect(files.filter((f) => !binary.test(f) && folders.test(read(f)))).toEqual([]);
    expect(files.filter((f) => !binary.test(f) && hosts.test(read(f)))).toEqual([]);
  });

  test("no file holds the marks of a merge that was not finished", () => {
    const marks = /^[ *]*(<{7} |>{7} )/m;
    expect(files.filter((f) => /\.(ts|mjs|md|json|ipynb)$/.test(f) && marks.test(read(f)))).toEqual([]);
  });

  test("a file of lib is named after one of its exports", () => {
    const free = /^lib\/runner\/commands\/|\/index\.ts$/; // a command is named by what is typed, and exports `main`
    const other = lib.filter((f) => f.endsWith(".ts") && !free.test(f) && !isNamedByExport(f, read(f)));
    expect(other.filter((f) => !namedBySubject.includes(f))).toEqual([]);
  });

  test("no function is longer than 100 lines", () => {
    const long = lib.flatMap((f) =>
      functionsOver(100, read(f)).map((name) => `${posix.basename(f)} ${name}`),
    );
    expect(long.filter((name) => !longFunctions.includes(name))).toEqual([]);
  });

  test("the READMEs name files that exist", () => {
    const named = files.filter((f) => f.endsWith("README.md")).flatMap((readme) => namedFiles(readme));
    expect(named.filter(({ path }) => !existsSync(join(root(), path)))).toEqual([]);
  });
});

/** Links, and paths in `code` that begin with a folder of the project. Run folders and capital PLACEHOLDERS are no files; `The file ...` of a recipe is yet to be made. */
function namedFiles(readme: string): { readme: string; path: string }[] {
  const text = read(readme);
  const links = [...text.matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map((m) =>
    posix.join(dirname(readme), m[1] ?? ""),
  );
  const code = [...text.matchAll(/(?<!The file )`((?:lib|test|notebooks|\.ci)\/[\w./-]*)`/g)].map(
    (m) => m[1] ?? "",
  );
  return [...links, ...code].map((path) => ({ readme, path }));
}

describe("notebooks", () => {
  interface Notebook {
    readonly cells: readonly {
      readonly cell_type: string;
      readonly id: string;
      readonly source: string | readonly string[];
      readonly metadata: { readonly tags?: readonly string[] };
      readonly outputs?: readonly unknown[];
      readonly execution_count?: number | null;
    }[];
    readonly metadata: { readonly kernelspec: unknown };
  }
  const names = files.filter((f) => f.endsWith(".ipynb"));
  const notebook = (file: string): Notebook => JSON.parse(read(file)) as Notebook;

  test("the notebooks are the five of the paper's way, and those that notebooks/related/README.md lists", () => {
    const five = ["01-preprocess", "02-train-dcgan", "03-inspect-samples", "04-tsne", "05-evaluate"];
    const listed = [...read("notebooks/related/README.md").matchAll(/^\| \[([\w-]+)\]\(\1\.ipynb\)/gm)];
    const related = listed.map(([, name = ""]) => `related/${name}`).sort();
    expect(names).toEqual([...five, ...related].map((n) => `notebooks/${n}.ipynb`));
  });

  test.each(names)(
    "%s is committed without results, on the project's kernel, with one parameters cell",
    (file) => {
      const { cells, metadata } = notebook(file);
      const code = cells.filter((c) => c.cell_type === "code");
      expect(code.every((c) => c.outputs?.length === 0 && c.execution_count === null)).toBe(true);
      expect(Object.keys(metadata).sort()).toEqual(["kernelspec", "language_info"]);
      expect(metadata.kernelspec).toEqual({
        display_name: "TypeScript (graft)",
        language: "typescript",
        name: "graft",
      });
      expect(cells.flatMap((c) => c.metadata.tags ?? []).filter((t) => t === "parameters")).toHaveLength(1);
      expect(new Set(cells.map((c) => c.id)).size).toBe(cells.length);
      const text = code.map((c) => [c.source].flat().join("")).join("\n");
      expect(text).not.toMatch(/Math\.random|\bas any\b|: any\b|@ts-/);
    },
  );
});

const known = new Set(files);
const imports = lib.flatMap((f) => importsOf(f, read(f), known));

describe("layers", () => {
  const engine = ["core", "engine"];
  const training = [...engine, "statistics", "data", "models"];
  const evaluation = [...training, "training", "ml", "quality"];
  const report = [...evaluation, "inversion", "evaluation", "study", "figures"];
  const order: Readonly<Record<string, readonly string[]>> = {
    core: [],
    statistics: ["core"],
    ml: ["core", "statistics"],
    setup: ["core"],
    kernel: [],
    phantom: ["core"],
    data: ["core", "phantom", "statistics", "ml"],
    compile: [],
    engine: ["core", "compile"],
    models: engine,
    training,
    quality: [...engine, "statistics", "ml", "data"],
    inversion: evaluation,
    evaluation: [...evaluation, "inversion"],
    study: [...evaluation, "evaluation"],
    figures: ["core"],
    report,
    runner: [...report, "setup", "phantom", "report"],
  };
  const folder = (file: string): string => file.split("/")[1] ?? "";
  const across = imports.filter((i) => i.to.startsWith("lib/") && folder(i.to) !== folder(i.from));
  const written = (i: Import): string => `${i.from} -> ${i.to}`;

  test("lib holds the folders that have a place in the order", () => {
    expect([...new Set(sources.filter((f) => f.startsWith("lib/")).map(folder))].sort()).toEqual(
      Object.keys(order).sort(),
    );
  });

  test("imports go one way between the folders; figures may name any type", () => {
    const allowed = (i: Import): boolean =>
      (order[folder(i.from)]?.includes(folder(i.to)) ?? false) ||
      (folder(i.from) === "figures" && i.typeOnly);
    expect(across.filter((i) => !allowed(i)).map(written)).toEqual([]);
  });

  test("no file of lib reaches itself by its imports, those of types included", () => {
    expect(circles(imports.filter((i) => i.to.startsWith("lib/")))).toEqual([]);
  });

  test("the kernel's rooms lie one above the other, those of types included", () => {
    const upwards = ["project", "typescript", "compile", "load", "check", "run", "protocol", "start"];
    const room = (file: string): string => /^lib\/kernel\/([^/]+)\//.exec(file)?.[1] ?? "";
    const own = imports.filter((i) => i.from.startsWith("lib/kernel/") && i.to.startsWith("lib/kernel/"));
    expect([...new Set(own.map((i) => room(i.from)))].sort()).toEqual(["", ...upwards].sort());
    const isBelow = (i: Import): boolean => upwards.indexOf(room(i.to)) < upwards.indexOf(room(i.from));
    const between = own.filter((i) => room(i.from) !== "" && room(i.from) !== room(i.to));
    expect(between.filter((i) => !isBelow(i)).map(written)).toEqual([]);
    expect(own.filter((i) => room(i.to) === "").map(written)).toEqual([]);
  });

  test("the rooms of data lie one above the other, those of types included", () => {
    const upwards = ["formats", "duplicates", "folders", "tables", "labels", "boxes", "split", "external"];
    const room = (file: string): string => /^lib\/data\/([^/]+)\//.exec(file)?.[1] ?? "";
    const own = imports.filter((i) => i.from.startsWith("lib/data/") && i.to.startsWith("lib/data/"));
    expect([...new Set(own.map((i) => room(i.from)))].sort()).toEqual(["", ...upwards].sort());
    const between = own.filter(
      (i) => room(i.from) !== "" && room(i.to) !== "" && room(i.from) !== room(i.to),
    );
    const isBelow = (i: Import): boolean => upwards.indexOf(room(i.to)) < upwards.indexOf(room(i.from));
    expect(between.filter((i) => !isBelow(i)).map(written)).toEqual([]);
  });

  test("every relative import of lib names a file of the project", () => {
    expect(imports.filter((i) => i.to.startsWith("lib/") && !known.has(i.to)).map(written)).toEqual([]);
    expect(imports.filter((i) => i.to.startsWith("..") || i.to.startsWith("test/")).map(written)).toEqual([]);
  });

  test("the test's seal and the external images are opened by evaluation only", () => {
    const seals = ["lib/data/split/test-seal.ts", "lib/data/external/open-external.ts"];
    expect(seals.filter((seal) => !known.has(seal))).toEqual([]);
    const opened = imports.filter((i) => seals.includes(i.to) && folder(i.from) !== "evaluation");
    expect(opened.map(written)).toEqual([]);
  });

  test("data, quality's vector maths and evaluation's statistics load no tfjs", () => {
    const tfjs = (f: string): boolean =>
      [...loads(f, imports)].some((to) => /^@tensorflow|^lib\/engine\//.test(to));
    const withNetworks =
      /^lib\/(quality\/(last-layer-features|panel\/network-space|engine-multiply|measure-samples|embed-in-plane|index)|evaluation\/(arms|arms-of-study|generator-arms|generate-around|doses\/dose-families|doses\/tune-dose|detection\/detect-slices|refinement\/(images-to-refine|refine-images|compare-added)|selection\/choose-from-pool|selection\/selection-arms|train-arm|evaluate|predict-external|predict-images|predict-with|discriminator-features|count-architecture|synthetic-source|index))\.ts$/;
    const free = lib.filter((f) => /^lib\/(statistics|ml|data|quality|evaluation)\//.test(f));
    expect(free.filter((f) => tfjs(f) && !withNetworks.test(f))).toEqual([]);
  });

  test("index files are lists of exports", () => {
    const indexes = lib.filter((f) => f.endsWith("/index.ts"));
    const statements = (f: string): ts.Statement[] => [
      ...ts.createSourceFile(f, read(f), ts.ScriptTarget.Latest).statements,
    ];
    expect(indexes.filter((f) => !statements(f).every((s) => ts.isExportDeclaration(s)))).toEqual([]);
  });
});

test("no source has a type `any`, a silenced check or a draw without a seed", () => {
  const random = ["Math", "random("].join(".");
  const silenced = new RegExp(["@ts-ignore", "@ts-nocheck", "eslint-disable"].join("|"));
  const typed = sources.filter((f) => /\.(ts|mjs)$/.test(f) && f !== "test/repository.test.ts");
  const any = (node: ts.Node): boolean =>
    node.kind === ts.SyntaxKind.AnyKeyword || (ts.forEachChild(node, (n) => any(n) || undefined) ?? false);
  expect(typed.filter((f) => any(ts.createSourceFile(f, read(f), ts.ScriptTarget.Latest)))).toEqual([]);
  expect(typed.filter((f) => silenced.test(read(f)))).toEqual([]);
  expect(typed.filter((f) => read(f).includes(random))).toEqual([]);
});

test("errors are made by fail(), so that each says what was found, what was expected and what to do", () => {
  const bare = /throw new (Type|Range|Input)?Error\(/;
  // packages of their own, programs that time things, and the charting library's warnings
  const free = /^lib\/(core\/errors|figures\/chart|(compile|kernel|runner\/bench)\/.*)\.ts$/;
  expect(lib.filter((f) => f.endsWith(".ts") && !free.test(f) && bare.test(read(f)))).toEqual([]);
});
