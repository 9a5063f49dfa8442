import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { save, type SavedFigure } from "../../lib/figures";
import { every, source } from "./requests";

let folder: string;
const run = { path: (...parts: string[]) => join(folder, ...parts) };
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "figures-"))));
afterEach(() => rmSync(folder, { recursive: true }));

const drawn = async (name: string) => ({ ...(await every["curves"]!()(source)), name });
const index = (): string[] =>
  (JSON.parse(readFileSync(run.path("figures", "index.json"), "utf8")) as SavedFigure[]).map((f) => f.name);

describe("save()", () => {
  it("save() writes SVG, PNG and the numbers, and returns the figure", async () => {
    const figure = await drawn("02-losses");
    expect(await save(run, figure)).toBe(figure);
    expect(readdirSync(run.path("figures")).sort()).toEqual([
      "02-losses.json",
      "02-losses.png",
      "02-losses.svg",
      "index.json",
    ]);
    const written = JSON.parse(readFileSync(run.path("figures", "02-losses.json"), "utf8")) as Record<
      string,
      unknown
    >;
    expect(written["data"]).toEqual(figure.data);
    expect(written["spec"]).toEqual(figure.spec);
  });

  it("save() lists figures by notebook, within one in the order of its cells", async () => {
    for (const name of ["02-b", "05-a", "02-a", "01-z"]) await save(run, await drawn(name));
    expect(index()).toEqual(["01-z", "02-b", "02-a", "05-a"]);
  });

  it("save() of a cell run twice changes nothing", async () => {
    for (const name of ["02-b", "02-a"]) await save(run, await drawn(name));
    const before = readdirSync(run.path("figures")).map((f) =>
      readFileSync(run.path("figures", f), "latin1"),
    );
    for (const name of ["02-b", "02-a"]) await save(run, await drawn(name));
    expect(
      readdirSync(run.path("figures")).map((f) => readFileSync(run.path("figures", f), "latin1")),
    ).toEqual(before);
  });
});
