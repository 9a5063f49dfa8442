import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";
import { table } from "../../lib/figures";
import { display } from "../../lib/figures/figure";

const rows = [
  { arm: "original", accuracy: { value: 17 / 22, low: 0.5656, high: 0.8988 }, n: 144, note: "<b>&" },
  { arm: "synthetic", accuracy: { value: 0.5, low: 0.3, high: 0.7 }, n: 200, note: null },
];

describe("table()", () => {
  it("table() shows intervals as 0.77 (0.57–0.90), absent values as a dash, and escapes cells", () => {
    const { html } = table(rows);
    expect(html).toContain(">0.77 (0.57–0.90)</td>");
    expect(html).toContain(">–</td>");
    expect(html).toContain("&lt;b&gt;&amp;");
    expect(html).not.toContain("<b>");
  });

  it("table() takes an interval as a pair, too, and says where there is none", () => {
    const cells = [{ gain: { value: 0.1, interval: [-0.05, 0.25], n: 22 } }, { gain: { value: 0.1 } }];
    expect(table(cells).text).toBe("gain\n+0.10 (−0.05 to +0.25)\n0.10 (no interval)");
  });

  it("table() sets numbers to the right and words to the left", () => {
    const { html } = table(rows);
    expect(html).toContain('style="text-align:right">n</th>');
    expect(html).toContain(">arm</th>");
    expect(html).not.toContain('right">arm</th>');
  });

  it("table() makes the first cell of a row its header, and of no empty heading one", () => {
    const { html } = table([{ "": "recall", normal: 0.5, tumor: 0.7 }]);
    const [head = "", body = ""] = html.split("<tbody>");
    expect(head.match(/<th scope="col"[^>]*>[^<]+<\/th>/g)).toHaveLength(2);
    expect(head).toContain("<tr><td></td><th");
    expect(body).toMatch(/^<tr><th scope="row" style="text-align:left">recall<\/th><td/);
    expect(body.match(/<th/g)).toHaveLength(1);
    expect(body.match(/<td/g)).toHaveLength(2);
  });

  it("table() of one column has no headers of rows: nothing follows that they could be said with", () => {
    expect(table([{ a: 1 }]).html).not.toContain('scope="row"');
  });

  it("table() says data set, n and seed of a caption, and shows itself as HTML and text", () => {
    const bundle = table(rows, { run: { dataName: "phantom", seed: 1 }, n: 22 })[display]();
    expect(bundle["text/html"]).toContain("<caption>phantom · n = 22 · seed 1</caption>");
    expect(String(bundle["text/plain"]).split("\n")).toHaveLength(4);
  });

  it("table() takes its columns from the first row", () => {
    expect(table([{ a: 1 }, { a: 2 }]).text).toBe("a\n1\n2");
  });

  it("table() without rows shows the words given for that, escaped", () => {
    const bundle = table([], { empty: "no pairs < 1" })[display]();
    expect(bundle).toEqual({ "text/html": "<p>no pairs &lt; 1</p>", "text/plain": "no pairs < 1" });
    expect(table([{ a: 1 }], { empty: "none" }).text).toBe("a\n1");
  });

  it("table() refuses no rows without such words", () => {
    expect(() => table([])).toThrow("Cannot show a table: no rows, expected at least one.");
  });

  it("table() loads no second engine", () => {
    table(rows);
    const { cache } = createRequire(import.meta.url);
    expect(Object.keys(cache).some((file) => file.includes("danfojs-node"))).toBe(true);
    expect(Object.keys(cache).filter((file) => file.endsWith("tfjs_binding.node"))).toEqual([]);
  });
});
