import { randomInt } from "node:crypto";
import getPort, { portNumbers } from "get-port";

const [lowest, highest] = [15_000, 30_000]; // below those that systems give to outgoing connections

/**
 * Ports of this machine that nobody listens on, from a random one on. A client that connects before its kernel listens can
 * meet itself on a port that its own connection was given; these are given to none.
 */
export async function freePorts(count: number): Promise<number[]> {
  const found: number[] = [];
  while (found.length < count)
    found.push(await getPort({ port: portNumbers(randomInt(lowest, highest), highest), exclude: found }));
  return found;
}
