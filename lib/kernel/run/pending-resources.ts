/** What keeps a program going after its last line: timers and requests, counted by kind. */
export type Going = Readonly<Record<string, number>>;

const intervals = new Set<NodeJS.Timeout>();
const step = 5; // ms

/** Makes intervals known: Node counts them with the other timers. */
export function watchIntervals(): void {
  const original = globalThis.setInterval;
  const watching = (...args: Parameters<typeof setInterval>): NodeJS.Timeout => {
    for (const timer of intervals) if (!timer.hasRef()) intervals.delete(timer); // cleared ones
    const timer = original(...args);
    intervals.add(timer);
    return timer;
  };
  globalThis.setInterval = Object.assign(watching, original);
}

const servers = ["TCPServerWrap", "PipeServerWrap"];

/**
 * What is going on now.
 *
 * @param hasEndless whether what does not end by itself is counted too: intervals and servers
 */
export function going(hasEndless: boolean): Going {
  const counts: Record<string, number> = {};
  for (const kind of process.getActiveResourcesInfo()) counts[kind] = (counts[kind] ?? 0) + 1;
  if (hasEndless) return counts;
  for (const kind of servers) delete counts[kind];
  const running = [...intervals].filter((timer) => timer.hasRef()).length;
  return { ...counts, Timeout: (counts["Timeout"] ?? 0) - running };
}

/**
 * Waits until what a cell has set going is done.
 *
 * @param before what was going on before it
 * @param seconds the longest wait
 * @param isEnough ends the wait earlier
 * @returns the kinds that are still going on
 */
export async function rest(
  before: Going,
  seconds: number,
  hasEndless: boolean,
  isEnough: () => boolean,
): Promise<readonly string[]> {
  const more = (): string[] =>
    Object.entries(going(hasEndless)).flatMap(([kind, count]) => (count > (before[kind] ?? 0) ? [kind] : []));
  const end = performance.now() + seconds * 1000;
  let left = more();
  while (left.length > 0 && !isEnough() && performance.now() < end) {
    await new Promise((done) => setTimeout(done, step).unref());
    left = more();
  }
  return isEnough() ? [] : left;
}
