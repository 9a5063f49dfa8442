import { fail } from "../../lib/core/errors";
import { numTensors } from "../../lib/engine";

/** Memory this process holds, tensors of the native engine included, in MiB. */
export function rssMiB(): number {
  return process.memoryUsage.rss() / 2 ** 20;
}

/**
 * Watches a loop for tensors that nobody disposes: call the returned function once a step. The first call remembers,
 * later ones compare.
 *
 * @param action what the loop does, after "Cannot": `"train the GAN"`
 * @throws Error from a later call that finds more tensors than the first
 */
export function leakGuard(action: string): () => void {
  let before: number | undefined;
  return () => {
    const now = numTensors();
    before ??= now;
    if (now > before) leaked(action, before, now);
  };
}

/**
 * Runs a step once to let it make what it keeps (optimiser slots, constants), then once more, and throws if the
 * second run left a tensor. Whatever the step returns it must dispose itself.
 *
 * @param action what the step does, after "Cannot"
 * @throws Error that tells both counts
 */
export async function expectNoLeak(action: string, step: () => unknown): Promise<void> {
  await step();
  const before = numTensors();
  await step();
  const now = numTensors();
  if (now > before) leaked(action, before, now);
}

function leaked(action: string, before: number, now: number): never {
  const found = `a step left ${now - before} tensor${now - before === 1 ? "" : "s"} (${before} before, ${now} after)`;
  return fail(
    action,
    found,
    "no tensor without an owner",
    "Put the step into tf.tidy and dispose what it returns.",
    Error,
  );
}
