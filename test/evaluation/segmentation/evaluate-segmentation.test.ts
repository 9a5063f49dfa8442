import { expect, test } from "vitest";
import {
  diceDifference,
  judgeSegmentation,
  pooledDifference,
  type SegmentationArm,
} from "../../../lib/evaluation";
import { evaluateSegmentation } from "../../../lib/evaluation";
import type { Masks, SealedTest } from "../../../lib/data";

const size = 2;
/** Three times four images of three patients, the last without a region. */
const groups = [1, 2, 3].flatMap((k) => [`a${k}`, `a${k}`, `b${k}`, `c${k}`]);
const images = { size, pixels: new Float32Array(48), groups };
const truth = Uint8Array.from(groups.flatMap((name) => ({ a: [1, 1, 0, 0], b: [1, 0, 0, 0] })[name[0]!] ?? [0, 0, 0, 0])); // prettier-ignore
const armOf = (name: string, p: readonly number[]): SegmentationArm => ({
  ...{ name, foldId: "fold", seen: ["train-1"] },
  region: () => Float32Array.from(p),
});
const perfect = armOf("perfect", [...truth].map((t) => 0.1 + 0.8 * t)); // prettier-ignore
const greedy = armOf("greedy", [...truth].map((_, i) => (i % 16 < 12 ? 0.9 : 0.2))); // prettier-ignore

test("an arm that is right everywhere, and one that takes whole images", () => {
  const [right, all] = judgeSegmentation([perfect, greedy], images, truth, 1);
  for (const { measure, value, interval } of [...right!.perImage, ...right!.pooled]) {
    expect(value, measure).toBe(1);
    expect(interval, "a width of 0 would read as certainty").toBeUndefined();
  }
  const of = (list: NonNullable<typeof all>["pooled"], key: string) => list.find((m) => m.measure === key)!;
  expect(of(all!.pooled, "ppv").value).toBeCloseTo(5 / 12, 12);
  expect(of(all!.pooled, "sensitivity").value).toBe(1);
  expect(of(all!.pooled, "specificity").value).toBeCloseTo(4 / 11, 12);
  // per image: the nine with a region only
  expect(of(all!.perImage, "dice")).toMatchObject({ n: 9 });
  expect(of(all!.perImage, "dice").value).toBeCloseTo((2 / 3 + 2 / 3 + 2 / 5) / 3, 12);
  // but healthy pixels are in all twelve
  expect(of(all!.perImage, "specificity")).toMatchObject({ value: 1 / 4, n: 12 });
  expect(all!.trueShare).toBeCloseTo(5 / 16, 12);
});

test("the gain is paired: over the images with a region, both arms on the same ones", () => {
  const [right, all] = judgeSegmentation([perfect, greedy], images, truth, 1);
  const gain = diceDifference(right!, all!, groups, 1);
  expect(gain.n).toBe(9);
  expect(gain.value).toBeCloseTo(1 - (2 / 3 + 2 / 3 + 2 / 5) / 3, 6);
  // of patients like a and b: never outside what one of them alone gives
  expect(gain.interval![0]).toBeGreaterThanOrEqual(1 / 3 - 1e-9);
  expect(gain.interval![1]).toBeLessThanOrEqual(3 / 5 + 1e-9);
  expect(diceDifference(all!, right!, groups, 1).value).toBeCloseTo(-gain.value, 12);
});

test("a difference of all pixels together is paired: both arms are judged on the same drawn patients", () => {
  const [right, all] = judgeSegmentation([perfect, greedy], images, truth, 1);
  const gain = pooledDifference("ppv", right!, all!, groups, 1)!;
  expect(gain).toMatchObject({ measure: "ppv", n: 12 });
  expect(gain.value).toBeCloseTo(1 - 5 / 12, 12);
  // the difference is 1/2 of patient a, 3/4 of patient b, of c neither arm finds anything
  expect(gain.interval![0]).toBeGreaterThanOrEqual(1 / 2 - 1e-9);
  expect(gain.interval![1]).toBeLessThanOrEqual(3 / 4 + 1e-9);
  expect(pooledDifference("specificity", right!, right!, groups, 1)).toEqual({
    measure: "specificity",
    value: 0,
    n: 12,
  });
  const nothing = judgeSegmentation([armOf("nothing", new Array<number>(48).fill(0))], images, truth, 1)[0]!;
  expect(pooledDifference("ppv", right!, nothing, groups, 1)).toBeUndefined();
});

test("images of one patient have no interval", () => {
  const alone = { ...images, groups: groups.map(() => "a") };
  const [right] = judgeSegmentation([perfect], alone, truth, 1);
  for (const { value, interval } of [...right!.perImage, ...right!.pooled])
    expect([value, interval]).toEqual([1, undefined]);
});

test("masks of another size than the probabilities, and arms that saw the test, are refused", () => {
  expect(() => judgeSegmentation([armOf("half", [0.5])], images, truth, 1)).toThrow(
    "1 probabilities, expected one for each of 48",
  );
  const sealed = { foldId: "fold", ids: ["test-1"], file: "none" } as unknown as SealedTest;
  const masks = { size, classes: [1], of: () => truth } as Masks;
  const leaky = { ...perfect, seen: ["test-1"] };
  expect(() => evaluateSegmentation([leaky], sealed, masks, 1)).toThrow("saw test images test-1");
  expect(() => evaluateSegmentation([{ ...perfect, foldId: "other" }], sealed, masks, 1)).toThrow(
    "split other",
  );
});
