import { fail } from "../core/errors";

interface Rule {
  readonly expected: string;
  allows(value: number): boolean;
}

const whole: Rule = { expected: "a whole number above 0", allows: (x) => Number.isSafeInteger(x) && x > 0 };
const wholeOrNone: Rule = {
  expected: "a whole number from 0",
  allows: (x) => Number.isSafeInteger(x) && x >= 0,
};
const finite: Rule = { expected: "a finite number", allows: Number.isFinite };
const positive: Rule = { expected: "a finite number from 0", allows: (x) => Number.isFinite(x) && x >= 0 };
const share: Rule = { expected: "a share from 0 to 1", allows: (x) => x >= 0 && x <= 1 };
const dropped: Rule = { expected: "a share from 0, below 1", allows: (x) => x >= 0 && x < 1 };

/** The arguments that hold numbers, one or a list of them, whichever layer has them. */
const rules: Readonly<Record<string, Rule>> = {
  filters: whole,
  units: whole,
  kernelSize: whole,
  strides: whole,
  poolSize: whole,
  size: whole,
  dilationRate: whole,
  depthMultiplier: whole,
  outputDim: whole,
  inputShape: whole,
  padding: wholeOrNone,
  cropping: wholeOrNone,
  rate: dropped,
  dropout: dropped,
  recurrentDropout: dropped,
  momentum: share,
  alpha: finite,
  theta: finite,
  epsilon: positive,
  stddev: positive,
};

/**
 * Refuses a layer's argument that tfjs would take and fail on later, or train to numbers that are not finite.
 *
 * @param layer as `layers` spells it
 * @param given its arguments; what has no rule, and null for a side that is not known, is left to tfjs
 * @throws RangeError that names layer, argument and value
 */
export function checkArguments(layer: string, given: unknown): void {
  for (const [name, value] of Object.entries(given ?? {})) {
    const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
    const numbers: unknown[] = rule ? [value].flat(2) : [];
    if (rule && !numbers.every((x) => typeof x !== "number" || rule.allows(x)))
      fail(
        `build the layer ${layer}`,
        `${name} ${numbers.join(", ")}`,
        rule.expected,
        `Correct ${name} where the layer is written.`,
        RangeError,
      );
  }
}
