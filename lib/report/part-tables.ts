import { formatValue, measures, type MeasuredValue } from "../evaluation/measures";
import { formatInterval, formatNumber, formatPercent } from "../figures/format-number";
import { html, type HtmlPart } from "../figures/html";
import { metricLabels } from "../quality/metric-record";
import { sampleMetrics, type SampleMetric } from "../quality/metrics";
import { describeRates } from "./describe-rates";
import type { ArmMetrics, Part, Parts, RecordedMetrics, SampleMetrics } from "./metrics";
import { wideTable } from "./page";
import { panelHtml } from "./panel-html";

/** The tables of one part of metrics.json; nothing where it was not recorded. */
export function partTables(part: Part, metrics: RecordedMetrics): HtmlPart {
  return tablesOf(part, metrics[part], metrics);
}

function tablesOf<P extends Part>(part: P, value: Parts[P] | undefined, metrics: RecordedMetrics): HtmlPart {
  return value === undefined ? undefined : tables[part](value, metrics);
}

const tables: { readonly [P in Part]: (value: Parts[P], metrics: RecordedMetrics) => HtmlPart } = {
  data: (data) => [
    wideTable(["", "value"], dataRows(data), "Data set"),
    wideTable(
      ["attribute", "class it separates", "AUC (95 % interval)", ""],
      data.shortcuts.map(({ attribute, of, auc, low, high, flagged }) => [
        attribute,
        of,
        formatInterval(auc, low, high),
        flagged ? "a shortcut" : "",
      ]),
      "How well trivial attributes alone separate the classes: an AUC of 0.5 is chance",
    ),
  ],
  split: (split) =>
    wideTable(
      ["", "images"],
      [
        ["training", formatNumber(split.train.length)],
        ["validation", formatNumber(split.validation.length)],
        ["test", formatNumber(split.test.length)],
        ["pairs of near-duplicates in two parts", formatNumber(split.crossing)],
        ...(split.grouping
          ? [[`groups kept whole (${split.grouping.origin})`, formatNumber(split.grouping.count)]]
          : []),
        ["test images with one in training or validation", formatNumber(split.testImagesSeen)],
      ],
      `Split (its id is ${split.foldId})`,
    ),
  gans: (gans) => columnPerRecord("GANs", gans, ({ class: name }) => name, ganCells),
  samples: (samples) => [
    memorisationHtml(samples),
    columnPerRecord(
      "Synthetic images; recall, coverage and precision in the five directions in which real images differ most",
      samples,
      ({ class: name }) => name,
      sampleCells,
    ),
  ],
  panel: panelHtml,
  tsne: (planes) =>
    wideTable(
      [
        "features",
        "trustworthiness (1: all neighbours on the plane are neighbours in the features)",
        "Kullback-Leibler divergence",
        "images",
      ],
      planes.map(({ features, trustworthiness, kl, n }) => [
        features,
        ...[trustworthiness, kl, n].map(formatNumber),
      ]),
      "t-SNE",
    ),
  arms: (arms, { data }) =>
    columnPerRecord(
      data ? `Arms: ${describeRates(data.classes, data.positive)}` : "Arms",
      arms,
      ({ name }) => name,
      (arm) => armCells(arm, data?.classes ?? []),
    ),
};

type Cells = readonly (readonly [label: string, text: string])[];

/** One column per record; a row for each label that any record has. */
function columnPerRecord<R>(
  caption: string,
  records: readonly R[],
  title: (record: R) => string,
  cellsOf: (record: R) => Cells,
): HtmlPart {
  const columns = records.map((record) => new Map(cellsOf(record)));
  const labels = [...new Set(columns.flatMap((column) => [...column.keys()]))];
  const rows = labels.map((label) => [label, ...columns.map((column) => column.get(label) ?? "–")]);
  return wideTable(["", ...records.map(title)], rows, caption, "wide records");
}

function dataRows(data: Parts["data"]): Cells {
  const counts = data.classes.map((name, label) => `${data.counts[label] ?? 0} ${name}`);
  return [
    ["images", `${data.images}: ${counts.join(", ")}`],
    ["side of a preprocessed image", `${data.size} pixels`],
    [
      "class that sensitivity is of",
      data.classes[data.positive ?? -1] ?? "none: rates are means over the classes",
    ],
    ["groups: patients, scans or sets of duplicates", formatNumber(data.groups)],
    ["pairs of the same slice", formatNumber(data.duplicates)],
    ["pairs probably of one scan", formatNumber(data.sameScan)],
    ["accuracy of copying the label of the nearest other image", formatNumber(data.nearestNeighbour)],
    ["SHA-256 of the images", data.fingerprint.slice(0, 16)],
  ];
}

function ganCells({
  network,
  images,
  steps,
  parameters,
  losses,
  changes = [],
}: Parts["gans"][number]): Cells {
  const options = changes.map(
    ({ option, from, to, epoch }) => `${option} ${from} → ${to} from epoch ${epoch}`,
  );
  return [
    ["network", network],
    ["training images", formatNumber(images)],
    ["steps", formatNumber(steps)],
    ["epochs", formatNumber(losses.epoch)],
    ["trainable parameters of the generator", formatNumber(parameters.generator)],
    ["trainable parameters of the discriminator", formatNumber(parameters.discriminator)],
    ["discriminator loss in the last epoch", formatNumber(losses.discriminator)],
    ["generator loss in the last epoch", formatNumber(losses.generator)],
    ["gradient penalty in the last epoch, unweighted", formatNumber(losses.penalty)],
    ...(options.length > 0 ? [["options changed when resumed", options.join("; ")] as const] : []),
  ];
}

function sampleCells(sample: SampleMetrics): Cells {
  return [
    ["synthetic images measured", formatNumber(sample.n)],
    ["held-out real images", `${sample.heldOut} (${sample.origin})`],
    ...sampleMetrics.flatMap((metric) => metricCells(metric, sample)),
    [metricLabels["passed"] ?? "passed", sample.passed ? "yes" : "no"],
    ...memorisationCells(sample.memorisation),
  ];
}

/** Words for an attack without a number. */
const attackGaps = { "not tried": "not tried", "too few": "too few images or patients" };

function memorisationCells({
  copies,
  leaning,
  discriminator,
  distance,
}: SampleMetrics["memorisation"]): Cells {
  const attack = (found: typeof distance): string =>
    typeof found === "string" ? attackGaps[found] : formatInterval(found.auc, found.low, found.high);
  const { pairs, threshold, smallestRho, heldOutPairs, trainPairs } = copies;
  const { share, low, high } = leaning;
  return [
    ["real images that repeat a training image", `${heldOutPairs} held-out, ${trainPairs} training`],
    [
      "samples that copy a training image (rho below the threshold)",
      `${pairs.length}; smallest rho ${smallestRho.toFixed(2)}, threshold ${threshold.toFixed(2)}`,
    ],
    [
      "samples nearer to a training image than to as many held-out ones (of random divisions)",
      `${formatPercent(share, 0)} (${formatPercent(low, 0)} to ${formatPercent(high, 0)})`,
    ],
    ["membership by the discriminator, AUC (0.5 is natural)", attack(discriminator)],
    ["membership by distance to the samples, AUC (0.5 is natural)", attack(distance)],
  ];
}

/** What was found of each generator's memory, in sentences, which would make a table too wide. */
function memorisationHtml(samples: readonly SampleMetrics[]): HtmlPart {
  return html`<h3>Memorisation</h3>
    <ul>
      ${samples.map(({ class: name, memorisation }) => {
        const { sentence, refusals, discriminatorRefusals } = memorisation;
        const not = (what: string, reasons: readonly string[]): string =>
          reasons.length === 0 ? "" : ` ${what} not to be handed out: ${reasons.join(" ")}`;
        const outcome = `${not("Its images are", refusals)}${not("Its discriminator.h5 is", discriminatorRefusals)}`;
        return html`<li>${name}: ${sentence}.${outcome}</li>`;
      })}
    </ul>`;
}

function metricCells({ key, recorded, decimals }: SampleMetric, sample: SampleMetrics): Cells {
  const values = new Map<string, unknown>(Object.entries(sample));
  const label = (name: string): string => metricLabels[name] ?? name;
  const why = sample.notMeasured?.[key] ?? "–";
  const cell = (name: string, value: unknown) =>
    [label(name), typeof value === "number" ? formatNumber(value) : why] as const;
  if (recorded === "value") return [cell(key, values.get(key))];
  if (recorded === "references")
    return [key, `${key}Floor`, `${key}Untrained`].map((name) => cell(name, values.get(name)));
  const bounded = (...found: unknown[]) => {
    const [value, low, high] = found.filter((x) => typeof x === "number");
    const alone = value === undefined ? why : formatNumber(value); // of a metrics.json without its interval
    return [label(key), high === undefined ? alone : formatInterval(value!, low!, high, decimals)] as const;
  };
  if (recorded === "bounds")
    return [bounded(values.get(key), values.get(`${key}Low`), values.get(`${key}High`))];
  const { trained, low, high, floor, untrained } = values.get(key) as Record<string, number | null>;
  return [bounded(trained, low, high), cell(`${key}Floor`, floor), cell(`${key}Untrained`, untrained)];
}

function armCells(arm: ArmMetrics, classes: readonly string[]): Cells {
  const values = measures.map(({ key }): MeasuredValue => {
    const [low, high] = arm.intervals[key] ?? [];
    return { measure: key, value: arm[key] ?? undefined, low, high };
  });
  const { counts, confusion = [] } = arm;
  return [
    ["training images", formatNumber(arm.n)],
    ["epochs", formatNumber(arm.epochs)],
    ["test images", formatNumber(arm.test)],
    ...measures.map((measure) => [measure.title, formatValue(values, measure)] as const),
    ...(counts
      ? ([
          ["true positives", formatNumber(counts.truePositive)],
          ["false positives", formatNumber(counts.falsePositive)],
          ["true negatives", formatNumber(counts.trueNegative)],
          ["false negatives", formatNumber(counts.falseNegative)],
        ] as const)
      : []),
    ...confusion.map(
      (row, label) =>
        [`${classes[label] ?? label} predicted as ${classes.join(" / ")}`, row.join(" / ")] as const,
    ),
  ];
}
