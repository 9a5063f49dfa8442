import { expect, it } from "vitest";
import { html, Html } from "../../lib/figures/html";

const evil = `<b onclick="x('y')">&`;
const escaped = "&lt;b onclick=&quot;x(&#39;y&#39;)&quot;&gt;&amp;";

it("html escapes texts in content and in attributes, alone and in lists", () => {
  expect(html`<p title="${evil}">${evil}</p>`.markup).toBe(`<p title="${escaped}">${escaped}</p>`);
  expect(html`<p>${[evil, [evil]]}</p>`.markup).toBe(`<p>${escaped}${escaped}</p>`);
});

it("html puts markup in as it is, once escaped it is not escaped again", () => {
  const inner = html`<i>${evil}</i>`;
  expect(html`<p>${inner}${[inner, inner]}</p>`.markup).toBe(`<p>${`<i>${escaped}</i>`.repeat(3)}</p>`);
  expect(html`<p>${new Html("<br>")}</p>`.markup).toBe("<p><br></p>");
});

it("html shows numbers, and nothing for undefined and empty lists", () => {
  expect(html`<p>${1.5}${0}${undefined}${[]}</p>`.markup).toBe("<p>1.50</p>");
});
