// `npm run test -- unused`: files, exports and packages that nobody uses. Notebooks count as users of lib.

/** The code of a notebook as one module. @param {string} text */
function notebookCode(text) {
  const cells = JSON.parse(text).cells.filter((cell) => cell.cell_type === "code");
  return cells.map((cell) => [cell.source].flat().join("")).join("\n");
}

export default {
  // programs that are started by path, not imported
  entry: [
    "lib/runner/cli.ts",
    "lib/kernel/**/{main,build,snapshot,fill-caches,control-worker}.ts",
    "lib/kernel/start.cjs",
    "lib/{runner,study}/**/{trial-steps,worker}.ts",
    "lib/runner/bench/{child,notebook,notebook-training,scale,convolutions}.ts",
    "lib/**/*.cjs",
    "lib/compile/op-table-refresh.mjs",
    "notebooks/**/*.ipynb",
    "test/**/*.test.ts",
    "test/{mutations/{checks,execute},notebooks/accept,setup/one-step}.ts",
    ".ci/*.{mjs,mts}",
  ],
  project: ["lib/**/*.{ts,mjs,cjs}", "test/**/*.ts", "notebooks/**/*.ipynb", ".ci/*"],
  ignoreExportsUsedInFile: true,
  compilers: { ipynb: notebookCode },
};
