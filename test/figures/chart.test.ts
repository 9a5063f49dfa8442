import { describe, expect, it } from "vitest";
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
