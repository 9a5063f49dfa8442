// @ts-check
// Runs on plain Node before anything is installed: installs the npm packages from the lock file, then starts
// lib/runner/cli.ts, which does the rest of the set-up and the command itself.
//   node lib/setup/bootstrap.mjs setup | COMMAND [arguments]      the commands are those of lib/runner/cli.ts
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, realpathSync, renameSync, rmSync, statfsSync, writeFileSync } from "node:fs"; // prettier-ignore
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { tensorflowNotice } from "../core/tensorflow-notices.mjs";

const root = realpathSync(resolve(dirname(fileURLToPath(import.meta.url)), "../.."));
const began = Date.now();

/** @returns {never} @param {string} found @param {string} expected @param {string} remedy */
function stop(found, expected, remedy) {
  console.error(`\nCannot set the project up: ${found}, expected ${expected}.\n${remedy}`);
  process.exit(1);
}

const wsl = "Use WSL2: type  wsl --install -d Debian  then clone the project inside it and type  npm start";
if (process.platform === "win32") stop("native Windows", "Linux or macOS", wsl);
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19) || major > 24)
  stop(`Node ${process.versions.node}`, "20.19 to 24", "Install Node 20, 22 or 24 and type the same again.");

// One set-up at a time: a folder holds a file named by each process at work. It is taken by renaming one's own folder
// onto it, which fails while it has files; files of processes that have ended are removed by whoever comes next.
const lock = join(root, ".cache/setup-lock");

/** Whether a process of this folder has the number. @param {string} pid */
function isAtWork(pid) {
  if (!/^\d+$/.test(pid) || [process.pid, process.ppid].includes(Number(pid))) return false; // an old number
  try {
    process.kill(Number(pid), 0);
    const linux = existsSync("/proc/self/cwd"); // there one can see whether another program has the number now
    return !linux || realpathSync(`/proc/${pid}/cwd`) === root;
  } catch {
    return false;
  }
}

function takeLock() {
  const own = `${lock}.${process.pid}`;
  mkdirSync(own, { recursive: true });
  writeFileSync(join(own, `${process.pid}`), "");
  for (let isWaiting = false; ; isWaiting = true) {
    const numbers = existsSync(lock) ? readdirSync(lock) : [];
    for (const pid of numbers) if (!isAtWork(pid)) rmSync(join(lock, pid), { force: true });
    try {
      return renameSync(own, lock);
    } catch (error) {
      if (!/ENOTEMPTY|EEXIST/.test(String(error))) throw error;
    }
    const whose = numbers.find(isAtWork);
    if (!isWaiting)
      console.log(`set-up: waiting for process ${whose} to set up this folder (or delete ${lock}) ...`);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 250);
  }
}

/** The sentence that tells the user what to do. @param {string} output of npm */
function remedyFor(output) {
  if (/ENOSPC|no space left/i.test(output)) return "The disc is full: free 3 GB, then type the same again.";
  if (/EACCES|EPERM|EROFS/.test(output))
    return `Make ${root} and npm's cache writable, then type the same again.`;
  if (/npm: not found/.test(output))
    return "npm comes with Node: install it with Node, then type the same again.";
  return "Check that npm's registry can be reached (type  npm ping), then type the same again.";
}

/** Whether every package that npm installed is still there. */
function allPackagesPresent() {
  const list = join(root, "node_modules/.package-lock.json");
  const folders = existsSync(list) ? Object.keys(JSON.parse(readFileSync(list, "utf8")).packages) : [""];
  return folders.every((folder) => folder !== "" && existsSync(join(root, folder, "package.json")));
}

function installPackages() {
  const stamp = join(root, "node_modules/.graft-stamp"); // written last: what was killed half-way is done again
  const { dependencies, devDependencies, overrides } = JSON.parse(readFileSync("package.json", "utf8"));
  const key = createHash("sha256")
    .update(readFileSync("package-lock.json"))
    .update(JSON.stringify([dependencies, devDependencies, overrides, process.platform, process.arch]))
    .digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === key && allPackagesPresent()) return;
  const { bavail, bsize } = statfsSync(root);
  if (bavail * bsize < 8e8)
    stop(`${Math.floor((bavail * bsize) / 1e6)} MB free`, "3 GB", remedyFor("ENOSPC"));
  process.stdout.write("set-up: npm packages from the lock file (about 630 MB) ...");
  rmSync(stamp, { force: true });
  const npm = [
    "npm",
    "ci",
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
    "--include=dev",
    "--include=optional",
  ];
  // the shell's number becomes npm's: npm is known to be at work even when this process is killed
  const run = ["-c", ': >"$0/$$"; exec "$@"', lock, ...npm];
  const done = spawnSync("/bin/sh", run, {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
    maxBuffer: 1e8,
  });
  // npm only warns, and exits with 0, when it cannot write a package's files
  if (done.status !== 0 || /TAR_ENTRY_ERROR/.test(done.stderr)) {
    const said = (done.error?.message ?? done.stdout + done.stderr).trim().split("\n").slice(-12).join("\n");
    stop(`npm ci failed (${done.signal ?? done.status})`, "all packages", `${remedyFor(said)}\n${said}`);
  }
  writeFileSync(`${stamp}.part`, key);
  renameSync(`${stamp}.part`, stamp);
  console.log(` done in ${Math.round((Date.now() - began) / 1000)} s`);
}

process.chdir(root);
try {
  takeLock();
} catch (error) {
  stop(
    String(error),
    "a folder that can be written",
    `Make ${root} writable and see that its disc is not full.`,
  );
}
installPackages();
const program = ["--no-warnings", "--import", "tsx", "lib/runner/cli.ts", ...process.argv.slice(2)];
const env = { ...process.env, GRAFT_BEGAN: String(began), GRAFT_LOCK: lock };
const child = spawn(process.execPath, program, { stdio: ["inherit", "inherit", "pipe"], env });
if (child.pid !== undefined) writeFileSync(join(lock, String(child.pid)), "");
// a terminal sends Ctrl-C to both; elsewhere it has to be passed on
for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM"]))
  process.on(signal, () => (signal === "SIGINT" && process.stdin.isTTY ? undefined : child.kill(signal)));

// TensorFlow's notices on loading are kept out of what the user reads
let unfinished = "";
child.stderr?.setEncoding("utf8").on("data", (/** @type {string} */ text) => {
  const lines = (unfinished + text).split(/(?<=\n)/);
  // the last line may be a question, or be drawn over: only what may still become a notice is held back
  const last = lines.at(-1) ?? "";
  unfinished = !last.endsWith("\n") && /^(W|I0)/.test(last) ? (lines.pop() ?? "") : "";
  process.stderr.write(lines.filter((line) => !tensorflowNotice.test(line)).join(""));
});

/** @param {number | null} code */
function leave(code) {
  process.stderr.write(unfinished, () => process.exit(code ?? 1));
}
child.on("close", leave);
child.on("exit", (code) => setTimeout(() => leave(code), 500)); // a process that it left behind may keep the pipe open
