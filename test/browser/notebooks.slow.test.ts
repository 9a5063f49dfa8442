import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chromiumPath, playwright } from "./browser";
import { copyOfNotebooks, notebooks, openLab, type Lab, type Output } from "./lab";

const chromium = chromiumPath();
const driver = playwright();
const absent =
  chromium === undefined ? "chromium" : driver === undefined ? "the package playwright-core" : undefined;
if (absent !== undefined)
  console.log(`The notebooks are not looked at in JupyterLab: ${absent} is not installed`);

const pictures = process.env["GRAFT_SCREENSHOTS"]; // a folder: what the tests saw is kept there

const smoke = (parameters: string, folder: string): string =>
  parameters.replace('"quick"', '"smoke"').replace("= undefined", `= ${JSON.stringify(join(folder, "run"))}`);
const vega = "application/vnd.vegalite.v5+json";
const training = 15; // the cell of 02 that trains

describe.skipIf(absent !== undefined)("in JupyterLab", () => {
  let lab: Lab;
  const look = async (name: string): Promise<void> => {
    if (pictures === undefined) return;
    mkdirSync(pictures, { recursive: true });
    await lab.page.screenshot({ path: join(pictures, `${name}.png`) });
  };
  const all = async (): Promise<(Output & { cell: number })[]> => {
    const cells = Number(await lab.inNotebook("notebook.content.widgets.length"));
    const found: (Output & { cell: number })[] = [];
    for (let cell = 0; cell < cells; cell++)
      if ((await lab.inNotebook(`notebook.content.widgets[${cell}].model.type`)) === "code")
        found.push(...(await lab.outputs(cell)).map((output) => ({ ...output, cell })));
    return found;
  };
  const errors = async (): Promise<unknown[]> =>
    (await all())
      .filter((o) => o.output_type === "error")
      .map((o) => [o.cell, o.ename, o.traceback?.join("\n").slice(0, 500)]);
  const runAll = async (name = "notebook:run-all-cells"): Promise<void> => {
    await lab.command(name);
    await lab.page.waitForTimeout(1500);
    await lab.idle(240);
  };
  const drawn = async (cell: number): Promise<unknown> => {
    await lab.inNotebook(`notebook.content.scrollToItem(${cell}, "center")`);
    await lab.page.waitForTimeout(1200);
    return lab.inNotebook(
      `(() => { const n = notebook.content.widgets[${cell}].node;
        return { charts: n.querySelectorAll(".vega-embed canvas, .vega-embed svg.marks").length,
          images: [...n.querySelectorAll("img")].filter((i) => i.naturalWidth > 10).length, tables: n.querySelectorAll("table").length }; })()`,
    );
  };

  beforeAll(async () => {
    if (chromium === undefined || driver === undefined) return;
    lab = await openLab(driver, chromium, copyOfNotebooks(smoke));
  }, 240_000);
  afterAll(() => lab?.close(), 60_000);

  test.each(notebooks)(
    "%s runs all its cells without an error; Lab itself draws every chart and image",
    async (name) => {
      await lab.open(`notebooks/${name}.ipynb`);
      await runAll();
      expect(await errors()).toEqual([]);
      const shown = (await all()).filter((o) => o.data !== undefined);
      const charts = shown.filter((o) => o.data?.[vega] !== undefined);
      const images = shown.filter((o) => o.data?.["image/png"] !== undefined && o.data[vega] === undefined);
      expect(charts.length + images.length).toBeGreaterThan(0);
      for (const { cell } of charts) expect(await drawn(cell), `cell ${cell}`).toMatchObject({ charts: 1 });
      for (const { cell } of images)
        expect((await drawn(cell)) as object, `cell ${cell}`).not.toMatchObject({ images: 0 });
      await look(name);
    },
  );

  test("code is coloured as TypeScript: interface is a keyword", async () => {
    await lab.type(0, "");
    await lab.command("notebook:insert-cell-above");
    await lab.page.waitForTimeout(300);
    await lab.type(0, "interface Box { size: number }\nlet plain = 1;");
    await lab.page.waitForTimeout(500);
    const colours = (await lab.inNotebook(
      `Object.fromEntries([...notebook.content.widgets[0].node.querySelectorAll(".cm-line span")].map((s) => [s.textContent, getComputedStyle(s).color]))`,
    )) as Record<string, string>;
    expect(colours["interface"]).toBeDefined();
    expect(colours["interface"]).toBe(colours["let"]);
    expect(colours["interface"]).not.toBe(colours["size"]);
    await look("colours");
  });

  test("Tab completes, Shift-Tab inside a call shows the signature", async () => {
    await lab.open("notebooks/01-preprocess.ipynb");
    await lab.command("notebook:insert-cell-above");
    await lab.page.waitForTimeout(300);
    await lab.type(0, "const box = { weight: 1, width: 2 };");
    await lab.command("notebook:run-cell");
    await lab.page.waitForTimeout(500);
    await lab.idle();
    await lab.type(0, "box.we");
    await lab.page.keyboard.press("Tab");
    await lab.page.waitForTimeout(1500);
    await look("tab");
    const source = String(await lab.inNotebook("notebook.content.widgets[0].model.sharedModel.getSource()"));
    const offered = String(
      await lab.page.evaluate(
        `document.querySelector(".jp-Completer:not(.lm-mod-hidden)")?.textContent ?? ""`,
      ),
    );
    expect(source + offered).toContain("weight");
    await lab.page.keyboard.press("Escape");
    await lab.type(0, "Math.max(1, ");
    await lab.page.keyboard.press("Shift+Tab");
    await lab.page.waitForTimeout(1500);
    await look("shift-tab");
    expect(await lab.page.evaluate(`document.querySelector(".jp-Tooltip")?.textContent ?? ""`)).toContain(
      "max(...values: number[])",
    );
    await lab.page.keyboard.press("Escape");
  });

  test("a type error is shown in red with its line, before anything has run", async () => {
    await lab.type(0, 'console.log("has run");\nconst x: number = "no";');
    await lab.command("notebook:run-cell");
    await lab.page.waitForTimeout(800);
    await lab.idle();
    const outputs = JSON.stringify(await lab.outputs(0));
    expect(outputs).toContain("2:7 - Type 'string' is not assignable to type 'number'.");
    expect(outputs).not.toContain('"stream"');
    await look("type-error");
    const colours = `[...notebook.content.widgets[0].node.querySelectorAll(".jp-OutputArea-output[data-mime-type='application/vnd.jupyter.stderr'], .jp-OutputArea-output[data-mime-type='application/vnd.jupyter.error'], .jp-OutputArea-output pre span, .jp-OutputArea-output")].flatMap((n) => [getComputedStyle(n).color, getComputedStyle(n).backgroundColor]).join(" ")`;
    expect(await lab.inNotebook(colours)).toMatch(/rgb\(2\d\d, (?:[0-9]|[1-9]\d|1\d\d|2[0-2]\d), /);
  });

  test("training in 02 shows itself live, stops by the interrupt button, and goes on in the next run", async () => {
    await lab.open("notebooks/02-train-dcgan.ipynb");
    const parameters = String(
      await lab.inNotebook("notebook.content.widgets[2].model.sharedModel.getSource()"),
    );
    await lab.type(2, parameters.replace("set = {}", 'set = { "gan.epochs": 400 }'));
    await lab.command("notebook:run-all-cells");
    let pictureCount = 0;
    const seen = new Set<string>();
    for (let i = 0; i < 240 && seen.size < 3; i++) {
      await lab.page.waitForTimeout(500);
      const outputs = await lab.outputs(training);
      pictureCount = Math.max(pictureCount, outputs.filter((o) => o.output_type === "display_data").length);
      if (pictureCount > 0) seen.add(JSON.stringify(outputs));
    }
    await lab.inNotebook(`notebook.content.scrollToItem(${training}, "center")`);
    await lab.page.waitForTimeout(1500);
    await look("training");
    expect(seen.size, "its display changes while it trains").toBeGreaterThan(2);
    expect(await lab.isBusy()).toBe(true);
    const began = Date.now();
    await lab.command("notebook:interrupt-kernel");
    await lab.idle(20);
    expect(Date.now() - began).toBeLessThan(8000);
    expect((await errors()).map((e) => (e as unknown[]).slice(0, 2))).toEqual([
      [training, "KeyboardInterrupt"],
    ]);
    await lab.inNotebook(`notebook.content.scrollToItem(${training}, "end")`);
    await lab.page.waitForTimeout(1000);
    await look("interrupted");
    const [, done, all] =
      /after step (\d+) of (\d+), saved/.exec(JSON.stringify(await lab.outputs(training))) ?? [];
    const epochs = Math.ceil((400 * Number(done)) / Number(all)) + 2;
    await lab.type(2, parameters.replace("set = {}", `set = { "gan.epochs": ${epochs} }`));
    await runAll();
    expect(await errors()).toEqual([]);
    expect(JSON.stringify(await lab.outputs(training))).toMatch(/goes on after/);
  });

  test("restart and run all works", async () => {
    await lab.open("notebooks/01-preprocess.ipynb");
    await lab.command("notebook:restart-run-all");
    await lab.page.waitForSelector(".jp-Dialog button.jp-mod-accept, .jp-Dialog button.jp-mod-warn", {
      timeout: 10_000,
    });
    await lab.page.click(".jp-Dialog .jp-Dialog-footer button:last-child");
    await lab.page.waitForTimeout(3000);
    await lab.idle(240);
    expect(await errors()).toEqual([]);
    await look("restarted");
  });

  test("the browser's console has no errors", () => {
    expect(lab.failures).toEqual([]);
  });
});
