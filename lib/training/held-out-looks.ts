import type { LayersModel } from "@tensorflow/tfjs";
import type { Checkpoint } from "./checkpoint";
import type { GanOptions } from "./gan-options";
import { endingOf, type Ending } from "./judge-curve";
import { networkWeights, setNetworkWeights } from "./network-weights";

/** What a checkpoint keeps of looks at held-out images: the curve, and the weights of the best generator. */
export type LooksState<Point> = Checkpoint<{ readonly curve: readonly Point[] }>;

/** Looks at held-out images while a generator trains; they move nothing of the training. */
export interface HeldOutLooks<Point> {
  /** All measurements so far, in order. */
  readonly curve: readonly Point[];
  /** Whether `gan.patience` ends the training here. */
  readonly isExhausted: boolean;
  /** Measures where an epoch that just ended is due: every `gan.measureEvery`, and the last one. */
  look(epoch: number): void;
  /** Puts the best generator's weights into the averaged one, where `gan.keep` is `best`. @returns how it ended */
  finish(): Ending;
  save(): LooksState<Point>;
  restore(state: LooksState<Point>): void;
}

/** How a kind of training is looked at. */
interface Looking<Point> {
  /** Absent: nothing is measured. */
  readonly measure?: (() => Point) | undefined;
  /** Index of the best of some measurements, -1 for none, and the number of looks that count for `gan.patience`. */
  judge(curve: readonly Point[]): { readonly best: number; readonly inVain: number };
}

/** The looks of one training. @param training `ema` is the generator that samples come from */
export function heldOutLooks<Point extends { readonly epoch: number; readonly step: number }>(
  training: { readonly ema: LayersModel; readonly history: readonly unknown[]; readonly steps: number },
  options: Pick<GanOptions, "measureEvery" | "epochs" | "patience" | "keep">,
  { measure, judge }: Looking<Point>,
): HeldOutLooks<Point> {
  const { measureEvery, epochs, patience } = options;
  let curve: readonly Point[] = [];
  let best: Readonly<Record<string, Float32Array>> = {};
  return {
    get curve() {
      return curve;
    },
    get isExhausted() {
      return patience > 0 && curve.length > 0 && judge(curve).inVain >= patience;
    },
    look: (epoch) => {
      if (!measure || measureEvery === 0 || (epoch % measureEvery !== 0 && epoch !== epochs)) return;
      curve = [...curve, measure()];
      if (judge(curve).best === curve.length - 1) best = networkWeights(training.ema);
    },
    finish: () => {
      const ending = endingOf(training, options, curve[judge(curve).best]);
      if (ending.kept === "best") setNetworkWeights(training.ema, best);
      return ending;
    },
    save: () => ({ state: { curve }, arrays: best }),
    restore: (saved) => {
      curve = saved.state.curve;
      best = saved.arrays;
    },
  };
}
