import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { browserPrograms } from "./browser";
import { copyOfNotebooks, notebooks, openLab, type Lab, type Output } from "./lab";

const programs = browserPrograms();

const pictures = process.env["GRAFT_SCREENSHOTS"]; // a folder: what the tests saw is kept there

const smoke = (parameters: string, folder: string): string =>
  parameters.replace('"quick"', '"smoke"').replace("= undefined", `= ${JSON.stringify(join(folder, "run"))}`);
const vega = "application/vnd.vegalite.v5+json";

describe.skipIf(programs === undefined)("in JupyterLab", () => {
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
  const runAll = async (): Promise<void> => {
    await lab.command("notebook:run-all-cells");
    await lab.until(lab.busy);
    await lab.idle();
  };
  const sourceOf = (cell: number): string =>
    `notebook.content.widgets[${cell}].model.sharedModel.getSource()`;
  /** The first code cell that has a text. */
  const cellWith = async (text: string): Promise<number> => {
    const has = `((w) => w.model.type === "code" && w.model.sharedModel.getSource().includes(${JSON.stringify(text)}))`;
    return Number(await lab.inNotebook(`notebook.content.widgets.findIndex(${has})`));
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
    if (programs === undefined) return;
    lab = await openLab(programs, copyOfNotebooks(smoke));
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

  test("training in 02 shows itself live, stops by the interrupt button, and resumes in the next run", async () => {
    await lab.open("notebooks/02-train-dcgan.ipynb");
    const [parameterCell, training] = [await cellWith("const profile"), await cellWith("trainGan(")];
    const parameters = String(await lab.inNotebook(sourceOf(parameterCell)));
    await lab.type(parameterCell, parameters.replace("set = {}", 'set = { "gan.epochs": 400 }'));
    await lab.command("notebook:run-all-cells");
    const seen = new Set<string>();
    for (let i = 0; i < 240 && seen.size < 3; i++) {
      await lab.page.waitForTimeout(500);
      const outputs = await lab.outputs(training);
      if (outputs.some((o) => o.output_type === "display_data")) seen.add(JSON.stringify(outputs));
    }
    await lab.inNotebook(`notebook.content.scrollToItem(${training}, "center")`);
    await look("training");
    expect(seen.size, "its display changes while it trains").toBeGreaterThan(2);
    expect(await lab.inNotebook(lab.busy)).toBe(true);
    await lab.command("notebook:interrupt-kernel");
    await lab.idle();
    expect((await errors()).map((e) => (e as unknown[]).slice(0, 2))).toEqual([
      [training, "KeyboardInterrupt"],
    ]);
    await lab.inNotebook(`notebook.content.scrollToItem(${training}, "end")`);
    await look("interrupted");
    const [, done, all] =
      /after step (\d+) of (\d+), saved/.exec(JSON.stringify(await lab.outputs(training))) ?? [];
    const epochs = Math.ceil((400 * Number(done)) / Number(all)) + 2;
    await lab.type(parameterCell, parameters.replace("set = {}", `set = { "gan.epochs": ${epochs} }`));
    await runAll();
    expect(await errors()).toEqual([]);
    expect(JSON.stringify(await lab.outputs(training))).toMatch(/resumes after/);
  });

  test("restart and run all works", async () => {
    await lab.open("notebooks/01-preprocess.ipynb");
    await lab.command("notebook:restart-run-all");
    await lab.page.waitForSelector(".jp-Dialog button.jp-mod-accept, .jp-Dialog button.jp-mod-warn", {
      timeout: 10_000,
    });
    await lab.page.click(".jp-Dialog .jp-Dialog-footer button:last-child");
    await lab.until(lab.busy);
    await lab.idle();
    expect(await errors()).toEqual([]);
    await look("restarted");
  });

  test("the browser's console has no errors", () => {
    expect(lab.failures).toEqual([]);
  });
});
