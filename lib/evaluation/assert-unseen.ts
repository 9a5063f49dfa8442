import { fail, formatList } from "../core";
import type { SealedTest } from "../data/image-set";

/**
 * Refuses to evaluate a model in which a test image had a part: trained on, seen by a generator, or used to choose an epoch.
 * @param action what is tried, after "Cannot"
 * @throws RangeError that names the images, or the two splits
 */
export function assertUnseen(
  action: string,
  { foldId, seen }: { readonly foldId: string; readonly seen: readonly string[] },
  sealed: SealedTest,
): void {
  const ids = new Set(sealed.ids);
  const leaked = seen.filter((id) => ids.has(id));
  if (leaked.length > 0)
    refuseLeak(action, `it, or a generator of its images, saw test images ${formatList(leaked)}`);
  if (foldId !== sealed.foldId)
    refuseLeak(action, `it belongs to split ${foldId}, the test to ${sealed.foldId}`);
}

/** @throws RangeError always */
export function refuseLeak(action: string, found: string): never {
  return fail(
    action,
    found,
    "an arm of this split that never saw the test",
    "Run the notebooks again from 01-preprocess.",
    RangeError,
  );
}
