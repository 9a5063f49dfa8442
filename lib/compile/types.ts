/** One attribute of a TensorFlow operation, as tfjs-node's binding takes it. */
export interface Attribute {
  readonly name: string;
  /** The binding's code of the value's kind: string 0, int 1, float 2, bool 3, type 4, shape 5. */
  readonly type: number;
  readonly value: AttributeValue;
}

/** A list of numbers is a shape or a list of integers, by the attribute's kind. */
export type AttributeValue = boolean | number | string | readonly number[] | readonly string[] | Constant;

/** Element type (TensorFlow's code) and shape of a tensor. */
export interface TensorType {
  readonly dtype: number;
  readonly shape: readonly number[];
}

/** A tensor with its values: the bytes as TensorFlow stores them. */
export interface Constant extends TensorType {
  readonly bytes: Uint8Array;
}

/** An operation's input while recording: its type, and for small integer constants also the values. */
export interface Operand extends TensorType {
  /** Present for int32 constants: shapes, axes, paddings. */
  readonly values?: Int32Array;
}

/** TensorFlow's codes of the element types that tfjs has. */
export const dtypes = { float32: 1, int32: 3, string: 7, complex64: 8, bool: 10 } as const;

/** The binding's codes of attribute kinds. */
export const kinds = { string: 0, int: 1, float: 2, bool: 3, type: 4, shape: 5 } as const;
