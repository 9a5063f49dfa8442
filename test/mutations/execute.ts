// Run in a working copy: the notebooks given as arguments, without the set-up that `npm run notebooks` does first, one
// by one so that no time is spent on saying how long they will take.
import { main } from "../../lib/runner/commands/notebooks";
import { writeKernelspec } from "../../lib/setup/jupyter";

const [out = "", ...names] = process.argv.slice(2);

async function execute(): Promise<number> {
  writeKernelspec();
  for (const name of names) {
    const code = await main([name, "--profile", "smoke", "--out", out]);
    if (code !== 0) return code;
  }
  return 0;
}

execute().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
