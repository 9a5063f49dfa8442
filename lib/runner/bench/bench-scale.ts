import { resolve } from "node:path";
import { writeJson } from "../../core";
import { ready, tf } from "../../engine";
import { small, paper } from "../../models";
import type { GanCaseOptions } from "./cases/gan";
import { ourCommand, startContender } from "./contender";
import { lineThrough, stepCost, type Line } from "./step-cost";
import { withFilters } from "./with-filters";

/** One measured training. */
interface Point {
  readonly network: "paper" | "small";
  readonly batch: number;
  /** Side of an image in pixels. */
  readonly size: number;
  readonly filters: number;
  readonly threads: number;
}

const usual = { network: "paper", batch: 16, size: 32, filters: 128, threads: 2 } as const;
const smallOne = { ...usual, network: "small" } as const;

/** One thing is varied at a time. */
const points: readonly Point[] = [
  ...[8, 16, 32, 64].map((batch) => ({ ...usual, batch })),
  ...[32, 64, 256].map((filters) => ({ ...usual, filters })),
  { ...usual, size: 64 },
  { ...usual, threads: 1 },
  ...[32, 64, 128, 256].map((size) => ({ ...smallOne, size })),
  ...[8, 64].map((batch) => ({ ...smallOne, batch })),
  { ...smallOne, threads: 1 },
];

interface Measured extends Point {
  readonly seconds: number;
  readonly peakMiB: number;
  /** 1e9 multiply-adds per step. */
  readonly giga: number;
  /** MiB of the layers' outputs, once. */
  readonly activationsMiB: number;
}

/**
 * `npm run bench -- scale [--json FILE]`: seconds and peak memory of a GAN's step against batch, image size, filters and
 * threads, and the line through them. Each point is a process of its own. About 5 minutes on two processors.
 */
export async function benchScale(json: string | undefined): Promise<number> {
  await ready();
  console.log(
    "| network | batch | size | filters | threads | s per step | peak MiB | 1e9 multiply-adds | activations MiB |",
  );
  console.log("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
  const rows: Measured[] = [];
  for (const point of points) {
    const print = (words: string): void => console.log(`| ${columns(point)} | ${words} |`);
    const row = await measure(point).catch((error: unknown) => print(String(error)));
    if (!row) continue;
    rows.push(row);
    const { seconds, peakMiB, giga, activationsMiB } = row;
    print(
      [seconds.toPrecision(3), peakMiB.toFixed(0), giga.toFixed(1), activationsMiB.toFixed(0)].join(" | "),
    );
  }
  const fits: Record<string, Line> = {};
  for (const network of ["paper", "small"] as const) {
    const some = rows.filter((row) => row.network === network && row.threads === usual.threads);
    const seconds = lineThrough(some.map(({ giga, seconds }) => [giga, seconds]));
    const memory = lineThrough(some.map(({ activationsMiB, peakMiB }) => [activationsMiB, peakMiB]));
    Object.assign(fits, { [`${network} seconds`]: seconds, [`${network} MiB`]: memory });
    console.log(
      `${network}: seconds = ${formatLine(seconds)} x 1e9 multiply-adds; MiB = ${formatLine(memory)} x activations in MiB`,
    );
  }
  if (json !== undefined) writeJson(resolve(json), { rows, fits });
  return 0;
}

async function measure(point: Point): Promise<Measured> {
  const { network, batch, size, filters, threads } = point;
  const spec = withFilters({ paper, small }[network], filters);
  const networks = { generator: spec.generator(size), discriminator: spec.discriminator(size) };
  const cost = stepCost(networks);
  for (const model of Object.values(networks)) model.dispose();
  tf.disposeVariables();
  const options: GanCaseOptions = {
    spec: network,
    size,
    batch,
    filters,
    penaltyWeight: 0,
    isShared: false,
    images: 2 * batch,
  };
  const environment = { TF_NUM_INTRAOP_THREADS: `${threads}`, TF_NUM_INTEROP_THREADS: `${threads}` };
  const contender = await startContender({
    ...ourCommand(["gan", options as unknown as Record<string, unknown>]),
    environment,
  });
  try {
    const { seconds, peakMiB } = await contender.go(5);
    return {
      ...point,
      seconds: Math.min(...seconds),
      peakMiB,
      giga: (batch * cost.multiplyAdds) / 1e9,
      activationsMiB: (4 * batch * cost.activations) / 2 ** 20,
    };
  } finally {
    contender.end();
  }
}

/** The small networks have their own filters. */
function columns({ network, batch, size, filters, threads }: Point): string {
  return [network, batch, size, network === "small" ? "-" : filters, threads].join(" | ");
}

function formatLine({ constant, slope, largestError }: Line): string {
  const error = `(off by at most ${(100 * largestError).toFixed(0)} %)`;
  return `${constant.toPrecision(2)} + ${slope.toPrecision(2)} ${error}`;
}
