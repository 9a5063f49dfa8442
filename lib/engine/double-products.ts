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
const most = 512; // rows of a block

/** Some rows of a matrix as a tensor of doubles. */
interface Block {
  readonly from: number;
  readonly rows: number;
  /** The addon's number of the tensor. */
  readonly id: number;
}

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
  const blocks = (rows: Rows): Block[] =>
    Array.from({ length: Math.ceil(rows.n / most) }, (_, i) => {
      const [from, to] = [i * most, Math.min(rows.n, (i + 1) * most)];
      const values = rows.values.subarray(from * rows.dim, to * rows.dim);
      return { from, rows: to - from, id: doubles(values, [to - from, rows.dim]) };
    });
  const isSame = x === y;
  try {
    const left = blocks(x);
    const right = isSame ? left : blocks(y);
    const kept = owned.splice(0);
    try {
      for (const a of left)
        for (const b of right) {
          if (isSame && b.from < a.from) continue; // its mirror image is there already
          const transposed = [attribute("transpose_a", false), attribute("transpose_b", true)];
          const product = run("MatMul", [a.id, b.id], [...transposed, type("T", double)]);
          const high = cast(product, double, float);
          const rest = run("Sub", [product, cast(high, float, double)], [type("T", double)]);
          writeBlock(
            all,
            y.n,
            a,
            b,
            binding.tensorDataSync(high),
            binding.tensorDataSync(cast(rest, double, float)),
          );
          if (isSame && b !== a) mirrorBlock(all, y.n, a, b);
          release(owned.splice(0));
        }
    } finally {
      release(kept);
    }
  } finally {
    release(owned);
  }
  return all;
}

/** Puts the products of two blocks in their place, row `a.from` and column `b.from` on. */
function writeBlock(
  all: Float64Array,
  columns: number,
  a: Block,
  b: Block,
  high: Float32Array,
  low: Float32Array,
): void {
  for (let i = 0; i < a.rows; i++)
    for (let j = 0, at = (a.from + i) * columns + b.from, k = i * b.rows; j < b.rows; j++)
      all[at + j] = high[k + j]! + low[k + j]!;
}

/** Copies what was written for blocks a and b of one set to b and a. */
function mirrorBlock(all: Float64Array, columns: number, a: Block, b: Block): void {
  for (let i = 0; i < a.rows; i++)
    for (let j = 0; j < b.rows; j++)
      all[(b.from + j) * columns + a.from + i] = all[(a.from + i) * columns + b.from + j]!;
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
