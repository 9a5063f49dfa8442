/**
 * Where the batches of an epoch begin, and behind the last one where the epoch ends: one pass over all images, `batchSize` at a
 * time, the last batch smaller. A rest of one image goes to the batch before: batch norm of a single one gives the same whatever
 * the latent, so neither network would learn anything of it.
 *
 * @param images in the training set, 1 or more
 * @example epochBatches(33, 16) // [0, 16, 33]
 */
export function epochBatches(images: number, batchSize: number): number[] {
  const begins: number[] = [];
  for (let at = 0; at < images; at += batchSize) begins.push(at);
  if (begins.length > 1 && batchSize > 1 && images % batchSize === 1) begins.pop();
  return [...begins, images];
}
