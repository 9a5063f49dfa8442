import type * as tfjs from "@tensorflow/tfjs";
import { range, stream } from "../../core";
import type { ImageSet } from "../../data/image-set";
import { compile, tf } from "../../engine";
import type { GanOptions } from "../gan-options";
import { imageTensor } from "../image-tensor";
import type { WatchState } from "../held-out-watch";
import { endingOf, type Ending } from "../judge-curve";
import { networkWeights, setNetworkWeights } from "../network-weights";
import { oneHot } from "../with-classes";
import { judgeDenoising, type DenoisingPoint } from "./judge-denoising";
import { addNoise, denoisingLoss, noiseTables, type NoiseTables } from "./denoising-loss";
import type { DiffusionTraining } from "./diffusion-training";
import { diffusionTimes } from "./diffusion-sampler";
import { cosineSchedule } from "./noise-schedule";

/** Looks at held-out images while a diffusion model trains; moves nothing of the training. */
export interface DenoisingWatch {
  /** All looks so far, in order; none without held-out images. */
  readonly curve: readonly DenoisingPoint[];
  /** Whether `gan.patience` ends the training here: the model has been memorising for so many looks. */
  readonly isExhausted: boolean;
  /** Looks where an epoch that just ended is due: every `gan.measureEvery`, and the last one. */
  look(epoch: number): void;
  /** Puts the best denoiser's weights into the averaged one, where `gan.keep` is `best`. @returns how it ended */
  finish(): Ending;
  save(): WatchState<DenoisingPoint>;
  restore(state: WatchState<DenoisingPoint>): void;
  dispose(): void;
}

const quarters = 4;
/** Images per quarter of the times, each with a time and a noise of its own. */
const pairs = 32;

/** The watch of one training. @param validation absent: nothing is looked at */
export function denoisingWatch(
  training: DiffusionTraining,
  train: ImageSet<"train">,
  options: GanOptions,
  validation: ImageSet<"validation"> | undefined,
): DenoisingWatch {
  const { measureEvery, epochs, patience } = options;
  const losses = validation && fixedLosses(training, [train, validation], options);
  let curve: readonly DenoisingPoint[] = [];
  let best: Readonly<Record<string, Float32Array>> = {};
  return {
    get curve() {
      return curve;
    },
    get isExhausted() {
      return patience > 0 && judgeDenoising(curve).memorising >= patience;
    },
    look: (epoch) => {
      if (!losses || measureEvery === 0 || (epoch % measureEvery !== 0 && epoch !== epochs)) return;
      const [onTrain, onHeldOut] = losses.measure();
      curve = [...curve, { epoch, step: training.steps, train: onTrain!, heldOut: onHeldOut! }];
      if (judgeDenoising(curve).best === curve.length - 1) best = networkWeights(training.average);
    },
    finish: () => {
      const found = curve[judgeDenoising(curve).best];
      const ending = endingOf(training, options, found);
      if (ending.kept === "best") setNetworkWeights(training.average, best);
      return ending;
    },
    save: () => ({ state: { curve }, arrays: best }),
    restore: (saved) => {
      curve = saved.state.curve;
      best = saved.arrays;
    },
    dispose: () => losses?.dispose(),
  };
}

/** Losses at times and noise that stay the same from look to look, so that a difference is the model's. */
interface FixedLosses {
  /** Of each set, a value per quarter of the times. */
  measure(): number[][];
  dispose(): void;
}

function fixedLosses(
  { average, classes }: Pick<DiffusionTraining, "average" | "classes">,
  sets: readonly ImageSet<"train" | "validation">[],
  { seed, name }: Pick<GanOptions, "seed" | "name">,
): FixedLosses {
  const random = stream(seed, "diffusion", name, "looks");
  const tables = noiseTables(cosineSchedule(diffusionTimes));
  const times = range(quarters * pairs).map((i) =>
    Math.floor(((Math.floor(i / pairs) + random.next()) * diffusionTimes) / quarters),
  );
  const area = sets[0]!.size ** 2;
  const noise = random.normals(times.length * area);
  const shown = sets.map((set) => ({
    set,
    order: random.shuffle(range(set.ids.length)),
    images: imageTensor(set),
    codes: oneHot(set.labels, classes),
  }));
  const loss = compile(
    (x0: tfjs.Tensor, eps: tfjs.Tensor, t: tfjs.Tensor, y: tfjs.Tensor) =>
      tf.tidy(() => tf.mean(denoisingLoss(predict(average, tables, { x0, eps, t, y }), eps))),
    { otherwise: "eager" },
  );
  const ofQuarter = ({ order, images, codes }: (typeof shown)[number], quarter: number): number =>
    tf.tidy(() => {
      const at = range(pairs).map((i) => quarter * pairs + i);
      const chosen = tf.tensor1d(
        at.map((i) => order[i % order.length]!),
        "int32",
      );
      const eps = tf.tensor(noise.subarray(at[0]! * area, (at[0]! + pairs) * area), [
        pairs,
        ...images.shape.slice(1),
      ]);
      const t = tf.tensor1d(
        at.map((i) => times[i]!),
        "int32",
      );
      return loss(tf.gather(images, chosen), eps, t, tf.gather(codes, chosen)).dataSync()[0]!;
    });
  return {
    measure: () => shown.map((one) => range(quarters).map((quarter) => ofQuarter(one, quarter))),
    dispose: () => {
      loss.dispose();
      tf.dispose([tables.signal, tables.noise, ...shown.flatMap(({ images, codes }) => [images, codes])]);
    },
  };
}

/** The noise that a denoiser, told the class, finds in images with noise. */
function predict(
  denoiser: tfjs.LayersModel,
  tables: NoiseTables,
  { x0, eps, t, y }: Readonly<Record<"x0" | "eps" | "t" | "y", tfjs.Tensor>>,
): tfjs.Tensor {
  const n = x0.shape[0]!;
  const times = tf.reshape(tf.cast(t, "float32"), [n, 1]);
  const told = tf.concat([y, tf.zeros([n, 1])], 1);
  return denoiser.apply([addNoise(tables, x0, eps, t), times, told], { training: false }) as tfjs.Tensor;
}
