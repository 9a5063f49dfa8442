import { all, broadcast, like, place, type Rule, type Rules } from "./shape-rule";

const two: Rule = ({ shape }) => [broadcast(shape(0), shape(1))];
const reduced: Rule = ({ shape, values, attribute }) => {
  const axes = values(1).map((axis) => place(axis, shape(0).length));
  const sides = shape(0).map((side, i) => (axes.includes(i) ? undefined : side));
  return [
    attribute("keep_dims") === true
      ? sides.map((side) => side ?? 1)
      : sides.filter((side) => side !== undefined),
  ];
};

/** Shapes of what works on each element, or draws one for each, and of reductions and products. */
export const elementRules: Rules = {
  ...all(
    `Abs Acos Acosh Asin Asinh Atan Atanh Cast Ceil ComplexAbs Cos Cosh DeepCopy Elu Erf Exp Expm1 FFT Floor IFFT Identity
    Imag IsFinite IsInf IsNan LeakyRelu Log Log1p LogicalNot LogSoftmax Neg OnesLike Real Reciprocal Relu Relu6 Rint Round
    Rsqrt Selu Sigmoid Sign Sin Sinh Softmax Softplus Sqrt Square Tan Tanh ZerosLike`,
    like(0),
  ),
  ...all(
    "EluGrad LeakyReluGrad Relu6Grad ReluGrad SeluGrad SigmoidGrad TanhGrad AddN Cumprod Cumsum",
    like(0),
  ),
  ...all(
    `Add AddV2 Atan2 Complex Div DivNoNan Equal FloorDiv FloorMod Greater GreaterEqual Less LessEqual LogicalAnd LogicalOr
    Maximum Minimum Mul NotEqual Pow RealDiv SquaredDifference Sub`,
    two,
  ),
  ...all("All Any Max Mean Min Prod Sum", reduced),
  ...all("ArgMax ArgMin", ({ shape, values }) => {
    const at = place(values(1)[0] ?? 0, shape(0).length);
    return [shape(0).filter((_, i) => i !== at)];
  }),
  Select: like(1),
  SelectV2: ({ shape }) => [broadcast(shape(0), broadcast(shape(1), shape(2)))],
  MatMul: ({ shape, attribute }) => {
    const rows = shape(0).at(attribute("transpose_a") === true ? 1 : 0) ?? 0;
    const columns = shape(1).at(attribute("transpose_b") === true ? 0 : 1) ?? 0;
    return [[rows, columns]];
  },
  BatchMatMulV2: ({ shape, attribute }) => {
    const rows = shape(0).at(attribute("adj_x") === true ? -1 : -2) ?? 0;
    const columns = shape(1).at(attribute("adj_y") === true ? -2 : -1) ?? 0;
    return [[...broadcast(shape(0).slice(0, -2), shape(1).slice(0, -2)), rows, columns]];
  },
  Einsum: ({ shapes, attribute }) => {
    const equation = attribute("equation") as string;
    const [from = "", to] = equation.replaceAll(" ", "").split("->");
    if (to === undefined || equation.includes(".")) return undefined;
    const sides = new Map<string, number>();
    from
      .split(",")
      .forEach((letters, i) => [...letters].forEach((at, k) => sides.set(at, shapes[i]?.[k] ?? 0)));
    return [[...to].map((letter) => sides.get(letter) ?? 0)];
  },
};
