import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { draw, show } from "../../lib/figures";
import { every } from "./requests";

let folder: string;
const run = { dataName: "chest", seed: 5, path: (...parts: string[]) => join(folder, ...parts) };
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "figures-"))));
afterEach(() => rmSync(folder, { recursive: true }));

describe("show()", () => {
  it("show() writes data set and seed of the run under the title, and saves", async () => {
    const shown = await show(run, every["curves"]!());
    expect(shown.subtitle).toBe("chest · n = 3 · seed 5");
    expect(readdirSync(run.path("figures"))).toContain(`${shown.name}.svg`);
  });

  it("show() of words shows them and saves nothing", async () => {
    expect(await show(run, "no pairs")).toMatchObject({ text: "no pairs", html: "<p>no pairs</p>" });
    expect(existsSync(run.path("figures"))).toBe(false);
  });
});

describe("draw()", () => {
  it("draw() draws the same and saves nothing", async () => {
    expect(await draw(run, every["curves"]!())).toMatchObject({ subtitle: "chest · n = 3 · seed 5" });
    expect(existsSync(run.path("figures"))).toBe(false);
  });
});
