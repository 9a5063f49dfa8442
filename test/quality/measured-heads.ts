import { measureSamples, type SampleImages } from "../../lib/quality/measure-samples";
import { part } from "./golden";
import { noise, toyHeads } from "./toy-heads";

export const train = toyHeads(72, 2);
/** The "synthetic" images are copies of training images. */
export const images: SampleImages = {
  synthetic: part(train, 0, 60),
  heldOut: toyHeads(61, 10),
  train,
  realReference: toyHeads(40, 11),
  untrainedReference: noise(41, 12),
};
export const quality = measureSamples(images, { seed: 1 });
