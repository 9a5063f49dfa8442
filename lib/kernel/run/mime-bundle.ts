import { inspect } from "node:util";

/** One value in several forms, by MIME type. */
export type MimeBundle = Readonly<Record<string, unknown>>;

/** Symbol of a value's own display method. */
export const display = Symbol.for("Jupyter.display");

const longest = 200_000; // characters of text: more makes a browser slow and a notebook file large

/**
 * Forms of a value: those of its own display method (also promised), and always text.
 *
 * @throws {TypeError} When a form is neither text, bytes nor JSON.
 */
export async function createMimeBundle(value: unknown): Promise<MimeBundle> {
  const own = await callDisplay(value);
  const text = own["text/plain"] ?? removeHookMarks(inspect(value, { depth: 3 }));
  return { ...own, "text/plain": typeof text === "string" ? cutText(text) : text };
}

async function callDisplay(value: unknown): Promise<MimeBundle> {
  if ((typeof value !== "object" && typeof value !== "function") || value === null) return {};
  const method = findDisplay(value);
  if (typeof method !== "function") return {};
  const bundle: unknown = await Reflect.apply(method, value, []);
  if (typeof bundle !== "object" || bundle === null) return {};
  const forms = Object.entries(bundle).map(([type, data]) => [type, encodeBytes(data)] as const);
  for (const [type, data] of forms) expectJson(type, data);
  return Object.fromEntries(forms);
}

/** Refuses what no message can carry: it would be lost without a word. */
function expectJson(type: string, data: unknown): void {
  try {
    JSON.stringify(data);
  } catch (error) {
    const why = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
    throw new TypeError(
      `Cannot show the value: its ${type} is no JSON (${why}), expected text, bytes or JSON. ` +
        'Correct what its [Symbol.for("Jupyter.display")]() gives.',
    );
  }
}

/** Bytes (a PNG) travel as base64. */
const encodeBytes = (data: unknown): unknown =>
  data instanceof Uint8Array ? Buffer.from(data).toString("base64") : data;

function findDisplay(value: object): unknown {
  try {
    return (value as { readonly [display]?: unknown })[display];
  } catch {
    return undefined; // a proxy that answers nothing; as text it can be shown
  }
}

/** Removes the marks that async_hooks leaves on promises and timers. */
function removeHookMarks(text: string): string {
  if (!text.includes("[Symbol(")) return text;
  return text
    .replace(/,?\s*\[Symbol\((?:async_id_symbol|trigger_async_id_symbol|kResourceStore)\)\]: [^,\n}]+/g, "")
    .replace(/Promise \{\s*([^\n{}]*?)\s*\}/g, "Promise { $1 }");
}

/** A text cut to 200,000 characters, with a note of how many are left out. */
export function cutText(text: string): string {
  if (text.length <= longest) return text;
  return `${text.slice(0, longest)}\n... ${text.length - longest} more characters are not shown`;
}
