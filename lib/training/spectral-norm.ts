import type * as tfjs from "@tensorflow/tfjs";
import type { Random } from "../core";
import { tf } from "../engine";

/** A network whose kernels are divided by their spectral norms while it is applied; owns its state until `dispose`. */
export interface SpectralNorm {
  /** One step of each kernel's power iteration. Once per training step, so that real and fake see the same kernels. */
  update(): void;
  /**
   * Runs a function in which the network's kernels read as W / sigma. To the gradient sigma is a function of W, its
   * singular vectors are constants. Outside of it they read as W, which is what an optimiser moves.
   */
  within<T>(run: () => T): T;
  /** Puts W / sigma in the place of W, for a file that others read. @returns puts W back */
  divide(): () => void;
  /** The singular vectors as they are, for a checkpoint. */
  state(): Record<string, Float32Array>;
  restore(state: Readonly<Record<string, Float32Array>>): void;
  dispose(): void;
}

/** A kernel, and the estimates of its first singular vectors as columns. */
interface Normed {
  readonly weight: { read(): tfjs.Tensor; write(value: tfjs.Tensor): unknown };
  /** (inputs of an output, outputs). */
  matrix(kernel: tfjs.Tensor): tfjs.Tensor2D;
  /** (outputs, 1). */
  readonly u: tfjs.Variable;
  /** (inputs of an output, 1). */
  readonly v: tfjs.Variable;
}

/** Before the first step, so that no step divides by much too small a sigma. */
const firstIterations = 15;

/**
 * Spectral norm of every kernel and every table of class vectors of a network; biases have none.
 *
 * The matrix bounds the norm of a convolution only up to a factor of at most its side: the network is not 1-Lipschitz.
 * Source: Miyato et al. 2018, section 2.1 and algorithm 1. Deviation: one step of the iteration per training step, not per
 * pass; 15 before the first.
 *
 * @param random draws where the iteration begins
 */
export function spectralNorm(model: tfjs.LayersModel, random: Random): SpectralNorm {
  const all = model.layers.flatMap((layer) =>
    layer.trainableWeights
      .filter(({ originalName }) => /(kernel|embeddings)$/.test(originalName))
      .map((weight) => normed(weight, layer.getClassName() === "Conv2DTranspose", random)),
  );
  const update = (): void =>
    tf.tidy(() => {
      for (const { weight, matrix, u, v } of all) {
        const m = matrix(weight.read());
        v.assign(unit(tf.matMul(m, u as tfjs.Tensor2D)));
        u.assign(unit(tf.matMul(m, v as tfjs.Tensor2D, true)));
      }
    });
  for (let i = 0; i < firstIterations; i++) update();
  return {
    update,
    within: (run) => {
      // tfjs' layers read their weights through this method; an own one of the object goes before the class'
      const divided = all.map((one) => ({ weight: one.weight, value: dividedKernel(one) }));
      for (const { weight, value } of divided) weight.read = () => value;
      try {
        return run();
      } finally {
        for (const { weight } of divided) Reflect.deleteProperty(weight, "read");
      }
    },
    divide: () => {
      const before = all.map(({ weight }) => weight.read().clone());
      tf.tidy(() => {
        for (const one of all) one.weight.write(dividedKernel(one));
      });
      return () => {
        all.forEach(({ weight }, i) => weight.write(before[i] as tfjs.Tensor));
        tf.dispose(before);
      };
    },
    state: () =>
      Object.fromEntries(
        all.flatMap(({ u, v }, i) => [
          [`${i}.u`, Float32Array.from(u.dataSync())],
          [`${i}.v`, Float32Array.from(v.dataSync())],
        ]),
      ),
    restore: (state) =>
      tf.tidy(() => {
        all.forEach(({ u, v }, i) => {
          u.assign(tf.tensor(state[`${i}.u`] as Float32Array, u.shape));
          v.assign(tf.tensor(state[`${i}.v`] as Float32Array, v.shape));
        });
      }),
    dispose: () => {
      for (const { u, v } of all) tf.dispose([u, v]);
    },
  };
}

const unit = (x: tfjs.Tensor): tfjs.Tensor => tf.div(x, tf.add(tf.norm(x), 1e-12));

function normed(weight: Normed["weight"], isTransposed: boolean, random: Random): Normed {
  const matrix = (kernel: tfjs.Tensor): tfjs.Tensor2D => {
    const outputsLast = isTransposed ? tf.transpose(kernel, [0, 1, 3, 2]) : kernel;
    return tf.reshape(outputsLast, [-1, outputsLast.shape.at(-1) ?? 0]) as tfjs.Tensor2D;
  };
  const [inputs, outputs] = tf.tidy(() => matrix(weight.read()).shape);
  const first = tf.tidy(() => unit(tf.tensor(random.normals(outputs), [outputs, 1])));
  const u = tf.variable(first, false);
  const v = tf.tidy(() => tf.variable(tf.zeros([inputs, 1]), false));
  first.dispose();
  return { weight, matrix, u, v };
}

/** W / sigma, sigma = u' W v. */
function dividedKernel({ weight, matrix, u, v }: Normed): tfjs.Tensor {
  const kernel = weight.read();
  const sigma = tf.sum(tf.mul(tf.matMul(matrix(kernel), u as tfjs.Tensor2D), v));
  return tf.div(kernel, sigma);
}
