import { isInterruptedRun } from "./interrupt";

type Callback = (...args: unknown[]) => void;

/** Whether a callback settles a promise: it must run, and the check after its await ends what waits. */
const isNative = (callback: Callback): boolean =>
  Function.prototype.toString.call(callback).includes("[native code]");

/** Replaces the global timers: an interrupted cell's callbacks no longer run, so that no chain or interval continues. */
export function installStoppableTimers(): void {
  const timeout = globalThis.setTimeout;
  const interval = globalThis.setInterval;
  const immediate = globalThis.setImmediate;
  const unlessBehind =
    (callback: Callback): Callback =>
    (...args) => {
      if (!isInterruptedRun() || isNative(callback)) callback(...args);
    };
  const checked = (callback: unknown): Callback =>
    typeof callback === "function" ? unlessBehind(callback as Callback) : (callback as Callback);
  const everyTime = (callback: unknown, ...rest: unknown[]): NodeJS.Timeout => {
    const timer = interval(
      (...args) => {
        if (isInterruptedRun()) clearInterval(timer);
        else (callback as Callback)(...args);
      },
      ...(rest as [number, ...unknown[]]),
    );
    return timer;
  };
  const later = (callback: unknown, ...rest: unknown[]): NodeJS.Timeout =>
    timeout(checked(callback), ...(rest as [number, ...unknown[]]));
  const soon = (callback: unknown, ...rest: unknown[]): NodeJS.Immediate =>
    immediate(checked(callback), ...rest);
  Object.assign(globalThis, {
    setTimeout: Object.assign(later, timeout),
    setInterval: Object.assign(everyTime, interval),
    setImmediate: Object.assign(soon, immediate),
  });
}
