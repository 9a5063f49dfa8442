import type * as tfjs from "@tensorflow/tfjs";
import { fail } from "../../core";
import { buildWhole, type PgganSpec } from "../../models";
import type { GrowthSchedule } from "./growth-schedule";

/**
 * Refuses a growing pair whose networks do not fit the images or each other in one of the phases, before any training.
 * @throws TypeError with the network, its side and both shapes
 */
export function checkGrowingNetworks(action: string, spec: PgganSpec, { phases }: GrowthSchedule): void {
  for (const phase of phases) {
    const { side, isFading } = phase;
    const image = [side, side, 1];
    const further = [...(spec.hasBoxes ? [image] : []), ...(isFading ? [[1]] : [])];
    for (const [which, inputs, output] of [
      ["generator", [[spec.latentDim], ...further], image],
      ["discriminator", [image, ...further], [1]],
    ] as const) {
      const network = buildWhole(() => spec[which](phase));
      const found = { inputs: textOf(network.inputs), output: textOf(network.outputs) };
      network.dispose();
      const expected = { inputs: inputs.map(bracketed).join(", "), output: bracketed(output) };
      for (const end of ["inputs", "output"] as const)
        if (found[end] !== expected[end])
          fail(
            action,
            `${end} ${found[end]} of the ${which} of ${side} x ${side}${isFading ? " (fading in)" : ""}`,
            expected[end],
            "Correct it in the cell that defines the networks: images have one channel, a logit is one number.",
            TypeError,
          );
    }
  }
}

const bracketed = (sides: readonly (number | null)[]): string => `[${sides.join(", ")}]`;
const textOf = (tensors: readonly tfjs.SymbolicTensor[]): string =>
  tensors.map(({ shape }) => bracketed(shape.slice(1))).join(", ");
