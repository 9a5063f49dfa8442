import { resolveSettings, settingDefinitions, type Settings } from "../../core";
import { compute, useCompute, useEngine } from "../../engine";

/** A way of computing whose trainings are compared. */
export interface ConvergenceWay {
  /** Its settings in words: `engine.mode=eager engine.convolution=direct`. */
  readonly name: string;
  /** Changes of the `engine` settings. */
  readonly set: Readonly<Record<string, string>>;
}

type Key = Extract<keyof Settings, `engine.${string}`>;

/** Plain float32: one operation at a time, every convolution TensorFlow's own. What the others are compared with. */
const reference = { "engine.mode": "eager", "engine.convolution": "direct" };

/**
 * The reference, the default, and every other way that one `engine` setting of words makes: a new choice there is a way
 * here. Choices that compute as an earlier way are left out, as `graph` does where it is the default.
 */
export function convergenceWays(): readonly ConvergenceWay[] {
  const ofWords = Object.entries(settingDefinitions).flatMap(([key, definition]) =>
    key.startsWith("engine.") && definition.kind === "choice"
      ? definition.choices.map((choice) => ({ [key as Key]: choice as string }))
      : [],
  );
  const ways = new Map<string, ConvergenceWay>();
  for (const set of [reference, {}, ...ofWords])
    try {
      const text = computeText(set);
      if (!ways.has(text)) ways.set(text, { name: wayName(set), set });
    } catch (error) {
      console.log(`convergence: ${wayName(set)} is left out. ${error instanceof Error ? error.message : ""}`);
    }
  return [...ways.values()];
}

/** How the engine would compute by these settings. */
function computeText(set: ConvergenceWay["set"]): string {
  const before = compute();
  try {
    useEngine({ settings: resolveSettings("quick", set) });
    return JSON.stringify(compute());
  } finally {
    useCompute(before);
  }
}

function wayName(set: ConvergenceWay["set"]): string {
  const words = Object.entries(set).map(([key, value]) => `${key}=${value}`);
  return words.length === 0 ? "default" : words.join(" ");
}
