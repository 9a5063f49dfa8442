/** Requests that are done one after the other. */
export interface MessageQueue<T> {
  add(item: T): void;
  readonly isBusy: () => boolean;
}

const quiet = 10; // ms without a new request after which all that were sent are taken to have come in

/**
 * A queue that a failed cell empties.
 *
 * @param run does one request; it calls `abortQueue`, before it answers, when the requests that wait now must not be done
 * @param abort answers one that is not done
 */
export function openMessageQueue<T>(
  run: (item: T, abortQueue: () => Promise<void>) => Promise<void>,
  abort: (item: T) => void,
): MessageQueue<T> {
  let waiting: T[] = [];
  let isBusy = false;

  const work = async (): Promise<void> => {
    isBusy = true;
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) {
      let given: T[] = [];
      const abortQueue = async (): Promise<void> => {
        await settled();
        given = waiting;
        waiting = [];
      };
      await run(item, abortQueue);
      given.forEach(abort);
    }
    isBusy = false;
  };
  /** Waits for messages that were sent during a synchronous step: they arrive only now. */
  const settled = async (): Promise<void> => {
    for (let before = -1; before !== waiting.length;) {
      before = waiting.length;
      await new Promise((done) => setTimeout(done, quiet));
    }
  };
  return {
    isBusy: () => isBusy,
    add: (item) => {
      waiting.push(item);
      if (!isBusy) void work();
    },
  };
}
