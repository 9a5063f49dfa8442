import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { live } from "../../lib/figures";
import { every, source } from "./requests";

interface Sent {
  readonly type: string;
  readonly id: string;
}
const kernel = globalThis as {
  __cell?: { publish(type: string, content: { transient: { display_id: string } }): void };
};
let sent: Sent[];
beforeEach(() => {
  sent = [];
  kernel.__cell = { publish: (type, content) => void sent.push({ type, id: content.transient.display_id }) };
});
afterEach(() => delete kernel.__cell);

const draw = () => every["sampleGrid"]!()(source);

describe("live()", () => {
  it("live() shows one display and then exchanges its picture", async () => {
    const view = live({ everySeconds: 0 });
    for (let i = 0; i < 3; i++) await view.show(draw);
    expect(sent.map((s) => s.type)).toEqual(["display_data", "update_display_data", "update_display_data"]);
    expect(new Set(sent.map((s) => s.id)).size).toBe(1);
  });

  it("live() does not draw what comes too soon, and finish() shows the last of it", async () => {
    const view = live({ everySeconds: 60 });
    let drawings = 0;
    const counted = () => {
      drawings++;
      return draw();
    };
    for (let i = 0; i < 5; i++) await view.show(counted);
    expect([drawings, sent.length]).toEqual([1, 1]);
    await view.finish();
    await view.finish();
    expect([drawings, sent.length]).toEqual([2, 2]);
  });

  it("live() in a headless run draws the last picture only", async () => {
    const view = live({ onlyLast: true });
    for (let i = 0; i < 3; i++) await view.show(draw);
    expect(sent).toEqual([]);
    await view.finish();
    expect(sent.map((s) => s.type)).toEqual(["display_data"]);
  });

  it("live() draws nothing outside the kernel", async () => {
    delete kernel.__cell;
    const view = live();
    await view.show(() => Promise.reject(new Error("drawn")));
    await view.finish();
    expect(sent).toEqual([]);
  });

  it("live() displays have different places", async () => {
    await live().show(draw);
    await live().show(draw);
    expect(new Set(sent.map((s) => s.id)).size).toBe(2);
  });
});
