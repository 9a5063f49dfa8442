import { afterAll, describe, expect, test } from "vitest";
import { cpuTime, errorText } from "./cases";
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
      if ([100, 200, 900].includes(i)) times.push(await cpuTime(kernel));
      const outcome = await kernel.execute(cell(i));
      expect(outcome.error).toBeUndefined();
      expect(outcome.result).toBe(String(i));
    }
    times.push(await cpuTime(kernel));
    const late = await heap(kernel);
    const [t100 = NaN, t200 = NaN, t900 = NaN, t1000 = NaN] = times;
    const [first, last] = [t200 - t100, t1000 - t900];
    await kernel.stop();
    expect(late - early, "MiB of heap gained").toBeLessThan(20);
    expect(last / first, `ms per 100 cells: ${first}, then ${last}`).toBeLessThan(3);
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
      const timed = `const from = process.cpuUsage();\n${code}\nconst took = process.cpuUsage(from).user;\ntook`;
      const outcome = await kernel.execute(timed, { timeout: 120 });
      expect(errorText(outcome)).toBe("");
      return Number(outcome.result) / 1e6;
    };
    const rounds: (readonly [number, number])[] = [];
    for (let i = 0; i < 3; i++) rounds.push([await seconds(plain), await seconds(body)] as const);
    const without = Math.min(...rounds.map(([time]) => time));
    const checked = Math.min(...rounds.map(([, time]) => time));
    await kernel.stop();
    expect(checked / without, JSON.stringify(rounds)).toBeLessThan(5);
  });
});
