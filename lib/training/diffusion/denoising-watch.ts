import type * as tfjs from "@tensorflow/tfjs";
import { range, stream } from "../../core";
import type { ImageSet } from "../../data/image-set";
import { compile, tf } from "../../engine";
import type { GanOptions } from "../gan-options";
import { heldOutLooks, type HeldOutLooks } from "../held-out-looks";
import { oneHot } from "../with-classes";
import { judgeDenoising, type DenoisingPoint } from "./judge-denoising";
import { addNoise, denoisingLoss, noiseTables, type NoiseTables } from "./denoising-loss";
import type { DiffusionTraining } from "./diffusion-training";
import { diffusionTimes } from "./diffusion-sampler";
import { cosineSchedule } from "./noise-schedule";

/** Looks at a diffusion model's training; none of them without held-out images. */
export interface DenoisingWatch extends HeldOutLooks<DenoisingPoint> {
  dispose(): void;
}

/** Parts of the times 0 .. T - 1, least noise first, each measured alone. */
const quarters = 4;
/** Images per quarter, each with a time and a noise of its own. */
const perQuarter = 32;

/** The looks at a diffusion model's training. @param validation absent: nothing is looked at */
export function denoisingWatch(
  training: DiffusionTraining,
  train: ImageSet<"train">,
  options: GanOptions,
  validation: ImageSet<"validation"> | undefined,
): DenoisingWatch {
  const isLooking = validation !== undefined && options.measureEvery > 0;
  const losses = isLooking ? fixedLosses(training, [train, validation], options) : undefined;
  const looks = heldOutLooks<DenoisingPoint>(training, options, {
    measure:
      losses &&
      (() => {
        const [onTrain, onHeldOut] = losses.measure();
        const { history, steps: step } = training;
        return { epoch: history.length, step, train: onTrain!, heldOut: onHeldOut! };
      }),
    judge: (curve) => {
      const { best, memorising } = judgeDenoising(curve);
      return { best, inVain: memorising };
    },
  });
  return Object.assign(looks, { dispose: () => losses?.dispose() });
}

/** Losses at times and noise that stay the same from look to look, so that a difference is the model's. */
interface FixedLosses {
  /** Of each set, a value per quarter of the times. */
  measure(): number[][];
  dispose(): void;
}

function fixedLosses(
  { ema, classes }: Pick<DiffusionTraining, "ema" | "classes">,
  sets: readonly ImageSet<"train" | "validation">[],
  { seed, name }: Pick<GanOptions, "seed" | "name">,
): FixedLosses {
  const random = stream(seed, "diffusion", name, "looks");
  const tables = noiseTables(cosineSchedule(diffusionTimes));
  const times = range(quarters * perQuarter).map((i) =>
    Math.floor(((Math.floor(i / perQuarter) + random.next()) * diffusionTimes) / quarters),
  );
  const [size, area] = [sets[0]!.size, sets[0]!.size ** 2];
  const noise = random.normals(times.length * area);
  const ofQuarters = range(quarters).map((quarter) => range(perQuarter).map((i) => quarter * perQuarter + i));
  const batches = sets.map((set) => {
    const order = random.shuffle(range(set.ids.length));
    return ofQuarters.map((at) => {
      const chosen = at.map((i) => order[i % order.length]!);
      const pixels = chosen.flatMap((i) => [...set.pixels.subarray(i * area, (i + 1) * area)]);
      return [
        tf.tensor(pixels, [perQuarter, size, size, 1]),
        tf.tensor(noise.subarray(at[0]! * area, (at[0]! + perQuarter) * area), [perQuarter, size, size, 1]),
        tf.tensor(
          at.map((i) => times[i]!),
          [perQuarter],
          "int32",
        ),
        oneHot(
          chosen.map((i) => set.labels[i]!),
          classes,
        ),
      ] as const;
    });
  });
  const loss = compile(
    (x0: tfjs.Tensor, eps: tfjs.Tensor, t: tfjs.Tensor, y: tfjs.Tensor) =>
      tf.tidy(() => tf.mean(denoisingLoss(predict(ema, tables, { x0, eps, t, y }), eps))),
    { otherwise: "eager" },
  );
  return {
    measure: () => batches.map((one) => one.map((batch) => tf.tidy(() => loss(...batch).dataSync()[0]!))),
    dispose: () => {
      loss.dispose();
      tf.dispose([tables.signal, tables.noise, ...batches.flat(2)]);
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
