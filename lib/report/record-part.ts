import { existsSync, readFileSync } from "node:fs";
import { fail, writeJson, type Run } from "../core";
import { partNames, type Part, type Parts } from "./metrics";
import type { RelatedMetrics } from "./related-form";

/**
 * Puts one part into the run's metrics.json and drops the parts that follow from it: they are out of date now. Results of
 * related systems follow from the data and the split alone. Numbers keep 12 digits.
 */
export function recordPart<P extends Part>(run: Run, part: P, value: Parts[P]): void {
  const before = readRecorded(run);
  const kept = partNames.slice(0, partNames.indexOf(part)).filter((name) => name in before);
  const ownsRelated = part === "data" || part === "split";
  write(run, {
    ...Object.fromEntries(kept.map((name) => [name, before[name]])),
    [part]: value,
    ...(!ownsRelated && "related" in before && { related: before["related"] }),
  });
}

/**
 * Records what a notebook of notebooks/related found, under `related[system]` of metrics.json, in place of what it found
 * before; the report shows it as a table.
 *
 * @param found.system the notebook's name without .ipynb: its figures' names begin with it and a hyphen
 * @throws InputError for a value that is no finite number
 */
export function recordRelated(
  run: Run,
  { system, ...found }: RelatedMetrics & { readonly system: string },
): void {
  const { related, ...before } = readRecorded(run);
  for (const { measure, value, interval = [] } of found.results)
    if (![value, ...interval].every(Number.isFinite))
      fail(
        `record ${system}`,
        `${measure} is ${[value, ...interval].join(", ")}`,
        "finite numbers",
        "Leave out what could not be measured.",
      );
  write(run, { ...before, related: { ...(related as object | undefined), [system]: found } });
}

function readRecorded(run: Run): Readonly<Record<string, unknown>> {
  const file = run.path("metrics.json");
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Record<string, unknown>) : {};
}

function write({ profile, seed, path }: Run, parts: Readonly<Record<string, unknown>>): void {
  const round = (_: string, inner: unknown): unknown =>
    typeof inner === "number" ? Number(inner.toPrecision(12)) : inner;
  const own = { profile, seed };
  const metrics = Object.assign({}, own, parts, own); // first in the file, and of this run
  writeJson(path("metrics.json"), JSON.parse(JSON.stringify(metrics, round)));
}
