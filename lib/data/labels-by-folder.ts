import { fail, groupBy } from "../core";
import { isClassName } from "./class-order";
import type { Labelled } from "./labelled";

const parts = new Set(["train", "training", "test", "testing", "val", "valid", "validation"]);

/**
 * Takes the sub-folders for classes, further down when there is a single one (Kaggle wraps archives twice).
 * @returns undefined when the images do not lie in sub-folders
 * @throws InputError when the sub-folders are parts of somebody's split
 */
export function labelsByFolder(images: readonly string[], depth = 0): Labelled | undefined {
  const under = (file: string): string[] => file.split("/").slice(depth);
  const inside = images.filter((file) => under(file).length > 1);
  const classes = groupBy(inside, (file) => under(file)[0] ?? "");
  const [only] = [...classes.keys()];
  if (only === undefined) return undefined;
  if (classes.size === 1 && !isClassName(only)) return labelsByFolder(images, depth + 1);
  if ([...classes.keys()].every((name) => parts.has(name.toLowerCase())))
    fail(
      "tell the classes by sub-folder",
      `sub-folders ${[...classes.keys()].join(", ")} are parts of a split`,
      "one sub-folder a class",
      "Give one of these folders, or put all images of a class into one folder: Graft splits them itself.",
    );
  return {
    images: inside.map((file) => ({ file, label: under(file)[0] ?? "", where: file })),
    without: images.filter((file) => under(file).length <= 1),
    heading: undefined,
    table: undefined,
    repeated: 0,
  };
}
