import type * as tfjs from "@tensorflow/tfjs";
import { tf } from "../../lib/engine";
import { networkCalls } from "./calls-networks";
import { type T, type Call, x, p, ints, truth, image, slopes, calls } from "./call-inputs";

const unary =
  `abs acos acosh asin asinh atan atanh ceil cos cosh elu erf exp expm1 floor isFinite isInf isNaN log log1p
  logSigmoid neg onesLike reciprocal relu relu6 round rsqrt selu sigmoid sign sin sinh softplus sqrt square tan tanh
  zerosLike softmax logSoftmax clone`.split(/\s+/) as "abs"[];
const binary =
  `add sub mul div divNoNan floorDiv maximum minimum mod pow squaredDifference atan2 equal notEqual greater
  greaterEqual less lessEqual`.split(/\s+/) as "add"[];
const reductions = "sum mean max min prod logSumExp euclideanNorm".split(" ") as "sum"[];

const flat: Call[] = [
  ...unary.map((name): Call => [name, () => tf[name](p(3, 4))]),
  ...`tanh elu selu relu relu6 softplus sigmoid sqrt log softmax logSoftmax erf sin abs step prelu leakyRelu`
    .split(" ")
    .filter((name) => name !== "prelu")
    .map((name): Call => [`gradient of ${name}`, () => slopes((a) => tf[name as "tanh"](a), p(3, 4))]),
  ...binary.map((name): Call => [name, () => tf[name](p(3, 1, 4), p(2, 4))]),
  ..."maximum minimum squaredDifference"
    .split(" ")
    .map((name): Call => [`gradient of ${name}`, () => slopes(tf[name as "add"], p(3, 4), p(3, 4))]),
  ..."add sub mul div pow atan2"
    .split(" ")
    .map((name): Call => [`gradient of ${name}`, () => slopes(tf[name as "add"], p(3, 1, 4), p(2, 4))]),
  ...reductions.flatMap((name): Call[] => [
    [`${name} of all`, () => tf[name](p(3, 4, 2))],
    [`${name} over -1`, () => tf[name](p(3, 4, 2), -1, true)],
    [`gradient of ${name}`, () => slopes((a) => tf[name](a, [0, 2]), p(3, 4, 2))],
  ]),
  ...calls({
    "all and any": () => [tf.all(truth(1, 0), 0, true), tf.any(tf.reshape(truth(1, 0), [2, 1]), 1)],
    logic: () => [
      tf.logicalAnd(truth(1, 0), truth(1, 1)),
      tf.logicalOr(truth(0), truth(1, 0)),
      tf.logicalXor(truth(1, 0), truth(1, 1)),
      tf.logicalNot(truth(1, 0)),
    ],
    "arithmetic of integers": () =>
      tf.add(tf.floorDiv(ints([7, 8]), ints([2])), tf.mod(ints([7, 8]), ints([3]))),
    "sum of integers": () => tf.sum(ints([1, 2, 3]), 0),
    "sum of truth": () => tf.sum(truth(1, 0, 1)),
    casts: () => [tf.cast(x(2, 3), "int32"), tf.cast(x(2), "bool"), tf.cast(truth(1, 0), "float32")],
    addN: () => tf.addN([x(2, 3), x(2, 3), x(2, 3)]),
    clip: () => [tf.clipByValue(x(4), -0.5, 0.5), slopes((a) => tf.clipByValue(a, -0.5, 0.5), x(4))],
    step: () => tf.step(x(4), 0.3),
    prelu: () => slopes((a, b) => tf.prelu(a, b), x(3, 4), p(4)),
    leakyRelu: () => tf.leakyRelu(x(3, 4), 0.3),
    where: () => [
      tf.where(truth(1, 0), x(2), p(2)),
      slopes((a, b) => tf.where(truth(1, 0), a, b), x(2), p(2)),
    ],
    argMax: () => [tf.argMax(x(3, 4, 2), 1), tf.argMin(x(3, 4), -1), tf.argMax(x(5))],
    topk: () => Object.values(tf.topk(x(3, 7), 2)),
    cumsum: () => [
      tf.cumsum(x(3, 4), 1, true, true),
      tf.cumprod(x(3, 4), 0),
      slopes((a) => tf.cumsum(a, 1), x(3, 4)),
    ],
    moments: () => Object.values(tf.moments(x(3, 4, 2), [0, 1])),
    norms: () => [tf.norm(x(3, 4)), tf.norm(x(3, 4), 1, 0), slopes((a) => tf.norm(a), x(3, 4))],
    losses: () => [
      tf.losses.sigmoidCrossEntropy(truth(1, 0).cast("float32"), x(2)),
      tf.losses.softmaxCrossEntropy(tf.oneHot(ints([0, 2]), 3), x(2, 3)),
      slopes((a) => tf.losses.huberLoss(x(4), a), p(4)),
    ],
    complex: () => {
      const c = tf.complex(x(2, 4), p(2, 4));
      return [tf.real(c), tf.imag(c), tf.abs(c), tf.real(tf.fft(c)), tf.imag(tf.ifft(c))];
    },
    bincount: () => [tf.bincount(ints([1, 2, 1, 5]) as tfjs.Tensor1D, p(4) as tfjs.Tensor1D, 7)],
    "ranges and fills": () => [
      tf.range(1, 9, 3, "int32"),
      tf.range(9, 1, -3, "int32"),
      tf.linspace(0, 1, 5),
      tf.fill([2, 3], 7),
      tf.eye(3),
      tf.zeros([2]),
    ],
  }),
];

const moving = calls({
  reshape: () => [tf.reshape(x(2, 3, 4), [-1, 4]), tf.squeeze(x(1, 3, 1)), tf.reshape(x(2, 3), [6])],
  expandDims: () => [tf.expandDims(x(2, 3), -1), tf.expandDims(x(2, 3), 1), tf.expandDims(truth(1, 0), 0)],
  transpose: () => [tf.transpose(x(2, 3, 4), [2, 0, 1]), slopes((a) => tf.transpose(a), x(2, 3))],
  tile: () => [tf.tile(x(2, 3), [2, 1]), slopes((a) => tf.tile(a, [2, 2]), x(2, 3))],
  broadcastTo: () => [
    tf.broadcastTo(x(3, 1), [2, 3, 4]),
    slopes((a) => tf.broadcastTo(a, [2, 3, 4]), x(3, 1)),
  ],
  concat: () => [tf.concat([x(2, 3), x(4, 3)]), tf.concat([x(2, 3), x(2, 1)], -1)],
  "gradient of concat": () => slopes((a, b) => tf.concat([a, b], 1), x(2, 3), x(2, 1)),
  split: () => [...tf.split(x(2, 6), 3, 1), ...tf.split(x(2, 6), [1, 2, 3], -1)],
  "gradient of split": () => slopes((a) => tf.split(a, [1, 5], 1)[1] as T, x(2, 6)),
  stack: () => [tf.stack([x(2, 3), x(2, 3)], 1), ...tf.unstack(x(2, 3), 1), ...tf.unstack(x(2, 3))],
  "gradient of stack": () => slopes((a, b) => tf.stack([a, b], -1), x(2, 3), x(2, 3)),
  slice: () => [tf.slice(x(4, 5), [1, 2], [2, -1]), slopes((a) => tf.slice(a, [1, 0], [2, 3]), x(4, 5))],
  stridedSlice: () => [
    tf.stridedSlice(x(5, 6), [0, 1], [5, 6], [2, 2]),
    tf.stridedSlice(x(5, 6), [9, 0], [0, 6], [-2, 3]),
    tf.stridedSlice(x(5, 6), [4, 9], [0, -9], [-2, -1], 0, 1),
    tf.stridedSlice(x(5, 6), [0, 3], [2, 9], [-1, 1], 1),
    tf.stridedSlice(x(5, 6), [4, 0], [0, 6], [-2, 3]),
    tf.stridedSlice(x(5, 6), [1, -2], [0, 6], [1, 1], 0, 1),
    tf.stridedSlice(x(5, 6), [1, 2], [2, 9], [1, 1], 0, 0, 0, 0, 1),
    tf.stridedSlice(x(2, 5, 6), [0, 1], [1, 5], [1, 2], 0, 0, 1),
    tf.stridedSlice(x(5, 6), [0, 1, 0], [0, 4, 6], [1, 1, 2], 0, 0, 0, 1),
  ],
  pad: () => [tf.pad(x(2, 3), [[1, 0], [0, 2]], 5), slopes((a) => tf.pad(a, [[1, 0], [0, 2]]), x(2, 3))], // prettier-ignore
  mirrorPad: () => [tf.mirrorPad(x(3, 4), [[1, 1], [2, 0]], "reflect"), tf.mirrorPad(x(3), [[1, 2]], "symmetric")], // prettier-ignore
  gather: () => [
    tf.gather(x(5, 3), ints([4, 0, 0, 1], [2, 2])),
    tf.gather(x(2, 5), ints([1, 3]), 1),
    tf.gather(x(2, 5, 3), ints([1, 3, 0, 2], [2, 2]), 1, 1),
  ],
  "gradient of gather": () => [
    slopes((a) => tf.gather(a, ints([4, 0, 0])), x(5, 3)),
    slopes((a) => tf.gather(a, ints([1, 0]), 1), x(5, 3)),
  ],
  gatherND: () => [
    tf.gatherND(x(3, 4, 2), ints([0, 1, 2, 3], [2, 2])),
    tf.gatherND(x(3, 4), ints([2, 0], [2, 1])),
  ],
  scatterND: () => tf.scatterND(ints([1, 3], [2, 1]), x(2, 4), [5, 4]),
  "tensor scatter": () => tf.tensorScatterUpdate(x(5, 4), ints([1, 3], [2, 1]), x(2, 4)),
  sparseToDense: () => tf.sparseToDense(ints([1, 3]), x(2), [5], tf.scalar(0)),
  segments: () => tf.unsortedSegmentSum(x(4, 3), ints([0, 2, 0, 1]) as tfjs.Tensor1D, 5),
  "gradient of segments": () =>
    slopes((a) => tf.unsortedSegmentSum(a, ints([0, 2, 0, 1]) as tfjs.Tensor1D, 5), x(4, 3)),
  oneHot: () => [tf.oneHot(ints([1, 0, 3]), 5, 2, -1), tf.oneHot(ints([1, 0], [2, 1]), 3)],
  reverse: () => [tf.reverse(x(2, 3), 1), tf.reverse(x(2, 3)), slopes((a) => tf.reverse(a, 0), x(2, 3))],
  spaceToBatch: () => tf.spaceToBatchND(image(6, 4), [2, 2], [[0, 0], [2, 2]]), // prettier-ignore
  batchToSpace: () => tf.batchToSpaceND(x(8, 2, 3, 1), [2, 2], [[0, 1], [1, 0]]), // prettier-ignore
  depthToSpace: () => tf.depthToSpace(image(2, 3, 8), 2),
  diag: () => [tf.diag(x(3)), tf.diag(x(2, 3))],
  "ones and zeros": () => [tf.onesLike(truth(0, 1)), tf.zerosLike(ints([1, 2]))],
});

/** Calls of tfjs and the engine that ask TensorFlow for its operations, in their forms, with gradients. */
export const tfjsCalls: readonly Call[] = [...flat, ...moving, ...networkCalls];
