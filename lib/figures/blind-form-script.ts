/** What the page of a blind reading does in the browser: it keeps the answers, counts them, and saves them as CSV. */
export const blindFormScript = `
const set = document.body.dataset.set;
const reader = document.getElementById("reader");
const fields = [...document.querySelectorAll("fieldset")];
const answerOf = (field) => field.querySelector("input:checked")?.value ?? "";
const storage = (use) => { try { return use(window.localStorage); } catch { return undefined; } };
const kept = JSON.parse(storage((s) => s.getItem("graft-blind-" + set)) ?? "{}");
reader.value = kept.reader ?? "";
fields.forEach((field, i) => {
  const input = field.querySelector('input[value="' + kept.answers?.[i] + '"]');
  if (input) input.checked = true;
});
function update() {
  const answers = fields.map(answerOf);
  document.getElementById("count").textContent = answers.filter(Boolean).length + " of " + answers.length + " answered";
  storage((s) => s.setItem("graft-blind-" + set, JSON.stringify({ reader: reader.value, answers })));
}
document.addEventListener("input", update);
update();
function clear(field) {
  const input = field.querySelector("input:checked");
  if (!input) return;
  input.checked = false;
  input.focus(); // the button goes, and the keyboard's place must not go with it
  update();
}
for (const field of fields) {
  field.querySelector(".clear").addEventListener("click", () => clear(field));
  field.addEventListener("keydown", ({ key }) => { if (key === "Delete" || key === "Backspace") clear(field); });
}
document.getElementById("save").addEventListener("click", () => {
  const name = reader.value.trim() || "reader";
  const quoted = '"' + name.replaceAll('"', '""') + '"';
  const rows = fields.map((field, i) => [set, quoted, i + 1, answerOf(field)].join(","));
  const text = ["set,reader,image,answer", ...rows].join("\\n") + "\\n";
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
  link.download = "answers-" + name.replace(/[^\\p{L}\\p{N}]+/gu, "-") + ".csv";
  link.click();
});
`;

/** The style of the page of a blind reading: a grid of images that fits a screen, in light and dark. */
export const blindFormStyle = `
:root { color-scheme: light dark; }
body { margin: 0 auto; padding: 1.5rem; max-width: 66rem; font: 1rem/1.5 system-ui, sans-serif; }
main { display: grid; grid-template-columns: repeat(auto-fill, minmax(10.5rem, 1fr)); gap: 1rem; }
fieldset { margin: 0; padding: 0.4rem 0.7rem 0.6rem; border: 1px solid #8888; border-radius: 6px; }
svg { display: block; width: 100%; background: #000; margin-bottom: 0.4rem; }
label { margin-right: 0.6rem; white-space: nowrap; }
.bar { position: sticky; bottom: 0; padding: 0.7rem 0; background: Canvas; }
button { margin-left: 1rem; padding: 0.4rem 0.9rem; font: inherit; }
.clear { margin: 0; padding: 0 0.4rem; }
fieldset:not(:has(:checked)) .clear { visibility: hidden; }
`;
