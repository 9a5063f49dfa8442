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
  readonly TF_ATTR_TYPE: number;
  createTensor(shape: readonly number[], dtype: number, values: Float32Array): number;
  executeOp(
    op: string,
    attributes: readonly Attribute[],
    inputs: readonly number[],
    outputs: number,
  ): { readonly id: number }[];
  tensorDataSync(id: number): Float32Array;
  deleteTensor(id: number): void;
}

const [float, double] = [1, 2]; // TensorFlow's numbers of the types
const most = 1024; // rows of x at a time

/**
 * Inner products of every row of x with every row of y in double precision, as TensorFlow multiplies matrices; native
 * engine only. Numbers go in and come out as sums of floats, which hold 48 of a double's 53 bits: 4e-15 of the value.
 *
 * @returns (x.n, y.n)
 */
export function doubleProducts(x: Rows, y: Rows): Float64Array {
  const { binding } = tf.backend() as unknown as { readonly binding: Addon };
  const owned: number[] = [];
  const own = (id: number): number => (owned.push(id), id);
  const run = (op: string, inputs: readonly number[], attributes: readonly Attribute[]): number =>
    own((binding.executeOp(op, attributes, inputs, 1)[0] as { readonly id: number }).id);
  const type = (name: string, value: number): Attribute => ({ name, type: binding.TF_ATTR_TYPE, value });
  const cast = (id: number, from: number, to: number): number =>
    run("Cast", [id], [type("SrcT", from), type("DstT", to), attribute("Truncate", false)]);
  const doubles = (values: Rows["values"], shape: readonly number[]): number => {
    const high = new Float32Array(values);
    const whole = cast(own(binding.createTensor(shape, float, high)), float, double);
    const low = leftOver(values, high);
    if (!low) return whole;
    const rest = cast(own(binding.createTensor(shape, float, low)), float, double);
    return run("Add", [whole, rest], [type("T", double)]);
  };
  const release = (ids: readonly number[]): void => ids.forEach((id) => binding.deleteTensor(id));

  const all = new Float64Array(x.n * y.n);
  const right = doubles(y.values, [y.n, y.dim]);
  const kept = owned.splice(0);
  try {
    for (let at = 0; at < x.n; at += most) {
      const rows = Math.min(most, x.n - at);
      const left = doubles(x.values.slice(at * x.dim, (at + rows) * x.dim), [rows, x.dim]);
      const transposed = [attribute("transpose_a", false), attribute("transpose_b", true)];
      const product = run("MatMul", [left, right], [...transposed, type("T", double)]);
      const high = cast(product, double, float);
      const rest = run("Sub", [product, cast(high, float, double)], [type("T", double)]);
      const low = binding.tensorDataSync(cast(rest, double, float));
      const values = binding.tensorDataSync(high);
      for (let i = 0; i < values.length; i++) all[at * y.n + i] = (values[i] as number) + (low[i] as number);
      release(owned.splice(0));
    }
  } finally {
    release([...owned, ...kept]);
  }
  return all;
}

/** The part of doubles that single floats lose; undefined if they lose nothing, as for pixels and a network's features. */
function leftOver(values: Rows["values"], high: Float32Array): Float32Array | undefined {
  const low = new Float32Array(values.length);
  let isAny = false;
  for (let i = 0; i < low.length; i++) {
    low[i] = (values[i] as number) - (high[i] as number);
    isAny ||= low[i] !== 0;
  }
  return isAny ? low : undefined;
}
