import { arrayRules } from "./array-rules";
import { convolutionRules } from "./convolution-rules";
import { elementRules } from "./element-rules";
import { imageRules } from "./image-rules";
import { indexRules } from "./index-rules";
import { asking, type Rules, type Sides } from "./shape-rule";
import type { Attribute, Operand } from "./types";

/** Operations whose shapes depend on values: no graph of fixed shapes can have them. */
export const dynamicOps: ReadonlySet<string> = new Set(
  "Where UniqueV2 NonMaxSuppressionV3 NonMaxSuppressionV4 NonMaxSuppressionV5 DynamicPartition".split(" "),
);

const rules: Rules = { ...elementRules, ...arrayRules, ...indexRules, ...imageRules, ...convolutionRules };

/**
 * Shapes of an operation's outputs, without executing it.
 *
 * @returns undefined for an operation or a form of it without a rule: its shape does not depend on values
 * @throws CompileError when the shape depends on values that are no constants
 */
export function outputShapes(
  op: string,
  attributes: readonly Attribute[],
  inputs: readonly Operand[],
): readonly Sides[] | undefined {
  return rules[op]?.(asking(op, attributes, inputs));
}

/** The operations that have a rule. */
export const ruled: readonly string[] = Object.keys(rules);
