import { afterEach, describe, expect, test } from "vitest";
import {
  KeyboardInterrupt,
  afterAwait,
  beforeAwait,
  check,
  deferInterrupt,
  flag,
  interrupt,
  interruptible,
  owningCell,
  currentSignal,
} from "../../../lib/kernel/run/interrupt";

const sleep = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));
const nothing = (): void => undefined;

afterEach(() => {
  flag.fill(0);
});

describe("interruptible()", () => {
  test("lets a cell that nobody interrupts end", async () => {
    expect(await interruptible(1, async () => 42, nothing)).toBe(42);
    expect([...flag]).toEqual([0, 0, 0]);
  });

  test("knows whose code set a callback going", async () => {
    let late: number | undefined;
    await interruptible(7, async () => void setTimeout(() => (late = owningCell()), 5), nothing);
    await sleep(20);
    expect(late).toBe(7);
    expect(owningCell()).toBeUndefined();
  });

  test("stops a loop at its next check, and fires the signal", async () => {
    setTimeout(interrupt, 10);
    const loop = async (): Promise<void> => {
      for (;;) {
        check();
        await beforeAwait(sleep(1));
      }
    };
    const running = interruptible(1, loop, nothing);
    const fired = currentSignal()!;
    await expect(running).rejects.toBeInstanceOf(KeyboardInterrupt);
    expect(fired.aborted).toBe(true);
  });

  test("gives up an await that does not settle", async () => {
    let settle = nothing;
    setTimeout(interrupt, 10);
    await interruptible(
      1,
      () => new Promise<void>((done) => (settle = done)), // hangs unless it is given up
      () => settle(),
    );
  });

  test("nothing of an interrupted cell continues while a later one runs", async () => {
    const seen: string[] = [];
    setTimeout(interrupt, 10);
    const abandoned = new Promise<never>((_, failed) => {
      void interruptible(
        1,
        () =>
          Promise.race([
            abandonedBody(seen).catch((e: Error) => void seen.push(e.name)),
            new Promise<void>((done) => setTimeout(done, 400)),
          ]),
        nothing,
      ).then(() => failed(new Error("ended")));
    });
    await expect(abandoned).rejects.toThrow("ended");
    await interruptible(2, () => sleep(300), nothing);
    expect(seen).toEqual(["KeyboardInterrupt"]);
  });

  test("is not stopped between cells by an interrupt that came when none ran", async () => {
    interrupt();
    const looking = async (): Promise<void> => {
      for (let i = 0; i < 40; i++) {
        check();
        await sleep(10); // longer than an interrupt gives
      }
    };
    await interruptible(1, looking, () => expect.unreachable());
  });
});

async function abandonedBody(seen: string[]): Promise<void> {
  afterAwait(await beforeAwait(sleep(600)));
  seen.push("went on");
}

describe("deferInterrupt()", () => {
  test("lets a step end before the interrupt throws", async () => {
    const done: string[] = [];
    const step = async (): Promise<void> => {
      interrupt();
      for (let i = 0; i < 3; i++) check();
      await sleep(400); // longer than the time an await is given
      done.push("step");
    };
    await expect(interruptible(1, () => deferInterrupt(step), nothing)).rejects.toBeInstanceOf(
      KeyboardInterrupt,
    );
    expect(done).toEqual(["step"]);
  });
});
