import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { deferInterrupt, writeAtomic } from "../core";
import type { EventLog } from "./event-log/event-log";
import { samplePicture } from "./event-log/sample-picture";
import type { GanProgress, GanWatcher } from "./gan-progress";
import type { GeneratedImages } from "./images-at";
import type { TrainedGan } from "./trained-gan";

/** Images of each class that a time-lapse shows. */
const perClass = 10;

/** A trained GAN's images of the same latents after an epoch. */
export interface TimeLapseMoment {
  readonly epoch: number;
  readonly images: GeneratedImages;
}

/** Whether an epoch is kept: 1, 2, 5, 10, 20, 50, 100 ..., as most happens early, and the last one. @param epochs of the training */
export function isKept(epoch: number, epochs: number): boolean {
  const digit = epoch / 10 ** Math.floor(Math.log10(epoch) + 1e-9);
  return epoch === epochs || [1, 2, 5].includes(Math.round(digit * 1e6) / 1e6);
}

/**
 * A watcher that also keeps a few images of the same latents after some epochs, in the folder `time-lapse` beside the
 * networks and as a picture in the log: at most three per tenfold of epochs, and of
 * the last one, whatever ends the training. The training's results are the same with it.
 *
 * @param folder of the GAN
 * @param classes of a conditional pair; 1 otherwise
 */
export function recordTimeLapse(
  watcher: GanWatcher,
  folder: string,
  classes: number,
  log: EventLog,
): GanWatcher {
  const at = join(folder, "time-lapse");
  return {
    ...watcher,
    epoch: async (now: GanProgress) => {
      if (now.epoch === 1) rmSync(at, { recursive: true, force: true }); // of another training
      if (isKept(now.epoch, now.epochs))
        await deferInterrupt(async () => {
          const pixels = now.samples(perClass * classes);
          writeAtomic(join(at, `${now.epoch}.f32`), Buffer.from(pixels.buffer));
          log.picture(now.step, "samples", await samplePicture(pixels, now.train.size, classes));
        });
      await watcher.epoch(now);
    },
  };
}

/** The moments that were kept of a GAN's training, of its class, in order; none of a training before they were kept. */
export function openTimeLapse(
  gan: Pick<TrainedGan, "folder" | "classes" | "label" | "size">,
): TimeLapseMoment[] {
  const at = join(gan.folder, "time-lapse");
  const epochs = existsSync(at) ? readdirSync(at).map((file) => Number.parseInt(file)) : [];
  const classes = gan.classes?.length ?? 1;
  const first = gan.classes === undefined ? 0 : gan.label;
  const area = gan.size ** 2;
  return epochs
    .sort((a, b) => a - b)
    .map((epoch) => {
      const all = new Float32Array(Uint8Array.from(readFileSync(join(at, `${epoch}.f32`))).buffer);
      const pixels = new Float32Array(perClass * area);
      for (let i = 0; i < perClass; i++) {
        const image = (i * classes + first) * area; // its classes stand in turn
        pixels.set(all.subarray(image, image + area), i * area);
      }
      return { epoch, images: { size: gan.size, pixels } };
    });
}
