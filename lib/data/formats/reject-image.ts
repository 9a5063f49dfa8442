/** An image file that cannot be used; `message` says what is there, without the file's name. */
export class UnusableImage extends Error {
  override name = "UnusableImage";
}

/** @throws UnusableImage always */
export function rejectImage(found: string): never {
  throw new UnusableImage(found);
}
