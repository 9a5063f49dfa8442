// Run in a working copy: the checks of `npm test` that are given as arguments.
import { runChecks, vitest } from "../../lib/runner/checks";
import { main } from "../../lib/runner/tests";

const [name = "", ...files] = process.argv.slice(2);
void (files.length > 0 ? runChecks([vitest(name, files)]) : main([name])).then((code) => process.exit(code));
