import { basename, extname } from "node:path";
import type { RandomImages } from "../data/random-images";
import type { Counted, Drawing } from "./drawing";
import { widest } from "./figure";
import { imageGrid } from "./image-grid";
import { textWidth } from "./text-width";

/** Random images of each class, a line per class, with their ids: a wrong reading is seen in five seconds. */
export function contactSheet({ classes, ...images }: RandomImages, { n }: Counted): Drawing {
  let next = 0;
  const lines = classes.map(({ name, isPositive, count, ids }) => {
    const more = `: ${ids.length} of ${count} images${isPositive ? " (the positive class)" : ""}`;
    return {
      label: shorten(name, widest - 40 - textWidth(more, 12), 12, "end") + more,
      images,
      indices: ids.map(() => next++),
      notes: ids.map((id) => shorten(basename(id, extname(id)), images.size, 10, "begin")),
    };
  });
  const data = classes.flatMap(({ name, ids }) => ids.map((id) => ({ class: name, id })));
  const request = {
    name: "01-contact-sheet",
    title: "Contact sheet: random images of each class",
    n,
    note: "grey levels as read, padded to a square; networks get them smaller",
    scale: 1,
  };
  return imageGrid(lines, request, data);
}

/** A text cut to a width in pixels, with three dots at its end or beginning; ids differ at their end. */
function shorten(text: string, width: number, fontSize: number, at: "begin" | "end"): string {
  if (textWidth(text, fontSize) <= width) return text;
  const letters = [...text];
  while (letters.length > 1 && textWidth(`…${letters.join("")}`, fontSize) > width)
    if (at === "begin") letters.shift();
    else letters.pop();
  return at === "begin" ? `…${letters.join("")}` : `${letters.join("")}…`;
}
