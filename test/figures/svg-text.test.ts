import { expect, it } from "vitest";
import { svgText } from "../../lib/figures/svg-text";

it("svgText() escapes what it is given, in content and in attributes", () => {
  const svg = svgText(1.26, 2, `<b> & "c"`, { color: `"><script>`, anchor: "end" });
  expect(svg).toMatch(/^<text x="1.3" y="2" [^<>]*>&lt;b&gt; &amp; &quot;c&quot;<\/text>$/);
  expect(svg).toContain('text-anchor="end"');
});
