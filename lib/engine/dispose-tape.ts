import type { Tensor } from "@tensorflow/tfjs";
import { tf } from "./tf";

/** Private members of tfjs' engine. */
interface Engine {
  readonly state: {
    gradientDepth: number;
    activeTape: readonly { readonly saved: readonly Tensor[] }[] | null;
  };
  gradients(...args: unknown[]): unknown;
}

/**
 * Gradients as tfjs computes them, but where the function or one of its gradients throws, what was kept for the way back is disposed:
 * tfjs leaves it for ever, a hundred tensors for each mistake in a loss.
 */
function gradientsOrNothing(this: Engine, ...args: unknown[]): unknown {
  try {
    return gradients.apply(this, args);
  } catch (error) {
    if (this.state.gradientDepth === 0) {
      for (const { saved } of this.state.activeTape ?? []) tf.dispose([...saved]);
      this.state.activeTape = null;
    }
    throw error;
  }
}

const marked = Object.getPrototypeOf(tf.engine()) as Engine & { gradientsOfTfjs?: Engine["gradients"] };
/** tfjs' own, also when a notebook has loaded this file again. */
const gradients = (marked.gradientsOfTfjs ??= marked.gradients);
marked.gradients = gradientsOrNothing;
