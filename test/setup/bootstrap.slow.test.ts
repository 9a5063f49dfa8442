import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { lightCopy, type LightCopy } from "./light-copy";

let here: LightCopy;
beforeEach(() => {
  here = lightCopy();
});
afterEach(() => here.remove());

const pretend = (code: string): string[] => ["--import", `data:text/javascript,${encodeURIComponent(code)}`];
const withNode = (version: string): string[] =>
  pretend(
    `Object.defineProperty(process, "versions", { value: { ...process.versions, node: "${version}" } })`,
  );
const begun = (): number => here.notes().filter((line) => line.startsWith("npm begins")).length;
const until = async (condition: () => boolean): Promise<void> => {
  while (!condition()) await new Promise((done) => setTimeout(done, 50));
};

describe("bootstrap", () => {
  it("stops on native Windows with the line to type", () => {
    const { status, said } = here.setUp(
      {},
      { node: pretend('Object.defineProperty(process, "platform", { value: "win32" })') },
    );
    expect(status).toBe(1);
    expect(said).toContain("Cannot set the project up: native Windows, expected Linux or macOS.");
    expect(said).toContain("wsl --install -d Debian");
  });

  it.each(["18.20.4", "20.18.3", "25.0.0"])("stops on Node %s", (version) => {
    const { status, said } = here.setUp({}, { node: withNode(version) });
    expect(status).toBe(1);
    expect(said).toContain(`Node ${version}, expected 20.19 to 24.\nInstall Node 20, 22 or 24`);
    expect(here.notes()).toEqual([]);
  });

  it("says what to do when npm is missing, without a network, on a full disc", () => {
    expect(here.setUp({ FAIL: "npm-network" }).said).toMatch(/npm ping[^]*ENOTFOUND/);
    expect(here.setUp({ FAIL: "npm-disc" }).said).toContain("The disc is full: free 3 GB");
    expect(here.setUp({ FAIL: "npm-tar" }).said).toContain("The disc is full: free 3 GB");
    expect(existsSync(join(here.folder, "node_modules/.graft-stamp"))).toBe(false);
    rmSync(join(here.folder, "programs/npm"));
    const { status, said } = here.setUp();
    expect(status).toBe(1);
    expect(said).toContain("npm comes with Node: install it with Node");
  });

  it("installs everything, whatever NODE_ENV is, runs no install script, and is not done again", () => {
    expect(here.setUp({ NODE_ENV: "production", FAIL: "python-old" }).said).toContain("npm packages");
    expect(here.notes()[0]).toMatch(/^npm begins ci --ignore-scripts .*--include=dev --include=optional$/);
    expect(here.setUp({ FAIL: "python-old" }).said).not.toContain("npm packages");
    expect(begun()).toBe(1);
  });

  it("is done again when a package was deleted", () => {
    here.setUp({ FAIL: "python-old" });
    rmSync(join(here.folder, "node_modules/@tensorflow/tfjs-node-gpu"), { recursive: true });
    expect(here.setUp({ FAIL: "python-old" }).said).toContain("npm packages");
    expect(begun()).toBe(2);
  });

  it("lets two at the same time work one after the other", async () => {
    const first = here.start({ NPM_SECONDS: "2" });
    await until(() => begun() === 1);
    const second = here.start({ NPM_SECONDS: "2" });
    const [one, two] = await Promise.all([first.ended, second.ended]);
    expect([one.status, two.status], one.said + two.said).toEqual([0, 0]);
    expect(two.said).toContain("waiting for process");
    expect(here.notes().filter((line) => /npm|venv|download/.test(line))).toHaveLength(4); // begins, ends, venv, download
  });

  it("waits for npm when only the bootstrap was killed, then installs again", async () => {
    const first = here.start({ NPM_SECONDS: "3" });
    await until(() => begun() === 1);
    process.kill(first.pid, "SIGKILL");
    const { status, said } = here.setUp({ FAIL: "python-old" });
    expect(status).toBe(1);
    expect(said).toContain("waiting for process");
    expect(here.notes().map((line) => line.slice(0, 10))).toEqual([
      "npm begins",
      "npm ends",
      "npm begins",
      "npm ends",
    ]);
  });

  it("takes over from processes that have ended and from numbers that others have now", () => {
    for (const stale of ["999999999", String(process.pid), "1", ".DS_Store"])
      here.write(`.cache/setup-lock/${stale}`, "");
    const { said } = here.setUp({ FAIL: "python-old" });
    expect(said).not.toContain("waiting");
    expect(existsSync(join(here.folder, ".cache/setup-lock/999999999"))).toBe(false);
  });
});
