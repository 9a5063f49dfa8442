import { groupBy } from "../../core/arrays";

/** Sets of things that are linked, directly or by way of others, in the order of their first members; single ones too. */
export function components(
  names: readonly string[],
  links: readonly { readonly a: string; readonly b: string }[],
): string[][] {
  const parent = new Map(names.map((name) => [name, name]));
  const top = (name: string): string => {
    let at = name;
    while (parent.get(at) !== at) at = parent.get(at) ?? at;
    parent.set(name, at);
    return at;
  };
  for (const { a, b } of links) if (parent.has(a) && parent.has(b)) parent.set(top(b), top(a));
  return [...groupBy(names, top).values()];
}
