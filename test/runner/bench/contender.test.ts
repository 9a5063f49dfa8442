import { expect, test } from "vitest";
import { startContender } from "../../../lib/runner/bench/contender";

test("startContender() says why a program cannot be started", async () => {
  await expect(startContender({ name: "absent", argv: ["/nowhere/python"] })).rejects.toThrow(
    /^Cannot time absent: it ended with "spawn \/nowhere\/python ENOENT", expected an answer/,
  );
});

test("startContender() says so where a program ends without a word", async () => {
  await expect(startContender({ name: "silent", argv: [process.execPath, "-e", "0"] })).rejects.toThrow(
    'Cannot time silent: it ended with "no word"',
  );
});
