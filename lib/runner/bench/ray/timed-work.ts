/** A trial of known length: it sleeps, or keeps one thread busy. */
export interface TimedWork {
  readonly id: string;
  readonly does: "sleep" | "compute";
  readonly milliseconds: number;
}

// A worker as lib/study/worker.ts, whose trials take as long as they are told.
process.on("message", ({ id, does, milliseconds }: TimedWork) => {
  const began = performance.now();
  const passed = (): number => performance.now() - began;
  const answer = (): void => void process.send?.({ id, seconds: passed() / 1000 });
  if (does === "sleep") return void setTimeout(answer, milliseconds);
  // a number of operations, not a time: on a shared processor it takes as long as it takes
  for (let i = 0, x = 1; i < milliseconds * 1e5; i++) x = (x * 16807) % 2147483647;
  answer();
});
process.on("disconnect", () => process.exit(0));
