import { countOf } from "../core/count-of";
import { formatPoints } from "../core/format-points";
import type { Architecture, Evidence, Interval, Reproduction, ReproductionVerdict } from "./evidence";
import { paperGain, paperNumbers } from "./paper-numbers";
import { describeRatePair, formatPercent, onOtherImages } from "./rate-claims";
import { formatSigned } from "./verdict";

/** The paper's claims besides the rates of Table 1: of its results, its networks, and what no measurement of ours can touch. */
export function paperClaims(evidence: Evidence): Reproduction[] {
  return [...resultClaims(evidence), ...architectureClaims(evidence), ...otherClaims(evidence)];
}

const notMeasured = { here: "–", verdict: "cannot be tested", reason: "not measured here" } as const;

function resultClaims(evidence: Evidence): Reproduction[] {
  const { gain, duplicates, discarded, measuredOn, isPapersData } = evidence;
  const onOthers = isPapersData ? "" : " (on other images)";
  return [
    {
      claim: "DCGAN images added to the originals raise the accuracy",
      paper: `+${paperGain} points`,
      here: gain ? `${formatGain(gain)} points of balanced accuracy, ${gain.measuredOn ?? measuredOn}` : "–",
      ...(gain && gain.verdict !== "cannot tell"
        ? {
            verdict: gain.verdict === "helps" ? "reproduced" : "not reproduced",
            reason: `the study says that original+synthetic ${gain.verdict}${onOthers}`,
          }
        : {
            verdict: "cannot be tested",
            reason: `one of ${paperNumbers.testImages} test images is ${formatPoints(1 / paperNumbers.testImages)} points: the paper cannot know; ${gain ? "nor can this study" : "a study was not run"}`,
          }),
    },
    {
      claim: "DCGAN images alone: sensitivity rises, accuracy falls drastically",
      paper: "93.15 % and 60.61 %",
      here: describeRatePair(evidence, "synthetic"),
      ...(isPapersData || describeRatePair(evidence, "synthetic") === "–"
        ? { verdict: "impossible", reason: "the three numbers of that row exclude each other" }
        : onOtherImages(true)),
    },
    {
      claim: "each slice comes from a different person",
      paper: `${paperNumbers.images} persons`,
      ...(duplicates === undefined
        ? notMeasured
        : {
            here: `${countOf(duplicates.pairs, "pair shows", "pairs show")} the same slice, of ${duplicates.images} images`,
            verdict: isPapersData && duplicates.pairs > 0 ? "not reproduced" : "cannot be tested",
            reason: !isPapersData
              ? "these are other images"
              : duplicates.pairs > 0
                ? "the same slice occurs more than once"
                : "no slice occurs twice, which does not show that each is of another person",
          }),
    },
    {
      claim: `about ${paperNumbers.unclear} of the generated images are unclear`,
      paper: paperNumbers.unclear,
      here:
        discarded === undefined ? "–" : `${formatPercent(discarded)} look less real than 9 of 10 real images`,
      verdict: "cannot be tested",
      reason: "the paper judged by eye and gives no rule",
    },
  ];
}

function architectureClaims({ architecture }: Evidence): Reproduction[] {
  const { parameters, printedDiscriminatorParameters, multiplyAdds } = paperNumbers;
  const counts = (p: Architecture["parameters"]): string =>
    `${formatCount(p.generator)} and ${formatCount(p.discriminator)}`;
  const flops = (values: readonly number[]): string => `${values.map((v) => v.toFixed(1)).join(", ")} x 10^9`;
  const paperFlops = Object.values(multiplyAdds).map((n) => n / 1e9);
  const ourFlops = (architecture?.multiplyAdds ?? []).map((n) => n / 1e9);
  const judge = (isEqual: boolean): ReproductionVerdict => (isEqual ? "reproduced" : "not reproduced");
  return [
    {
      claim: "trainable parameters of generator and discriminator",
      paper: counts(parameters),
      ...(architecture === undefined
        ? notMeasured
        : {
            here: counts(architecture.parameters),
            verdict: judge(counts(architecture.parameters) === counts(parameters)),
            reason: "by the layers that give these counts, not by the printed ones",
          }),
    },
    {
      claim: "a discriminator of four 3x3 convolutions with stride 1",
      paper: `${formatCount(parameters.discriminator)} parameters`,
      here: `${formatCount(printedDiscriminatorParameters)} parameters`,
      verdict: "impossible",
      reason: "the printed layers have another number of parameters",
    },
    {
      claim: "a generator that ends in leaky ReLU and tanh",
      paper: `${formatCount(parameters.generator)} parameters`,
      here: "a last convolution to one channel is needed",
      verdict: "impossible",
      reason: "without it the output has 128 channels",
    },
    {
      claim: "multiply-adds of ResNet-18 to ResNet-152 (Figure 3)",
      paper: flops(paperFlops),
      ...(architecture === undefined
        ? notMeasured
        : {
            here: flops(ourFlops),
            verdict: judge(paperFlops.every((paper, i) => Math.abs((ourFlops[i] ?? NaN) - paper) < 0.1)),
            reason: "counted from the layers at 224 x 224, to within 0.1 x 10^9",
          }),
    },
  ];
}

/** Claims that no measurement of ours can touch. */
function otherClaims({ isPapersData, objective = "–" }: Evidence): Reproduction[] {
  const side = `${paperNumbers.side}x${paperNumbers.side}`;
  return [
    {
      claim: "cross-entropy with gradient penalty, and the Wasserstein loss",
      paper: "both",
      here: objective,
      verdict: "impossible",
      reason: "a network is trained with one loss",
    },
    {
      claim: `centre crop from ${side} to 32x32`,
      paper: side,
      here: isPapersData ? "134 to 957 pixels" : "–",
      verdict: "impossible",
      reason: `no slice of the data set is ${side}; the crop would keep 1.8 % of it`,
    },
    {
      claim: "the images generated fill what the originals leave uncovered",
      paper: "an inference",
      here: "coverage and recall in notebook 03",
      verdict: "cannot be tested",
      reason: "the paper measures nothing that could show it",
    },
  ];
}

function formatCount(n: number): string {
  return n.toLocaleString("en-US");
}

function formatGain({ value, low, high }: Interval): string {
  return `${formatSigned(value)} (${formatSigned(low)} to ${formatSigned(high)})`;
}
