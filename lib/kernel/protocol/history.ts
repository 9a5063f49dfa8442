import type { Content } from "./message";

/** One executed cell. */
export interface Entry {
  readonly number: number;
  readonly code: string;
  /** Plain text of its result; undefined while there is none. */
  output?: string;
}

/** The cells of this kernel, as history_request asks for them. */
export interface History {
  add(number: number, code: string): Entry;
  /** The content of a history_reply. */
  find(request: Content): Content;
}

const session = 1; // the only one: cells of earlier kernels are not kept

/** Opens an empty history. */
export function openHistory(): History {
  const entries: Entry[] = [];
  return {
    add: (number, code) => {
      const entry = { number, code };
      entries.push(entry);
      return entry;
    },
    find: (request) => ({
      status: "ok",
      history: selectEntries(entries, request).map(({ number, code, output = null }) => [
        session,
        number,
        request["output"] === true ? [code, output] : code,
      ]),
    }),
  };
}

function selectEntries(entries: readonly Entry[], request: Content): readonly Entry[] {
  const number = (name: string): number | undefined =>
    typeof request[name] === "number" ? request[name] : undefined;
  const last = (found: readonly Entry[]): readonly Entry[] =>
    found.slice(-(number("n") ?? found.length) || found.length);
  switch (request["hist_access_type"]) {
    case "tail":
      return last(entries);
    case "range": {
      if (![0, session].includes(number("session") ?? 0)) return [];
      const { start = 0, stop = Infinity } = { start: number("start"), stop: number("stop") };
      return entries.filter((entry) => entry.number >= start && entry.number < stop);
    }
    case "search": {
      const pattern = parseGlob(typeof request["pattern"] === "string" ? request["pattern"] : "*");
      const found = entries.filter((entry) => pattern.test(entry.code));
      return last(request["unique"] === true ? [...new Map(found.map((e) => [e.code, e])).values()] : found);
    }
    default:
      return [];
  }
}

/** `*` for any text, `?` for one letter, `[...]` for one of some letters, as in a shell. */
function parseGlob(pattern: string): RegExp {
  const escaped = pattern.replace(/\[!?[^\]]+\]|[.+^${}()|[\]\\*?]/g, (part) => {
    if (part === "*") return ".*";
    if (part === "?") return ".";
    if (part.length > 1) return part.replace("[!", "[^").replaceAll("\\", "\\\\");
    return `\\${part}`;
  });
  return new RegExp(`^${escaped}$`, "s");
}
