import { attribute, type Attribute } from "./binding";
import { tf } from "./tf";

/** n rows of dim numbers, one after the other. */
export interface Rows {
  readonly n: number;
  readonly dim: number;
  readonly values: Float32Array | Float64Array;
}

/** The addon's own calls: tfjs has no tensors of doubles, TensorFlow has. */
interface Addon {
  readonly TF_ATTR_INT: number;
  readonly TF_ATTR_TYPE: number;
  createTensor(shape: readonly number[], dtype: number, values: Float32Array | Int32Array): number;
  executeOp(
    op: string,
    attributes: readonly Attribute[],
    inputs: readonly number[],
    outputs: number,
  ): { readonly id: number }[];
  tensorDataSync(id: number): Int32Array;
  deleteTensor(id: number): void;
}

const [float, double, integer] = [1, 2, 3]; // TensorFlow's numbers of the types
const fewRows = 256; // below, half of a symmetric product is not worth its copies

/**
 * Inner products of every row of x with every row of y in double precision, as TensorFlow multiplies matrices; native
 * engine only. The addon carries no doubles: their bits go in and out as pairs of integers, which TensorFlow takes for
 * doubles (Bitcast).
 *
 * @returns (x.n, y.n); of a set with itself symmetric to the last bit
 */
export function doubleProducts(x: Rows, y: Rows): Float64Array {
  const { binding } = tf.backend() as unknown as { readonly binding: Addon };
  const owned: number[] = [];
  const own = (id: number): number => (owned.push(id), id);
  const type = (name: string, value: number): Attribute => ({ name, type: binding.TF_ATTR_TYPE, value });
  const run = (op: string, inputs: readonly number[], attributes: readonly Attribute[]): number =>
    own((binding.executeOp(op, attributes, inputs, 1)[0] as { readonly id: number }).id);
  const shape = (...sizes: number[]): number =>
    own(binding.createTensor([sizes.length], integer, Int32Array.from(sizes)));
  const bitcast = (id: number, from: number, to: number): number =>
    run("Bitcast", [id], [type("T", from), type("type", to)]);

  const upload = ({ n, dim, values }: Rows): number => {
    if (values instanceof Float64Array) {
      const bits = new Int32Array(values.buffer, values.byteOffset, 2 * n * dim);
      return bitcast(own(binding.createTensor([n, dim, 2], integer, bits)), integer, double);
    }
    const singles = own(binding.createTensor([n, dim], float, values));
    const attributes = [type("SrcT", float), type("DstT", double), attribute("Truncate", false)];
    return run("Cast", [singles], attributes);
  };
  const multiply = (a: number, b: number): number => {
    const transposed = [attribute("transpose_a", false), attribute("transpose_b", true)];
    return run("MatMul", [a, b], [...transposed, type("T", double)]);
  };
  const rowsOf = (id: number, from: number, n: number, dim: number): number =>
    run("Slice", [id, shape(from, 0), shape(n, dim)], [type("T", double), type("Index", integer)]);
  const mirror = (id: number): number =>
    run("Transpose", [id, shape(1, 0)], [type("T", double), type("Tperm", integer)]);
  const join = (a: number, b: number, axis: number): number => {
    const along = own(binding.createTensor([], integer, Int32Array.of(axis)));
    const count = { name: "N", type: binding.TF_ATTR_INT, value: 2 };
    return run("ConcatV2", [a, b, along], [count, type("T", double), type("Tidx", integer)]);
  };
  /** [[A A', A B'], [B A', B B']] of the first rows A and the last ones B: each pair is multiplied once. */
  const withItself = (id: number, n: number, dim: number): number => {
    if (n <= fewRows) return multiply(id, id);
    const half = n >> 1;
    const [first, last] = [rowsOf(id, 0, half, dim), rowsOf(id, half, n - half, dim)];
    const across = multiply(first, last);
    const upper = join(withItself(first, half, dim), across, 1);
    return join(upper, join(mirror(across), withItself(last, n - half, dim), 1), 0);
  };

  try {
    const left = upload(x);
    const products = x === y ? withItself(left, x.n, x.dim) : multiply(left, upload(y));
    const bits = binding.tensorDataSync(bitcast(products, double, integer));
    return new Float64Array(bits.buffer, bits.byteOffset, x.n * y.n);
  } finally {
    owned.forEach((id) => binding.deleteTensor(id));
  }
}
