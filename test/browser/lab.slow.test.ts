import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { root } from "../../lib/core";
import { notebook } from "../kernel/headless";
import { chromiumPath, playwright } from "./browser";
import { openLab, type Lab } from "./lab";

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
  'await figures.histogram({\n  name: "squares", title: "Squares", caption: { data: "numbers", n: 3, seed: 1 },\n' +
    '  groups: [{ series: "squares", values: numbers.map((n) => n * n) }], xTitle: "square",\n})',
];

describe.skipIf(absent !== undefined)("JupyterLab", () => {
  let lab: Lab;
  const outputs = async (cell: number): Promise<string> => JSON.stringify(await lab.outputs(cell));

  async function runCell(cell: number): Promise<void> {
    const activate = `((n) => { n.activeCellIndex = ${cell}; n.mode = "command"; n.activate(); })(notebook.content)`;
    await lab.inNotebook(activate);
    await lab.page.keyboard.press("Shift+Enter");
    await lab.page.waitForTimeout(300);
  }

  beforeAll(async () => {
    if (chromium === undefined || driver === undefined) return;
    mkdirSync(join(root(), "outputs"), { recursive: true });
    const folder = mkdtempSync(join(root(), "outputs", "lab-test-"));
    writeFileSync(join(folder, "cells.ipynb"), notebook(cells));
    lab = await openLab(driver, chromium, folder);
    await lab.open("cells.ipynb");
  }, 240_000);

  afterAll(() => lab?.close(), 60_000);

  test("the project's kernel starts by itself, TypeScript is coloured", async () => {
    await lab.idle();
    expect(await lab.page.evaluate(`document.querySelector(".jp-KernelName").textContent`)).toBe(
      "TypeScript (graft)",
    );
    const colours = `new Set([...document.querySelectorAll(".cm-line span")].map((s) => getComputedStyle(s).color)).size`;
    expect(await lab.page.evaluate(colours)).toBeGreaterThan(3);
  });

  test("a cell runs by Shift+Enter; its table is shown", async () => {
    await runCell(0);
    await lab.idle();
    await runCell(1);
    await lab.idle();
    const table = `notebook.content.widgets[1].node.querySelector(".jp-OutputArea-output table").innerText`;
    expect(
      String(await lab.inNotebook(table))
        .trim()
        .split(/\s*\n\s*/),
    ).toEqual(["name\tsquare", "number 1\t1", "number 2\t4", "number 3\t9"]);
  });

  test("a type error is shown with cell and line", async () => {
    await runCell(2);
    await lab.idle();
    expect(await outputs(2)).toContain("1:7 - Type 'string' is not assignable to type 'number'.");
  });

  test("the stop button ends an endless loop, and the next cell draws its Vega-Lite chart", async () => {
    await runCell(3);
    await lab.page.waitForTimeout(1500);
    expect(await lab.isBusy()).toBe(true);
    await lab.page.click('[data-jp-item-name="interrupt"] jp-button, [data-jp-item-name="interrupt"] button');
    await lab.idle();
    expect(await outputs(3)).toContain("KeyboardInterrupt");
    await runCell(4);
    await lab.idle();
    await lab.page.waitForSelector(
      ".jp-OutputArea-output .vega-embed canvas, .jp-OutputArea-output .vega-embed svg",
    );
  });

  test("a restarted kernel knows nothing and works", async () => {
    await lab.inNotebook("void notebook.sessionContext.restartKernel()");
    await lab.page.waitForTimeout(1000);
    await lab.idle();
    await runCell(1);
    await lab.idle();
    expect(await outputs(1)).toContain("Cannot find name 'figures'");
    expect(lab.failures).toEqual([]);
  });

  test("Ctrl-C ends JupyterLab and its kernels", async () => {
    const log = await lab.stop();
    expect(log.split("Kernel started").length - 1).toBeGreaterThan(0);
    expect(log.split("Kernel shutdown").length - 1).toBeGreaterThan(0);
    expect(log).not.toContain("terminate called");
  });
});
