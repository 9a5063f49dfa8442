import { join } from "node:path";
import { quoteForShell, readJson, displayPath, versions, writeAtomic, type Settings } from "../core";
import { dataSource, type Shortcut } from "../data";
import type { ArmSummary } from "../evaluation";
import {
  confusion,
  curves,
  formatPercent,
  show,
  studyArms,
  studyDifferences,
  type Drawing,
  type Figure,
} from "../figures";
import { escapeHtml } from "../figures/escape-html";
import { tableHtml } from "../figures/table-html";
import type { Study, StudyResults } from "../study";
import { question } from "./question";
import { listHtml } from "./numbers";
import { reportStyle } from "./style";
import { armTable, classTable, ledgerTable } from "./study-tables";

const studyStyle = `
body { max-width: 64rem; }
th, td { overflow-wrap: normal; }
td:first-child { white-space: nowrap; }
.claims td:first-child { white-space: normal; min-width: 14rem; }
.claims td:nth-child(4) { white-space: nowrap; font-weight: 600; }
figure svg { max-width: 100%; height: auto; }
`;

/**
 * Writes report.html into the study's folder: the answers, one table of arms, the forest plot, learning curves, confusion
 * matrices, the ledger, warnings, and how to cite and repeat it; one file that needs nothing else.
 */
export async function writeStudyReport(study: Study, results: StudyResults, folder: string): Promise<void> {
  const run = {
    dataName: results.data,
    seed: results.seed,
    path: (...parts: string[]) => join(folder, ...parts),
  };
  const figures: Figure[] = [];
  for (const drawing of results.finished === 0 ? [] : drawings(results))
    figures.push(await show(run, drawing));
  const title = question("augmentation", results.classes, results.positive);
  const body = [
    `<header><h1>${escapeHtml(title)}</h1><p class="lead">data ${escapeHtml(results.data)} · ${results.images} images in ${results.groups.count} groups (${results.groups.origin}) · ${results.folds} folds × ${results.repeats} repeats × ${results.seeds} seeds · profile ${results.profile} · seed ${results.seed}</p></header>`,
    answers(results, study.settings),
    `<section><h2>Arms</h2>${armTable(results)}${classTable(results)}</section>`,
    ...figures.map((f) => `<figure>${f.svg}</figure>`),
    `<section><h2>The paper's claims</h2>${ledgerTable(results)}</section>`,
    warnings(folder, results),
    again(study, results, folder),
  ];
  writeAtomic(
    join(folder, "report.html"),
    `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${reportStyle}${studyStyle}</style>
</head>
<body>
<main>
${body.join("\n")}
</main>
</body>
</html>
`,
  );
}

function drawings(results: StudyResults): Drawing[] {
  const n = `${results.images} images in ${results.groups.count} groups`;
  const arms = results.curves.map(({ arm }) => arm);
  const matrices = results.summaries.filter((s) => arms.includes(s.name));
  const parts = [matrices.slice(0, 4), matrices.slice(4)].filter((part) => part.length > 0);
  return [
    ...[studyDifferences(results), studyArms(results)].filter((drawing) => typeof drawing !== "string"),
    ...(results.curves.length > 0
      ? [
          curves({
            name: "05-study-curves",
            title: "Learning curves, means over the folds",
            n,
            curves: results.curves.flatMap(({ arm, training, validation }) => [
              { series: "training", panel: arm, values: training },
              { series: "validation", panel: arm, values: validation },
            ]),
            xTitle: "epoch",
            yTitle: "cross-entropy",
            columns: 3,
          }),
        ]
      : []),
    ...(matrices.length > 0 ? [calibration(matrices, n)] : []),
    ...parts.map((part, i) =>
      confusion({
        name: `05-study-confusion-${i + 1}`,
        title: "Out-of-fold answers of the first repeat",
        n,
        classes: results.classes,
        arms: part,
      }),
    ),
  ];
}

/** Are probabilities to be believed? Shares that came true over what was promised, in five bins an arm. */
function calibration(arms: readonly ArmSummary[], n: string): Drawing {
  const honest = [0, 1].map((end) => ({ x: end, y: end }));
  return curves({
    name: "05-study-calibration",
    title: "What probabilities promise, and what came true",
    n,
    note: "first repeat, five bins of equal number",
    curves: arms.flatMap(({ name, calibration: bins }) => [
      { series: "answers", panel: name, values: bins.map((b) => ({ x: b.promised, y: b.positives / b.n })) },
      { series: "honest", panel: name, values: honest },
    ]),
    xTitle: "mean probability",
    yTitle: "share that came true",
    columns: 3,
    xDomain: [0, 1],
    yDomain: [0, 1],
  });
}

function answers({ comparisons, finished, trials }: StudyResults, settings: Settings): string {
  const part =
    finished < trials
      ? [`Only ${finished} of ${trials} trials are finished: what follows is of a part of the study.`]
      : [];
  const [main] = comparisons.filter((c) => c.arm === "original+synthetic");
  const first = main?.sentence ?? "Not answered yet: original and original+synthetic have not both finished.";
  const rest = comparisons.filter((c) => c !== main).map((c) => c.inShort);
  const plan =
    "Decided before any result: corrected resampled t-test (Nadeau and Bengio) on balanced accuracy against original, Holm over the arms. Everything else here is descriptive.";
  const alike = `Every arm has the same first weights, ${settings["classifier.epochs"]} epochs of as many optimiser steps as the original images give, and its epoch chosen on the same validation images; none was tuned.`;
  return `<div class="answer"><p>${escapeHtml(first)}</p>${listHtml([...part, ...rest, plan, alike])}</div>`;
}

function warnings(
  folder: string,
  { summaries, shortcuts, suspected, classes, groups, discarded }: StudyResults,
): string {
  const { exact, nearIdentical, probableGroups } = readJson<Record<string, string[][]>>(
    join(folder, "duplicates.json"),
    "Start the study again.",
  );
  const listedSets = (sets: readonly (readonly string[])[] = []): string =>
    sets.map((s) => s.join(" = ")).join("; ");
  const items = [
    `Groups are ${groups.origin}: none of them lies in two parts of a fold, so no test image has a known copy or neighbour in its training.`,
    ...(exact?.length ? [`Equal images: ${listedSets(exact)}.`] : []),
    ...(nearIdentical?.length ? [`The same slice saved in another way: ${listedSets(nearIdentical)}.`] : []),
    ...(probableGroups?.length
      ? [`${probableGroups.length} sets of images are probably of one scan each.`]
      : []),
    ...shortcuts.filter((s) => s.flagged).map((s) => shortcutWords(s, summaries)),
    ...(suspected.length > 0
      ? [
          `Labels to look at again, by models that did not see the image: ${suspected
            .slice(0, 20)
            .map((s) => `${s.id} (said to be ${classes[s.label]}, given ${formatPercent(s.probability, 0)})`)
            .join("; ")}.`,
        ]
      : []),
    ...(discarded === undefined
      ? []
      : [
          `${formatPercent(discarded)} of the synthetic images looked at were discarded in original+synthetic-kept.`,
        ]),
  ];
  return `<section><h2>Warnings</h2>${listHtml(items)}</section>`;
}

function shortcutWords(
  { attribute, of, auc, low, high, visible }: Shortcut,
  summaries: readonly ArmSummary[],
): string {
  const model = summaries.find((s) => s.name === "original")?.values.find((v) => v.measure === "AUC")?.value;
  const beside = model === undefined ? "" : ` (the original arm: ${model.toFixed(2)})`;
  const seen = visible ? "a model can see it" : "preprocessing hides it, but what goes with it may be seen";
  return `A shortcut: ${attribute} alone tells ${of} from the rest with an AUC of ${auc.toFixed(2)} (${low.toFixed(2)}–${high.toFixed(2)})${beside}; ${seen}.`;
}

function again(study: Study, results: StudyResults, folder: string): string {
  const { request } = study;
  const changed = Object.entries(request.set).map(
    ([key, value]) => `--set ${quoteForShell(`${key}=${String(value)}`)}`,
  );
  const command = [
    `npm run study -- --profile ${request.profile}`,
    ...[dataSource(request.data).commandLineFlag()].filter((flag) => flag !== ""),
    `--seed ${request.seed} --out ${quoteForShell(displayPath(folder))}`,
    ...changed,
  ].join(" ");
  const cite = `Graft, commit ${versions()["commit"]}, study of ${results.data} (SHA-256 ${results.fingerprint.slice(0, 16)}), profile ${results.profile}, seed ${results.seed}.`;
  const software = Object.entries(versions());
  return `<section id="again"><h2>How to cite and repeat this</h2><p>${escapeHtml(cite)}</p><pre>${escapeHtml(command)}</pre><details open><summary>Software</summary><div class="wide">${tableHtml(
    ["package", "version"].map((name) => ({ name, isNumeric: false })),
    software,
  )}</div></details></section>`;
}
