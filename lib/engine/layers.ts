import { checkArguments } from "./check-arguments";
import { Conv2D, Conv2DTranspose } from "./convolution-layers";
import { Dropout } from "./dropout";
import { BatchNormalization, GlobalAveragePooling2D, LeakyReLU, ReLU } from "./layer-classes";
import { tf } from "./tf";

/** tfjs' own layers, unchanged: the reference. Gradient penalties through its leakyReLU throw, its dropout is not reproducible. */
export const plainLayers: typeof tf.layers = tf.layers;

/**
 * `tf.layers` with faster and twice differentiable convolution, batch normalisation, rectifiers and pooling, and
 * reproducible dropout. The classes are subclasses of tfjs' under the same names: same weights, shapes, configuration,
 * `save` and .h5 as Keras. Models read back from files get them too. Arguments that no layer can have are refused at once.
 */
export const layers: typeof tf.layers = withChecks({
  ...tf.layers,
  conv2d: (args) => new Conv2D(args),
  conv2dTranspose: (args) => new Conv2DTranspose(args),
  batchNormalization: (args) => new BatchNormalization(args),
  leakyReLU: (args) => new LeakyReLU(args),
  reLU: (args) => new ReLU(args),
  globalAveragePooling2d: (args) => new GlobalAveragePooling2D(args),
  dropout: (args) => new Dropout(args),
});

for (const layer of [
  Conv2D,
  Conv2DTranspose,
  BatchNormalization,
  LeakyReLU,
  ReLU,
  GlobalAveragePooling2D,
  Dropout,
])
  tf.serialization.registerClass(layer as unknown as Parameters<typeof tf.serialization.registerClass>[0]);

/** The same functions, each looking at its arguments first; the classes among them as they are. */
function withChecks(given: typeof tf.layers): typeof tf.layers {
  const checked = Object.entries(given).map(([name, make]: [string, unknown]) => {
    if (typeof make !== "function" || !/^[a-z]/.test(name)) return [name, make];
    const build = make as (args: unknown) => unknown;
    return [
      name,
      (args: unknown) => {
        checkArguments(name, args);
        return build(args);
      },
    ];
  });
  return Object.fromEntries(checked) as typeof tf.layers;
}
