import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { removeStaleResults } from "../../lib/runner/remove-stale-results";

let out: string;
beforeEach(() => {
  out = mkdtempSync(join(tmpdir(), "graft-earlier-"));
});
afterEach(() => rmSync(out, { recursive: true, force: true }));

const json = (file: string): unknown => JSON.parse(readFileSync(join(out, file), "utf8"));

it("removeStaleResults() removes the notebook, its figures and its numbers with what follows from them", () => {
  const files = [
    "notebooks/03-inspect-samples.ipynb",
    "notebooks/03-inspect-samples.failed.ipynb",
    "notebooks/02-train-dcgan.ipynb",
    "figures/03-samples.svg",
    "figures/02-losses.svg",
    "models/a/checkpoint.json",
  ];
  for (const file of files) {
    mkdirSync(join(out, file, ".."), { recursive: true });
    writeFileSync(join(out, file), "x");
  }
  writeFileSync(join(out, "figures/index.json"), '[{"name":"02-losses"},{"name":"03-samples"}]');
  writeFileSync(join(out, "metrics.json"), '{"seed":1,"data":1,"gans":2,"samples":3,"arms":4}');
  removeStaleResults("03-inspect-samples", out);
  expect(readdirSync(join(out, "notebooks"))).toEqual(["02-train-dcgan.ipynb"]);
  expect(readdirSync(join(out, "figures")).sort()).toEqual(["02-losses.svg", "index.json"]);
  expect(json("figures/index.json")).toEqual([{ name: "02-losses" }]);
  expect(json("metrics.json")).toEqual({ seed: 1, data: 1, gans: 2 });
  expect(existsSync(join(out, "models/a/checkpoint.json"))).toBe(true);
});

it("removeStaleResults() removes a related system's figures and numbers alone, and all of them with the split", () => {
  for (const folder of ["figures", "notebooks/related"]) mkdirSync(join(out, folder), { recursive: true });
  for (const name of ["related/pggan", "related/simgan"])
    writeFileSync(join(out, "notebooks", `${name}.ipynb`), "x");
  for (const name of ["pggan-levels", "simgan-pairs"])
    writeFileSync(join(out, "figures", `${name}.svg`), "x");
  writeFileSync(join(out, "metrics.json"), '{"split":1,"arms":4,"related":{"pggan":1,"simgan":2}}');
  removeStaleResults("related/pggan", out);
  expect(readdirSync(join(out, "notebooks/related"))).toEqual(["simgan.ipynb"]);
  expect(readdirSync(join(out, "figures"))).toEqual(["simgan-pairs.svg"]);
  expect(json("metrics.json")).toEqual({ split: 1, arms: 4, related: { simgan: 2 } });
  removeStaleResults("05-evaluate", out);
  expect(json("metrics.json")).toEqual({ split: 1, related: { simgan: 2 } });
  removeStaleResults("01-preprocess", out);
  expect(json("metrics.json")).toEqual({});
});

it("removeStaleResults() does nothing where there is no run yet", () => {
  removeStaleResults("03-inspect-samples", join(out, "none"));
  expect(readdirSync(out)).toEqual([]);
});
