import { spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { root } from "../../lib/core";
import { freePorts } from "../../lib/runner/free-ports";
import { launchBrowser, type BrowserPrograms, type Page } from "./browser";

/** JupyterLab in a browser, and what the tests do there. */
export interface Lab {
  readonly page: Page;
  /** Errors reported by the browser's console and the page. */
  readonly failures: readonly string[];
  /** Opens a file of the test's folder and waits until its kernel is idle. */
  readonly open: (file: string) => Promise<void>;
  /** Evaluates JavaScript in which `notebook` is the open notebook's widget. */
  readonly inNotebook: (code: string) => Promise<unknown>;
  /** Waits until the kernel is idle and nothing is queued; seconds. */
  readonly idle: (seconds?: number) => Promise<void>;
  /** JavaScript, for `inNotebook` and `until`, that is true while a cell runs or is queued. */
  readonly busy: string;
  /** Waits until JavaScript, as `inNotebook` takes it, is true; seconds. */
  readonly until: (code: string, seconds?: number) => Promise<void>;
  /** Runs a cell by Shift+Enter, without and with waiting for its end. */
  readonly startCell: (cell: number) => Promise<void>;
  readonly runCell: (cell: number) => Promise<void>;
  /** Restarts the kernel and waits for the new one. */
  readonly restart: () => Promise<void>;
  /** Runs one of JupyterLab's commands without waiting for its end. */
  readonly command: (name: string) => Promise<void>;
  /** Outputs of a cell, as the notebook's file would have them. */
  readonly outputs: (cell: number) => Promise<readonly Output[]>;
  /** Puts source into a cell and the cursor behind it. */
  readonly type: (cell: number, source: string) => Promise<void>;
  /** Ends JupyterLab by Ctrl-C; all that it has said. */
  readonly stop: () => Promise<string>;
  readonly close: () => Promise<void>;
}

/** One output of a cell. */
export interface Output {
  readonly output_type: string;
  readonly ename?: string;
  readonly traceback?: readonly string[];
  readonly text?: string | readonly string[];
  readonly data?: Readonly<Record<string, unknown>>;
}

const wait = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** A folder below outputs/ with copies of the real notebooks, whose parameters are replaced, beside the project's lib. */
export function copyOfNotebooks(replace: (parameters: string, folder: string) => string): string {
  mkdirSync(join(root(), "outputs"), { recursive: true });
  const folder = mkdtempSync(join(root(), "outputs", "browser-"));
  symlinkSync(join(root(), "lib"), join(folder, "lib"));
  cpSync(join(root(), "notebooks"), join(folder, "notebooks"), { recursive: true });
  for (const name of notebooks) {
    const file = join(folder, "notebooks", `${name}.ipynb`);
    const book = JSON.parse(readFileSync(file, "utf8")) as {
      cells: { metadata: { tags?: string[] }; source: string | string[] }[];
    };
    for (const cell of book.cells)
      if (cell.metadata.tags?.includes("parameters"))
        cell.source = replace([cell.source].flat().join(""), folder);
    writeFileSync(file, JSON.stringify(book));
  }
  return folder;
}

/** The notebooks, in the order in which they follow from each other. */
export const notebooks = [
  "01-preprocess",
  "02-train-dcgan",
  "03-inspect-samples",
  "04-tsne",
  "05-evaluate",
] as const;

/** Starts `npm run lab` on a folder below outputs/ and a browser on it. */
export async function openLab(programs: BrowserPrograms, folder: string): Promise<Lab> {
  const [port] = await freePorts(1);
  const server = spawn(
    "npm",
    [
      ...["run", "lab", "--", "--no-browser", `--port=${port}`, "--IdentityProvider.token=t"],
      "--LabApp.expose_app_in_browser=True",
      `--LabApp.workspaces_dir=${join(folder, "workspaces")}`,
    ],
    { cwd: root(), stdio: ["ignore", "pipe", "pipe"], detached: true },
  );
  let log = "";
  for (const stream of [server.stdout, server.stderr])
    stream.setEncoding("utf8").on("data", (t: string) => (log += t));
  for (let i = 0; i < 1200 && !log.includes("is running at"); i++) await wait(100);
  const browser = await launchBrowser(programs);
  const page = await browser.newPage({ viewport: { width: 1300, height: 1500 } });
  const failures: string[] = [];
  page.on("pageerror", (error) => failures.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") failures.push(message.text());
  });
  const inNotebook: Lab["inNotebook"] = (code) =>
    page.evaluate(`(() => { const notebook = window.jupyterapp.shell.currentWidget; return ${code}; })()`);
  const busy = `notebook?.sessionContext?.session?.kernel?.status !== "idle" || [...notebook.node.querySelectorAll(".jp-InputPrompt")].some((p) => p.textContent === "[*]:")`;
  const until: Lab["until"] = async (code, seconds = 240) => {
    for (const end = Date.now() + 1000 * seconds; (await inNotebook(code)) !== true; await wait(100))
      if (Date.now() > end) throw new Error(`Not true after ${seconds} s: ${code}`);
  };
  const idle: Lab["idle"] = async (seconds = 240) => {
    const end = Date.now() + 1000 * seconds;
    for (let quiet = 0; quiet < 4; await wait(100)) {
      quiet = (await inNotebook(busy)) === true ? 0 : quiet + 1;
      if (Date.now() > end) throw new Error(`The kernel is not idle after ${seconds} s.`);
    }
  };
  const startCell: Lab["startCell"] = async (cell) => {
    await inNotebook(
      `((n) => { n.activeCellIndex = ${cell}; n.mode = "command"; n.activate(); })(notebook.content)`,
    );
    await page.keyboard.press("Shift+Enter");
  };
  const ended = new Promise((done) => server.once("close", done));
  const stop: Lab["stop"] = async () => {
    const isRunning = server.exitCode === null && server.signalCode === null;
    if (server.pid !== undefined && isRunning) process.kill(-server.pid, "SIGINT"); // to its group, as a terminal does
    await ended;
    return log;
  };
  return {
    page,
    failures,
    inNotebook,
    idle,
    busy,
    until,
    startCell,
    runCell: async (cell) => {
      await startCell(cell);
      await idle();
    },
    restart: async () => {
      await inNotebook("notebook.sessionContext.restartKernel().then(() => true)");
      await idle();
    },
    open: async (file) => {
      const url = `http://127.0.0.1:${port}/lab/tree/outputs/${basename(folder)}/${file}?token=t&reset`;
      await page.goto(url, { waitUntil: "domcontentloaded" });
      await page.waitForSelector(".jp-Notebook .jp-CodeCell", { timeout: 90_000 });
      await idle();
    },
    command: async (name) =>
      void (await page.evaluate(`{ void window.jupyterapp.commands.execute(${JSON.stringify(name)}); }`)),
    outputs: async (cell) =>
      JSON.parse(
        String(
          await inNotebook(
            `JSON.stringify(notebook.content.widgets[${cell}].model.sharedModel.getOutputs())`,
          ),
        ),
      ) as Output[],
    type: async (cell, source) => {
      await inNotebook(
        `(() => { const c = notebook.content; c.activeCellIndex = ${cell}; const w = c.widgets[${cell}];
          w.model.sharedModel.setSource(${JSON.stringify(source)}); c.mode = "edit"; w.editor.focus(); })()`,
      );
      await page.keyboard.press("Control+End");
    },
    stop,
    close: async () => {
      await browser.close();
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
