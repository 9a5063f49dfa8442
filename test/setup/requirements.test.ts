import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { root } from "../../lib/core/files";
import {
  isInstalled,
  optionalPackages,
  optionalRequirements,
  type OptionalPackage,
} from "../../lib/setup/optional-packages";
import { wheels } from "../../lib/setup/tensorflow";

const file = (path: string): string => readFileSync(join(root(), path), "utf8");
const python = join(root(), ".venv/bin/python");

const optionalNames = Object.keys(optionalPackages) as OptionalPackage[];

describe("requirements.txt", () => {
  const lines = file("lib/setup/requirements.txt").trim().split("\n");
  const listed = (name: OptionalPackage): string[] =>
    readFileSync(optionalRequirements(name), "utf8").trim().split("\n");

  it("pins every package to one version", () => {
    expect(
      [...lines, ...optionalNames.flatMap(listed)].filter((line) => !/^[\w.-]+==[\w.+]+( ; .+)?$/.test(line)),
    ).toEqual([]);
  });

  it("adds with no optional package what a new environment of Python 3.11 brings", () => {
    const ofAll = optionalNames.flatMap(listed).filter((line) => /^(pip|setuptools)==/.test(line));
    expect(ofAll.filter((line) => !line.endsWith(' ; python_version >= "3.12"'))).toEqual([]);
  });

  it("names all that is installed", () => {
    // set-up itself writes graft_papermill; a new environment has a setuptools of its own, or none
    const others = ["--exclude", "graft_papermill", "--exclude", "setuptools"];
    const args = ["-m", "pip", "freeze", ...others, "--disable-pip-version-check"];
    const freeze = execFileSync(python, args, { encoding: "utf8" });
    const everywhere = lines.filter((line) => !line.includes(";"));
    const added = optionalNames.filter(isInstalled).flatMap(listed); // by npm run ray:install or tensorboard
    const wanted = new Set([...everywhere, ...added].filter((line) => !line.startsWith("setuptools==")));
    expect(freeze.trim().split("\n").sort()).toEqual([...wanted].sort());
  });
});

describe("requirements.txt, package by package,", () => {
  it("suits the first Python 3.11, not only the newest", () => {
    const code = `
from importlib.metadata import distributions
from packaging.specifiers import SpecifierSet
for d in distributions():
    wanted = d.metadata["Requires-Python"] or ""
    for version in ("3.11.0", "3.12.0", "3.13.0", "3.14.0"):
        if not SpecifierSet(wanted).contains(version): print(d.metadata["Name"], wanted, version)
`;
    expect(execFileSync(python, ["-c", code], { encoding: "utf8" })).toBe("");
  });
});

describe("package-lock.json", () => {
  it("has a checksum for every package and names no host to get it from", () => {
    const { packages } = JSON.parse(file("package-lock.json")) as {
      packages: Record<string, { integrity?: string; resolved?: string; inBundle?: boolean }>;
    };
    const entries = Object.entries(packages).filter(([folder, p]) => folder !== "" && !p.inBundle);
    expect(entries.filter(([, p]) => p.integrity === undefined)).toEqual([]);
    expect(entries.filter(([, p]) => p.resolved !== undefined)).toEqual([]);
  });
});

describe("wheels", () => {
  it("have a SHA-256 each", () => {
    const sums = Object.values(wheels).map((wheel) => wheel.sha256);
    expect(sums.filter((sum) => !/^[0-9a-f]{64}$/.test(sum))).toEqual([]);
    expect(new Set(sums).size).toBe(sums.length);
  });
});
