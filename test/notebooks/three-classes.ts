import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { phantom } from "../../lib/data";
import { encoded } from "../data/made-folder";

/** A folder of 150 phantoms in three classes: hemorrhage, normal, and ten normal ones that are brighter. @returns its path */
export async function threeClasses(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "three-classes-"));
  const { slices } = phantom({ images: 150, seed: 5 });
  let bright = 0;
  for (const { id, label, width, height, grey } of slices) {
    const name = label === 1 ? "hemorrhage" : bright++ < 10 ? "bright" : "normal";
    const shown = name === "bright" ? grey.map((v) => (v > 20 ? Math.min(255, v + 60) : v)) : grey;
    mkdirSync(join(folder, name), { recursive: true });
    writeFileSync(join(folder, name, `${id}.png`), await encoded(shown, [width, height, 1]));
  }
  return folder;
}
