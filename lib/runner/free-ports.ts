import { randomInt } from "node:crypto";
import { createServer } from "node:net";

const lowest = 15_000;
const highest = 30_000; // below those that systems give to outgoing connections
const tries = 200;

/**
 * Ports of this machine that nobody listens on. A client that connects before its kernel listens can meet itself on a port
 * that its own connection was given; these are given to none.
 */
export async function freePorts(count: number): Promise<number[]> {
  const found = new Set<number>();
  for (let i = 0; i < tries && found.size < count; i++) {
    const port = randomInt(lowest, highest);
    if (await isFree(port)) found.add(port);
  }
  return [...found];
}

function isFree(port: number): Promise<boolean> {
  const server = createServer();
  return new Promise((done) => {
    server.once("error", () => done(false));
    server.listen(port, "127.0.0.1", () => server.close(() => done(true)));
  });
}
