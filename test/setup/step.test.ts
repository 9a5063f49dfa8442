import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { root } from "../../lib/core/files";
import { stepKey, doStep, type Step } from "../../lib/setup/step";
import { inProjectOfItsOwn, type Project } from "./project";

const home = process.cwd();
let here: Project;
inProjectOfItsOwn((own) => (here = own));
let said = "";
let done = 0;

beforeEach(() => {
  said = "";
  done = 0;
  vi.spyOn(process.stdout, "write").mockImplementation((text) => (said += String(text)) !== "");
  vi.spyOn(console, "log").mockImplementation((text: string) => void (said += `${text}\n`));
});
afterEach(() => vi.restoreAllMocks());

const baking = (changes: Partial<Step> = {}): Step => ({
  label: "baking",
  stamp: "oven/stamp",
  key: "flour",
  made: () => ["oven/bread", "oven/salt"],
  work: () => {
    done++;
    here.write("oven/bread", "bread");
    here.write("oven/salt/grain", "");
    return undefined;
  },
  ...changes,
});

describe("step()", () => {
  it("says what it does and is skipped in silence when done", () => {
    doStep(baking());
    expect(said).toMatch(/^set-up: baking \.\.\. done in 0 s\n$/);
    doStep(baking());
    expect(done).toBe(1);
    expect(said.split("\n")).toHaveLength(2);
  });

  it("is done again for another key", () => {
    doStep(baking());
    doStep(baking({ key: "rye" }));
    expect(done).toBe(2);
  });

  it.each([
    ["missing", () => rmSync(join(here.folder, "oven/bread")), "oven/bread is missing"],
    ["cut short", () => here.write("oven/bread", "b"), "oven/bread is not as it was"],
    [
      "missing as a folder",
      () => rmSync(join(here.folder, "oven/salt"), { recursive: true }),
      "oven/salt is missing",
    ],
  ])("is done again when what it made is %s, and says so", (_, damage, reason) => {
    doStep(baking());
    damage();
    doStep(baking());
    expect(done).toBe(2);
    expect(said).toContain(`(again: ${reason})`);
    doStep(baking());
    expect(done).toBe(2);
  });

  it("is done again when a link that it made points to another or to no program", () => {
    const link = join(here.folder, "oven/python");
    const work = (): undefined => {
      done++;
      rmSync(link, { force: true });
      here.write("python-3.11", "");
      here.write("oven/other", "");
      symlinkSync("../python-3.11", link);
    };
    const linking = baking({ made: () => ["oven/python"], work });
    doStep(linking);
    doStep(linking);
    expect(done).toBe(1);
    rmSync(link);
    symlinkSync("other", link);
    doStep(linking);
    expect(done).toBe(2);
    rmSync(join(here.folder, "python-3.11"));
    doStep(linking);
    expect(done).toBe(3);
  });

  it("is done again when its stamp is damaged", () => {
    doStep(baking());
    here.write("oven/stamp", "{");
    doStep(baking());
    expect(done).toBe(2);
  });

  it("leaves no stamp when the work fails, not even an older one", () => {
    doStep(baking());
    const failing = baking({ key: "rye", work: () => expect.fail("no heat") });
    expect(() => doStep(failing)).toThrow("no heat");
    expect(said).toContain("set-up: baking ... failed");
    expect(existsSync(join(here.folder, "oven/stamp"))).toBe(false);
    doStep(baking());
    expect(done).toBe(2);
  });

  it("returns why it is not possible, and tries again next time", () => {
    const impossible = baking({ work: () => (++done, "there is no oven") });
    expect(doStep(impossible)).toBe("there is no oven");
    expect(doStep(impossible)).toBe("there is no oven");
    expect(done).toBe(2);
    expect(said).toContain("not possible here");
  });

  it("refuses to begin with too little room on the disc", () => {
    expect(() => doStep(baking({ megabytes: 1e9 }))).toThrow(
      /^Cannot set the project up \(baking\): \d+ MB free on the disc of .*, expected at least 1000000000 MB\. Free some space/,
    );
    expect(done).toBe(0);
  });

  it("is done again when it was killed half-way", () => {
    const module = JSON.stringify(join(home, "lib/setup/step.ts"));
    const killed = `require(${module}).doStep({ label: "baking", stamp: "oven/stamp", key: "flour", made: () => ["oven/bread"],
      work: () => { require("node:fs").writeFileSync("oven/bread", "bre"); process.kill(process.pid, "SIGKILL"); } })`;
    const tsx = join(home, "node_modules/tsx/dist/loader.mjs");
    const ran = spawnSync(process.execPath, ["--import", tsx, "-e", killed], {
      cwd: here.folder,
      encoding: "utf8",
    });
    expect(ran.signal, ran.stderr).toBe("SIGKILL");
    expect(readFileSync("oven/bread", "utf8")).toBe("bre");
    doStep(baking());
    expect(done).toBe(1);
    expect(readFileSync("oven/bread", "utf8")).toBe("bread");
  });

  it("works on the project of the working folder", () => {
    expect(root()).toBe(here.folder);
  });
});

describe("key()", () => {
  it("differs for other parts and is the same for the same", () => {
    expect(stepKey("a", "b")).toBe(stepKey("a", "b"));
    expect(stepKey("a", "b")).not.toBe(stepKey("a", "c"));
  });
});
