import type { Content } from "./message";

/** What an execute_request asks for. */
export interface CellRequest {
  readonly code: string;
  readonly isSilent: boolean;
  /** Whether it gets a number of its own and a place in the history. */
  readonly isCounted: boolean;
  readonly userExpressions: Readonly<Record<string, string>>;
  /** Whether nobody sits at the client: nbconvert, papermill. */
  readonly isHeadless: boolean;
  readonly stopsOnError: boolean;
}

export function cellRequest(content: Content): CellRequest {
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
