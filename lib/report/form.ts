import { fail } from "../core";

/**
 * The form of a JSON value: gives the value back with its type.
 * @param at where the value lies, for the message: `metrics.json: gans[0].steps`
 * @throws InputError for a value of another form
 */
export type Form<T> = (value: unknown, at: string) => T;

/** The type of the values of a form. */
export type FormType<F> = F extends Form<infer T> ? T : never;

type Members = Readonly<Record<string, Form<unknown>>>;
type OptionalKeys<M extends Members> = {
  [K in keyof M]: undefined extends FormType<M[K]> ? K : never;
}[keyof M];
type RecordOf<M extends Members> = {
  readonly [K in Exclude<keyof M, OptionalKeys<M>>]: FormType<M[K]>;
} & { readonly [K in OptionalKeys<M>]?: Exclude<FormType<M[K]>, undefined> };

export const text: Form<string> = (value, at) =>
  typeof value === "string" ? value : refuse(value, at, "a text");
export const number: Form<number> = (value, at) =>
  typeof value === "number" ? value : refuse(value, at, "a number");
export const boolean: Form<boolean> = (value, at) =>
  typeof value === "boolean" ? value : refuse(value, at, "true or false");

/** One of some texts. */
export function oneOf<T extends string>(texts: readonly T[]): Form<T> {
  return (value, at) =>
    texts.find((t) => t === value) ?? refuse(value, at, `one of ${texts.map((t) => `"${t}"`).join(", ")}`);
}

/** A value, or one of some texts in its stead. */
export function textOr<T, S extends string>(texts: readonly S[], form: Form<T>): Form<T | S> {
  const words = oneOf(texts);
  return (value, at) => (typeof value === "string" ? words(value, at) : form(value, at));
}

/** A value, or null where there is none. */
export function nullable<T>(form: Form<T>): Form<T | null> {
  return (value, at) => (value === null ? null : form(value, at));
}

/** A member that may be absent. */
export function optional<T>(form: Form<T>): Form<T | undefined> {
  return (value, at) => (value === undefined ? undefined : form(value, at));
}

/** A list of any length. */
export function list<T>(item: Form<T>): Form<readonly T[]> {
  return (value, at) =>
    Array.isArray(value) ? value.map((v, i) => item(v, `${at}[${i}]`)) : refuse(value, at, "a list");
}

/** Two numbers: an interval's ends. */
export const pair: Form<readonly [low: number, high: number]> = (value, at) => {
  const [low, high, ...more] = list(number)(value, at);
  return low === undefined || high === undefined || more.length > 0
    ? refuse(value, at, "two numbers")
    : [low, high];
};

/** Values of one form under any names. */
export function dictionary<T>(member: Form<T>): Form<Readonly<Record<string, T>>> {
  return (value, at) =>
    Object.fromEntries(entries(value, at).map(([key, v]) => [key, member(v, `${at}.${key}`)]));
}

/** An object with exactly these members, in their order. */
export function record<M extends Members>(members: M): Form<RecordOf<M>> {
  return (value, at) => {
    const given = new Map(entries(value, at));
    const foreign = [...given.keys()].filter((key) => !(key in members));
    if (foreign.length > 0) return refuse(given.get(foreign[0] ?? ""), `${at}.${foreign[0]}`, "nothing");
    const checked = Object.entries(members).map(([key, form]) => [key, form(given.get(key), `${at}.${key}`)]);
    return Object.fromEntries(checked.filter(([, v]) => v !== undefined)) as RecordOf<M>;
  };
}

function entries(value: unknown, at: string): [string, unknown][] {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.entries(value)
    : refuse(value, at, "an object");
}

function refuse(value: unknown, at: string, expected: string): never {
  const found = value === undefined ? "nothing" : JSON.stringify(value).slice(0, 60);
  return fail(
    "read the results",
    `${found} at ${at}`,
    expected,
    "Another version of Graft wrote this file, or it was edited: run the notebooks again.",
  );
}
