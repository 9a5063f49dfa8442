import { afterAll, describe, expect, test } from "vitest";
import { errorText } from "./cases";
import { startKernel, stopKernels, type Kernel } from "./client";
import { workspace } from "./workspace";

const place = workspace({ "lib/m.ts": "export const m = (n: number): number => n + 1;\n" });
afterAll(async () => {
  await stopKernels();
  place.remove();
});

const collected =
  "(await import('node:v8')).setFlagsFromString('--expose-gc');\n(await import('node:vm')).runInNewContext('gc')();\n";

/** MiB of the kernel's heap after a collection. */
async function heap(kernel: Kernel): Promise<number> {
  const { result } = await kernel.execute(`${collected}process.memoryUsage().heapUsed / 2 ** 20`);
  return Number(result);
}

/** The lower quartile: what other programs of the machine take is not the kernel's. */
const typical = (times: readonly number[]): number =>
  [...times].sort((a, b) => a - b)[Math.floor(times.length / 4)] ?? NaN;

describe("1,000 quick cells in a row", () => {
  test.each<[string, (i: number) => string]>([
    ["that declare one name again", (i) => `const again = { n: ${i} };\nagain.n`],
    ["that declare a name each", (i) => `const name${i} = ${i};\nname${i}`],
    ["that only log", (i) => `console.log(${i});\n${i}`],
    ["that import again", (i) => `import { m } from '../lib/m';\nm(${i} - 1)`],
  ])("%s take no more time and memory at the end", async (_, cell) => {
    const kernel = await startKernel({ cwd: place.notebooks });
    const times: number[] = [];
    let early = 0;
    for (let i = 0; i < 1000; i++) {
      if (i === 100) early = await heap(kernel);
      const start = performance.now();
      const outcome = await kernel.execute(cell(i));
      times.push(performance.now() - start);
      expect(outcome.error).toBeUndefined();
      expect(outcome.result).toBe(String(i));
    }
    const late = await heap(kernel);
    const [first, last] = [typical(times.slice(0, 100)), typical(times.slice(-100))];
    await kernel.stop();
    expect(late - early, "MiB of heap gained").toBeLessThan(20);
    expect(last / first, `${first} ms, then ${last} ms`).toBeLessThan(3);
  });

  test("sent at once are all answered, in order", async () => {
    const kernel = await startKernel({ cwd: place.notebooks });
    const sent = Array.from({ length: 1000 }, (_, i) => kernel.executeNoWait(`${i} + 0`, { timeout: 200 }));
    const results = await Promise.all(sent.map(({ done }) => done));
    expect(results.map(({ result }) => result)).toEqual(sent.map((_, i) => String(i)));
    expect(results.map(({ reply }) => reply["execution_count"])).toEqual(sent.map((_, i) => i + 1));
    await kernel.stop();
  });
});

describe("1e8 scalar iterations take at most five times what they take without checks", () => {
  const loop = "for (let i = 0; i < 1e8; i++) x = (x + i) | 0;";
  const plain = `Function(${JSON.stringify(`let x = 0; ${loop} return x;`)})()`;
  test.each([
    ["in a block", `{ let x = 0; ${loop} }`],
    ["in a function", `function run() { let x = 0; ${loop} return x; }\nrun();`],
    ["with while", "{ let x = 0, i = 0; while (i < 1e8) { x = (x + i) | 0; i++; } }"],
  ])("%s", async (_, body) => {
    const kernel = await startKernel({ cwd: place.notebooks });
    const seconds = async (code: string): Promise<number> => {
      const timed = `const from = performance.now();\n${code}\nconst took = performance.now() - from;\ntook`;
      const outcome = await kernel.execute(timed, { timeout: 120 });
      expect(errorText(outcome)).toBe("");
      return Number(outcome.result) / 1000;
    };
    const rounds: (readonly [number, number])[] = [];
    for (let i = 0; i < 3; i++) rounds.push([await seconds(plain), await seconds(body)] as const);
    const without = Math.min(...rounds.map(([time]) => time));
    const checked = Math.min(...rounds.map(([, time]) => time));
    await kernel.stop();
    expect(checked / without, JSON.stringify(rounds)).toBeLessThan(5);
  });
});
