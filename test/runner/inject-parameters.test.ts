import { describe, expect, it } from "vitest";
import {
  injectParameters,
  parseParameter,
  parameterNames,
  type Notebook,
} from "../../lib/runner/inject-parameters";

const cell = (source: string, ...tags: string[]) => ({ cell_type: "code", metadata: { tags }, source });
const notebook: Notebook = {
  cells: [
    cell("1"),
    cell('const profile: P = "quick"; // which\nlet seed = 1;\nconst set = {};', "parameters"),
    cell("2"),
  ],
};

describe("injectParameters()", () => {
  it("injectParameters() declares the values anew behind the parameters cell", () => {
    const { cells } = injectParameters(notebook, { profile: "smoke", seed: 2, set: { "gan.epochs": "3" } });
    expect(cells).toHaveLength(4);
    expect(cells[2]).toMatchObject({
      metadata: { tags: ["injected-parameters"] },
      source: '// Parameters\nconst profile = "smoke";\nconst seed = 2;\nconst set = {"gan.epochs":"3"};',
    });
  });

  it("injectParameters() leaves out what is undefined and what the cell does not declare", () => {
    const { cells } = injectParameters(notebook, { profile: undefined, seed: 2, other: 3 });
    expect(cells[2]?.source).toBe("// Parameters\nconst seed = 2;");
    expect(injectParameters(notebook, { other: 3 })).toBe(notebook);
  });

  it("injectParameters() replaces what was injected before", () => {
    const { cells } = injectParameters(injectParameters(notebook, { seed: 2 }), { seed: 3 });
    expect(cells.map((c) => c.source)).toEqual([
      "1",
      notebook.cells[1]?.source,
      "// Parameters\nconst seed = 3;",
      "2",
    ]);
  });

  it("injectParameters() leaves a notebook without a parameters cell as it is", () => {
    const plain = { cells: [cell("const seed = 1;")] };
    expect(injectParameters(plain, { seed: 2 })).toBe(plain);
  });
});

it("parameterNames() are the names that the parameters cell declares", () => {
  expect(parameterNames(notebook)).toEqual(["profile", "seed", "set"]);
});

it("parameter() reads JSON where it can, else text", () => {
  expect(parseParameter("a=3")).toEqual(["a", 3]);
  expect(parseParameter('b={"c":[true]}')).toEqual(["b", { c: [true] }]);
  expect(parseParameter("d=small=er")).toEqual(["d", "small=er"]);
});

it("parameter() refuses what has no name", () => {
  expect(() => parseParameter("=3")).toThrow('Cannot use --parameter: "=3", expected name=value.');
});
