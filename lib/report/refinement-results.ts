import type { RefinedJudgement } from "../evaluation";
import { judgeCriterion, type Criterion, type Found } from "./judge-criterion";
import { c2stResults, kidResult } from "./kid-result";
import type { RelatedMetrics } from "./related-form";

type Result = RelatedMetrics["results"][number];

/** What refining did to images, as results of a related system. @param ofReal the real images, in words: `fresh phantoms` */
export function refinementResults(judged: RefinedJudgement, ofReal: string): readonly Result[] {
  const { of, n, before, after, edgeGapClosed, border, meanChange, errors, regions } = judged;
  const ofBleeds = "phantoms with a plain bleed";
  return [
    kidResult(`KID, ${of}`, before.kid, ofReal),
    kidResult(`KID, ${of} refined`, after.kid, ofReal),
    { measure: `share of the gap in edge energy closed, ${of}`, value: edgeGapClosed, n, of },
    { measure: `mean change of a pixel, ${of}`, ...meanChange, of: `${of}, values of -1 to 1` },
    {
      measure: `change at the border over that of the interior, ${of}`,
      value: border.ring / border.interior,
      n,
      of,
    },
    ...c2stResults(`C2ST, ${of}`, before.c2st),
    ...c2stResults(`C2ST, ${of} refined`, after.c2st),
    ...(errors
      ? [
          {
            measure: "difference from what they should have been",
            value: errors.before,
            n,
            of: `${of}, values of -1 to 1`,
          },
          { measure: "the same, refined", value: errors.after, n, of: `${of}, values of -1 to 1` },
        ]
      : []),
    ...(regions
      ? [
          { measure: "Dice of the bleed before and after", ...regions.dice, of: ofBleeds },
          {
            measure: "shift of the bleed's centre, pixels; of one that is gone the image's side",
            ...regions.shift,
            of: ofBleeds,
          },
          {
            measure: "share of the bleeds that are gone",
            value: regions.gone,
            n: regions.dice.n,
            of: ofBleeds,
          },
        ]
      : []),
  ];
}

/**
 * What a refiner of degraded phantoms must show. That C2ST approaches 0.5 is not asked: a linear classifier goes on telling them apart.
 * Where it is not known what images should have been, nothing is asked of it. The change is a share of the range, as CycleGAN's errors are: in values of -1 to 1 the bound of 0.15 would fail a perfect refiner of
 * these phantoms, whose change stands beside it.
 */
export function judgeRefinementCriteria(judged: RefinedJudgement): readonly Criterion[] {
  const { kidFall, edgeGapClosed, meanChange, errors, regions, n } = judged;
  const perfect = errors ? ` (that of a perfect refiner is ${(errors.before / 2).toFixed(2)})` : "";
  return [
    judgeCriterion("share of KID that is gone", kidFall === undefined ? undefined : { value: kidFall, n }, {
      above: 0.4,
    }),
    judgeCriterion("share of the gap in edge energy closed", { value: edgeGapClosed, n }, { above: 0.3 }),
    judgeCriterion(`mean change of a pixel, of the range${perfect}`, ofRange(meanChange), { below: 0.15 }),
    ...(errors
      ? [
          judgeCriterion("difference from what images should have been, refined less before", errors.rise, {
            below: 0,
          }),
        ]
      : []),
    judgeCriterion("shift of the bleeds' centres, pixels", regions?.shift, { below: 1 }),
  ];
}

/** A difference of values in [-1, 1] as a share of their range. */
function ofRange({ value, interval, ...rest }: Found): Found {
  return { ...rest, value: value / 2, interval: interval && [interval[0] / 2, interval[1] / 2] };
}

/** A row for each set of images, as it was and refined, and one for the real ones: what `figures.table` takes. */
export function refinementRows(all: readonly RefinedJudgement[]) {
  const rowOf = (images: string, { kid, edges, c2st }: RefinedJudgement["before"]) => ({
    images,
    KID: { ...kid, decimals: 3 },
    edges,
    C2ST: c2st && { ...c2st, value: c2st.accuracy },
  });
  const real = all
    .slice(0, 1)
    .map(({ realEdges: edges }) => ({ images: "real", KID: undefined, edges, C2ST: undefined }));
  return [
    ...all.flatMap(({ of, before, after }) => [rowOf(of, before), rowOf(`${of}, refined`, after)]),
    ...real,
  ];
}
