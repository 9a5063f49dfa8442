import { dirname, join } from "node:path";
import type * as TS from "typescript";
import { root } from "./root";
import { ts } from "./typescript";

/** The settings of tsconfig.json that mean something for cells: checking, library, types. */
const taken =
  /^(strict|no[A-Z]|exactOptional|useUnknown|allowUn)|^(paths|baseUrl|types|jsx|jsxFactory|experimentalDecorators|lib|checkJs)$/;
const left = /^no(Unused|Emit|Lib$|Resolve|ErrorTruncation)/;

/** How cells are checked: as the project's tsconfig.json says, over what tslab's converter asks for. */
export function cellOptions(ofTslab: TS.CompilerOptions): TS.CompilerOptions {
  const file = ts.findConfigFile(root, (name) => ts.sys.fileExists(name));
  const own = file === undefined ? {} : configured(file);
  return {
    ...withoutForkOptions(ofTslab),
    strict: true,
    checkJs: false,
    inlineSourceMap: true,
    allowImportingTsExtensions: true,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    typeRoots: [join(root, "node_modules", "@types")],
    lib: ["lib.es2023.d.ts"],
    ...own,
  };
}

function configured(file: string): TS.CompilerOptions {
  const { config } = ts.readConfigFile(file, (name) => ts.sys.readFile(name)) as { config: unknown };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, dirname(file));
  return Object.fromEntries(
    Object.entries(options).filter(([name]) => taken.test(name) && !left.test(name)),
  ) as TS.CompilerOptions;
}

/** Without what only tslab's own fork of TypeScript knows, and without its defaults for decorators. */
function withoutForkOptions(options: TS.CompilerOptions): TS.CompilerOptions {
  const { noImplicitUseStrict, disableTopLevelAwait, experimentalDecorators, ...rest } = options;
  void [noImplicitUseStrict, disableTopLevelAwait, experimentalDecorators];
  return rest;
}
