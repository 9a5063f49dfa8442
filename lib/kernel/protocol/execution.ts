import { readCellRequest, type CellRequest } from "./cell-request";
import type { Control } from "./control";
import type { History } from "./history";
import type { UncaughtErrors } from "../run/uncaught-errors";
import { countPendingResources, waitForPending } from "../run/pending-resources";
import type { Content, Header, Message } from "./message";
import type { Outcome, Session } from "../run/session";

/** The parts that the execution of a cell needs. */
export interface ExecutionParts {
  readonly session: Session;
  readonly control: Pick<Control, "parent" | "publish" | "stream">;
  readonly history: History;
  readonly uncaughtErrors: UncaughtErrors;
  /** Whether the project's own runner is the client: it waits longer, and reports what a cell left running. */
  readonly isRun: boolean;
}

/** Runs execute_requests, one at a time. */
export interface Execution {
  /**
   * Runs one cell with all its outputs; the content of its reply.
   *
   * @param abortQueue called when the cell failed and the queued cells must not run
   */
  execute(request: Message, abortQueue: () => Promise<void>): Promise<Content>;
  /** The number of the last cell. */
  count(): number;
  /** The request of an earlier cell; undefined for the running cell and for cells more than 1,000 back. */
  requestOf(number: number | undefined): Header | undefined;
}

const longestRun = 10; // s that the project's runner waits for timers and requests of a cell that has ended
const longestPlain = 2; // s for other headless clients
const remembered = 1000; // cells whose late output still goes to them

/** Opens the execution of cells; the first is number 1. */
export function openExecution({
  session,
  control,
  history,
  uncaughtErrors,
  isRun,
}: ExecutionParts): Execution {
  let count = 0;
  let current = 0;
  const headers = new Map<number, Header>();

  const settle = async (
    cell: CellRequest,
    number: number,
    before: ReturnType<typeof countPendingResources>,
  ): Promise<void> => {
    await new Promise((done) => setImmediate(done)); // unhandled rejections of the cell are reported now
    if (!cell.isHeadless || uncaughtErrors.hasFailed()) return;
    const left = await waitForPending(
      before,
      isRun ? longestRun : longestPlain,
      isRun,
      uncaughtErrors.hasFailed,
    );
    if (isRun && left.length > 0)
      control.stream(
        "stderr",
        `cell [${number}] left something running (${left.join(", ")}); not waited for any longer\n`,
      );
  };
  const run = async (cell: CellRequest, number: number): Promise<Outcome> => {
    const before = cell.isHeadless ? countPendingResources(isRun) : {};
    uncaughtErrors.begin(number);
    const outcome = await session.execute(cell.code, number, () => settle(cell, number, before));
    const failure = uncaughtErrors.end();
    return outcome.status === "ok" && failure ? { status: "error", ...failure } : outcome;
  };
  const evaluate = async (expressions: CellRequest["userExpressions"]): Promise<Content> => {
    const values: Record<string, Content> = {};
    for (const [name, expression] of Object.entries(expressions))
      try {
        values[name] = { status: "ok", data: await session.evaluate(expression), metadata: {} };
      } catch (error) {
        values[name] = { status: "error", ...session.describe(error) };
      }
    return values;
  };
  return {
    count: () => count,
    requestOf: (number) => (number === undefined || number === current ? undefined : headers.get(number)),
    execute: async ({ header, content }, abortQueue) => {
      const cell = readCellRequest(content);
      const number = count + 1;
      control.parent(header);
      headers.set(number, header).delete(number - remembered);
      current = number;
      if (!cell.isSilent) control.publish("execute_input", { code: cell.code, execution_count: number });
      if (cell.isCounted) count = number;
      const entry = cell.isCounted ? history.add(number, cell.code) : undefined;
      const outcome = await run(cell, number);
      if (outcome.status === "ok") {
        const { result } = outcome;
        if (result && entry && typeof result["text/plain"] === "string") entry.output = result["text/plain"];
        if (result && !cell.isSilent)
          control.publish("execute_result", { data: result, metadata: {}, execution_count: number });
        const user_expressions = await evaluate(cell.userExpressions);
        return { status: "ok", execution_count: count, user_expressions, payload: [] };
      }
      const { ename, evalue, traceback } = outcome;
      const isInterrupt = ename === "KeyboardInterrupt";
      if (cell.stopsOnError || isInterrupt) await abortQueue();
      control.publish("error", { ename, evalue, traceback });
      return {
        status: "error",
        execution_count: count,
        ename,
        evalue,
        traceback,
        payload: [],
        user_expressions: {},
      };
    },
  };
}
