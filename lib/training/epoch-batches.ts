/**
 * Bounds of the batches of an epoch, one pass over all images: the first image of each batch, then the number of images. The last
 * batch may be smaller. A single image that is left over joins the batch before: batch norm of one image gives the same output
 * whatever the latent, so neither network would learn from it.
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
