import { afterEach, test } from "vitest";
import { useCompute } from "../../lib/engine";
import { expectResumesExactly } from "./expect-resumes-exactly";
import { squares, tinyOptions } from "./tiny";
import { critic, tinyCritic, train } from "./tiny-critic";
import { tinyConditional } from "./tiny-conditional";

afterEach(() => useCompute({ mode: "eager" }));

test("as graphs, a conditional training interrupted and resumed ends bit by bit as one that was not", async () => {
  useCompute({ mode: "graph" });
  const ofBoth = squares("train", 12, (i) => i % 2);
  const options = { epochs: 3, classes: ["dark", "bright"], name: "all classes" };
  await expectResumesExactly(ofBoth, tinyConditional, () => tinyOptions(options));
});

test("as graphs, a training of 5 critic steps interrupted and resumed ends bit by bit the same", async () => {
  useCompute({ mode: "graph" });
  await expectResumesExactly(train, tinyCritic, critic);
});
