import { settingDefinitions, resolveSettings, writeAtomic, type SettingKey, type Run } from "../core";
import { html, type Html } from "../figures/html";
import { describeAnswer } from "./describe-answer";
import { readMetrics, type RecordedMetrics } from "./metrics";
import { answerHtml, foldedHtml, pageHtml, wideTable } from "./page";
import { formatQuestion } from "./format-question";
import { relatedSections } from "./related-sections";
import { reproduceSection } from "./reproduce-section";
import { runCommand } from "./run-command";
import { sectionHtml, sections } from "./sections";
import { tableOne } from "./table-one";

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
  const { arms = [], data, gans, samples } = metrics ?? {};
  const { sentence, caveats } = describeAnswer(arms, run.profile, samples, gans);
  const links = sections.map((s) => html`<a href="#n${s.notebook.slice(0, 2)}">${s.title}</a> `);
  const related = Object.keys(metrics?.related ?? {}).map((s) => html`<a href="#${s}">${s}</a> `);
  return pageHtml({
    title: formatQuestion("GAN augmentation", data?.classes ?? [], data?.positive ?? undefined),
    lead: `data ${run.dataName} · profile ${run.profile} · seed ${run.seed}`,
    body: [
      answerHtml(sentence, caveats),
      html`<nav aria-label="Sections">${links}${related}<a href="#again">How to make this again</a></nav>`,
      arms.length > 0 ? tableOne(arms, data) : undefined,
      ...sections.map((section) => sectionHtml(section, run, metrics)),
      ...(metrics ? relatedSections(run, metrics) : []),
      reproduceSection("How to make this again", runCommand(run), { after: settingsHtml(run) }),
    ],
  });
}

function settingsHtml(run: Run): readonly Html[] {
  const keys = Object.keys(settingDefinitions) as SettingKey[];
  const profile = resolveSettings(run.profile);
  const changed = keys.filter((key) => run.settings[key] !== profile[key]);
  const all = keys.map((key) => [key, String(run.settings[key]), settingDefinitions[key].about]);
  return [
    changed.length === 0
      ? html`<p>Every setting is the profile ${run.profile}'s.</p>`
      : wideTable(
          ["setting", "here", `profile ${run.profile}`, "meaning"],
          changed.map((key) => [
            key,
            String(run.settings[key]),
            String(profile[key]),
            settingDefinitions[key].about,
          ]),
          "Settings that differ from the profile",
        ),
    foldedHtml("All settings", wideTable(["setting", "value", "meaning"], all)),
  ];
}
