import { showChildOutput } from "./run/child-output";
import { readConnection } from "./protocol/connection";
import { openControl } from "./protocol/control";
import { endEvent } from "./protocol/control-message";
import { openExecution } from "./protocol/execution";
import { openHandler } from "./protocol/handler";
import { openHistory } from "./protocol/history";
import { flag, interrupt, takeInterrupt } from "./run/interrupt";
import { watchUncaughtErrors } from "./run/uncaught-errors";
import { watchIntervals } from "./run/pending-resources";
import { redirectOutputStream } from "./run/output-stream";
import { openProcessLife } from "./run/process-life";
import { openServer } from "./protocol/server";
import { openSession } from "./run/session";
import { spared } from "./run/spare-others";
import { refuseStandardInput } from "./run/standard-input";
import { loadTslabServer } from "./protocol/tslab-server";
import { watchPrograms } from "./run/watch-programs";
import { saveCodeCache } from "./typescript/typescript";

// Puts the kernel together and starts it. The control thread comes first: it starts while TypeScript is loaded.

const firstCheck = 300; // ms after which cells are checked for the first time, also when no client has asked anything
const codeCache = 3000; // ms after which V8's code cache is written

const [, , connectionFile = ""] = process.argv;
process.execArgv = []; // a program that a cell forks starts as Node does, not from the kernel's snapshot
const connection = readConnection(connectionFile);
let close = (): Promise<void> => control.close();
const processLife = openProcessLife(() => close());
const control = openControl(connection, { flag, spared }, { interrupt: takeInterrupt, end: processLife.end });

const session = openSession(process.cwd()); // the notebook's folder
const tslab = loadTslabServer();

const record = process.env["GRAFT_LATE_ERRORS"];
const showOnStderr = (text: string): void => control.stream("stderr", text);
const uncaughtErrors = watchUncaughtErrors({ session, showOnStderr, record });
const history = openHistory();
const isRun = record !== undefined;
const execution = openExecution({ session, control, history, uncaughtErrors, isRun });
const handler = openHandler(session, tslab);
control.info(handler.info());

tslab.lastWriteDisplayData = (data, isUpdate) =>
  control.publish(isUpdate ? "update_display_data" : "display_data", { ...data });
Object.assign((globalThis as unknown as { __cell: object }).__cell, { publish: control.publish });
for (const name of ["stdout", "stderr"] as const)
  redirectOutputStream(name, (text) => control.stream(name, text, execution.requestOf(session.owner())));
watchIntervals();
showChildOutput();
watchPrograms();
refuseStandardInput();
process.on("SIGINT", interrupt);

let isWarm = false;
function warmUp(): void {
  if (isWarm || execution.count() > 0) return;
  isWarm = true;
  session.warmUp();
  setTimeout(saveCodeCache, codeCache).unref();
}
const onKernelInfo = (): void => void setTimeout(warmUp, 5).unref(); // after the answer is on its way
const parts = { tslab, connection, connectionFile, control, handler, history };
const server = openServer({ ...parts, execution, interrupt, end: processLife.end, onKernelInfo });
close = server.close;
process.once(endEvent, () => {
  server.drop();
  processLife.exit();
});
control.bound
  .then(() => server.listen())
  .then(() => setTimeout(warmUp, firstCheck).unref())
  .catch(processLife.fail);
