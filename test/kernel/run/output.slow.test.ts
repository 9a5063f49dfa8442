import { expect, test } from "vitest";
import { bench, cpuTime, errorText } from "../cases";

const { kernel } = bench();
const publish =
  "const publish = (globalThis as unknown as { __cell: { publish(type: string, content: unknown): void } }).__cell.publish;\n";
const memory = async (): Promise<number> =>
  Number((await kernel().execute("globalThis.gc?.();\nprocess.memoryUsage().rss / 2 ** 20")).result);

test("100,000 log lines come all, in order", async () => {
  const outcome = await kernel().execute("for (let i = 0; i < 1e5; i++) console.log('line', i);", {
    timeout: 240,
  });
  const lines = outcome.text("stdout").split("\n");
  expect(lines).toHaveLength(100_001);
  expect(lines.findIndex((line, i) => i < 1e5 && line !== `line ${i}`)).toBe(-1);
});

test("100,000 log lines with an await after each come all, in order", async () => {
  const outcome = await kernel().execute("for (let i = 0; i < 1e5; i++) { console.log(i); await null; }", {
    timeout: 240,
  });
  expect(
    outcome
      .text("stdout")
      .split("\n")
      .findIndex((line, i) => i < 1e5 && line !== String(i)),
  ).toBe(-1);
});

test("2,000 displays in a burst come all, in order, also beside log lines", async () => {
  const one = "publish('display_data', { data: { 'text/plain': String(i) }, metadata: {} });";
  const outcome = await kernel().execute(
    `${publish}for (let i = 0; i < 2000; i++) { ${one} console.log(i); }`,
    { timeout: 240 },
  );
  const shown = outcome.outputs
    .filter(({ header }) => header.msg_type === "display_data")
    .map(({ content }) => (content["data"] as Record<string, unknown>)["text/plain"]);
  expect(shown).toEqual(Array.from({ length: 2000 }, (_, i) => String(i)));
  expect(outcome.text("stdout").split("\n")).toHaveLength(2001);
});

test("10,000 displays of one place, updated, come all", async () => {
  const content = "{ data: { 'text/plain': String(i) }, metadata: {}, transient: { display_id: 'same' } }";
  const outcome = await kernel().execute(
    `${publish}for (let i = 0; i < 10000; i++) publish(i ? 'update_display_data' : 'display_data', ${content});`,
    { timeout: 240 },
  );
  expect(outcome.outputs.filter(({ header }) => header.msg_type === "update_display_data")).toHaveLength(
    9999,
  );
});

test("600 cells queued at once run all, in order", async () => {
  await kernel().execute("const ran: number[] = [];");
  const sent = Array.from({ length: 600 }, (_, i) =>
    kernel().executeNoWait(`ran.push(${i});\nconsole.log(${i})`, { timeout: 240 }),
  );
  const outcomes = await Promise.all(sent.map(({ done }) => done));
  expect(outcomes.map((outcome) => outcome.text("stdout"))).toEqual(
    Array.from({ length: 600 }, (_, i) => `${i}\n`),
  );
  expect((await kernel().execute("ran.length === 600 && ran.every((n, i) => n === i)")).result).toBe("true");
});

test("an image of 50 MB comes whole", async () => {
  const outcome = await kernel().execute(
    "({ [Symbol.for('Jupyter.display')]: () => ({ 'image/png': 'A'.repeat(5e7) }) })",
    { timeout: 240 },
  );
  const result = outcome.outputs.find(({ header }) => header.msg_type === "execute_result");
  expect(String((result?.content["data"] as Record<string, unknown>)["image/png"])).toHaveLength(5e7);
});

test("a single line of 100 MB comes whole, none of its characters cut in two, and the kernel lives on", async () => {
  const face = "\u{1F600}";
  const line = await kernel().execute(`console.log("x" + "${face}".repeat(1e6) + "y".repeat(98e6));`, {
    timeout: 120,
  });
  const parts = line.outputs.flatMap(({ content }) =>
    content["name"] === "stdout" ? [String(content["text"])] : [],
  );
  expect(parts.filter((part) => /\p{Surrogate}/u.test(part))).toEqual([]);
  expect(line.text("stdout") === `x${face.repeat(1e6)}${"y".repeat(98e6)}\n`).toBe(true);
  expect((await kernel().execute("1 + 1")).result).toBe("2");
});

test("1,000 quick cells in a row grow neither in time nor in memory", async () => {
  const times: number[] = [];
  let before = 0;
  for (let i = 0; i < 1000; i++) {
    if (i === 200) before = await memory();
    if ([200, 400, 800].includes(i)) times.push(await cpuTime(kernel()));
    const outcome = await kernel().execute(`const cell${i % 20} = ${i};\ncell${i % 20} + 1`);
    expect(errorText(outcome)).toBe("");
    expect(outcome.result).toBe(String(i + 1));
  }
  times.push(await cpuTime(kernel()));
  const [t200 = NaN, t400 = NaN, t800 = NaN, t1000 = NaN] = times;
  expect(t1000 - t800, `ms, after ${t400 - t200} ms`).toBeLessThan(1.5 * (t400 - t200) + 600);
  expect((await memory()) - before).toBeLessThan(80);
});
