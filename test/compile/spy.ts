import type * as tfjs from "@tensorflow/tfjs";
import { tf } from "../../lib/engine";
import type { Backend, Binding, Metadata } from "../../lib/compile/backend";
import { dtypes, type Attribute, type Operand } from "../../lib/compile/types";

/** One operation that TensorFlow ran. */
export interface Ran {
  readonly op: string;
  readonly attributes: readonly Attribute[];
  readonly ids: readonly number[];
  readonly inputs: readonly Operand[];
  readonly outputs: readonly Metadata[];
}

/** Runs something and tells of all operations that it asked TensorFlow for; its tensors live on. */
export function operationsOf(run: () => unknown): Ran[] {
  const backend = tf.backend() as unknown as Backend;
  const { binding, getInputTensorIds } = backend;
  const types = new Map<number, Operand>();
  const ran: Ran[] = [];
  const spy: Pick<Binding, "executeOp" | "deleteTensor"> = {
    executeOp: (op, attributes, ids, n) => {
      const outputs = binding.executeOp(op, attributes, ids, n);
      const inputs = ids.map((id) => {
        const type = types.get(id) as Operand;
        const known = type.dtype === dtypes.int32;
        return known ? { ...type, values: binding.tensorDataSync(id) as Int32Array } : type;
      });
      for (const { id, dtype, shape } of outputs) types.set(id, { dtype, shape });
      ran.push({ op, attributes, ids, inputs, outputs });
      return outputs;
    },
    deleteTensor: () => undefined,
  };
  backend.binding = Object.create(binding, {
    executeOp: { value: spy.executeOp },
    deleteTensor: { value: spy.deleteTensor },
  }) as Binding;
  backend.getInputTensorIds = function (this: Backend, tensors: readonly tfjs.TensorInfo[]) {
    const ids = getInputTensorIds.call(this, tensors);
    tensors.forEach(({ dtype, shape }, i) =>
      types.set(ids[i] as number, { dtype: dtypes[dtype as keyof typeof dtypes], shape }),
    );
    return ids;
  };
  try {
    tf.tidy(() => void run());
    return ran;
  } finally {
    Object.assign(backend, { binding, getInputTensorIds });
  }
}
