import { describe, expect, it } from "vitest";
import { histogram } from "../../lib/figures/histogram";
import { request, source } from "./requests";

describe("histogram()", () => {
  const shares = async (values: readonly number[], domain?: readonly [number, number]) =>
    (
      await histogram({
        ...request,
        xTitle: "x",
        bins: 4,
        ...(domain && { domain }),
        groups: [{ series: "a", values }],
      })(source)
    ).data;

  it("histogram() puts a value on a bin's lower bound into it, and the largest into the last bin", async () => {
    expect((await shares([0, 0.25, 0.5, 1])).map((d) => d["count"])).toEqual([1, 1, 1, 1]);
  });

  it("histogram() shows shares of each group, which sum to 1", async () => {
    const sum = (await shares([0, 0.1, 0.9, 1, 0.4])).reduce((total, d) => total + Number(d["share"]), 0);
    expect(sum).toBeCloseTo(1, 12);
  });

  it("histogram() leaves out values outside its domain but keeps them in n", async () => {
    expect((await shares([-1, 0, 1, 2], [0, 1])).map((d) => d["share"])).toEqual([0.25, 0, 0, 0.25]);
  });

  it("histogram() draws more than two groups of a panel as outlines, two as bars", async () => {
    const group = (series: string) => ({ series, values: [0, 1] });
    const draw = (names: readonly string[]) =>
      histogram({ ...request, xTitle: "x", groups: names.map(group) })(source);
    expect((await draw(["a", "b"])).spec).toMatchObject({ vconcat: [{ mark: { type: "bar" } }] });
    expect((await draw(["a", "b", "c"])).spec).toMatchObject({ vconcat: [{ mark: { type: "line" } }] });
  });

  it("histogram() draws equal values, and refuses none", async () => {
    expect((await shares([2, 2])).map((d) => d["count"])).toContain(2);
    const bar = (await shares([64, 64])).find((d) => d["count"] === 2)!;
    expect([Number(bar["from"]), Number(bar["to"])]).toEqual([62.4, expect.closeTo(65.6)]);
    await expect(shares([])).rejects.toThrow(/no values/);
  });
});
