import { spawn, type ChildProcess } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { basename, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { root } from "../../lib/core";
import { notebook } from "../kernel/headless";
import { chromiumPath, launch, playwright, type Page } from "./browser";

const chromium = chromiumPath();
const driver = playwright();
const absent =
  chromium === undefined ? "chromium" : driver === undefined ? "the package playwright-core" : undefined;
if (absent !== undefined) console.log(`JupyterLab is not looked at: ${absent} is not installed`);

const cells = [
  'import * as figures from "./lib/figures";\nconst numbers: number[] = [1, 2, 3];',
  "figures.table(numbers.map((n) => ({ name: `number ${n}`, square: n * n })))",
  'const x: number = "no";',
  "while (true) await Promise.resolve();",
  'await figures.bars({\n  name: "squares", title: "Squares", caption: { data: "numbers", n: 3, seed: 1 },\n' +
    '  bars: numbers.map((n) => ({ label: String(n), value: n * n })), xTitle: "square",\n})',
];

describe.skipIf(absent !== undefined)("JupyterLab", () => {
  let folder: string;
  let server: ChildProcess;
  let page: Page;
  let close: () => Promise<void> = () => Promise.resolve();
  let log = "";
  const failures: unknown[] = [];
  const widget = "window.jupyterapp.shell.currentWidget";
  const status = (): Promise<unknown> => page.evaluate(`${widget}?.sessionContext?.session?.kernel?.status`);
  const outputs = async (cell: number): Promise<string> =>
    String(
      await page.evaluate(
        `JSON.stringify(${widget}.content.widgets[${cell}].model.sharedModel.getOutputs())`,
      ),
    );

  async function idle(): Promise<void> {
    for (let quiet = 0, i = 0; quiet < 3 && i < 600; i++) {
      quiet = (await status()) === "idle" ? quiet + 1 : 0;
      await page.waitForTimeout(100);
    }
    expect(await status()).toBe("idle");
  }

  async function runCell(cell: number): Promise<void> {
    await page.evaluate(
      `{ const n = ${widget}.content; n.activeCellIndex = ${cell}; n.mode = "command"; n.activate(); }`,
    );
    await page.keyboard.press("Shift+Enter");
    await page.waitForTimeout(300);
  }

  beforeAll(async () => {
    if (chromium === undefined || driver === undefined) return;
    mkdirSync(join(root(), "outputs"), { recursive: true });
    folder = mkdtempSync(join(root(), "outputs", "lab-test-"));
    writeFileSync(join(folder, "cells.ipynb"), notebook(cells));
    const port = await freePort();
    const options = [
      "--no-browser",
      `--port=${port}`,
      "--IdentityProvider.token=t",
      "--LabApp.expose_app_in_browser=True",
      `--LabApp.workspaces_dir=${join(folder, "workspaces")}`, // the user's open tabs stay as they are
    ];
    server = spawn("npm", ["run", "lab", "--", ...options], {
      cwd: root(),
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    for (const s of [server.stdout, server.stderr])
      s?.setEncoding("utf8").on("data", (t: string) => (log += t));
    for (let i = 0; i < 600 && !log.includes("is running at"); i++)
      await new Promise((done) => setTimeout(done, 100));
    const browser = await launch(driver, chromium);
    close = () => browser.close();
    page = await browser.newPage({ viewport: { width: 1200, height: 1200 } });
    page.on("pageerror", (error) => failures.push(error));
    const url = `http://127.0.0.1:${port}/lab/tree/outputs/${basename(folder)}/cells.ipynb?token=t`;
    await page.goto(url, { waitUntil: "domcontentloaded" });
    await page.waitForSelector(".jp-Notebook .jp-CodeCell", { timeout: 90_000 });
  }, 240_000);

  afterAll(async () => {
    await close();
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
    if (server?.pid !== undefined && server.exitCode === null && server.signalCode === null)
      process.kill(-server.pid, "SIGTERM");
  });

  test("the project's kernel starts by itself, TypeScript is coloured", async () => {
    await idle();
    expect(await page.evaluate(`document.querySelector(".jp-KernelName").textContent`)).toBe(
      "TypeScript (graft)",
    );
    const colours = `new Set([...document.querySelectorAll(".cm-line span")].map((s) => getComputedStyle(s).color)).size`;
    expect(await page.evaluate(colours)).toBeGreaterThan(3);
  });

  test("a cell runs by Shift+Enter; its table is shown", async () => {
    await runCell(0);
    await idle();
    await runCell(1);
    await idle();
    const table = `${widget}.content.widgets[1].node.querySelector(".jp-OutputArea-output table").innerText`;
    expect(
      String(await page.evaluate(table))
        .trim()
        .split(/\s*\n\s*/),
    ).toEqual(["name\tsquare", "number 1\t1", "number 2\t4", "number 3\t9"]);
  });

  test("a type error is shown with cell and line", async () => {
    await runCell(2);
    await idle();
    expect(await outputs(2)).toContain("1:7 - Type 'string' is not assignable to type 'number'.");
  });

  test("the stop button ends an endless loop, and the next cell draws its Vega-Lite chart", async () => {
    await runCell(3);
    await page.waitForTimeout(1500);
    expect(await status()).toBe("busy");
    await page.click('[data-jp-item-name="interrupt"] jp-button, [data-jp-item-name="interrupt"] button');
    await idle();
    expect(await outputs(3)).toContain("KeyboardInterrupt");
    await runCell(4);
    await idle();
    await page.waitForSelector(
      ".jp-OutputArea-output .vega-embed canvas, .jp-OutputArea-output .vega-embed svg",
    );
  });

  test("a restarted kernel knows nothing and works", async () => {
    await page.evaluate(`${widget}.sessionContext.restartKernel()`);
    await idle();
    await runCell(1);
    await idle();
    expect(await outputs(1)).toContain("Cannot find name 'figures'");
    expect(failures).toEqual([]);
  });

  test("Ctrl-C ends JupyterLab and its kernels", async () => {
    const kernels = log.split("Kernel started").length - 1;
    expect(kernels).toBeGreaterThan(0);
    const ended = new Promise((done) => server.once("exit", done));
    process.kill(-(server.pid ?? 0), "SIGINT"); // to all of the terminal's group, as a terminal does
    await ended;
    for (let i = 0; i < 100 && !log.includes("Kernel shutdown"); i++)
      await new Promise((done) => setTimeout(done, 100));
    expect(log.split("Kernel shutdown").length - 1).toBeGreaterThan(0);
    expect(log).not.toContain("terminate called");
  });
});

function freePort(): Promise<number> {
  return new Promise((done) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => done(port));
    });
  });
}
