import { describe, expect, it } from "vitest";
import { intervals } from "../../lib/figures/intervals";
import { request, source } from "./requests";

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
