// Misuse that must not compile; checked by the compiler (npm test), never run.
import type { concat, ImageSet, SealedTest, Split, withLabel } from "../../lib/data";
import type { openTest } from "../../lib/data/split/test-seal";
import type { evaluate, trainArm } from "../../lib/evaluation";
import type { discard } from "../../lib/quality";
import type {
  trainGan,
  trainingMaps,
  trainMaskGan,
  trainPggan,
  trainSegmentation,
  translate,
} from "../../lib/training";

declare const split: Split;
declare const synthetic: ImageSet<"synthetic">;
declare const test: ImageSet<"test">;
declare const sealed: SealedTest;
declare const use: {
  concat: typeof concat;
  withLabel: typeof withLabel;
  openTest: typeof openTest;
  evaluate: typeof evaluate;
  discard: typeof discard;
  gan: (train: Parameters<typeof trainGan>[0]) => void;
  pggan: (train: Parameters<typeof trainPggan>[0]["train"]) => void;
  maskGan: (train: Parameters<typeof trainMaskGan>[0]) => void;
  trainingMaps: typeof trainingMaps;
  segmentation: (data: Parameters<typeof trainSegmentation>[1]) => void;
  translate: (images: Parameters<typeof translate>[1]) => void;
  arm: (
    real: Parameters<typeof trainArm>[2]["real"],
    synthetic: Parameters<typeof trainArm>[2]["synthetic"],
    validation: Parameters<typeof trainArm>[3],
  ) => void;
};

export function right(): void {
  use.gan(split.train);
  use.gan(use.withLabel(split.train, 1));
  use.arm(split.train, synthetic, split.validation);
  void use.evaluate([], split.test);
  use.discard(synthetic, split.train);
  use.pggan(split.train);
  use.maskGan(split.train);
  use.segmentation({ padded: use.trainingMaps(split.train), labels: new Uint8Array(), classes: 2 });
  use.trainingMaps(synthetic);
  use.translate(synthetic);
  use.translate(split.validation);
}

export function wrong(): void {
  // @ts-expect-error a GAN never sees validation images
  use.gan(split.validation);
  // @ts-expect-error nor the sealed test
  use.gan(split.test);
  // @ts-expect-error nor an opened one
  use.gan(use.openTest(split.test));
  // @ts-expect-error nor synthetic images
  use.gan(synthetic);
  // @ts-expect-error nor training images with validation images among them
  use.gan(use.concat(split.train, split.validation));
  // @ts-expect-error a spread keeps the test's brand
  use.gan({ ...test });
  // @ts-expect-error and changing the role does not change it
  use.gan({ ...test, role: "train" as const });
  // @ts-expect-error no image set comes out of an object literal
  use.gan({ role: "train", foldId: "", ids: [], labels: [], size: 32, pixels: new Float32Array() });
  // @ts-expect-error a class of the test stays test
  use.gan(use.withLabel(test, 0));
  // @ts-expect-error a sealed test has no pixels
  void sealed.pixels;
  // @ts-expect-error and no labels
  void split.test.labels;
  // @ts-expect-error an opened test is no sealed one: nothing opens twice by accident
  void use.evaluate([], test);
  // @ts-expect-error validation is real
  use.arm(split.train, synthetic, synthetic);
  // @ts-expect-error the test is no validation
  use.arm(split.train, synthetic, test);
  // @ts-expect-error an arm's real images are training images
  use.arm(use.concat(split.train, test), synthetic, split.validation);
  // @ts-expect-error what looks least real is judged by training images
  use.discard(synthetic, split.validation);
  // @ts-expect-error never by the test
  use.discard(synthetic, test);
  // @ts-expect-error real images are not discarded
  use.discard(split.train, split.train);
  // @ts-expect-error a growing GAN never sees validation images
  use.pggan(split.validation);
  // @ts-expect-error nor does one of images and masks
  use.maskGan(split.validation);
  // @ts-expect-error nor the test
  use.maskGan(test);
  // @ts-expect-error nor a network that labels pixels
  use.trainingMaps(test);
  // @ts-expect-error nor by maps that an object literal makes
  use.segmentation({ padded: { n: 1, size: 32, channels: 1, values: new Float32Array(), foldId: "", seen: [] }, labels: new Uint8Array(), classes: 2 }); // prettier-ignore
  // @ts-expect-error translated test images would pass for synthetic ones
  use.translate(test);
  // @ts-expect-error real images cannot pass for synthetic ones
  use.arm(split.train, split.train, split.validation);
}
