import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { expect, test } from "vitest";
import { optionalRequirements } from "../../../lib/setup/optional-packages";
import { openTimeLapse, trainGan } from "../../../lib/training";
import { greyLevel } from "../../../lib/core/grey-level";
import { pythonEnvironment } from "../../python-environment";
import { squares, tinyOptions, tinySpec } from "../tiny";

/** What TensorBoard's own reader finds in a folder: steps and values of a tag, and its pictures in base 64. */
interface Found {
  readonly scalars: Readonly<Record<string, readonly (readonly [step: number, value: number])[]>>;
  readonly pictures: readonly (readonly [step: number, width: number, height: number, png: string])[];
}

const reader = `
import base64, json, sys
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
log = EventAccumulator(sys.argv[1], size_guidance={"images": 0, "scalars": 0})
log.Reload()
tags = log.Tags()
print(json.dumps({
  "scalars": {tag: [[e.step, e.value] for e in log.Scalars(tag)] for tag in tags["scalars"]},
  "pictures": [[e.step, e.width, e.height, base64.b64encode(e.encoded_image_string).decode()] for e in log.Images("samples")],
}))`;

test("TensorBoard's reader finds a resumed training's losses once each, and its samples", async ({
  skip,
}) => {
  const packages = readFileSync(optionalRequirements("tensorboard"), "utf8").trim().split("\n");
  let python = "";
  try {
    python = pythonEnvironment("tensorboard", packages);
  } catch (error) {
    skip(`TensorBoard cannot be installed here: ${String(error)}`);
  }
  const logs = join(mkdtempSync(join(tmpdir(), "graft-logs-")), "gan");
  // killed after the third epoch, resumed from the second
  const options = { ...tinyOptions({ epochs: 6, checkpointEvery: 2 }), logs };
  const train = squares("train", 12, () => 1);
  const kill = (at: { readonly epoch: number }): void => {
    if (at.epoch === 3) throw new Error("killed");
  };
  await expect(trainGan(train, tinySpec, options, kill)).rejects.toThrow("killed");
  const gan = await trainGan(train, tinySpec, options);
  const found = JSON.parse(execFileSync(python, ["-c", reader, logs], { encoding: "utf8" })) as Found;
  const each = gan.steps / 6;
  for (const loss of ["generator", "discriminator", "penalty"] as const)
    expect(found.scalars[`loss/${loss}`]).toEqual(
      gan.history.map((epoch) => [epoch.epoch * each, Math.fround(epoch[loss])]),
    );
  expect(found.pictures.map(([step]) => step / each)).toEqual([1, 2, 5, 6]);
  const last = openTimeLapse(gan).at(-1)!.images;
  const [, width, height, png] = found.pictures.at(-1)!;
  expect([width, height]).toEqual([80, 8]);
  const grey = await sharp(Buffer.from(png, "base64")).extractChannel(0).raw().toBuffer();
  const secondImage = Array.from(grey.subarray(8, 16)); // its first row
  expect(secondImage).toEqual(Array.from(last.pixels.subarray(64, 72), greyLevel));
}, 300_000);
