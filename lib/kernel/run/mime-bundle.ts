import { inspect } from "node:util";

/** One value in several forms, by MIME type. */
export type MimeBundle = Readonly<Record<string, unknown>>;

/** The symbol under which a value says how Jupyter shows it. */
export const display = Symbol.for("Jupyter.display");

const longest = 200_000; // characters of text: more makes a browser slow and a notebook file large

/** How a value is shown: its own bundle if it has one (also promised), and always as text. */
export async function mimeBundle(value: unknown): Promise<MimeBundle> {
  const own = await ownBundle(value);
  const text = own["text/plain"] ?? withoutHooks(inspect(value, { depth: 3 }));
  return { ...own, "text/plain": typeof text === "string" ? cut(text) : text };
}

async function ownBundle(value: unknown): Promise<MimeBundle> {
  if ((typeof value !== "object" && typeof value !== "function") || value === null) return {};
  const method = methodOf(value);
  if (typeof method !== "function") return {};
  const bundle = (await Reflect.apply(method, value, [])) as MimeBundle | null | undefined;
  return Object.fromEntries(Object.entries(bundle ?? {}).map(([type, data]) => [type, asText(data)]));
}

/** Bytes (a PNG) travel as base64. */
const asText = (data: unknown): unknown =>
  data instanceof Uint8Array ? Buffer.from(data).toString("base64") : data;

function methodOf(value: object): unknown {
  try {
    return (value as { readonly [display]?: unknown })[display];
  } catch {
    return undefined; // a proxy that answers nothing; as text it can be shown
  }
}

/** Without the marks that following a cell's callbacks leaves on promises and timers. */
function withoutHooks(text: string): string {
  if (!text.includes("[Symbol(")) return text;
  return text
    .replace(/,?\s*\[Symbol\((?:async_id_symbol|trigger_async_id_symbol|kResourceStore)\)\]: [^,\n}]+/g, "")
    .replace(/Promise \{\s*([^\n{}]*?)\s*\}/g, "Promise { $1 }");
}

/** A text of at most 200,000 characters, with a word on what is left out. */
export function cut(text: string): string {
  if (text.length <= longest) return text;
  return `${text.slice(0, longest)}\n... ${text.length - longest} more characters are not shown`;
}
