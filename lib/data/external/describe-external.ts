import { mean } from "../../core";
import { auc, type Auc } from "../../statistics/auc";
import type { Dataset } from "../dataset";
import { attributes } from "../shortcuts";

/** How an attribute that has nothing to do with the disease differs between the data trained on and an external set. */
export interface AttributeDifference extends Auc {
  readonly attribute: string;
  /** Means over the images of each. */
  readonly training: number;
  readonly external: number;
}

/**
 * Each attribute's means, and how well it alone tells an external image: 0.5 not at all. The interval is over patients where
 * they are known.
 */
export function describeExternal(training: Dataset, external: Dataset): AttributeDifference[] {
  const labels = [...training.slices.map(() => 0), ...external.slices.map(() => 1)];
  const groups = [training, external].flatMap(({ slices }, set) =>
    slices.map(({ group }, i) => `${set} ${group ?? `image ${i}`}`),
  );
  return attributes.map(({ attribute, of }) => {
    const [before, after] = [training.slices.map(of), external.slices.map(of)];
    return {
      attribute,
      training: mean(before),
      external: mean(after),
      ...auc([...before, ...after], labels, { groups }),
    };
  });
}
