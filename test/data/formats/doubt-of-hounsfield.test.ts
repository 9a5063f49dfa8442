import { expect, test } from "vitest";
import { doubtOfHounsfield } from "../../../lib/data/formats/doubt-of-hounsfield";

/** 100 values evenly from one to another; not whole where they are not asked to be. */
const even = (from: number, to: number, isWhole = false): Float32Array =>
  Float32Array.from({ length: 100 }, (_, i) => {
    const value = from + ((to - from) * i) / 99;
    return isWhole ? Math.round(value) : value;
  });

test.each<[string, Float32Array, RegExp | undefined]>([
  ["a head CT", even(-1000, 1500, true), undefined],
  ["a head CT that was resampled", even(-1024, 1500), undefined],
  ["air alone", even(-1000, -980, true), undefined],
  ["a brain that was cut out", even(0, 80, true), undefined],
  ["CT cut to soft tissue", even(-100, 300, true), undefined],
  ["an empty slice", new Float32Array(9), undefined],
  ["nothing but NaN", new Float32Array(9).fill(NaN), undefined],
  ["MR of whole numbers", even(0, 900, true), /without a value below 0/],
  ["MR that ringing takes below 0", even(-3, 900), /without a value of air or fat/],
  ["z-scores", even(-1.6, 7.5), /hardly have \(less than 100, not whole\)/],
  ["z-scores on NaN", Float32Array.from([NaN, ...even(-1.6, 7.5)]), /not whole/],
  ["SUV", even(0, 15), /not whole/],
  ["shares of 1", even(-1, 1), /not whole/],
  ["a brain that was cut out and resampled", even(0, 80), /not whole/],
  ["labels of tissues", even(0, 4, true), /less than 20\)/],
])("NIfTI of %s", (_, values, doubt) => {
  if (doubt === undefined) expect(doubtOfHounsfield(values)).toBeUndefined();
  else expect(doubtOfHounsfield(values)).toMatch(doubt);
});
