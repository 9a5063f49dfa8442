import { judgeCompleteness } from "../check/completeness";
import { protocol, type Content } from "./message";
import type { Session } from "../run/session";
import type { TslabServer } from "./tslab-server";
import { ts } from "../typescript/typescript";

/** Answers to requests that run no cell. */
export interface Handler {
  info(): Content;
  isComplete(request: Content): Content;
  complete(request: Content): Content;
  inspect(request: Content): Content;
}

const links = [
  { text: "TypeScript", url: "https://www.typescriptlang.org/docs/" },
  { text: "Node.js", url: "https://nodejs.org/api/" },
];

const text = (value: unknown): string => (typeof value === "string" ? value : "");

/** The code of a request and its cursor as an offset; the end when it names none. */
function cursor(request: Content): { readonly code: string; readonly offset: number } {
  const code = text(request["code"]);
  const position = request["cursor_pos"];
  return { code, offset: typeof position === "number" ? toOffset(code, position) : code.length };
}

/** Opens tslab's handler on the session. */
export function openHandler(session: Session, { JupyterHandlerImpl }: TslabServer): Handler {
  const tslab = new JupyterHandlerImpl(session.executor, false);
  return {
    info: () => {
      const { language_info, ...info } = tslab.handleKernel();
      return {
        status: "ok",
        ...info,
        protocol_version: protocol,
        implementation: "graft",
        banner: `TypeScript ${ts.version} on Node.js ${process.versions.node}`,
        language_info: {
          ...language_info,
          version: ts.version,
          codemirror_mode: "typescript",
          pygments_lexer: "typescript",
          nbconvert_exporter: "script",
        },
        help_links: links,
        supported_features: [],
      };
    },
    isComplete: (request) => {
      const code = text(request["code"]);
      return { ...judgeCompleteness(code, tslab.handleIsComplete({ code })) };
    },
    complete: (request) => {
      const { code, offset } = cursor(request);
      const { start, end, candidates } = session.complete(code, offset);
      return {
        status: "ok",
        matches: candidates,
        cursor_start: toPosition(code, start),
        cursor_end: toPosition(code, end),
        metadata: {},
      };
    },
    inspect: (request) => {
      const { code, offset } = cursor(request);
      const text = session.inspect(code, offset);
      const data = text === undefined ? {} : { "text/plain": text };
      return { status: "ok", found: text !== undefined, data, metadata: {} };
    },
  };
}

/** A cursor position of the protocol (in code points) as an offset of JavaScript's (in UTF-16 units). */
export function toOffset(code: string, position: number): number {
  return [...code].slice(0, position).join("").length;
}

/** An offset in UTF-16 units as a position in code points. */
export function toPosition(code: string, offset: number): number {
  return [...code.slice(0, offset)].length;
}
