import type * as tfjs from "@tensorflow/tfjs";
import { tf } from "../../lib/engine";

type Gradients = Parameters<tfjs.AdamOptimizer["applyGradients"]>[0];

/** Adam as Keras defines it, with epsilon before the correction: a subclass whose epsilon is a tensor during a step. */
export class KerasAdam extends tf.AdamOptimizer {
  /** Beside tfjs' own field, which the step in progress uses. */
  private readonly given: number;

  constructor(learningRate: number, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-7) {
    super(learningRate, beta1, beta2, epsilon);
    this.given = epsilon;
  }

  override applyGradients(gradients: Gradients): void {
    const { accBeta2 } = this as unknown as { readonly accBeta2: tfjs.Variable };
    tf.tidy(() => {
      this.epsilon = tf.div(this.given, tf.sqrt(tf.sub(1, accBeta2))) as unknown as number;
      try {
        super.applyGradients(gradients);
      } finally {
        this.epsilon = this.given;
      }
    });
  }
}
