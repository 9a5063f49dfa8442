import { tf } from "../engine";

/** The networks that a building function makes; where it fails half-way, the weights that it made until then are disposed. */
export function buildWhole<T>(build: () => T): T {
  const engine = tf.engine();
  const before = new Set(Object.keys(engine.registeredVariables));
  try {
    return build();
  } catch (error) {
    for (const [name, variable] of Object.entries(engine.registeredVariables))
      if (!before.has(name)) variable.dispose();
    throw error;
  }
}
