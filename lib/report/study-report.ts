import { join } from "node:path";
import { countOf, readJson, versions, writeAtomic, type Settings } from "../core";
import type { Shortcut } from "../data";
import type { ArmSummary } from "../evaluation";
import { armsOfStudy } from "../evaluation/arms-of-study";
import { describeScope } from "../evaluation/describe-scope";
import { formatPercent, show } from "../figures";
import { html, type Html } from "../figures/html";
import { describeCautious, describeDiscard, describePart, type Study, type StudyResults } from "../study";
import { commandLine } from "./command-line";
import { figureHtml } from "./figure-html";
import { answerHtml, listHtml, pageHtml } from "./page";
import { formatQuestion } from "./format-question";
import { readingTable } from "./reading-table";
import { reproduceSection } from "./reproduce-section";
import { studyFigures } from "./study-figures";
import {
  armTable,
  classTable,
  doseTable,
  externalSection,
  otherTests,
  reproductionTable,
} from "./study-tables";

const studyStyle = `
body { max-width: 64rem; }
th, td { overflow-wrap: normal; }
td:first-child { white-space: nowrap; }
.claims td:first-child { white-space: normal; min-width: 14rem; }
.claims td:nth-child(4) { white-space: nowrap; font-weight: 600; }
`;

/**
 * Writes report.html into the study's folder: the answers, one table of arms, the forest plot, learning curves, confusion
 * matrices, the paper's claims, warnings, and how to cite and repeat it; one file that needs nothing else.
 */
export async function writeStudyReport(study: Study, results: StudyResults, folder: string): Promise<void> {
  const run = {
    dataName: results.data,
    seed: results.seed,
    path: (...parts: string[]) => join(folder, ...parts),
  };
  const figures: Html[] = [];
  for (const drawing of results.finished === 0 ? [] : studyFigures(results))
    figures.push(figureHtml(run, await show(run, drawing)));
  const { data, images, groups, folds, repeats, seeds, profile, seed } = results;
  const cite = `Graft, commit ${versions()["commit"]}, study of ${data} (SHA-256 ${results.fingerprint.slice(0, 16)}), profile ${profile}, seed ${seed}.`;
  const doses = doseTable(results);
  const page = pageHtml({
    title: formatQuestion("augmentation", results.classes, results.positive),
    lead: `data ${data} · ${images} images in ${countOf(groups.count, "group")} (${groups.origin}) · ${countOf(folds, "fold")} × ${countOf(repeats, "repeat")} × ${countOf(seeds, "seed")} · profile ${profile} · seed ${seed}`,
    style: studyStyle,
    body: [
      answersHtml(results, study.settings),
      html`<section>
        <h2>Arms</h2>
        ${armTable(results)}${classTable(results)}${otherTests(results)}
      </section>`,
      ...[externalSection(results), doses].filter((part) => part !== undefined),
      ...figures,
      html`<section>
        <h2>The paper's claims</h2>
        ${reproductionTable(results)}
      </section>`,
      html`<section>
        <h2>Data</h2>
        ${readingTable(study.reading)}
      </section>`,
      html`<section>
        <h2>Warnings</h2>
        ${listHtml(warnings(folder, results))}
      </section>`,
      reproduceSection(
        "How to cite and repeat this",
        commandLine("study", { ...study.request, out: folder }),
        {
          before: html`<p>${cite}</p>`,
        },
      ),
    ],
  });
  writeAtomic(join(folder, "report.html"), page);
}

function answersHtml(results: StudyResults, settings: Settings): Html {
  const { comparisons, tuned, short = [] } = results;
  const part = describePart(results);
  const [main] = comparisons.filter((c) => c.arm === "original+synthetic");
  const isAsked = armsOfStudy(settings["study.arms"]).some(({ name }) => name === "original+synthetic");
  const first =
    main?.sentence ??
    (isAsked
      ? "Not answered yet: original and original+synthetic have not both finished."
      : "Not asked of all synthetic images: original+synthetic is none of this study's arms. What its arms gain against original:");
  const rest = comparisons.filter((c) => c !== main).map((c) => c.inShort);
  const plan =
    "Decided before any result: balanced accuracy against original, by the variance of patients and of trainings, Holm over the arms. Everything else here is descriptive.";
  const scope = main && describeScope(main, results.folds);
  const alike = `Every arm has the same first weights, ${countOf(settings["classifier.epochs"], "epoch")} of as many optimiser steps as the original images give, and its epoch chosen on the same validation images; ${tuned.length === 0 ? "none was" : `only ${tuned.map(({ arm }) => arm).join(" and ")} was`} tuned.`;
  const lacking =
    short.length === 0
      ? []
      : [
          `${short.map(({ arm }) => arm).join(", ")} had fewer synthetic images than they should have: see the warnings.`,
        ];
  const beside = [describeCautious(results), describeDiscard(results)];
  return answerHtml(first, [
    ...(part === undefined ? [] : [part]),
    ...rest,
    ...lacking,
    plan,
    ...(scope === undefined ? [] : [scope]),
    ...beside.filter((sentence) => sentence !== undefined),
    alike,
  ]);
}

/** What the folds keep together, and what that rules out. */
function groupsSentence(origin: StudyResults["groups"]["origin"]): string {
  if (origin === "none")
    return "Each image is a group of its own: images of one patient may lie in two parts of a fold.";
  const learned = {
    given: "an equal image, or one of its named patient,",
    guessed: "a known copy or neighbour",
    both: "one of its named patient, or where it or the other names none a known copy or neighbour,",
  }[origin === "given" ? "given" : origin.startsWith("given") ? "both" : "guessed"];
  return `Groups are ${origin}: none of them lies in two parts of a fold, so no test image has ${learned} in its training.`;
}

function warnings(
  folder: string,
  { summaries, shortcuts, suspected, classes, groups, discarded, membership, short = [] }: StudyResults,
): string[] {
  const { exact, nearIdentical, probableGroups } = readJson<Record<string, string[][]>>(
    join(folder, "duplicates.json"),
    "Start the study again.",
  );
  const listedSets = (sets: readonly (readonly string[])[] = []): string =>
    sets.map((s) => s.join(" = ")).join("; ");
  return [
    ...short.map(({ sentence }) => sentence),
    groupsSentence(groups.origin),
    ...(exact?.length ? [`Equal images: ${listedSets(exact)}.`] : []),
    ...(nearIdentical?.length ? [`The same slice saved in another way: ${listedSets(nearIdentical)}.`] : []),
    ...(probableGroups?.length
      ? [
          `${countOf(probableGroups.length, "set of images is probably of one scan", "sets of images are probably of one scan each")}.`,
        ]
      : []),
    ...shortcuts.filter((s) => s.flagged).map((s) => shortcutWords(s, summaries)),
    ...(suspected.length > 0
      ? [
          `Labels to look at again, by models that did not see the image: ${suspected
            .slice(0, 20)
            .map(
              (s) =>
                `${s.id} (said to be ${classes[s.label]}, given ${s.probability < 0.01 ? "less than 1\u00a0%" : formatPercent(s.probability, 0)})`,
            )
            .join("; ")}.`,
        ]
      : []),
    ...membership.map(({ sentence }) => sentence),
    ...(discarded === undefined
      ? []
      : [
          `${formatPercent(discarded)} of the synthetic images looked at were discarded in original+synthetic-kept.`,
        ]),
  ];
}

function shortcutWords(
  { attribute, of, auc, low, high, visible }: Shortcut,
  summaries: readonly ArmSummary[],
): string {
  const model = summaries.find((s) => s.name === "original")?.values.find((v) => v.measure === "AUC")?.value;
  const beside = model === undefined ? "" : ` (the original arm: ${model.toFixed(2)})`;
  const seen = visible ? "a model can see it" : "preprocessing hides it, but what goes with it may be seen";
  return `A shortcut: ${attribute} alone separates ${of} from the rest with an AUC of ${auc.toFixed(2)} (${low.toFixed(2)}–${high.toFixed(2)})${beside}; ${seen}.`;
}
