import { isBehind } from "./interrupt";

type Callback = (...args: unknown[]) => void;

/** Makes timers end with their cell when it is interrupted: a chain of them or an interval must not go on behind. */
export function makeTimersStoppable(): void {
  const timeout = globalThis.setTimeout;
  const interval = globalThis.setInterval;
  const immediate = globalThis.setImmediate;
  const unlessBehind =
    (callback: Callback): Callback =>
    (...args) => {
      if (!isBehind()) callback(...args);
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
