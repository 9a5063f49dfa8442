import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { Script, constants } from "node:vm";
import { root } from "../project/root";

const esOnly = new Set(["ERR_REQUIRE_ESM", "ERR_PACKAGE_PATH_NOT_EXPORTED", "ERR_REQUIRE_ASYNC_MODULE"]);

/** ES modules by the file that imports and the specifier. */
const loaded = new Map<string, unknown>();
const key = (specifier: string, from: string): string => `${from}\n${specifier}`;
const codeOf = (error: unknown): unknown => (error as { readonly code?: unknown } | null)?.code;

const project = join(root, "package.json");

/**
 * The file from which a package is found: the one that imports it, or else the project's, wherever the notebook lies.
 *
 * @throws an error with the code MODULE_NOT_FOUND when neither has it
 */
function findOrigin(specifier: string, from: string): string {
  const finds = (file: string): boolean => {
    try {
      createRequire(file).resolve(specifier);
      return true;
    } catch (error) {
      return codeOf(error) !== "MODULE_NOT_FOUND"; // there, but for imports only
    }
  };
  if (specifier.startsWith(".") || finds(from)) return from;
  if (finds(project)) return project;
  const message = `Cannot find package "${specifier}", expected it in node_modules. Install it: npm install ${specifier}`;
  throw Object.assign(new Error(message), { code: "MODULE_NOT_FOUND" });
}

/**
 * A package or a module of Node's, looked for from a file and then from the project.
 *
 * @throws an error with the code ERR_REQUIRE_ESM when it is an ES module that was not imported before
 */
export function requirePackage(specifier: string, from: string): unknown {
  return loaded.get(key(specifier, from)) ?? createRequire(findOrigin(specifier, from))(specifier);
}

/** Whether a specifier names an ES module, which Node 20 cannot require. */
export function isEsModule(specifier: string, from: string): boolean {
  try {
    const file = createRequire(findOrigin(specifier, from)).resolve(specifier);
    if (!/\.m?js$/.test(file)) return false;
    return file.endsWith(".mjs") || isModulePackage(dirname(file));
  } catch (error) {
    return codeOf(error) === "ERR_PACKAGE_PATH_NOT_EXPORTED";
  }
}

function isModulePackage(folder: string): boolean {
  const file = join(folder, "package.json");
  if (existsSync(file))
    return (JSON.parse(readFileSync(file, "utf8")) as { type?: unknown }).type === "module";
  return dirname(folder) !== folder && isModulePackage(dirname(folder));
}

/** Loads a package whatever kind of module it is; afterwards `requirePackage` has it. */
export async function importPackage(specifier: string, from: string): Promise<unknown> {
  try {
    return requirePackage(specifier, from);
  } catch (error) {
    if (!esOnly.has(String(codeOf(error)))) throw error;
    const module = viewAsCommonJs(await importFrom(findOrigin(specifier, from), specifier));
    loaded.set(key(specifier, from), module);
    return module;
  }
}

/** `import()` as if it stood in the file. */
function importFrom(file: string, specifier: string): Promise<object> {
  const script = new Script("(specifier) => import(specifier)", {
    filename: file,
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  return (script.runInThisContext() as (specifier: string) => Promise<object>)(specifier);
}

/** An ES module as compiled CommonJS expects one. */
function viewAsCommonJs(namespace: object): unknown {
  const view = {};
  for (const name of Object.keys(namespace))
    Object.defineProperty(view, name, {
      enumerable: true,
      get: () => Reflect.get(namespace, name) as unknown,
    });
  return Object.defineProperty(view, "__esModule", { value: true });
}

/**
 * The value that `import name` (or "*" for the namespace) takes out of a module, by TypeScript's esModuleInterop.
 *
 * @param exported the module's exports
 */
export function takeExport(exported: unknown, name: string): unknown {
  const isEs = (exported as { readonly __esModule?: unknown } | null)?.__esModule === true;
  if (name === "*") return isEs ? exported : viewAsNamespace(exported);
  if (name === "default" && !isEs) return exported;
  return (exported as Readonly<Record<string, unknown>> | null)?.[name];
}

const wholes = new WeakMap<object, object>();

function viewAsNamespace(exported: unknown): object {
  if ((typeof exported !== "object" && typeof exported !== "function") || exported === null)
    return { default: exported };
  const held = wholes.get(exported) ?? { ...exported, default: exported };
  wholes.set(exported, held);
  return held;
}
