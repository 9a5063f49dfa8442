import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { fail, root, writeJson } from "../../../core";
import { compareTrainings } from "./compare-trainings";
import { machineVariants, type MachineVariant } from "./machine-variants";
import type { TrainedOnce } from "./trained-once";

/**
 * `npm run bench -- machines [--json FILE]`: where trainings on two machines part. The arm `original` of a `quick` study is trained
 * on the phantom as this machine does and as others would: by other threads, by the kernels of an older processor, without oneDNN.
 *
 * @returns 1 where this machine gives the same training other bits
 */
export function benchMachines(json: string | undefined): number {
  const trainings = machineVariants.map((variant) => {
    console.error(`training: ${variant.name}`);
    return trainOnce(variant);
  });
  const [here, ...others] = trainings;
  console.log(
    "| computed as | loss after epoch 1, relative | after the last | apart by 1 % from epoch | test images answered otherwise |",
  );
  console.log("| --- | --- | --- | --- | --- |");
  const rows = others.map((other, k) => ({
    name: machineVariants[k + 1]!.name,
    ...compareTrainings(here!, other),
  }));
  for (const { name, first, last, apartFrom, otherAnswers, images } of rows)
    console.log(
      `| ${name} | ${formatRelative(first)} | ${formatRelative(last)} | ${apartFrom ?? "none"} | ${otherAnswers} of ${images} |`,
    );
  if (json !== undefined) writeJson(json, { rows });
  const isSame = JSON.stringify(here) === JSON.stringify(others[0]);
  console.log(
    `machines: the same training on this machine gave ${isSame ? "the same bits: passed" : "other bits: failed"}`,
  );
  return isSame ? 0 : 1;
}

function trainOnce(variant: MachineVariant): TrainedOnce {
  const program = join(root(), "lib/runner/bench/machines/trained-once.ts");
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["--no-warnings", "--import", "tsx", program, JSON.stringify(variant)],
    { cwd: root(), encoding: "utf8", env: { ...process.env, ...variant.environment } },
  );
  if (status !== 0)
    fail(`train "${variant.name}"`, "the process failed", "a training", `It said:\n${stderr.trim()}`);
  return JSON.parse(stdout.trim().split("\n").at(-1) ?? "") as TrainedOnce;
}

const formatRelative = (x: number): string => (x === 0 ? "0" : x.toExponential(1));
