import { expect, test } from "vitest";
import { formatQuestion } from "../../lib/report/format-question";

test.each([
  [["normal", "hemorrhage"], 1, "find hemorrhage?"],
  [["0", "1"], 1, 'find the class "1"?'],
  [["no", "yes"], 1, 'find the class "yes"?'],
  [["glioma", "meningioma", "pituitary"], undefined, "tell glioma, meningioma and pituitary apart?"],
])("formatQuestion() is a sentence for the classes %s", (classes, positive, end) => {
  expect(formatQuestion("augmentation", classes, positive)).toBe(
    `Does augmentation help a classifier ${end}`,
  );
});
