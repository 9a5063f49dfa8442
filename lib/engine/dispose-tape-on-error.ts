import type * as tfjs from "@tensorflow/tfjs";

/** Private members of tfjs' engine. */
interface Engine {
  readonly state: {
    gradientDepth: number;
    activeTape: readonly { readonly saved: readonly tfjs.Tensor[] }[] | null;
  };
  gradients(...args: unknown[]): unknown;
}

/**
 * Makes tfjs dispose what it kept for the way back where a function or one of its gradients throws: by itself it leaves this for ever,
 * a hundred tensors for each mistake in a loss. Its gradients stay what they were.
 * @returns tf itself; called again, for a notebook that loads lib again, it changes nothing more
 */
export function disposeTapeOnError(tf: typeof tfjs): typeof tfjs {
  const prototype = Object.getPrototypeOf(tf.engine()) as Engine & { gradientsOfTfjs?: Engine["gradients"] };
  const gradients = (prototype.gradientsOfTfjs ??= prototype.gradients);
  prototype.gradients = function (this: Engine, ...args: unknown[]): unknown {
    try {
      return gradients.apply(this, args);
    } catch (error) {
      if (this.state.gradientDepth === 0) {
        for (const { saved } of this.state.activeTape ?? []) tf.dispose([...saved]);
        this.state.activeTape = null;
      }
      throw error;
    }
  };
  return tf;
}
