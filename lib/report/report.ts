import { join } from "node:path";
import {
  settingDefinitions,
  quoteForShell,
  root,
  resolveSettings,
  displayPath,
  versions,
  writeAtomic,
  type SettingKey,
  type Run,
} from "../core";
import { dataSource } from "../data/data-source";
import { escapeHtml } from "../figures/escape-html";
import { tableHtml } from "../figures/table-html";
import { answer } from "./answer";
import { question } from "./question";
import { readMetrics, type RecordedMetrics } from "./metrics";
import { listHtml } from "./numbers";
import { sectionHtml, sections } from "./sections";
import { reportStyle } from "./style";
import { tableOne } from "./table";

/**
 * Writes report.html into the run folder: the answer, its caveats, and every notebook's figures and numbers, in one
 * file that needs nothing else. Parts that were not run are named as such. Without dates: the same run, the same bytes.
 *
 * @returns the file's path
 */
export function writeReport(run: Run): string {
  const file = run.path("report.html");
  writeAtomic(file, reportHtml(run, readMetrics(run.path("metrics.json"))));
  return file;
}

/** The report as HTML, from what a run measured and drew. */
export function reportHtml(run: Run, metrics: RecordedMetrics | undefined): string {
  const arms = metrics?.arms ?? [];
  const { sentence, caveats } = answer(arms, run.profile);
  const { classes = [], positive } = metrics?.data ?? {};
  const title = question("GAN augmentation", classes, positive ?? undefined);
  const body = [
    `<header><h1>${escapeHtml(title)}</h1><p class="lead">data ${escapeHtml(run.dataName)} · profile ${run.profile} · seed ${run.seed}</p></header>`,
    `<div class="answer"><p>${escapeHtml(sentence)}</p>${caveats.length > 0 ? listHtml(caveats) : ""}</div>`,
    `<nav aria-label="Sections">${sections.map((s) => `<a href="#n${s.notebook.slice(0, 2)}">${escapeHtml(s.title)}</a>`).join(" ")} <a href="#again">How to make this again</a></nav>`,
    arms.length > 0 ? tableOne(arms) : "",
    ...sections.map((s) => sectionHtml(s, run, metrics)),
    again(run),
  ];
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${reportStyle}</style>
</head>
<body>
<main>
${body.filter((part) => part !== "").join("\n")}
</main>
</body>
</html>
`;
}

function again(run: Run): string {
  const changed = changedSettings(run);
  const rows = changed.map((key) => [
    key,
    String(run.settings[key]),
    String(resolveSettings(run.profile)[key]),
    settingDefinitions[key].about,
  ]);
  const differs =
    rows.length === 0
      ? `<p>Every setting is the profile ${run.profile}'s.</p>`
      : `<div class="wide">${tableHtml(columns("setting", "here", `profile ${run.profile}`, "meaning"), rows, "Settings that differ from the profile")}</div>`;
  const all = (Object.keys(settingDefinitions) as SettingKey[]).map((key) => [
    key,
    String(run.settings[key]),
    settingDefinitions[key].about,
  ]);
  const software = Object.entries(versions());
  return `<section id="again"><h2>How to make this again</h2><pre>${escapeHtml(commandLine(run))}</pre>${differs}<details><summary>All settings</summary><div class="wide">${tableHtml(columns("setting", "value", "meaning"), all)}</div></details><details open><summary>Software</summary><div class="wide">${tableHtml(columns("package", "version"), software)}</div></details></section>`;
}

const columns = (...names: readonly string[]) => names.map((name) => ({ name, isNumeric: false }));

function changedSettings(run: Run): SettingKey[] {
  const plain = resolveSettings(run.profile);
  return (Object.keys(settingDefinitions) as SettingKey[]).filter((key) => run.settings[key] !== plain[key]);
}

/** The command line that makes a run again: whatever is the default is left out. */
export function commandLine(run: Run): string {
  const isDefault = run.folder === join(root(), "outputs", `${run.profile}-${run.dataName}`);
  return [
    `npm run notebooks -- --profile ${run.profile}`,
    ...[dataSource(run.data).commandLineFlag()].filter((flag) => flag !== ""),
    `--seed ${run.seed}`,
    ...(isDefault ? [] : [`--out ${quoteForShell(displayPath(run.folder))}`]),
    ...changedSettings(run).map((key) => `--set ${quoteForShell(`${key}=${run.settings[key]}`)}`),
  ].join(" ");
}
