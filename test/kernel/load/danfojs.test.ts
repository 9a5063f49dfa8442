import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "../../../lib/core";
import { backend } from "../../../lib/engine/backend";
import { bench, errorText } from "../cases";

const { run } = bench();
const engine = backend === "native" ? "@tensorflow/tfjs-node-gpu" : "@tensorflow/tfjs";

test("danfojs computes in a fresh kernel, on the one TensorFlow of the project's engine", async () => {
  const [mean, isOne, files] = await run(
    'import * as dfd from "danfojs-node";\nnew dfd.DataFrame({ age: [30, 40, 80], dose: [1, 2, 3] }).column("age").mean()',
    `import { createRequire } from "node:module";\nconst load = createRequire(${JSON.stringify(join(root(), "package.json"))});\n(dfd as unknown as { tensorflow: unknown }).tensorflow === load("${engine}")`,
    'Object.keys(load.cache).filter((file) => /tf-core\\.node\\.js$|tfjs_binding\\.node$/.test(file)).map((file) => file.split("/").pop())',
  );
  expect([mean, isOne, files].map((outcome) => outcome && errorText(outcome))).toEqual(["", "", ""]);
  expect(mean?.result).toBe("50");
  expect(isOne?.result).toBe("true");
  expect(files?.result).toBe(
    backend === "native" ? "[ 'tf-core.node.js', 'tfjs_binding.node' ]" : "[ 'tf-core.node.js' ]",
  );
});
