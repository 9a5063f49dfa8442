import { showChildOutput } from "./run/child-output";
import { readConnection } from "./protocol/connection";
import { openControl } from "./protocol/control";
import { endEvent } from "./protocol/control-message";
import { execution } from "./protocol/execution";
import { handler } from "./protocol/handler";
import { history } from "./protocol/history";
import { flag, interrupt } from "./run/interrupt";
import { lateErrors } from "./run/uncaught-errors";
import { watchIntervals } from "./run/pending-resources";
import { redirect } from "./run/output-stream";
import { processLife } from "./run/process-life";
import { server } from "./protocol/server";
import { openSession } from "./run/session";
import { refuseInput } from "./run/standard-input";
import { tslabServer } from "./protocol/tslab-server";
import { saveCodeCache } from "./typescript/typescript";

// Puts the kernel together and starts it. The control thread comes first: it starts while TypeScript is loaded.

const firstCheck = 300; // ms after which the first check is done though no client has asked anything
const codeCache = 3000; // ms after which V8's code cache is written

const [, , connectionFile = ""] = process.argv;
process.execArgv = []; // a program that a cell forks starts as Node does, not from the kernel's snapshot
const connection = readConnection(connectionFile);
let close = (): Promise<void> => control.close();
const life = processLife(() => close());
const control = openControl(connection, flag, { interrupt, end: life.end });

const session = openSession(process.cwd()); // the notebook's folder
const tslab = tslabServer();

const record = process.env["GRAFT_LATE_ERRORS"];
const say = (text: string): void => control.stream("stderr", text);
const late = lateErrors({ session, say, record });
const cells = history();
const isRun = record !== undefined;
const run = execution({ session, control, history: cells, late, isRun });
const answers = handler(session, tslab);
control.info(answers.info());

tslab.lastWriteDisplayData = (data, isUpdate) =>
  control.publish(isUpdate ? "update_display_data" : "display_data", { ...data });
Object.assign((globalThis as unknown as { __cell: object }).__cell, { publish: control.publish });
for (const name of ["stdout", "stderr"] as const)
  redirect(name, (text) => control.stream(name, text, run.requestOf(session.owner())));
watchIntervals();
showChildOutput();
refuseInput();
process.on("SIGINT", interrupt);

let isWarm = false;
function warmUp(): void {
  if (isWarm || run.count() > 0) return;
  isWarm = true;
  session.warmUp();
  setTimeout(saveCodeCache, codeCache).unref();
}
const greeted = (): void => void setTimeout(warmUp, 5).unref(); // after the answer is on its way
const parts = { tslab, connection, connectionFile, control, handler: answers, history: cells };
const shell = server({ ...parts, execution: run, interrupt, end: life.end, greeted });
close = shell.close;
process.once(endEvent, () => {
  shell.drop();
  life.exit();
});
control.bound
  .then(() => shell.listen())
  .then(() => setTimeout(warmUp, firstCheck).unref())
  .catch(life.fail);
