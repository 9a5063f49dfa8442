import { expect, test } from "vitest";
import { main } from "../../lib/runner/bench";

test.each([
  [["--round", "3"]],
  [["--rounds", "0"]],
  [["--rounds", "many"]],
  [["3"]],
  [["kernel", "--rounds", "0"]],
])("main() of the benchmark refuses %j and says what to type", async (args) => {
  await expect(main(args)).rejects.toThrow(
    /^Cannot run the benchmark: .*\. Type npm run bench -- --rounds 8\.$/,
  );
});
