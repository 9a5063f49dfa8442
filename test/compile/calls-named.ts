import { tf } from "../../lib/engine";
import { kinds, type Attribute } from "../../lib/compile/types";
import { type T, type Call, x, p, ints, truth, image, calls } from "./call-inputs";

interface ByName {
  executeMultipleOutputs(op: string, attributes: Attribute[], inputs: T[], outputs: number): T[];
}
const ask = (op: string, attributes: Attribute[], inputs: T[], outputs = 1): T[] =>
  (tf.backend() as unknown as ByName).executeMultipleOutputs(op, attributes, inputs, outputs);
const type = (name: string, value = 1): Attribute => ({ name, type: kinds.type, value });
const truly = (name: string): Attribute => ({ name, type: kinds.bool, value: true });
const floats = [type("T")];
const key = (): T[] => [ints([2, 5]), ints([3, 4])];
const drawn = (op: string, type_ = 1, inputs = key()): T[] =>
  ask(op, [type("dtype", type_), type("T", 3), type("Tseed", 3)], inputs);
/** Operations that tfjs does not ask for: what the engine and a step's author may run by name. */
export const namedCalls: readonly Call[] = calls({
  draws: () => [
    drawn("StatelessRandomUniform"),
    drawn("StatelessRandomNormal"),
    drawn("StatelessTruncatedNormal"),
    drawn("StatelessRandomUniformFullInt", 3),
    drawn("StatelessRandomUniformInt", 3, [...key(), tf.scalar(2, "int32"), tf.scalar(9, "int32")]),
  ],
  StatelessMultinomial: () =>
    ask(
      "StatelessMultinomial",
      [...floats, type("Tseed", 3), type("output_dtype", 3)],
      [x(2, 5), tf.scalar(4, "int32"), ints([3, 4])],
    ),
  quotients: () => ["Div", "DivNoNan"].map((op) => ask(op, floats, [x(3, 1), x(2)])),
  MatMul: () => [
    ask("MatMul", floats, [x(2, 3), x(3, 4)]),
    ask("MatMul", [...floats, truly("transpose_a"), truly("transpose_b")], [x(3, 2), x(4, 3)]),
  ],
  Identity: () => ask("Identity", floats, [x(2, 3)]),
  BroadcastArgs: () => ask("BroadcastArgs", [type("T", 3)], [ints([3, 1]), ints([2, 1, 4])]),
  ImageProjectiveTransformV3: () =>
    ask(
      "ImageProjectiveTransformV3",
      [
        type("dtype"),
        { name: "interpolation", type: kinds.string, value: "BILINEAR" },
        { name: "fill_mode", type: kinds.string, value: "REFLECT" },
      ],
      [image(), tf.tensor2d([[1, 0.1, 0, 0, 0.9, 1, 0, 0]]), ints([4, 7]), tf.scalar(0)],
    ),
  Split: () => ask("Split", [{ name: "num_split", type: kinds.int, value: 3 }, ...floats], [tf.scalar(1, "int32"), x(2, 6)], 3), // prettier-ignore
  "SplitV of the rest": () =>
    ask(
      "SplitV",
      [...floats, type("Tlen", 3), { name: "num_split", type: kinds.int, value: 3 }],
      [x(2, 6), ints([1, -1, 2]), tf.scalar(-1, "int32")],
      3,
    ),
  SelectV2: () => ask("SelectV2", floats, [truth(1, 0), x(3, 1), x(2)]),
  BroadcastTo: () => ask("BroadcastTo", [...floats, type("Tidx", 3)], [x(3, 1), ints([2, 3, 4])]),
  AddV2: () => ask("AddV2", floats, [x(3, 1), x(2)]),
  Pad: () => ask("Pad", [...floats, type("Tpaddings", 3)], [x(2, 3), ints([1, 2, 0, 1], [2, 2])]),
  MirrorPadGrad: () =>
    ask(
      "MirrorPadGrad",
      [...floats, type("Tpaddings", 3), { name: "mode", type: kinds.string, value: "REFLECT" }],
      [x(5, 6), ints([1, 1, 2, 0], [2, 2])],
    ),
  InvertPermutation: () => ask("InvertPermutation", [type("T", 3)], [ints([2, 0, 1])]),
  DeepCopy: () => ask("DeepCopy", floats, [x(2, 3)]),
  gradients: () =>
    ["Relu6Grad", "SeluGrad", "SigmoidGrad", "TanhGrad", "ReluGrad", "LeakyReluGrad"].map((op) =>
      ask(op, floats, [x(2, 3), p(2, 3)]),
    ),
  rounding: () => ["LogSoftmax", "Rint"].map((op) => ask(op, floats, [x(2, 3)])),
});
