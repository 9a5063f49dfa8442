// @ts-check
// Runs on plain Node before anything is installed: installs the npm packages from the lock file, then hands over to
// lib/runner/cli.ts, which does the rest of the set-up and the command itself.
//   node lib/setup/bootstrap.mjs start | setup | notebooks | lab | test | test:slow | bench | golden | fix  [arguments]
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const began = Date.now();

/** @returns {never} @param {string} what @param {string} remedy */
function stop(what, remedy) {
  console.error(`\nCannot set the project up: ${what}.\n${remedy}`);
  process.exit(1);
}

if (process.platform === "win32")
  stop(
    "native Windows is not supported",
    "Use WSL2: type  wsl --install -d Debian  then clone and run npm start in it.",
  );
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19) || major > 24)
  stop(`Node ${process.versions.node}, expected 20.19 to 24`, "Install Node 20, 22 or 24 and try again.");

// The stamp is written last: a killed installation is done again, never used half.
const stamp = join(root, "node_modules/.graft-stamp");
const key = ["package.json", "package-lock.json"]
  .reduce((h, file) => h.update(readFileSync(join(root, file))), createHash("sha256"))
  .update(`${process.platform}-${process.arch}`)
  .digest("hex");
if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== key) {
  process.stdout.write("set-up: npm packages from the lock file ...");
  rmSync(stamp, { force: true });
  const options = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"];
  const npm = spawnSync("npm", options, { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  if (npm.status !== 0)
    stop(
      `npm ci failed:\n${npm.error?.message ?? (npm.stdout + npm.stderr).trim()}`,
      "Check that the npm registry can be reached, then type the same command again.",
    );
  writeFileSync(`${stamp}.part`, key);
  renameSync(`${stamp}.part`, stamp);
  console.log(` done in ${Math.round((Date.now() - began) / 1000)} s`);
}

const environment = {
  TF_ENABLE_ONEDNN_OPTS: "1", // off by default on some AMD processors, where it makes training several times faster
  TF_CPP_MIN_LOG_LEVEL: "2",
  ...process.env,
  GRAFT_BEGAN: String(began),
};
const program = [
  "--no-warnings",
  "--import",
  "tsx",
  join(root, "lib/runner/cli.ts"),
  ...process.argv.slice(2),
];
const child = spawn(process.execPath, program, { cwd: root, stdio: "inherit", env: environment });
for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM"]))
  process.on(signal, () => child.kill(signal));
child.on("exit", (code) => process.exit(code ?? 1));
