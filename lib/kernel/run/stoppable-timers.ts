import { isBehind } from "./interrupt";

type Callback = (...args: unknown[]) => void;

/** A promise's own: it settles, and the check behind its await then ends what waits for it. */
const isNative = (callback: Callback): boolean =>
  Function.prototype.toString.call(callback).includes("[native code]");

/** Makes timers end with their cell when it is interrupted: a chain of them or an interval must not go on behind. */
export function makeTimersStoppable(): void {
  const timeout = globalThis.setTimeout;
  const interval = globalThis.setInterval;
  const immediate = globalThis.setImmediate;
  const unlessBehind =
    (callback: Callback): Callback =>
    (...args) => {
      if (!isBehind() || isNative(callback)) callback(...args);
    };
  const checked = (callback: unknown): Callback =>
    typeof callback === "function" ? unlessBehind(callback as Callback) : (callback as Callback);
  const everyTime = (callback: unknown, ...rest: unknown[]): NodeJS.Timeout => {
    const timer = interval(
      (...args) => {
        if (isBehind()) clearInterval(timer);
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
