import { describe, expect, it } from "vitest";
import { scatter } from "../../lib/figures/scatter";
import { request, source } from "./requests";

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
