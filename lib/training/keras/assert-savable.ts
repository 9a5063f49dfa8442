import type * as tfjs from "@tensorflow/tfjs";
import type { FinalActivation } from "./h5-config";
import { toKeras } from "./h5-export";

/**
 * That `saveKeras` will write a network, asked before it is trained for hours.
 *
 * @param network as it is trained: its weights do not matter
 * @param finalActivation with which it will be saved
 * @param owner disposed when it is refused
 * @throws InputError as `saveKeras`
 */
export function assertSavable(
  network: tfjs.LayersModel,
  owner: { dispose(): unknown },
  finalActivation?: FinalActivation,
): void {
  try {
    toKeras(network, finalActivation);
  } catch (error) {
    owner.dispose();
    throw error;
  }
}
