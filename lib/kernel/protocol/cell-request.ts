import type { Content } from "./message";

/** An execute_request, with the protocol's defaults filled in. */
export interface CellRequest {
  readonly code: string;
  readonly isSilent: boolean;
  /** Whether the cell gets a number and a place in the history. */
  readonly isCounted: boolean;
  readonly userExpressions: Readonly<Record<string, string>>;
  /** Whether the client is a program (nbconvert, papermill): it allows no input. */
  readonly isHeadless: boolean;
  readonly stopsOnError: boolean;
}

/** Reads the content of an execute_request. */
export function readCellRequest(content: Content): CellRequest {
  const isSilent = content["silent"] === true;
  return {
    code: typeof content["code"] === "string" ? content["code"] : "",
    isSilent,
    isCounted: !isSilent && content["store_history"] !== false,
    userExpressions: (content["user_expressions"] ?? {}) as Readonly<Record<string, string>>,
    isHeadless: content["allow_stdin"] === false,
    stopsOnError: content["stop_on_error"] !== false,
  };
}
