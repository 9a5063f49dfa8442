import { connect } from "node:net";
import { fail } from "../../core";
import { isInstalled } from "../../setup/optional-packages";
import type { TrialEngine } from "../../study/trial-engine";
import { startLocalCluster, type LocalCluster } from "./local-cluster";
import { nextEvent, startRayDriver } from "./ray-driver";
import { runOnRay } from "./run-on-ray";

/** How a cluster is used. */
export interface RayOptions {
  /** HOST:PORT of its head; absent: one is started on this machine, and ended with the engine. */
  readonly address?: string | undefined;
  /** Trials at a time; absent: as many as the cluster has processors for. */
  readonly maxTrials?: number | undefined;
  /** Whether a training asks for a GPU where the cluster has any. */
  readonly usesGpu: boolean;
  /** Time limit of one trial, seconds (default a day). */
  readonly seconds?: number;
  /** Processors of the cluster that is started here. */
  readonly processes: number;
}

const day = 24 * 3600;

/**
 * The engine of a Ray cluster.
 * @throws InputError where Ray is not installed, or nothing answers at the address
 */
export async function rayEngine(options: RayOptions): Promise<TrialEngine> {
  const { address, maxTrials, usesGpu, seconds = day, processes } = options;
  if (!isInstalled("ray"))
    fail(
      "run on Ray",
      "it is not installed",
      "Ray in the project's Python environment",
      "Type  npm run ray:install  (285 MB), then the same command again.",
    );
  const own = address === undefined ? await startLocalCluster([processes]) : undefined;
  if (address !== undefined) await assertReachable(address);
  const driver = startRayDriver(own?.address ?? address ?? "", own?.variables ?? {});
  const ready = await nextEvent(driver, "ready").catch(async (error: unknown) => {
    await closeAll(own);
    throw error;
  });
  const gpus = usesGpu && ready.gpus > 0 ? 1 : 0;
  const atATime = maxTrials ?? Math.max(1, gpus > 0 ? ready.gpus : ready.cpus);
  console.log(
    `Ray at ${own?.address ?? address}: ${ready.nodes} nodes, ${ready.cpus} CPUs, ${ready.gpus} GPUs; ${atATime} trials at a time, each on ${gpus > 0 ? "a GPU" : "one CPU"}`,
  );
  return {
    atATime,
    run: (batch, how, watcher) => runOnRay(driver, { atATime, gpus, seconds }, batch, how, watcher),
    close: async () => {
      await driver.close();
      await closeAll(own);
    },
  };
}

const closeAll = (own: LocalCluster | undefined): Promise<void> => own?.stop() ?? Promise.resolve();

async function assertReachable(address: string): Promise<void> {
  const [, host = "", port = ""] = /^(.+):(\d+)$/.exec(address) ?? [];
  const problem = await new Promise<string | undefined>((resolve) => {
    const socket = connect({ host, port: Number(port), timeout: 5000 })
      .on("connect", () => end(undefined))
      .on("timeout", () => end("no answer in 5 s"))
      .on("error", (error) => end(error.message));
    const end = (answer: string | undefined): void => {
      socket.destroy();
      resolve(answer);
    };
  });
  if (problem !== undefined)
    fail(
      "run on Ray",
      `nothing answers at ${address} (${problem})`,
      "the head of a cluster",
      "Start it with  ray start --head  there, or leave --address out: a cluster of this machine is started.",
    );
}
