import { expect, test } from "vitest";
import { headless, stream, value } from "./headless";

const timeout = 120_000; // 3 s each on an idle machine

test("a notebook's results, console and imports come out as written", { timeout }, async () => {
  const { code, stderr, outputs } = await headless(
    'import * as core from "./lib/core";\nimport { fail } from "./lib/core/errors";\nconst x: number = 20;',
    'const more = { x };\nconsole.log("first");\nconsole.error("second");\nconsole.log("third");\nmore.x + 22',
    'core.nearestName("smke", ["smoke", "paper"]) + typeof fail',
    "const x = `again ${more.x}`;\nawait Promise.resolve(x)",
    "const svg = \"<svg xmlns='http://www.w3.org/2000/svg'></svg>\";\n" +
      '({ [Symbol.for("Jupyter.display")]: () => ({ "image/svg+xml": svg, "text/plain": "a picture" }) })',
    'const spec = { mark: "point", data: { values: [] as number[] }, encoding: {} };\n' +
      '({ [Symbol.for("Jupyter.display")]: () => ({ "application/vnd.vegalite.v5+json": spec, "text/plain": "" }) })',
    'setTimeout(() => console.log("and what it set going is waited for"), 200);\nundefined',
  );
  expect(stderr).not.toMatch(/Error/);
  expect(code).toBe(0);
  expect(value(outputs[1])).toBe("42");
  expect(stream(outputs[1], "stdout")).toBe("first\nthird\n");
  expect(stream(outputs[1], "stderr")).toBe("second\n");
  const order = outputs[1]?.map((o) => o.name ?? o.output_type);
  expect(order).toEqual(["stdout", "stderr", "stdout", "execute_result"]);
  expect(value(outputs[2])).toBe("'smokefunction'");
  expect(value(outputs[3])).toBe("'again 20'");
  expect(value(outputs[4], "image/svg+xml")).toMatch(/^<svg/);
  expect(value(outputs[4])).toBe("a picture");
  expect(value(outputs[5], "application/vnd.vegalite.v5+json")).toMatchObject({ mark: "point" });
  expect(stream(outputs[6], "stdout")).toMatch(/^and what/);
});

test("a type error ends the run before anything of its cell has happened", { timeout }, async () => {
  const { code, stderr } = await headless("const ok = 1;", 'console.log("ran");\nconst a: number = "x";');
  expect(code).not.toBe(0);
  expect(stderr).toContain("cell[2] 2:7 - Type 'string' is not assignable to type 'number'.");
  expect(stderr).not.toContain("-- stdout --");
});

test(
  "an error that lib did not foresee ends the run with its message and TypeScript lines",
  { timeout },
  async () => {
    const { code, stderr } = await headless(
      'import { row } from "./lib/ml/vectors";\n\nrow(undefined as never, 0);',
    );
    expect(code).not.toBe(0);
    expect(stderr).toContain("TypeError: Cannot");
    expect(stderr).toMatch(/lib\/ml\/vectors\.ts:\d+:\d+/);
    expect(stderr).toMatch(/cell\[1\]:3:\d/);
  },
);

test(
  "one that a wrong value in a cell led to, with its message and the cell's line alone",
  { timeout },
  async () => {
    const { code, stderr } = await headless(
      'import { vectors } from "./lib/ml/vectors";\n\nvectors([[1], [1, 2]]);',
    );
    expect(code).not.toBe(0);
    expect(stderr).toContain("RangeError: Cannot make vectors");
    expect(stderr).toMatch(/cell\[1\]:3:\d/);
    expect(stderr).not.toMatch(/lib\/\S+\.ts:\d+:\d+/);
  },
);

test("a foreseeable refusal ends the run with its line, without a stack", { timeout }, async () => {
  const { code, stderr } = await headless(
    'import { resolveSettings } from "./lib/core";\n\nresolveSettings("smoke", { "gan.epoch": 3 });',
  );
  expect(code).not.toBe(0);
  expect(stderr).toContain('InputError: Cannot set "gan.epoch"');
  expect(stderr).not.toMatch(/\.ts:\d+:\d+/);
});

test("an error thrown late by the last cell's timer ends the run", { timeout }, async () => {
  const { code, stderr } = await headless(
    "1 + 1",
    'setTimeout(() => {\n  throw new Error("too late");\n}, 300);',
  );
  expect(code).not.toBe(0);
  expect(stderr).toContain("UncaughtException: Error: too late");
  expect(stderr).toContain("cell[2]:2:");
});
