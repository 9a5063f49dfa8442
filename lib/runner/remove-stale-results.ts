import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { writeJson } from "../core";
import { relatedSystem } from "../report/related-sections";
import { sections } from "../report/sections";

/**
 * Removes what an earlier execution of a notebook left in a run folder: the executed notebook, its figures, its part of
 * metrics.json and the parts that follow from it. So nothing of it looks current when the next execution fails.
 * Checkpoints stay: trainings resume from them.
 *
 * @param out the run folder; it need not exist
 */
export function removeStaleResults(name: string, out: string): void {
  for (const file of [`${name}.ipynb`, `${name}.failed.ipynb`])
    rmSync(join(out, "notebooks", file), { force: true });
  const system = relatedSystem(name);
  const own = `${system ?? name.split("-")[0]}-`;
  const figures = join(out, "figures");
  const files = existsSync(figures) ? readdirSync(figures).filter((file) => file.startsWith(own)) : [];
  for (const file of files) rmSync(join(figures, file));
  change<{ name: string }[]>(join(figures, "index.json"), (list) =>
    list.filter((figure) => !figure.name.startsWith(own)),
  );
  const at = sections.findIndex((section) => section.notebook === name);
  const gone = new Set<string>(at < 0 ? [] : sections.slice(at).flatMap((section) => section.parts));
  if (gone.has("split")) gone.add("related"); // they are of the split's images
  change<Record<string, unknown>>(join(out, "metrics.json"), (metrics) =>
    Object.fromEntries(Object.entries(metrics).filter(([part]) => !gone.has(part))),
  );
  if (system !== undefined)
    change<{ readonly related?: object }>(join(out, "metrics.json"), ({ related = {}, ...metrics }) => ({
      ...metrics,
      related: Object.fromEntries(Object.entries(related).filter(([key]) => key !== system)),
    }));
}

function change<T>(file: string, edit: (value: T) => T): void {
  if (existsSync(file)) writeJson(file, edit(JSON.parse(readFileSync(file, "utf8")) as T));
}
