import { dirname, join } from "node:path";
import type * as TS from "typescript";
import { root } from "../project/root";
import { ts } from "../typescript/typescript";

/** The settings of tsconfig.json that hold for cells too: `strict` and its parts, library, types, paths. */
const cellSettings =
  /^(strict|noImplicit(Any|This)$|useUnknown|allowUn)|^(paths|baseUrl|types|jsx|jsxFactory|experimentalDecorators|lib|checkJs)$/;
/** Those that ask more than `strict`: they hold for the project's files alone. */
const projectSettings = /^(no[A-Z]|exactOptional)/;
const leftOut = /^no(Unused|Emit|Lib$|Resolve|ErrorTruncation)/;

/** Types of globals that Node has and @types/node lacks. */
const ownTypes = join(root, "lib/kernel/check/globals");
const ownTypeNames = ["beyond-node-types"];

/** Compiler options of cells: `strict`, with library, types and paths of the project's tsconfig.json, over tslab's options. */
export function cellOptions(ofTslab: TS.CompilerOptions, configured: TS.CompilerOptions): TS.CompilerOptions {
  const ofCells = pick(configured, cellSettings);
  return {
    ...dropForkOptions(ofTslab),
    strict: true,
    checkJs: false,
    inlineSourceMap: true,
    allowImportingTsExtensions: true,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    typeRoots: [join(root, "node_modules", "@types"), ownTypes],
    lib: ["lib.es2023.d.ts"],
    ...ofCells,
    ...(ofCells.types && { types: [...ofCells.types, ...ownTypeNames] }),
  };
}

/** Compiler options of the project's own files: those of cells, and the stricter checks of tsconfig.json. */
export function projectOptions(
  cells: TS.CompilerOptions,
  configured: TS.CompilerOptions,
): TS.CompilerOptions {
  return { ...cells, ...pick(configured, projectSettings) };
}

/** The options of tsconfig.json. The files it includes are not looked for: cells name theirs. */
export function readConfiguration(): TS.CompilerOptions {
  const file = ts.findConfigFile(root, (name) => ts.sys.fileExists(name));
  if (file === undefined) return {};
  const { config } = ts.readConfigFile(file, (name) => ts.sys.readFile(name)) as { config: unknown };
  const host = { ...ts.sys, readDirectory: () => [] };
  return ts.parseJsonConfigFileContent(config, host, dirname(file)).options;
}

const pick = (options: TS.CompilerOptions, names: RegExp): TS.CompilerOptions =>
  Object.fromEntries(
    Object.entries(options).filter(([name]) => names.test(name) && !leftOut.test(name)),
  ) as TS.CompilerOptions;

/** Without what only tslab's own fork of TypeScript knows, and without its defaults for decorators. */
function dropForkOptions(options: TS.CompilerOptions): TS.CompilerOptions {
  const { noImplicitUseStrict, disableTopLevelAwait, experimentalDecorators, ...rest } = options;
  void [noImplicitUseStrict, disableTopLevelAwait, experimentalDecorators];
  return rest;
}
