import { duration, mean } from "../../core";

/**
 * The line after a study of a truth trial: how many are done, and the time left by those that were run now.
 *
 * @param seconds of the studies run now; kept ones of an earlier command took none, and say nothing of the others
 */
export function describeProgress(done: number, studies: number, seconds: readonly number[]): string {
  const begin = `[${done}/${studies}]`;
  if (seconds.length === 0) return `${begin} kept from an earlier command`;
  return `${begin} ${duration(mean(seconds) * (studies - done))} left`;
}
