import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { root } from "../../lib/core";
import { notebook } from "../kernel/headless";
import { browserPrograms } from "./browser";
import { openLab, type Lab } from "./lab";

const programs = browserPrograms();

const chart = {
  $schema: "https://vega.github.io/schema/vega-lite/v5.json",
  data: { values: [1, 2, 3].map((n) => ({ n, square: n * n })) },
  mark: "bar",
  encoding: { x: { field: "n" }, y: { field: "square", type: "quantitative" } },
};

const cells = {
  imports: 'import * as figures from "./lib/figures";\nconst numbers: number[] = [1, 2, 3];',
  table: "figures.table(numbers.map((n) => ({ name: `number ${n}`, square: n * n })))",
  typeError: 'console.log("has run");\nconst x: number = "no";',
  endless: "while (true) await Promise.resolve();",
  chart: `({ [Symbol.for("Jupyter.display")]: () => ({ "application/vnd.vegalite.v5+json": ${JSON.stringify(chart)} }) })`,
  box: "const box = { weight: 1, width: 2 };",
  editing: "interface Box { size: number }\nlet plain = 1;",
};
const place = (name: keyof typeof cells): number => Object.keys(cells).indexOf(name);

describe.skipIf(programs === undefined)("JupyterLab", () => {
  let lab: Lab;
  const outputs = async (name: keyof typeof cells): Promise<string> =>
    JSON.stringify(await lab.outputs(place(name)));

  beforeAll(async () => {
    if (programs === undefined) return;
    mkdirSync(join(root(), "outputs"), { recursive: true });
    const folder = mkdtempSync(join(root(), "outputs", "lab-test-"));
    writeFileSync(join(folder, "cells.ipynb"), notebook(Object.values(cells)));
    lab = await openLab(programs, folder);
    await lab.open("cells.ipynb");
  }, 240_000);

  afterAll(() => lab?.close(), 60_000);

  test("the project's kernel starts by itself", async () => {
    expect(await lab.page.evaluate(`document.querySelector(".jp-KernelName").textContent`)).toBe(
      "TypeScript (graft)",
    );
  });

  test("code is coloured as TypeScript: interface is a keyword", async () => {
    const coloured = `Object.fromEntries([...notebook.content.widgets[${place("editing")}].node.querySelectorAll(".cm-line span")].map((s) => [s.textContent, getComputedStyle(s).color]))`;
    await lab.until(`"interface" in ${coloured}`);
    const colours = (await lab.inNotebook(coloured)) as Record<string, string>;
    expect(colours["interface"]).toBe(colours["let"]);
    expect(colours["interface"]).not.toBe(colours["size"]);
  });

  test("a cell runs by Shift+Enter; its table is shown", async () => {
    await lab.runCell(place("imports"));
    await lab.runCell(place("table"));
    const table = `notebook.content.widgets[${place("table")}].node.querySelector(".jp-OutputArea-output table").innerText`;
    expect(
      String(await lab.inNotebook(table))
        .trim()
        .split(/\s*\n\s*/),
    ).toEqual(["name\tsquare", "number 1\t1", "number 2\t4", "number 3\t9"]);
  });

  test("a type error is shown in red with its line, before anything of the cell has run", async () => {
    await lab.runCell(place("typeError"));
    expect(await outputs("typeError")).toContain("2:7 - Type 'string' is not assignable to type 'number'.");
    expect(await outputs("typeError")).not.toContain('"stream"');
    const colours = `[...notebook.content.widgets[${place("typeError")}].node.querySelectorAll(".jp-OutputArea-output, .jp-OutputArea-output pre span")].flatMap((n) => [getComputedStyle(n).color, getComputedStyle(n).backgroundColor]).join(" ")`;
    expect(await lab.inNotebook(colours)).toMatch(/rgb\(2\d\d, (?:[0-9]|[1-9]\d|1\d\d|2[0-2]\d), /);
  });

  test("the stop button ends an endless loop, and the next cell draws its Vega-Lite chart", async () => {
    await lab.startCell(place("endless"));
    await lab.until(`${lab.busy}`);
    await lab.page.click('[data-jp-item-name="interrupt"] jp-button, [data-jp-item-name="interrupt"] button');
    await lab.idle();
    expect(await outputs("endless")).toContain("KeyboardInterrupt");
    await lab.runCell(place("chart"));
    await lab.page.waitForSelector(
      ".jp-OutputArea-output .vega-embed canvas, .jp-OutputArea-output .vega-embed svg",
    );
  });

  test("Tab completes, Shift-Tab inside a call shows the signature", async () => {
    await lab.runCell(place("box"));
    await lab.type(place("editing"), "box.we");
    await lab.page.keyboard.press("Tab");
    const source = `notebook.content.widgets[${place("editing")}].model.sharedModel.getSource()`;
    const offered = `(document.querySelector(".jp-Completer:not(.lm-mod-hidden)")?.textContent ?? "")`;
    await lab.until(`(${source} + ${offered}).includes("weight")`);
    await lab.page.keyboard.press("Escape");
    await lab.type(place("editing"), "Math.max(1, ");
    await lab.page.keyboard.press("Shift+Tab");
    await lab.until(
      `(document.querySelector(".jp-Tooltip")?.textContent ?? "").includes("max(...values: number[])")`,
    );
    await lab.page.keyboard.press("Escape");
  });

  test("a restarted kernel knows nothing and works", async () => {
    await lab.restart();
    await lab.runCell(place("table"));
    expect(await outputs("table")).toContain("Cannot find name 'figures'");
    expect(lab.failures).toEqual([]);
  });

  test("Ctrl-C ends JupyterLab and its kernels", async () => {
    const log = await lab.stop();
    expect(log.split("Kernel started").length - 1).toBeGreaterThan(0);
    expect(log.split("Kernel shutdown").length - 1).toBeGreaterThan(0);
    expect(log).not.toContain("terminate called");
  });
});
