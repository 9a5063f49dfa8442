import { describe, expect, it } from "vitest";
import { confusion, curves, histogram, intervals, scatter } from "../../lib/figures";
import { chart } from "../../lib/figures/chart";
import { request, source } from "./requests";

describe("chart()", () => {
  it("chart() refuses a number that is not finite and names the row", () => {
    const rows = [{ x: 1 }, { x: NaN }];
    expect(() => chart({ ...request, rows, marks: { mark: "point" } })).toThrow(/row 2 is \{"x":"NaN"\}/);
  });

  it("chart() turns the library's warnings into an error that names the figure", async () => {
    const marks = { mark: "no-such-mark", encoding: { x: { field: "x", type: "quantitative" } } };
    await expect(chart({ ...request, rows: [{ x: 1 }], marks })(source)).rejects.toThrow(
      /Cannot draw "00-test"/,
    );
  });

  it("chart() keeps the numbers apart from the specification", async () => {
    const marks = { mark: "point", encoding: { x: { field: "x", type: "quantitative" } } };
    const { spec, data } = await chart({ ...request, rows: [{ x: 1 }], marks })(source);
    expect(spec?.["data"]).toEqual({ name: "rows" });
    expect(JSON.stringify(spec)).not.toContain("datasets");
    expect(data).toEqual([{ x: 1 }]);
  });

  it("chart() refuses a name that is no file name", async () => {
    const marks = { mark: "point", encoding: { x: { field: "x", type: "quantitative" } } };
    await expect(chart({ ...request, name: "../x", rows: [{ x: 1 }], marks })(source)).rejects.toThrow(
      /the name "..\/x"/,
    );
  });
});

describe("curves()", () => {
  it("curves() counts x from 1 and leaves out what is not finite", async () => {
    const { data } = await curves({
      ...request,
      xTitle: "step",
      yTitle: "loss",
      curves: [{ series: "d", values: [3, NaN, 1] }],
    })(source);
    expect(data.map((d) => [d["x"], d["y"]])).toEqual([
      [1, 3],
      [3, 1],
    ]);
  });

  it("curves() draws long curves as means of neighbours and says so", async () => {
    const values = Array.from({ length: 1201 }, (_, i) => i % 3);
    const { data, subtitle } = await curves({
      ...request,
      xTitle: "step",
      yTitle: "loss",
      curves: [{ series: "d", values }],
    })(source);
    expect(data).toHaveLength(401);
    expect([data[0]?.["x"], data[0]?.["y"], data.at(-1)?.["x"], data.at(-1)?.["y"]]).toEqual([2, 1, 1201, 0]);
    expect(subtitle).toContain("a point is the mean of 3");
  });

  it("curves() names every series and panel", async () => {
    const curve = (panel: string, series: string) => ({ panel, series, values: [1, 2] });
    const { svg } = await curves({
      ...request,
      xTitle: "epoch",
      yTitle: "loss",
      curves: [curve("normal", "generator"), curve("hemorrhage", "discriminator")],
      marks: [{ panel: "normal", x: 2, text: "kept" }],
    })(source);
    for (const word of ["normal", "hemorrhage", "generator", "discriminator", "kept", "epoch"])
      expect(svg).toContain(`>${word}</text>`);
  });
});

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
    await expect(shares([])).rejects.toThrow(/no values/);
  });
});

describe("intervals()", () => {
  it("intervals() writes value, interval and counts beside each point", async () => {
    const row = { label: "original", value: 17 / 22, low: 0.5656, high: 0.8988, counts: "17/22" };
    const { svg } = await intervals({ ...request, xTitle: "accuracy", rows: [row] })(source);
    expect(svg).toContain(">0.77 (0.57–0.90) · 17/22</text>");
  });
});

describe("intervals() with other sources", () => {
  const row = { label: "original", value: 0.6, low: 0.5, high: 0.7 };
  const draw = (more: object) => intervals({ ...request, xTitle: "AUC", rows: [row], ...more })(source);

  it("intervals() says whose the diamonds are", async () => {
    const { subtitle, data } = await draw({ reference: [{ label: "original", value: 0.7651 }] });
    expect(subtitle).toContain("◇ paper");
    expect(data.at(-1)).toMatchObject({ kind: "paper", value: 0.7651 });
  });

  it("intervals() draws a rule only when asked for", async () => {
    expect((await draw({ rule: 0.5 })).svg).toContain("stroke-dasharray");
    expect((await draw({})).svg).not.toContain("stroke-dasharray");
  });
});

describe("confusion()", () => {
  it("confusion() gives shares of the true class, not of what was predicted", async () => {
    const matrix = [
      [4, 6],
      [2, 8],
    ];
    const { data } = await confusion({
      ...request,
      classes: ["normal", "bleed"],
      arms: [{ name: "a", matrix }],
    })(source);
    const rate = (actual: string, predicted: string) =>
      data.find((d) => d["actual"] === actual && d["predicted"] === predicted)?.["rate"];
    expect([rate("bleed", "bleed"), rate("bleed", "normal")]).toEqual([0.8, 0.2]);
    expect([rate("normal", "bleed"), rate("normal", "normal")]).toEqual([0.6, 0.4]);
  });

  it("confusion() says none where a class has no images", async () => {
    const matrix = [
      [1, 1],
      [0, 0],
    ];
    const { data } = await confusion({
      ...request,
      classes: ["normal", "bleed"],
      arms: [{ name: "a", matrix }],
    })(source);
    expect(data.filter((d) => d["actual"] === "bleed").map((d) => d["share"])).toEqual(["none", "none"]);
  });
});

describe("scatter()", () => {
  it("scatter() draws real points filled and synthetic ones hollow, coloured by class", async () => {
    const point = (source: string, label: string) => ({ x: 0, y: 1, label, source });
    const { svg } = await scatter({
      ...request,
      labels: ["normal", "hemorrhage"],
      panels: [{ title: "pixels", points: [point("real", "normal"), point("synthetic", "hemorrhage")] }],
    })(source);
    expect(svg).toMatch(/<path[^>]*fill="#0072B2"/);
    expect(svg).toMatch(/<path[^>]*stroke="#D55E00"/);
    expect(svg).not.toMatch(/role-mark[^>]*><path[^>]*fill="#D55E00"/);
  });
});
