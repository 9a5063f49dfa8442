import { stripVTControlCharacters } from "node:util";
import type { Content, Message } from "./wire";

/** The error output of a cell. */
export interface CellError {
  readonly ename: string;
  readonly evalue: string;
  /** The traceback as one text, without colours. */
  readonly trace: string;
}

/** Outcome of one execute_request. */
export interface Execution {
  /** Content of the execute_reply. */
  readonly reply: Content;
  /** Every iopub message with this request as its parent, busy and idle included, in order. */
  readonly outputs: readonly Message[];
  /** Text written to a stream. */
  readonly text: (name: "stdout" | "stderr") => string;
  /** Text form of the last expression's value, without colours; undefined when there is none. */
  readonly result: string | undefined;
  readonly error: CellError | undefined;
}

/** The parts of a cell's outcome that tests ask for, out of its messages. */
export function execution(reply: Content, outputs: readonly Message[]): Execution {
  const contents = (type: string): Content[] =>
    outputs.filter((m) => m.header.msg_type === type).map((m) => m.content);
  const data = contents("execute_result")[0]?.["data"] as Content | undefined;
  const result = data?.["text/plain"];
  const error = contents("error")[0];
  return {
    reply,
    outputs,
    text: (name) =>
      contents("stream")
        .filter((c) => c["name"] === name)
        .map((c) => String(c["text"]))
        .join(""),
    result: typeof result === "string" ? stripVTControlCharacters(result) : undefined,
    error: error && {
      ename: String(error["ename"]),
      evalue: String(error["evalue"]),
      trace: stripVTControlCharacters((error["traceback"] as string[]).join("\n")),
    },
  };
}
