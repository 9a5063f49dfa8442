import { afterEach, expect, test, vi } from "vitest";
import { settingDefinitions } from "../../lib/core";
import { notebookNames, notebookOptions, relatedNames } from "../../lib/runner/notebook-options";

afterEach(() => vi.restoreAllMocks());

test("notebookOptions() without arguments means all notebooks, profile quick, the phantom, seed 1", () => {
  expect(notebookOptions([])).toEqual({
    notebooks: notebookNames(),
    values: {},
    parameters: { profile: "quick", data: "phantom", seed: 1, out: undefined, set: {} },
  });
  expect(notebookOptions([], "smoke")?.parameters.profile).toBe("smoke");
});

test("notebookOptions() takes notebooks by number, name or file, and runs them in their order", () => {
  const chosen = notebookOptions(["3", "notebooks/01-preprocess.ipynb", "02"])?.notebooks;
  expect(chosen).toEqual(["01-preprocess", "02-train-dcgan", "03-inspect-samples"]);
});

test("notebookOptions() takes all of notebooks/related, or one by its name or file, after the five", () => {
  const chosen = (...words: string[]) => notebookOptions(words)?.notebooks;
  expect(chosen("related")).toEqual(relatedNames());
  expect(chosen("related", "01")).toEqual(["01-preprocess", ...relatedNames()]);
  for (const name of relatedNames())
    for (const word of [name, `notebooks/${name}.ipynb`]) expect(chosen(word)).toEqual([name]);
});

test.each([
  [["06"], /^Cannot choose notebooks: "06", expected 01-preprocess, .*Nearest: /],
  [
    ["related/pixie"],
    /^Cannot choose notebooks: "related\/pixie", expected 01-preprocess, .* related\. Nearest: /,
  ],
  [["--set", "gan.epoch=3"], /gan\.epochs/],
  [["--set", "gan.epochs=0"], /gan\.epochs/],
  [["--parameter", "profile=smoke"], /^Cannot use --parameter: "profile", .* have options of their own\.$/],
  [["--parameter", "more=1"], /^Cannot use --parameter: "more"/],
])("notebookOptions() refuses %j before anything runs", (args, message) => {
  expect(() => notebookOptions(args)).toThrow(message);
});

test("notebookOptions() prints every setting with its value in each profile for --help", () => {
  const log = vi.spyOn(console, "log").mockImplementation(() => undefined);
  expect(notebookOptions(["--help"])).toBeUndefined();
  const text = String(log.mock.calls[0]?.[0]);
  expect(text).toMatch(/gan\.epochs +4 +200 +2500 +1 \.\. 100000 +passes over the training images/);
  for (const [key, { about }] of Object.entries(settingDefinitions)) {
    const row = text.split("\n").find((line) => line.startsWith(`  ${key} `));
    expect(row?.endsWith(`  ${about}`), key).toBe(true); // a long list of choices does not run into it
  }
});
