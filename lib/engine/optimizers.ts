import type * as tfjs from "@tensorflow/tfjs";
import { fail } from "../core/errors";
import { tf } from "./tf";

export interface AdamOptions {
  readonly learningRate: number;
  /** Decay of the mean gradient; .9 by default. */
  readonly beta1?: number;
  /** Decay of the mean squared gradient; .999 by default. */
  readonly beta2?: number;
  /** 1e-7 by default, as tfjs' and Keras'; PyTorch's is 1e-8. */
  readonly epsilon?: number;
  /** "after correction" (the default): tfjs', PyTorch's. "before correction": Keras', TensorFlow's. */
  readonly epsilonPlacement?: "after correction" | "before correction";
}

/**
 * Adam with either of the two definitions in use. With m and v the running means of the gradient and of its square after
 * t steps, M = m / (1 - beta1^t) and V = v / (1 - beta2^t), a step is
 *
 *     after correction     w -= rate M / (sqrt(V) + epsilon)
 *     before correction    w -= rate M / (sqrt(V) + epsilon / sqrt(1 - beta2^t))
 *
 * the latter written as rate sqrt(1 - beta2^t) / (1 - beta1^t) m / (sqrt(v) + epsilon). Where gradients are far above
 * epsilon both are equal; of a gradient of 1e-6 the first step (beta2 .999, epsilon 1e-7) is .91 of the rate after and
 * .24 before correction.
 *
 * It is tfjs' optimiser in all else; a compiled step runs it as one fused operation a weight.
 *
 * @throws RangeError for numbers outside of their range
 * Source: Kingma & Ba 2015: algorithm 1, and the remark at the end of section 2 for the other; `epsilon` of Keras' Adam is
 * that remark's "epsilon hat".
 */
export function adam(options: AdamOptions): tfjs.AdamOptimizer {
  const { learningRate, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-7, epsilonPlacement } = options;
  check("Adam", { beta1, beta2 }, epsilon);
  return epsilonPlacement === "before correction"
    ? new AdamBeforeCorrection(learningRate, beta1, beta2, epsilon)
    : new tf.AdamOptimizer(learningRate, beta1, beta2, epsilon);
}

export interface RmsPropOptions {
  readonly learningRate: number;
  /** Decay of the mean squared gradient; .9 by default. PyTorch's is .99. */
  readonly rho?: number;
  /** 1e-7 by default, as tfjs' and Keras'; PyTorch's is 1e-8. */
  readonly epsilon?: number;
  /** "inside root" (the default): tfjs', Keras', TensorFlow's. "outside root": PyTorch's. */
  readonly epsilonPlacement?: "inside root" | "outside root";
}

/**
 * RMSProp with either of the two definitions in use. With v the running mean of the squared gradient g, a step is
 *
 *     inside root     w -= rate g / sqrt(v + epsilon)
 *     outside root    w -= rate g / (sqrt(v) + epsilon)
 *
 * Where v is far above epsilon both are equal; the first step of a gradient of 1e-6 (rho .9, epsilon 1e-7, rate 1e-3) is
 * 3.2e-6 inside and 2.4e-3 outside: inside the root an epsilon is the larger one by far. There is no momentum and no
 * centring.
 *
 * It is tfjs' optimiser in all else; a compiled step runs the first as one fused operation a weight, the second
 * as the elementwise ones above, and is recorded anew where its rate changes.
 *
 * @throws RangeError for numbers outside of their range
 * Source: Tieleman & Hinton 2012, lecture 6.5, has no epsilon; the placements are those of the libraries' code.
 */
export function rmsprop(options: RmsPropOptions): tfjs.RMSPropOptimizer {
  const { learningRate, rho = 0.9, epsilon = 1e-7, epsilonPlacement } = options;
  check("RMSProp", { rho }, epsilon);
  return epsilonPlacement === "outside root"
    ? new RmsPropOutsideRoot(learningRate, rho, 0, epsilon)
    : new tf.RMSPropOptimizer(learningRate, rho, 0, epsilon);
}

function check(name: string, decays: Readonly<Record<string, number>>, epsilon: number): void {
  const refuse = (found: string, expected: string): never =>
    fail(`make an optimiser ${name}`, found, expected, "Pass a number in that range.", RangeError);
  for (const [decay, value] of Object.entries(decays))
    if (!(value >= 0 && value < 1)) refuse(`${decay} ${value}`, "0 or more and less than 1");
  if (!(epsilon > 0)) refuse(`epsilon ${epsilon}`, "more than 0");
}

type Gradients = Parameters<tfjs.AdamOptimizer["applyGradients"]>[0];

class AdamBeforeCorrection extends tf.AdamOptimizer {
  /** Beside tfjs' own field, which the step in progress uses. */
  private readonly given: number;

  constructor(learningRate: number, beta1: number, beta2: number, epsilon: number) {
    super(learningRate, beta1, beta2, epsilon);
    this.given = epsilon;
  }

  override applyGradients(gradients: Gradients): void {
    const { accBeta2 } = this as unknown as { readonly accBeta2: tfjs.Variable };
    tf.tidy(() => {
      // tfjs adds it to whatever it is, tensors too; recorded, the fused operation takes it the same way
      this.epsilon = tf.div(this.given, tf.sqrt(tf.sub(1, accBeta2))) as unknown as number;
      try {
        super.applyGradients(gradients);
      } finally {
        this.epsilon = this.given;
      }
    });
  }
}

/** What tfjs declares private in its RMSProp. */
interface Slots {
  readonly accumulatedMeanSquares: { originalName: string; variable: tfjs.Variable }[];
  readonly accumulatedMoments: { originalName: string; variable: tfjs.Variable }[];
}

class RmsPropOutsideRoot extends tf.RMSPropOptimizer {
  override applyGradients(gradients: Gradients): void {
    const slots = this as unknown as Slots;
    const pairs: (readonly [string, tfjs.Tensor | null])[] = Array.isArray(gradients)
      ? gradients.map(({ name, tensor }) => [name, tensor] as const)
      : Object.entries(gradients);
    pairs.forEach(([name, gradient], i) => {
      const weight = tf.engine().registeredVariables[name] as tfjs.Variable;
      const slot = (of: Slots["accumulatedMoments"], kind: string): tfjs.Variable => {
        of[i] ??= {
          originalName: `${name}/${kind}`,
          variable: tf.tidy(() => tf.variable(tf.zerosLike(weight), false)),
        };
        return of[i].variable;
      };
      const square = slot(slots.accumulatedMeanSquares, "rms");
      const moment = slot(slots.accumulatedMoments, "momentum");
      if (!gradient) return;
      tf.tidy(() => {
        const mean = tf.add(tf.mul(square, this.decay), tf.mul(tf.square(gradient), 1 - this.decay));
        const step = tf.div(tf.mul(gradient, this.learningRate), tf.add(tf.sqrt(mean), this.epsilon));
        square.assign(mean);
        moment.assign(step); // as tfjs' without momentum: its checkpoints have both
        weight.assign(tf.sub(weight, step));
      });
    });
    this.incrementIterations();
  }
}
