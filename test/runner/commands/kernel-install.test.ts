import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { root } from "../../../lib/core";
import { jupyterData, main, removeKernel } from "../../../lib/runner/commands/kernel-install";
import { venvProgram } from "../../../lib/setup/jupyter";

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "graft-user-"));
  vi.stubEnv("JUPYTER_DATA_DIR", "");
  vi.stubEnv("XDG_DATA_HOME", "");
  vi.stubEnv("HOME", home);
  vi.spyOn(console, "log").mockReturnValue(undefined);
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  rmSync(home, { recursive: true, force: true });
});

const folder = (): string => join(jupyterData(), "kernels/graft");
const spec = (file: string): { argv: string[]; metadata: object } => JSON.parse(readFileSync(file, "utf8"));

describe("jupyterData()", () => {
  const data = (platform: NodeJS.Platform, env: Record<string, string> = {}): string =>
    jupyterData({ platform, env, home: "/h" }).replaceAll("\\", "/");

  it("jupyterData() is the platform's own folder", () => {
    expect(data("linux")).toBe("/h/.local/share/jupyter");
    expect(data("darwin")).toBe("/h/Library/Jupyter");
    expect(data("win32", { APPDATA: "/h/Roaming" })).toBe("/h/Roaming/jupyter");
  });

  it("jupyterData() heeds the variables that Jupyter heeds", () => {
    expect(data("linux", { XDG_DATA_HOME: "/x" })).toBe("/x/jupyter");
    expect(data("darwin", { JUPYTER_PLATFORM_DIRS: "1" })).toBe("/h/Library/Application Support/Jupyter");
    for (const platform of ["linux", "darwin", "win32"] as const)
      expect(data(platform, { JUPYTER_DATA_DIR: "/d", XDG_DATA_HOME: "/x" })).toBe("/d");
  });

  it("jupyterData() is what jupyter itself says on this machine", () => {
    const env = { PATH: process.env["PATH"], HOME: home };
    const said = execFileSync(venvProgram("jupyter"), ["--data-dir"], { env }).toString().trim();
    expect(jupyterData({ env, home })).toBe(said);
  });
});

describe("kernel:install", () => {
  it("installs a kernelspec that runs from here, into the user's folder; kernel:remove undoes it", async () => {
    expect(await main(["--user"])).toBe(0);
    const installed = spec(join(folder(), "kernel.json"));
    expect(installed.argv).toEqual(spec(join(root(), ".venv/share/jupyter/kernels/graft/kernel.json")).argv);
    expect(installed.metadata).toEqual({ graft: root() });
    expect(await main(["--user"])).toBe(0);
    removeKernel();
    expect(existsSync(folder())).toBe(false);
    removeKernel();
  });

  it("does nothing without --user, and says what it would do", () => {
    expect(() => main([])).toThrow("npm run kernel:install -- --user");
    expect(existsSync(join(home, ".local"))).toBe(false);
  });

  it("prints its options for --help, refuses others, and writes nothing then", async () => {
    expect(await main(["--help", "--user"])).toBe(0);
    expect(console.log).toHaveBeenCalledExactlyOnceWith(expect.stringContaining("--replace"));
    expect(() => main(["--usr"])).toThrow("Nearest: --user");
    expect(existsSync(folder())).toBe(false);
  });

  it("neither replaces nor removes the kernel of another folder, unless told to replace it", async () => {
    mkdirSync(folder(), { recursive: true });
    const file = join(folder(), "kernel.json");
    writeFileSync(file, JSON.stringify({ argv: [], metadata: { graft: "/elsewhere" } }));
    expect(() => main(["--user"])).toThrow("installed by /elsewhere");
    expect(() => removeKernel()).toThrow("/elsewhere");
    writeFileSync(file, "{}");
    expect(() => main(["--user"])).toThrow("installed by another program");
    expect(readFileSync(file, "utf8")).toBe("{}");
    expect(await main(["--user", "--replace"])).toBe(0);
    expect(spec(file).metadata).toEqual({ graft: root() });
  });
});
