import { expect, it } from "vitest";
import { escapeHtml } from "../../lib/figures/escape-html";

it("escapeHtml() leaves no letter that HTML would read", () => {
  expect(escapeHtml(`<a href="x">&'`)).toBe("&lt;a href=&quot;x&quot;&gt;&amp;&#39;");
});
