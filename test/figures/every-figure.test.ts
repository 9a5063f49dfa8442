import { describe, expect, it } from "vitest";
import { display } from "../../lib/figures/figure";
import { every, source } from "./requests";

describe.each(Object.entries(every))("%s()", (name, make) => {
  const draw = () => make()(source);

  it(`${name}() says its data set, n and seed under its title`, async () => {
    const figure = await draw();
    expect(figure.subtitle).toMatch(/^phantom · n = 3 · seed 7( · |$)/);
    for (const words of ["Title", figure.subtitle]) expect(figure.svg).toContain(`>${words}</text>`);
  });

  it(`${name}() draws the same bytes each time`, async () => {
    const [a, b] = [await draw(), await draw()];
    expect(b.svg).toBe(a.svg);
    expect(b.png.equals(a.png)).toBe(true);
  });

  it(`${name}() is a PNG between 100 and 720 pixels wide`, async () => {
    const { png } = await draw();
    expect(png.toString("latin1", 1, 4)).toBe("PNG");
    expect(png.readUInt32BE(16)).toBeGreaterThanOrEqual(100);
    expect(png.readUInt32BE(16)).toBeLessThanOrEqual(720);
  });

  it(`${name}() shows itself as a picture, and as a chart where it is one`, async () => {
    const figure = await draw();
    const bundle = figure[display]();
    expect(bundle["image/png"]).toBe(figure.png.toString("base64"));
    expect("application/vnd.vegalite.v5+json" in bundle).toBe(figure.spec !== undefined);
    expect(figure.data.length).toBeGreaterThan(0);
  });
});
