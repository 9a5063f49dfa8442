import { fail } from "../../core";
import type { Label } from "../label";

/**
 * The label here of each class of an external data set, by name, whatever its case.
 * @param own classes of the data set that was trained on
 * @throws InputError where the external data set has a class that was not trained
 */
export function matchClasses(own: readonly string[], external: readonly string[], where: string): Label[] {
  const known = own.map((name) => name.toLowerCase());
  return external.map((name) => {
    const at = known.indexOf(name.toLowerCase());
    if (at >= 0) return at;
    return fail(
      `judge the arms on ${where}`,
      `a class "${name}"`,
      `only ${own.map((one) => `"${one}"`).join(", ")}, which were trained`,
      "Rename its folders or labels as those of --data are called.",
    );
  });
}
