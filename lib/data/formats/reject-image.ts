/** An image file that cannot be used; `message` says what is there, without the file's name. */
export class UnusableImage extends Error {
  override name = "UnusableImage";
}

/** @throws UnusableImage always */
export function rejectImage(found: string): never {
  throw new UnusableImage(found);
}

/** Found where an image shows nothing at all. */
export const noNumber = "has an image without a number: its values are all NaN or infinite";
