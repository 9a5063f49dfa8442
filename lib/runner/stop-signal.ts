const signals = ["SIGINT", "SIGTERM"] as const;
/** One Ctrl-C comes up to three times, by the terminal, by npm and by the bootstrap, each of which passes it on. */
const samePress = 1000;

/**
 * The signal that Ctrl-C or a request to end stops a long command by: the first one aborts it, so that what is running may be
 * kept; those of the second after it are the same key press; a later one ends the process at once.
 */
export function stopSignal(): AbortSignal {
  const stop = new AbortController();
  let first = 0;
  const receive = (name: NodeJS.Signals): void => {
    if (stop.signal.aborted && Date.now() - first < samePress) return;
    if (stop.signal.aborted) {
      for (const signal of signals) process.off(signal, receive);
      process.kill(process.pid, name);
      return;
    }
    first = Date.now();
    stop.abort();
  };
  for (const signal of signals) process.on(signal, receive);
  return stop.signal;
}
