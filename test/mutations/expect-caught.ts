import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Mutation } from "./mutations";
import { workingCopy, type Ran, type WorkingCopy } from "./working-copy";

/**
 * Declares a test per mutation. The fault is planted in a copy of the project; the notebooks that it reaches are run there,
 * then the tests of their results. The fault must turn them red, by the test that is meant for it.
 */
export function expectCaught(mutations: readonly Mutation[]): void {
  describe("npm test", () => {
    let copy: WorkingCopy;
    let plain: Ran;

    beforeAll(async () => {
      copy = workingCopy();
      plain = await copy.execute("01", "02", "03", "04", "05");
      if (plain.code === 0) copy.keep();
    }, 1_200_000);

    afterAll(() => {
      copy.remove();
    });

    test("passes without a mutation", async () => {
      expect(plain.code, plain.output).toBe(0);
      const { passed, failed, output } = await copy.failing();
      expect(failed, output).toEqual([]);
      expect(passed).toBeGreaterThan(50);
    });

    test.each(mutations.map((m) => [m.name, m] as const))("turns red: %s", async (name, mutation) => {
      expect(plain.code).toBe(0);
      const { ran, failed } = await copy.changed(mutation.file, mutation.edit, () => tried(copy, mutation));
      const seen = [...(ran.code === 0 ? [] : ["the run stops"]), ...failed];
      console.log(`${name}\n  caught by ${seen.join("\n            ")}`);
      if (mutation.stops === undefined) expect(ran.code, ran.output).toBe(0);
      else {
        expect(ran.code).toBe(1);
        expect(ran.output).toMatch(mutation.stops);
      }
      if (mutation.caughtBy !== undefined)
        expect(failed).toEqual(expect.arrayContaining([expect.stringMatching(mutation.caughtBy)]));
    });
  });
}

async function tried(
  copy: WorkingCopy,
  mutation: Mutation,
): Promise<{ ran: Ran; failed: readonly string[] }> {
  const { notebooks, unit, caughtBy } = mutation;
  if (unit !== undefined) return { ran: { code: 0, output: "" }, failed: (await copy.failing(unit)).failed };
  copy.restart(...notebooks);
  const ran = await copy.execute(...notebooks);
  copy.complete();
  return { ran, failed: caughtBy === undefined ? [] : (await copy.failing()).failed };
}
