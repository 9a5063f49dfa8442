import { describe, expect, test } from "vitest";
import { bench, errorText } from "../cases";
import { contents, data, publish, show } from "../displays";
import type { Execution } from "../execution";

const { kernel, run } = bench();

const png =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

describe("a value with a Jupyter.display method shows", () => {
  test.each([
    ["HTML", "'text/html'", "'<b>x</b>'", "<b>x</b>"],
    ["SVG", "'image/svg+xml'", "'<svg></svg>'", "<svg></svg>"],
    ["PNG", "'image/png'", `'${png}'`, png],
    ["Markdown", "'text/markdown'", "'**x**'", "**x**"],
    [
      "Vega-Lite",
      "'application/vnd.vegalite.v5+json'",
      "{ mark: 'bar', data: { values: [] } }",
      { mark: "bar", data: { values: [] } },
    ],
    ["JSON", "'application/json'", "{ a: [1, null] }", { a: [1, null] }],
  ])("its %s as the last expression", async (_, type, value, wanted) => {
    const [outcome] = await run(show(`{ ${type}: ${value} }`));
    expect(data(outcome as Execution)).toMatchObject([{ [type.slice(1, -1)]: wanted }]);
    expect(typeof outcome?.result, "and a plain form").toBe("string");
  });

  test("all its forms, and its own plain text", async () => {
    const outcome = await kernel().execute(show("{ 'text/plain': 'mine', 'text/html': '<i>mine</i>' }"));
    expect(data(outcome)).toEqual([{ "text/plain": "mine", "text/html": "<i>mine</i>" }]);
  });

  test("itself when the method is a class's, inherited or a function's", async () => {
    const base =
      "class Shown { [Symbol.for('Jupyter.display')]() { return { 'text/html': this.name() }; } name() { return 'base'; } }";
    const cells = [base, "class Sub extends Shown { override name() { return 'sub'; } }\nnew Sub()"];
    const outcomes = await run(
      ...cells,
      "Object.assign(() => 1, { [Symbol.for('Jupyter.display')]: () => ({ 'text/html': 'f' }) })",
    );
    expect(outcomes.slice(1).map((o) => data(o)[0]?.["text/html"])).toEqual(["sub", "f"]);
  });

  test("what its promise gives, when the method is asynchronous", async () => {
    const outcome = await kernel().execute(
      "({ async [Symbol.for('Jupyter.display')]() { await new Promise((f) => setTimeout(f, 20)); return { 'text/html': 'late' }; } })",
    );
    expect(data(outcome)).toMatchObject([{ "text/html": "late" }]);
  });

  test("itself after an await, and when the value was awaited", async () => {
    const outcome = await kernel().execute(`await Promise.resolve(${show("{ 'text/html': 'awaited' }")})`);
    expect(data(outcome)).toMatchObject([{ "text/html": "awaited" }]);
  });

  test("an error of the cell when the method throws", async () => {
    const outcome = await kernel().execute(
      "({ [Symbol.for('Jupyter.display')]() { throw new Error('cannot draw'); } })",
    );
    expect(errorText(outcome) + (outcome.result ?? "")).toContain("cannot draw");
    expect((await kernel().execute("1")).result).toBe("1");
  });

  test("an error of the cell when a form cannot be sent", async () => {
    const outcome = await kernel().execute(
      `const round: unknown[] = [];\nround.push(round);\n${show("{ 'application/json': round }")}`,
    );
    expect(errorText(outcome)).toContain("its application/json is no JSON");
  });

  test("its plain form when the method gives nothing of use", async () => {
    const outcome = await kernel().execute("({ a: 1, [Symbol.for('Jupyter.display')]: () => undefined })");
    expect(errorText(outcome)).toBe("");
    expect(outcome.result).toContain("a: 1");
  });

  test("its plain form beside bytes that cannot be shown", async () => {
    const outcome = await kernel().execute(
      `({ [Symbol.for('Jupyter.display')]: () => ({ 'image/png': Buffer.from('${png}', 'base64').toString('base64') }) })`,
    );
    expect(data(outcome)).toMatchObject([{ "image/png": png }]);
  });
});

describe("tslab's own display", () => {
  test.each([
    ["html", "'<b>x</b>'", "text/html", "<b>x</b>"],
    ["markdown", "'# x'", "text/markdown", "# x"],
    ["latex", "'$x$'", "text/latex", "$x$"],
    ["svg", "'<svg/>'", "image/svg+xml", "<svg/>"],
    ["png", `Buffer.from('${png}', 'base64')`, "image/png", png],
    ["text", "'plain'", "text/plain", "plain"],
  ])("shows %s", async (method, value, mime, wanted) => {
    const outcome = await kernel().execute(`import { display } from "tslab";\ndisplay.${method}(${value});`);
    expect(data(outcome, "display_data")).toMatchObject([{ [mime]: wanted }]);
  });

  test("updates one place by newDisplay", async () => {
    const outcome = await kernel().execute(
      'import { newDisplay } from "tslab";\nconst place = newDisplay();\nplace.text("1");\nplace.text("2");',
    );
    const [first, second] = [
      ...contents(outcome, "display_data"),
      ...contents(outcome, "update_display_data"),
    ];
    expect(first?.["transient"]).toEqual(second?.["transient"]);
    expect(second?.["data"]).toMatchObject({ "text/plain": "2" });
  });
});

describe("a cell's publish", () => {
  test("shows, updates and clears, in order with the streams", async () => {
    const bundle = (text: string): string =>
      `{ data: { 'text/plain': '${text}' }, metadata: {}, transient: { display_id: 'd' } }`;
    const outcome = await kernel().execute(
      `${publish}console.log('a');\npublish('display_data', ${bundle("1")});\nconsole.log('b');\npublish('update_display_data', ${bundle("2")});\npublish('clear_output', { wait: true });\nconsole.log('c');`,
    );
    expect(outcome.outputs.slice(2, -1).map(({ header }) => header.msg_type)).toEqual([
      "stream",
      "display_data",
      "stream",
      "update_display_data",
      "clear_output",
      "stream",
    ]);
    expect(outcome.text("stdout")).toBe("a\nb\nc\n");
  });

  test("loses none of 500 displays in a burst", async () => {
    const outcome = await kernel().execute(
      `${publish}for (let i = 0; i < 500; i++) publish('display_data', { data: { 'text/plain': String(i) }, metadata: {} });`,
    );
    expect(data(outcome, "display_data").map((d) => d["text/plain"])).toEqual(
      Array.from({ length: 500 }, (_, i) => String(i)),
    );
  });
});
